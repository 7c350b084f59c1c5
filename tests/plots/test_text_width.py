"""Texts take the room that the widest usual font needs."""

from __future__ import annotations

from site_builder.plots.text_width import cut_text, text_width


def test_width_depends_on_the_letters() -> None:
    """Narrow, wide, Cyrillic and Han letters; twice the size is twice the width, and nothing takes no room."""
    assert text_width("ill") < text_width("Wmm")
    assert text_width("Б") < text_width("模")
    assert text_width("模型", 100) == 224
    assert abs(text_width("GPT-5.5", 26) - 2 * text_width("GPT-5.5")) <= 1
    assert text_width("") == 0


def test_what_is_too_long_ends_with_an_ellipsis() -> None:
    """The cut text fits, and has no space before the ellipsis."""
    cut = cut_text("A very long name of a model", 90)

    assert cut == "A very long…"
    assert text_width(cut) <= 90
    assert cut_text("Short", 90) == "Short"
    assert cut_text("Short", 1) == "…"
