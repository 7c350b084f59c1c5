"""Draws the prose of one record, and remembers what its translations are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random

from benchmarks.vocabulary import QUALITIES, TASKS, Phrase

_ZH_TRANSLATED, _RU_TRANSLATED = (0, 2), (1, 2)
"""Of four groups of records, those that each locale has: one is in both, one in none."""


@dataclass(frozen=True, slots=True)
class Translations:
    """What the PO files of a generated site say: for each locale, translations by their source text."""

    zh: dict[str, str] = field(default_factory=dict)
    ru: dict[str, str] = field(default_factory=dict)

    def add(self, phrase: Phrase, group: int) -> None:
        """Keep a phrase in the locales that translate a group of records.

        A list of texts is translated as a whole, as maintainers do, so each locale has half of the groups and not
        half of the texts.
        """
        if group % 4 in _ZH_TRANSLATED:
            self.zh[phrase.en] = phrase.zh
        if group % 4 in _RU_TRANSLATED:
            self.ru[phrase.en] = phrase.ru


@dataclass(frozen=True, slots=True)
class Prose:
    """Fills phrases for one record.

    Attributes:
        random: Draws tasks, qualities and numbers.
        names: Slots that are the same in all languages: `name`, `family`, `other`.
        translations: Where translations are kept.
        group: Number of the family or maker, whose records are translated together.
    """

    random: Random
    names: Mapping[str, str]
    translations: Translations
    group: int

    def write(self, phrase: Phrase) -> str:
        """Give the English text, and keep its translations."""
        filled = self._fill(phrase)
        self.translations.add(filled, self.group)
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
