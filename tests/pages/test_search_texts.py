"""Titles and descriptions as search engines show them."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from site_builder.i18n.locale import Locale
from site_builder.pages.search_texts import columns, fit_description, fit_title

EN, ZH = Locale("en", "en", "English"), Locale("zh-Hans", "zh", "简体中文")


@pytest.mark.parametrize(("text", "expected"), [("", 0), ("API", 3), ("价格 API，", 10), ("цена", 4)])
def test_wide_letters_are_two_columns(text: str, expected: int) -> None:
    """A Han letter takes the room of two Latin ones."""
    assert columns(text) == expected


@given(st.text())
@example("a\u0378")
@example("ключ — «x»")
@example("\u2065")
def test_columns_are_counted_letter_by_letter(text: str) -> None:
    """Text of any script is as wide as Unicode says of its letters."""
    assert columns(text) == sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


@pytest.mark.parametrize(
    ("title", "expected"),
    [("GPT-5", "GPT-5 · Gateway"), ("x" * 50, f"{'x' * 50} · Gateway"), ("x" * 51, "x" * 51), ("价" * 26, "价" * 26)],
)
def test_the_name_of_the_site_stands_where_there_is_room(title: str, expected: str) -> None:
    """What is cut off at the end would be cut off anyhow."""
    assert fit_title(title, "Gateway") == expected


@pytest.mark.parametrize(
    ("locale", "sentences", "expected"),
    [
        (EN, ("a" * 70, "More."), "a" * 70),
        (EN, ("a" * 69, "More.", "Yet more."), f"{'a' * 69} More."),
        (EN, ("a" * 40, "b" * 20, "c" * 20), f"{'a' * 40} {'b' * 20} {'c' * 20}"),
        (EN, ("a" * 60, "b" * 100, "Short enough."), f"{'a' * 60} Short enough."),
        (ZH, ("价" * 30, "格" * 10), f"{'价' * 30}{'格' * 10}"),
        (EN, ("word " * 31 + "wordy.",), ("word " * 31).rstrip() + "…"),
        (ZH, ("价" * 81,), "价" * 79 + "…"),
    ],
)
def test_descriptions_say_enough_and_no_more(locale: Locale, sentences: tuple[str, ...], expected: str) -> None:
    """Sentences are added until it is long enough; one that is too long is cut, between words if it can be."""
    description = fit_description(sentences, locale)

    assert description == expected
    assert columns(description) <= 160
