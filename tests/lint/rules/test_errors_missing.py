"""Every caller meets the same five failures."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from site_builder.diagnostics import Diagnostic
from site_builder.lint.rule import Rule
from site_builder.lint.rules.errors_missing import ERRORS_MISSING

FindIn = Callable[[Rule, Mapping[str, str]], list[Diagnostic]]


_ERROR = "  - {status: %d, code: failed, trigger: It fails., fix: Check it., retry: After that.}\n"


@pytest.mark.parametrize(
    ("statuses", "missing"),
    [
        ((400, 401, 404, 500), None),
        ((422, 403, 404, 503), None),
        ((401, 404, 500), "400"),
        ((402,), "400, 401, 404, 500"),
    ],
)  # fmt: skip
def test_failures_without_a_word_are_listed(find_in: FindIn, statuses: tuple[int, ...], missing: str | None) -> None:
    """What the gateway answers counts for every protocol; this one has 429 itself."""
    errors = "errors:\n" + "".join(_ERROR % status for status in statuses)

    found = find_in(ERRORS_MISSING, {"site": errors})

    assert [item.message for item in found] == ([f"Acme Chat documents no error {missing}"] if missing else [])


def test_protocol_without_errors_is_found_at_its_start(find_in: FindIn) -> None:
    """There is no list to point at."""
    (found,) = find_in(ERRORS_MISSING, {"protocols/acme-chat": "errors: []"})

    assert found.message == "Acme Chat documents no error 429"
