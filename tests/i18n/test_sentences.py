"""Sentences that follow one another in each script."""

from __future__ import annotations

import pytest

from site_builder.i18n.locale import Locale
from site_builder.i18n.sentences import join_sentences, sentence_space


@pytest.mark.parametrize("tag", ["en", "ru", "de", "ar", "ko", "th", "sr-Latn", "qps"])
def test_most_languages_have_a_space_between_sentences(tag: str) -> None:
    """Korean and Thai too, whose letters are wide or whose words have none."""
    assert sentence_space(Locale(tag, "x", "X")) == " "


@pytest.mark.parametrize("tag", ["zh", "zh-Hans", "zh-Hant", "zh-Hant-HK", "zh-TW", "ja"])
def test_full_width_punctuation_brings_its_own_space(tag: str) -> None:
    """The script is that of the tag, or the likely one of its language."""
    assert sentence_space(Locale(tag, "x", "X")) == ""


@pytest.mark.parametrize(("tag", "expected"), [("en", "A. B. C."), ("ja", "A.B.C.")])
def test_sentences_become_a_paragraph(tag: str, expected: str) -> None:
    """What the language has between two stands between all."""
    assert join_sentences(iter(["A.", "B.", "C."]), Locale(tag, "x", "X")) == expected
