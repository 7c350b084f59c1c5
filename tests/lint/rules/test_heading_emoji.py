"""Decoration is found in titles only, and letters and signs of the trade are not decoration."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from site_builder.lint.rules.heading_emoji import HEADING_EMOJI
from site_builder.lint.written_text import TextSlip


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("🚀 Speed", "Speed"),
        ("Speed 🚀", "Speed"),
        ("Fast ⚡️ answers", "Fast answers"),
        ("★ Best", "Best"),
        ("Five★", "Five"),
        ("✅ Yes", "Yes"),
        ("👨‍👩‍👧 Family", "Family"),
    ],
)
def test_decoration_is_removed(find_slips: Callable[..., list[TextSlip]], text: str, title: str) -> None:
    """It goes with the space that parted it from the words."""
    for slip in reversed(find_slips(HEADING_EMOJI, text, form="plain")):
        text = text[: slip.start] + (slip.replacement or "") + text[slip.end :]

    assert text == title


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Send 🚀 as it is.", "inline"),
        ("Скорость и 速度 – 45 × 2 ≤ 90 °C", "plain"),
        ("GB·天 → дней", "plain"),
        ("Acme™ ©", "plain"),
        ("Speed", "plain"),
    ],
)
def test_sentences_and_signs_are_silent(find_slips: Callable[..., list[TextSlip]], text: str, form: str) -> None:
    """An example may need an emoji, and a title may need an arrow to the right or a unit."""
    assert find_slips(HEADING_EMOJI, text, form=form) == []
