"""What tests of rules about texts share: what a rule says of one text, and what the text is after the mend."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import pytest

from site_builder.i18n.glossary import Glossary
from site_builder.lint.glossary_use import index_terms
from site_builder.lint.rule import TextRule, TranslationRule
from site_builder.lint.written_text import TextSlip, Translation, make_text

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


@pytest.fixture
def compare() -> Callable[..., list[TextSlip]]:
    """Give what a rule finds in a translation beside its English source, in order."""

    def find(rule: TranslationRule, source: str, target: str, tag: str, names: tuple[str, ...] = ()) -> list[TextSlip]:
        terms = index_terms(Glossary())
        translation = Translation(make_text(source, "en"), make_text(target, tag), "catalog", terms, names)
        return sorted(rule.check(translation), key=lambda slip: (slip.start, slip.end))

    return find
