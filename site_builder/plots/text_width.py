"""How much room a text takes, without a font: system fonts differ, so it is the room that the widest of them needs.

Source: widths of Helvetica, Adobe Core 14 AFM files, in thousandths of the size; the fonts of the site's stack are at
most an eighth wider.
"""

from __future__ import annotations

import unicodedata

_WIDTHS = {
    "ijl'|": 222,
    " !,./:;I[\\]ft": 278,
    "()-`r": 333,
    '*"': 389,
    "ckvsxyzJ{}": 500,
    "abdeghnopqu0123456789$?_#L^": 556,
    "+<=>~FTZ": 584,
    "ABEKPSVXYw&": 700,
    "CDHNRUGOQ": 760,
    "mM": 833,
    "W%@": 970,
}
_BY_CHARACTER = {character: width for characters, width in _WIDTHS.items() for character in characters}
_OTHER = 680
_WIDE = 1000
_ALLOWANCE = 112
"""Percent of the width in Helvetica."""


def text_width(text: str, size: int = 13) -> int:
    """Give the width of a line in units of the drawing.

    Args:
        text: The line.
        size: Size of the letters in the same units.
    """
    width = sum(_BY_CHARACTER.get(character) or _width_of_rare(character) for character in text)
    return -(-width * size * _ALLOWANCE // 100_000)


def _width_of_rare(character: str) -> int:
    return _WIDE if unicodedata.east_asian_width(character) in "WF" else _OTHER


def cut_text(text: str, room: int, size: int = 13) -> str:
    """Give a line that fits a room: itself, or its beginning and an ellipsis."""
    if text_width(text, size) <= room:
        return text
    while text and text_width(f"{text}…", size) > room:
        text = text[:-1]
    return f"{text.rstrip()}…"
