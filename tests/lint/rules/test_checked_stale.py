"""Evidence is looked at again before it is too old."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from site_builder.diagnostics import Diagnostic
from site_builder.lint.rule import Rule
from site_builder.lint.rules.checked_stale import CHECKED_STALE

FindIn = Callable[[Rule, Mapping[str, str]], list[Diagnostic]]


_SOURCES = "sources:\n  - {title: Acme models, url: https://acme.example.com/docs, checked: %s}\n"
_PRICING = """pricing:
  currency: USD
  source: https://acme.example.com/pricing
  checked: %s
  lines:
    - {meter: input, amount: "0.20"%s}
"""


@pytest.mark.parametrize(
    ("limits", "changes", "expected"),
    [
        ("{prices: 180}", {"models/acme/mini": _PRICING % ("2026-05-05", "")}, []),
        ("{prices: 180}", {"models/acme/mini": _PRICING % ("2026-05-04", "")},
         ["last checked on 2026-05-04, 181 days before the newest day of the catalog, 2026-11-01"]),
        ("{prices: 180}", {"models/acme/mini": _PRICING % ("2026-11-01", ", checked: 2025-01-01")},
         ["last checked on 2025-01-01, 669 days before the newest day of the catalog, 2026-11-01"]),
        ("{prices: 180}",
         {"models/acme/mini": _PRICING % ("2026-11-01", ", checked: 2025-01-01, valid_to: 2025-02-01")}, []),
        ("{prices: 180}", {"models/acme/mini": _SOURCES % "2020-01-01"}, []),
        ("{sources: 365}", {"models/acme/mini": _SOURCES % "2025-11-01"}, []),
        ("{sources: 365}", {"models/acme/mini": _SOURCES % "2025-10-31"},
         ["last checked on 2025-10-31, 366 days before the newest day of the catalog, 2026-11-01"]),
        ("{sources: 365}", {"protocols/acme-chat": "checked: 2025-10-31"},
         ["last checked on 2025-10-31, 366 days before the newest day of the catalog, 2026-11-01"]),
        ("{sources: 365}", {"models/acme/mini": "updated: 2027-11-02"},
         ["last checked on 2026-11-01, 366 days before the newest day of the catalog, 2027-11-02"] * 3),
        ("{}", {"models/acme/mini": _SOURCES % "2020-01-01"}, []),
    ],
)  # fmt: skip
def test_age_is_counted_from_the_newest_day(
    find_in: FindIn, limits: str, changes: dict[str, str], expected: list[str]
) -> None:
    """No clock is read: the same catalog gives the same findings next year."""
    found = find_in(CHECKED_STALE, {"site": f"max_age_days: {limits}", **changes})

    assert [item.message for item in found] == expected


def test_model_without_prices_is_passed_over(find_in: FindIn, small_site: Path) -> None:
    """There is nothing to check again."""
    path = small_site / "catalog/models/acme/mini.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("pricing:")] + text[text.index("sources:") :], encoding="utf-8")

    assert find_in(CHECKED_STALE, {}) == []
