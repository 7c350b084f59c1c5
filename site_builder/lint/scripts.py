"""The scripts that languages are written in, as far as rules tell them apart."""

from __future__ import annotations

import re

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Chinese characters, as the inside of a character class."""

CYRILLIC = "\u0400-\u04ff"
"""Cyrillic letters, as the inside of a character class."""

_CYRILLIC_LANGUAGES = ("ru", "uk", "be", "bg", "mk", "kk", "ky", "mn", "tg")
_LETTERS = {
    "zh": re.compile(f"[{HAN}]"),
    "ja": re.compile(f"[{HAN}\u3040-\u30ff]"),
    "ko": re.compile("[\uac00-\ud7af\u1100-\u11ff]"),
    "el": re.compile("[\u0370-\u03ff]"),
    "ar": re.compile("[\u0600-\u06ff]"),
    "fa": re.compile("[\u0600-\u06ff]"),
    "he": re.compile("[\u0590-\u05ff]"),
    "hi": re.compile("[\u0900-\u097f]"),
    "th": re.compile("[\u0e00-\u0e7f]"),
    **dict.fromkeys(_CYRILLIC_LANGUAGES, re.compile(f"[{CYRILLIC}]")),
}


def own_letters(language: str) -> re.Pattern[str] | None:
    """Give what matches a letter of a language's own script; None for Latin, which every text has words in."""
    return _LETTERS.get(language)
