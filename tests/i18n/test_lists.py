"""Lists of words as each language writes them."""

from __future__ import annotations

import pytest

from site_builder.i18n.lists import join_labels, join_words
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


@pytest.mark.parametrize(
    ("tag", "labels", "expected"),
    [
        ("en", ["Text", "Image", "PDF"], "Text, image, PDF"),
        ("ru", ["Текст", "Изображения", "Аудио"], "Текст, изображения, аудио"),
        ("de", ["Text", "Bild"], "Text, Bild"),
        ("tr", ["Metin", "Işık", "İçerik"], "Metin, ışık, içerik"),
        ("zh-Hans", ["文本", "图像"], "文本、图像"),
        ("en", [], ""),
    ],
)
def test_labels_go_on_in_lower_case(tag: str, labels: list[str], expected: str) -> None:
    """Not abbreviations, and not in German, which writes nouns with a capital."""
    assert join_labels(labels, Locale(tag, "x", "X")) == expected
