"""Lists of words as each language writes them."""

from __future__ import annotations

import pytest

from site_builder.i18n.lists import join_words
from site_builder.i18n.locale import Locale


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("en", "A, B, C"),
        ("ru", "A, B, C"),
        ("de", "A, B, C"),
        ("fr", "A, B, C"),
        ("zh-Hans", "A、B、C"),
        ("zh-Hant", "A、B、C"),
        ("ja", "A、B、C"),
        ("ar", "A وB وC"),
        ("qps", "A, B, C"),
    ],
)
def test_words_are_joined_as_cldr_says(tag: str, expected: str) -> None:
    """Chinese and Japanese have a comma of their own, Arabic repeats its “and”."""
    assert join_words(["A", "B", "C"], Locale(tag, "x", "X")) == expected


@pytest.mark.parametrize(("words", "expected"), [([], ""), (["A"], "A"), (["{0}", "{x}"], "{0}, {x}")])
def test_short_lists_and_braces(words: list[str], expected: str) -> None:
    """One word stands alone, none gives nothing, and braces in words are no placeholders."""
    assert join_words(words, Locale("en", "en", "English")) == expected
