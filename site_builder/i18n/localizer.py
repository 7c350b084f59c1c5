"""Says things in one locale: interface words, counts, and prose of records with visible fallback."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from site_builder.i18n.glossary import Glossary
from site_builder.i18n.lists import join_labels, join_words
from site_builder.i18n.locale import Locale
from site_builder.i18n.messages import Messages, fill_placeholders
from site_builder.i18n.text import Text

_REMEMBERED_TEXTS = 4096
"""How many texts are remembered with their translations: those that several pages show, not all of a large site."""


@dataclass(frozen=True, slots=True)
class Localizer:
    """The words of one locale.

    Attributes:
        locale: The language.
        source_tag: BCP 47 tag of the language the records are written in.
        interface: Messages of domain `ui`, whose source language is English.
        prose: Messages of domain `catalog`.
        glossary: The terms its translations keep to.
    """

    locale: Locale
    source_tag: str
    interface: Messages
    prose: Messages
    glossary: Glossary = field(default_factory=Glossary)
    _known: dict[tuple[str, ...], tuple[Text, ...]] = field(default_factory=dict, repr=False, compare=False)

    @property
    def needs_prose(self) -> bool:
        """Whether the prose of the records is in another language."""
        return self.locale.tag != self.source_tag

    @property
    def needs_interface(self) -> bool:
        """Whether the interface, which is written in English, is in another language."""
        return self.locale.tag.partition("-")[0] != "en"

    def ui(self, source: str, /, **values: str) -> str:
        """Give an interface text with `{name}` filled in."""
        text = self.interface.singular.get(source, source)
        return fill_placeholders(text, values) if values else text

    def plural(self, singular: str, plural: str, number: int, /, **values: str) -> str:
        """Give an interface text that depends on a count, e.g. `{count} models`."""
        return fill_placeholders(self.interface.choose_plural(singular, plural, number), values)

    def join(self, words: Iterable[str]) -> str:
        """Give a list of words as the locale writes one in a table: en `Text, Image`, zh `文本、图像`."""
        return join_words(words, self.locale)

    def join_labels(self, labels: Iterable[str]) -> str:
        """Give labels that begin like a sentence as one list that does: en `Text, image`, zh `文本、图像`."""
        return join_labels(labels, self.locale)

    def text(self, prose: str) -> Text:
        """Give prose in this locale, or in the source language and marked so."""
        return self.texts(prose)[0]

    def texts(self, *proses: str) -> tuple[Text, ...]:
        """Give several texts that belong together: all translated, or all in the source language."""
        known = self._known.get(proses)
        if known is None:
            if len(self._known) >= _REMEMBERED_TEXTS:
                self._known.clear()
            known = self._known[proses] = self.find_texts(proses)
        return known

    def when_resolved(self, write: Callable[..., str], *texts: str) -> str:
        """Give what a function makes of texts that it must look into, e.g. to measure them."""
        return write(*texts)

    def find_texts(self, proses: tuple[str, ...]) -> tuple[Text, ...]:
        """Give the same without remembering it, for who asks once."""
        if not self.needs_prose:
            return tuple([Text(prose) for prose in proses])
        known = self.prose.singular
        translated = [known[prose] if prose in known else self._translate_blocks(prose) for prose in proses]
        if all(translation is not None for translation in translated):
            return tuple([Text(translation or "") for translation in translated])
        return tuple([Text(prose, self.source_tag) for prose in proses])

    def _translate_blocks(self, prose: str) -> str | None:
        """Give a text whose blocks are all translated, one by one."""
        if "\n" not in prose:
            return None
        blocks = split_blocks(prose)
        translated = [self.prose.singular.get(block) for block in blocks]
        if len(blocks) == 1 or any(block is None for block in translated):
            return None
        return "\n\n".join(block for block in translated if block is not None)


_BLANK_LINES = re.compile(r"\n(?:[^\S\n]*\n)+")
_FENCE = re.compile(r"[\s>]*(?:(?:[-*+]|\d+[.)])\s+)*(`{3,}(?=[^`]*$)|~{3,}).*")


def split_blocks(prose: str) -> tuple[str, ...]:
    """Split Markdown at blank lines, outside of fenced code: each block is a message.

    Source: CommonMark 0.31, section 4.5, "Fenced code blocks".
    """
    if "```" not in prose and "~~~" not in prose:
        return tuple(_BLANK_LINES.split(prose.strip()))
    blocks: list[list[str]] = [[]]
    fence = ""
    for line in prose.strip().split("\n"):
        fence = _fence_after(line, fence)
        if fence or line.strip():
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    return tuple("\n".join(lines) for lines in blocks)


def _fence_after(line: str, fence: str) -> str:
    """Give the fence of the code that a line leaves open: what it opens, or what was open and it does not close."""
    if not fence:
        opened = _FENCE.fullmatch(line)
        return opened[1] if opened else ""
    marks = line.strip(" \t>")
    closes = set(marks) == {fence[0]} and len(marks) >= len(fence)
    return "" if closes else fence
