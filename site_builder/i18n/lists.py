"""Lists of words by CLDR."""

from __future__ import annotations

import functools
from collections.abc import Iterable

from site_builder.i18n.deferred import by_locale
from site_builder.i18n.locale import Locale

_CAPITAL_NOUNS = frozenset({"de", "gsw", "lb", "nds"})
"""Languages that write nouns with a capital anywhere: German, its dialects and Luxembourgish."""

_TURKIC = frozenset({"az", "tr"})
_TURKIC_LETTERS = {"I": "ı", "İ": "i"}  # noqa: RUF001 - the letter is meant
"""Source: Unicode 16, `SpecialCasing.txt`, "Turkish and Azeri"."""


def join_words(words: Iterable[str], locale: Locale) -> str:
    """Give words as a list in a table, without a last “and”: en `Text, Image`, zh `文本、图像`, ar `نص وصورة`.

    Source: CLDR, "List Patterns", the middle of type `standard`.
    """
    listed = tuple(words)
    return _join(listed, locale) if listed else ""


def join_labels(labels: Iterable[str], locale: Locale) -> str:
    """Give labels, each of which begins like a sentence, as one list: en `Text, image`, de `Text, Bild`.

    Names are no labels: this would write `Acme, beta`. An abbreviation stays as it is: `Text, PDF`.
    """
    listed = tuple(labels)
    return _join_labels(listed, locale) if listed else ""


@by_locale
def _join_labels(labels: tuple[str, ...], locale: Locale) -> str:
    return join_words([*labels[:1], *(_go_on(label, locale.babel.language) for label in labels[1:])], locale)


def _go_on(label: str, language: str) -> str:
    """Give a label as it stands inside a sentence."""
    first, rest = label[:1], label[1:]
    if language in _CAPITAL_NOUNS or rest[:1].isupper():
        return label
    lower = _TURKIC_LETTERS.get(first) if language in _TURKIC else None
    return f"{lower or first.lower()}{rest}"


@by_locale
def _join(words: tuple[str, ...], locale: Locale) -> str:
    pattern: str = locale.babel.list_patterns["standard"]["middle"]
    return functools.reduce(pattern.format, words)
