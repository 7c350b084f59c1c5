"""Drafts one script of a language from the other, for review: what it writes is fuzzy, so no page shows it before.

OpenCC knows which characters and words differ; it is an optional dependency, `site-builder[draft]`.
Source: OpenCC, https://github.com/BYVoid/OpenCC, "Configurations".
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from babel.messages.catalog import Message

from site_builder.authoring.messages import count_messages, read_po_file, write_po_file
from site_builder.i18n.coverage import Coverage
from site_builder.i18n.locale import Locale
from site_builder.i18n.messages import Messages

_CONVERSIONS = {
    ("zh-Hans", "zh-Hant"): "s2twp",  # CLDR: most readers of zh-Hant are in Taiwan
    ("zh-Hans", "zh-Hant-TW"): "s2twp",
    ("zh-Hans", "zh-Hant-HK"): "s2hk",
    ("zh-Hant", "zh-Hans"): "tw2sp",
}


def is_convertible(source_tag: str, tag: str) -> bool:
    """Whether a language can be drafted from another."""
    return (source_tag, tag) in _CONVERSIONS


def load_converter(source_tag: str, tag: str) -> Callable[[str], str]:
    """Give the function that writes a text in the other script.

    Raises:
        ImportError: OpenCC is not installed.
    """
    from opencc import OpenCC  # noqa: PLC0415 - optional

    convert: Callable[[str], str] = OpenCC(_CONVERSIONS[source_tag, tag]).convert
    return convert


def draft_messages(path: Path, source: Messages, locale: Locale, *, convert: Callable[[str], str]) -> Coverage:
    """Fill what a PO file has no translation of from the other script, as fuzzy entries.

    Args:
        path: The PO file, up to date.
        source: Messages of the same domain in the other script.
        locale: The language of the file.
        convert: Writes a text in its script.
    """
    messages = read_po_file(path, locale)
    for message in messages:
        written = _find_source(message, source)
        if written and message.id and not any(message.string or ()):
            message.string = convert(written) if isinstance(message.id, str) else (convert(written),)
            message.flags.add("fuzzy")
    write_po_file(path, messages)
    return count_messages(messages)


def _find_source(message: Message, source: Messages) -> str:
    """Give the text in the other script; one with a count has a single form in Chinese."""
    if isinstance(message.id, str):
        return source.singular.get(message.id, "")
    return source.find_form(message.id[0], 0)
