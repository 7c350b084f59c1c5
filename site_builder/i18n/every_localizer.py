"""The localizer of every locale: gives marks instead of words, see `deferred.py`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from site_builder.i18n.deferred import DeferredTexts, EveryLocale, Resolver, every_locale
from site_builder.i18n.lists import join_words
from site_builder.i18n.localizer import Localizer
from site_builder.i18n.messages import no_messages
from site_builder.i18n.text import Text


@dataclass(frozen=True, slots=True)
class EveryLocalizer(Localizer):
    """Has no words: all it gives are marks."""

    @property
    def deferred(self) -> DeferredTexts:
        """Where its marks come from."""
        locale = self.locale
        assert isinstance(locale, EveryLocale)  # noqa: S101 - as it was made
        return locale.deferred

    def ui(self, source: str, /, **values: str) -> str:
        """Give the mark of an interface text."""
        return self.deferred.mark(_resolve_ui, source, tuple(values.items()))

    def plural(self, singular: str, plural: str, number: int, /, **values: str) -> str:
        """Give the mark of an interface text that depends on a count."""
        return self.deferred.mark(_resolve_plural, singular, plural, number, tuple(values.items()))

    def join(self, words: Iterable[str]) -> str:
        """Give the mark of a list of words."""
        return join_words(words, self.locale)

    def texts(self, *proses: str) -> tuple[Text, ...]:
        """Give the marks of several texts that belong together."""
        known = self._known.get(proses)
        if known is None:
            marks = (self.deferred.mark_written(resolve_prose, proses, index) for index in range(len(proses)))
            known = self._known[proses] = tuple(map(Text, marks))
        return known

    def when_resolved(self, write: Callable[..., str], *texts: str) -> str:
        """Give the mark of what a function makes of texts."""
        return self.deferred.mark(_resolve_made, write, *texts)


def every_localizer(source_tag: str) -> EveryLocalizer:
    """Give a localizer with no marks yet."""
    return EveryLocalizer(every_locale(), source_tag, no_messages(), no_messages())


def resolve_prose(resolver: Resolver, proses: tuple[str, ...], index: int) -> str:
    """Give one of the texts that belong together."""
    return resolver.localizer.texts(*proses)[index].markdown


def _resolve_made(_: object, write: Callable[..., str], *texts: str) -> str:
    return write(*texts)


def _resolve_ui(resolver: Resolver, source: str, values: tuple[tuple[str, str], ...]) -> str:
    return resolver.localizer.ui(source, **dict(values))


def _resolve_plural(
    resolver: Resolver, singular: str, plural: str, number: int, values: tuple[tuple[str, str], ...]
) -> str:
    return resolver.localizer.plural(singular, plural, number, **dict(values))
