"""Titles and descriptions of the length that search engines show; Han letters count as two columns, as they are wide.

Source: Google Search Central, "Influence your title links" and "Control your snippets", 2026-11: what is longer is cut.
"""

from __future__ import annotations

import re
import unicodedata

from site_builder.i18n.deferred import by_locale, need_words
from site_builder.i18n.locale import Locale
from site_builder.i18n.sentences import sentence_space

TITLE_COLUMNS = 60
DESCRIPTION_COLUMNS = (70, 160)
"""Least and most columns of a description."""
_BEFORE_CUT = " ,;:，、；："  # noqa: RUF001 - Chinese punctuation
_NARROW = re.compile("[\0-\u0377\u0400-\u052f\u2000-\u2064]*")
"""Latin, Cyrillic and punctuation, none of which is wide, so that most texts need not be counted letter by letter."""


def columns(text: str) -> int:
    """Give the width of a text in columns: one per letter, two for a wide one.

    Raises:
        LocaleNeededError: It is deferred.
    """
    need_words(text)
    if _NARROW.fullmatch(text):
        return len(text)
    return sum(map(_WIDTHS.__getitem__, text))


class _Widths(dict[str, int]):
    """How many columns a character takes; looked up when it is asked for the first time."""

    def __missing__(self, character: str) -> int:
        width = self[character] = 2 if unicodedata.east_asian_width(character) in "WF" else 1
        return width


_WIDTHS = _Widths()


def fit_title(title: str, site_name: str) -> str:
    """Give a title with the name of the site, or without it where both are too long."""
    full = f"{title} · {site_name}"
    return full if columns(full) <= TITLE_COLUMNS else title


def pick_title(*titles: str) -> str:
    """Give the first title that is short enough, or the last one."""
    return next((title for title in titles if columns(title) <= TITLE_COLUMNS), titles[-1])


@by_locale
def fit_description(sentences: tuple[str, ...], locale: Locale) -> str:
    """Give the first sentence, and of the next ones as many as it takes to say enough; what is too long is cut."""
    separator = sentence_space(locale)
    least, most = DESCRIPTION_COLUMNS
    text, width = sentences[0], columns(sentences[0])
    for sentence in sentences[1:]:
        added = f"{separator}{sentence}"
        if width < least and width + columns(added) <= most:
            text, width = text + added, width + columns(added)
    if width <= most:
        return text
    while columns(text) >= most:
        shorter = text.rpartition(" ")[0]
        text = shorter if len(shorter) > len(text) * 0.8 else text[:-1]
    return f"{text.rstrip(_BEFORE_CUT)}…"
