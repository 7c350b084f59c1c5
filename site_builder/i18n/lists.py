"""Lists of words by CLDR."""

from __future__ import annotations

import functools
from collections.abc import Iterable

from site_builder.i18n.deferred import by_locale
from site_builder.i18n.locale import Locale


def join_words(words: Iterable[str], locale: Locale) -> str:
    """Give words as a list in a table, without a last “and”: en `Text, Image`, zh `文本、图像`, ar `نص وصورة`.

    Source: CLDR, "List Patterns", the middle of type `standard`.
    """
    listed = tuple(words)
    return _join(listed, locale) if listed else ""


@by_locale
def _join(words: tuple[str, ...], locale: Locale) -> str:
    pattern: str = locale.babel.list_patterns["standard"]["middle"]
    return functools.reduce(pattern.format, words)
