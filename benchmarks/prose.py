"""Draws the prose of one record, and remembers what its translations are."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random

from benchmarks.vocabulary import QUALITIES, TASKS, Phrase

TRANSLATED_SHARE = 0.5
"""Part of the messages that each translated locale has."""


@dataclass(frozen=True, slots=True)
class Translations:
    """What the PO files of a generated site say: for each locale, translations by their source text."""

    zh: dict[str, str] = field(default_factory=dict)
    ru: dict[str, str] = field(default_factory=dict)

    def add(self, phrase: Phrase) -> None:
        """Keep a phrase in the locales that translate it."""
        if _is_drawn(f"zh:{phrase.en}"):
            self.zh[phrase.en] = phrase.zh
        if _is_drawn(f"ru:{phrase.en}"):
            self.ru[phrase.en] = phrase.ru


def _is_drawn(text: str) -> bool:
    """Decide by the text alone, so that a message is translated or not wherever it occurs."""
    return hashlib.sha256(text.encode()).digest()[0] < 256 * TRANSLATED_SHARE


@dataclass(frozen=True, slots=True)
class Prose:
    """Fills phrases for one record.

    Attributes:
        random: Draws tasks, qualities and numbers.
        names: Slots that are the same in all languages: `name`, `other`.
        translations: Where translations are kept.
    """

    random: Random
    names: Mapping[str, str]
    translations: Translations

    def write(self, phrase: Phrase) -> str:
        """Give the English text, and keep its translations."""
        filled = self._fill(phrase)
        self.translations.add(filled)
        return filled.en

    def write_blocks(self, phrases: tuple[Phrase, ...]) -> str:
        """Give paragraphs; each is a message of its own."""
        return "\n\n".join(self.write(phrase) for phrase in phrases)

    def pick(self, phrases: tuple[Phrase, ...], count: int) -> list[str]:
        """Give so many of the phrases, filled, in drawn order."""
        return [self.write(phrase) for phrase in self.random.sample(phrases, count)]

    def _fill(self, phrase: Phrase) -> Phrase:
        task, quality = self.random.choice(TASKS), self.random.choice(QUALITIES)
        number = str(self.random.randrange(12, 98))
        return Phrase(
            *(
                text.format(task=task[index], quality=quality[index], n=number, **self.names)
                for index, text in enumerate(phrase)
            )
        )
