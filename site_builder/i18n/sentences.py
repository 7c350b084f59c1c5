"""How sentences follow one another, as the script of a language has it."""

from __future__ import annotations

from collections.abc import Iterable

from babel.core import get_global

from site_builder.i18n.deferred import by_locale
from site_builder.i18n.locale import Locale

_FULL_WIDTH_SCRIPTS = frozenset({"Bopo", "Hani", "Hans", "Hant", "Hira", "Hrkt", "Jpan", "Kana"})
"""Scripts whose full stop and colon are as wide as a letter, and bring their space with them; Korean has narrow ones.

Source: W3C, "Requirements for Chinese Text Layout", section 3.1, and "Requirements for Japanese Text Layout",
section 3.1.2, 2026-11; the codes are those of ISO 15924.
"""


def join_sentences(sentences: Iterable[str], locale: Locale) -> str:
    """Give sentences as a paragraph: en `Run. Also run.`, zh `已运行。也已运行。`."""
    return sentence_space(locale).join(sentences)


@by_locale
def sentence_space(locale: Locale) -> str:
    """Give what stands between two sentences, or after a colon: a space, and nothing in Chinese and Japanese.

    Source: CLDR, "Likely Subtags", for the script that a tag does not name.
    """
    language = locale.babel
    likely = get_global("likely_subtags")
    full = likely.get(str(language)) or likely.get(language.language, "")
    scripts = {language.script} if language.script else set(full.split("_"))
    return "" if scripts & _FULL_WIDTH_SCRIPTS else " "
