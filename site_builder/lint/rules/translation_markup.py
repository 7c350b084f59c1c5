"""Code, links, bold text and lists that a translation lost, added or changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from site_builder.lint.rule import Example, TranslationRule
from site_builder.lint.written_text import NOT_IN_ADDRESS, TextSlip, Translation
from site_builder.records.base import shorten


@dataclass(frozen=True, slots=True)
class _Markup:
    """A kind of markup.

    Attributes:
        clue: What every text with it contains.
        pattern: A piece of it; its group must be the same in every language.
        name: What a piece is called.
    """

    clue: str
    pattern: re.Pattern[str]
    name: str


_KINDS = (
    _Markup("`", re.compile(r"`+((?:.|\n)*?)`+"), "code"),
    _Markup("](", re.compile(r"\]\(([^()\s]*)\)"), "the link to"),
    _Markup("://", re.compile(rf"(?<!\]\()(https?://[^{NOT_IN_ADDRESS}]+[^{NOT_IN_ADDRESS}.,;:!?])"), "the address"),
    _Markup("**", re.compile(r"\*\*(?=\S)[^*\n]+(\*\*)"), "bold text in"),
    _Markup("\n", re.compile(r"^ *([-*+]|[0-9]+[.)]) +(?=\S)", re.MULTILINE), "an entry of a list, begun by"),
)


def _check(translation: Translation) -> Iterator[TextSlip]:
    source, target = translation.source.text, translation.target.text
    for kind in _KINDS:
        if kind.clue in source or kind.clue in target:
            yield from _compare(kind, source, target)


def _compare(kind: _Markup, source: str, target: str) -> Iterator[TextSlip]:
    wanted, found = (sorted(kind.pattern.findall(text)) for text in (source, target))
    if wanted == found:
        return
    for piece in Counter(wanted) - Counter(found):
        shown = f"`{shorten(piece)}`"
        yield TextSlip(0, 0, f"the translation lacks {kind.name} {shown}", f"write {shown} in it as the source does")
    for piece in Counter(found) - Counter(wanted):
        shown = f"`{shorten(piece)}`"
        start = target.rindex(piece)
        fix = f"remove {shown}, or write it as the source does"
        yield TextSlip(start, start + len(piece), f"the translation has {kind.name} {shown}, the source has not", fix)


TRANSLATION_MARKUP = TranslationRule(
    name="translation-markup",
    summary="Compares code, links, bold text and lists of a translation with those of its source.",
    why="Code and addresses are the same in every language; a reader who copies a changed one gets an error.",
    bad=Example("locales/ru/LC_MESSAGES/ui.po", 'msgid "Set `top_p`."\nmsgstr "Задайте `top_р`."\n'),
    good=Example("locales/ru/LC_MESSAGES/ui.po", 'msgid "Set `top_p`."\nmsgstr "Задайте `top_p`."\n'),
    check=_check,
)
