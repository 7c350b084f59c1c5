"""How much of some texts a locale says in its own language."""

from __future__ import annotations

from dataclasses import dataclass

from site_builder.i18n.messages import Messages


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of some texts are translated.

    Attributes:
        total: Texts there are.
        translated: Texts that are shown in the language of the locale.
        stale: Texts whose translation is in doubt, so that it is not shown.
    """

    total: int
    translated: int
    stale: int

    @property
    def missing(self) -> int:
        """Texts that were never translated."""
        return self.total - self.translated - self.stale

    @property
    def percent(self) -> int:
        """The translated share, rounded down so that 100 means all; 100 where there is nothing to translate."""
        return self.translated * 100 // self.total if self.total else 100

    @property
    def is_complete(self) -> bool:
        """Whether every text is translated."""
        return self.translated == self.total


def cover(sources: frozenset[str], messages: Messages) -> Coverage:
    """Count how many of some source texts are translated."""
    translated = (messages.singular.keys() & sources) | (messages.counted & sources)
    return Coverage(len(sources), len(translated), len(messages.stale & sources))
