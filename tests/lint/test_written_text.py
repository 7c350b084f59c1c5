"""Prose is told from markup, and what is meant is quoted with the words around it."""

from __future__ import annotations

import pytest

from site_builder.lint.written_text import blank_markup, make_text, quote_around


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("Use `max_tokens` here.", "Use              here."),
        ("See [the page](https://a.example/x).", "See [the page]" + " " * 21 + "."),
        ("At https://a.example/x or not.", "At " + " " * 19 + " or not."),
        ("列表（见 https://a.example/）。", "列表（见" + " " * 19 + "）。"),
        ("Адрес «https://a.example/».", "Адрес «" + " " * 18 + "»."),
        ("``a ` b`` and c", "          and c"),
        ("```\nx\n``` y", "   \n \n    y"),
        ("``a``` and `b`", "``a``` and    "),
        ("a `` b ` c", "a `` b ` c"),
        ("`" * 20_000, "`" * 20_000),
        ("Nothing to blank.", "Nothing to blank."),
    ],
)
def test_markup_is_blanked_and_words_keep_their_offsets(text: str, prose: str) -> None:
    """Words of a link and the brackets around them are prose; its target is not."""
    assert (blank_markup(text), len(prose)) == (prose.ljust(len(text)), len(text))


@pytest.mark.parametrize(
    ("text", "stretch", "quoted"),
    [
        ("Short and whole.", (6, 9), "“Short and whole.”"),
        (
            "A word that is far from the end, and a wrong one here.",
            (39, 44),
            "“…far from the end, and a wrong one here.”",
        ),
        ("Wrong at the very start of a text that goes on and on.", (0, 5), "“Wrong at the very start of a…”"),
        ("two\nlines \u200b", (10, 11), "“two lines <U+200B>”"),
        ("没有空格的中文句子也可以引用" * 4, (28, 30), None),
    ],
)
def test_quotation_is_short_and_of_whole_words(text: str, stretch: tuple[int, int], quoted: str | None) -> None:
    """It fits into one line of a report; characters that cannot be seen are shown by number."""
    shown = quote_around(text, *stretch)

    assert len(shown) < 64
    assert text[slice(*stretch)].strip("\u200b") in shown
    assert quoted in (None, shown)


def test_stretch_of_code_is_markup() -> None:
    """A rule that looks at the text can leave code alone."""
    text = make_text("Set `a b` now.", "en")

    assert (text.is_markup(4, 9), text.is_markup(0, 3)) == (True, False)
    assert text.quote(4, 9) == "“Set `a b` now.”"
