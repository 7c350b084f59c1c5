"""A model that can be called says what it costs, or that nobody knows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from site_builder.diagnostics import Diagnostic
from site_builder.lint.rule import Rule
from site_builder.lint.rules.price_missing import PRICE_MISSING

FindIn = Callable[[Rule, Mapping[str, str]], list[Diagnostic]]


_PRICING = """pricing:
  currency: USD
  source: https://acme.example.com/pricing
  checked: 2026-11-01
  lines:
    - {meter: input, state: unknown}
"""


@pytest.mark.parametrize(
    ("status", "pricing", "count"),
    [("stable", "", 1), ("deprecated", "", 1), ("retired", "", 0), ("stable", _PRICING, 0)],
)
def test_silence_about_prices_is_found(
    find_in: FindIn, small_site: Path, status: str, pricing: str, count: int
) -> None:
    """A retired model cannot be called, so nobody pays for it."""
    text = (small_site / "catalog/models/acme/mini.yaml").read_text(encoding="utf-8")
    bare = text[: text.index("pricing:")] + text[text.index("sources:") :]

    found = find_in(
        PRICE_MISSING, {"models/acme/tiny": f"{bare.replace('acme-mini', 'acme-tiny')}status: {status}\n{pricing}"}
    )

    assert [item.message for item in found] == ["Acme Mini can be called and has no `pricing`"] * count
