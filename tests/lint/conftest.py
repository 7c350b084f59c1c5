"""What tests of rules about texts share: what a rule says of one text, and what the text is after the mend."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import pytest

from site_builder.lint.rule import TextRule
from site_builder.lint.written_text import TextSlip, make_text

Form = Literal["plain", "inline", "block"]


@pytest.fixture
def find_slips() -> Callable[..., list[TextSlip]]:
    """Give what a rule finds in a text, in order."""

    def find(
        rule: TextRule, text: str, tag: str = "en", form: Form = "inline", field: str = "summary"
    ) -> list[TextSlip]:
        return sorted(rule.check(make_text(text, tag, form, field)), key=lambda slip: (slip.start, slip.end))

    return find


@pytest.fixture
def mend(find_slips: Callable[..., list[TextSlip]]) -> Callable[..., str]:
    """Give a text after all mends of a rule, one after the other as `check --fix` makes them."""

    def apply(rule: TextRule, text: str, tag: str = "en") -> str:
        for _ in range(20):
            slip = next((slip for slip in find_slips(rule, text, tag) if slip.replacement is not None), None)
            if slip is None:
                return text
            text = text[: slip.start] + (slip.replacement or "") + text[slip.end :]
        raise AssertionError(text)

    return apply
