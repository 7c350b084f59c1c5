"""Marks that come in pairs have their partner, and marks that follow a word follow it at once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from site_builder.lint.rules.text_balance import TEXT_BALANCE
from site_builder.lint.written_text import TextSlip


@pytest.mark.parametrize(
    ("text", "tag", "message"),
    [
        ("A model (with tools.", "en", "`(` stands alone: “A model (with tools.”"),
        ("A model with tools). More.", "en", "`)` stands alone"),
        ("One (AI) and two) more.", "en", "`)` stands alone: “One (AI) and two) more.”"),
        ("An answer.}", "en", "`}` stands alone"),
        ("A [link to nothing.", "en", "`[` stands alone"),
        ("Wrong ([order)].", "en", "stands alone"),
        ("He said “yes and left.", "en", "`“` stands alone"),
        ("模型（预览版。", "zh-Hans", "`（` stands alone"),
        ("《标题。", "zh-Hans", "`《` stands alone"),
        ("Модель «быстрая.", "ru", "`«` stands alone"),
        ("Модель быстрая».", "ru", "`»` stands alone"),
        ("Set ` gemini as the model.", "en", "a backtick stands alone"),
        ("This is **bold and never ends.", "en", "`**` stands alone"),
    ],
)
def test_mark_without_partner_is_reported(
    find_slips: Callable[..., list[TextSlip]], text: str, tag: str, message: str
) -> None:
    """Which of the two is wrong, only the author knows, so there is no mend."""
    slips = find_slips(TEXT_BALANCE, text, tag)

    assert message in slips[0].message
    assert slips[0].replacement is None


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("A sentence .", "A sentence."),
        ("One , two.", "One, two."),
        ("Use `code` : it is short.", "Use `code`: it is short."),
        ("For details see .", "For details see."),
    ],
)
def test_space_before_a_mark_is_removed(mend: Callable[..., str], text: str, mended: str) -> None:
    """The mark belongs to the word before it."""
    assert mend(TEXT_BALANCE, text) == mended


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("A model (with [many] tools) and {braces}.", "en"),
        ("See [the page](https://a.example/x_(y)) and `f(`.", "en"),
        ("At least 0 and below 1: [0, 1), or (0, ∞].", "en"),
        ("First a) one, then b) two.", "en"),
        ("1) one\n2) two", "en"),
        ("It is used in shops (AI) and more: (v1) and (10) and f(x) = a[0].", "en"),
        ("见第七稿 (draft 07) 的说明。", "zh-Hans"),
        ("Choose (either a) this or b) that) and a) go.", "en"),
        ("It works :) or not :-(", "en"),
        ("Keep it in .env or use .NET.", "en"),
        ("It waits ... and goes on.", "en"),
        ("Images of 16 : 9.", "en"),
        ("A literal \\` mark.", "en"),
        ("**Bold** and **bold** again, 2 * 3.", "en"),
        ("模型（预览版)也算成对。", "zh-Hans"),
        ("Он сказал: «это „проба“ пера».", "ru"),
        ("Er sagte „ja“ und »nein«.", "de"),
        ("Vraiment ? Oui : « bien » !", "fr"),
        ("It's the models' size: 5'.", "en"),
        ("| a | . |", "en"),
    ],
)
def test_pairs_and_other_habits_are_silent(find_slips: Callable[..., list[TextSlip]], text: str, tag: str) -> None:
    """Intervals, lists, faces, names with a dot and the habits of other languages are right as they are."""
    assert find_slips(TEXT_BALANCE, text, tag) == []
