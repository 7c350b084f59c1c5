"""How far each page is translated, and whether that is enough to call it a translation.

A page that falls short of the minimum in `site.yaml` is published all the same, but carries a notice, and neither
`hreflang` nor a sitemap offers it as the page in that language.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from site_builder.catalog.catalog import Catalog
from site_builder.catalog.prose import prose_by_record
from site_builder.i18n.coverage import Coverage, cover
from site_builder.i18n.localizer import Localizer
from site_builder.pages.page_prose import page_prose, prose_pages
from site_builder.pages.routes import PageKind

_T = TypeVar("_T")
_OWN_PERCENT = 50
"""How much of its prose a page must have in its language to be worth finding beside the one it is translated from."""


@dataclass(frozen=True, slots=True)
class SiteCoverage:
    """How far a site is translated.

    Attributes:
        catalog: All records.
        localizers: The words of every published locale, in order.
    """

    catalog: Catalog
    localizers: tuple[Localizer, ...]
    _known: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)

    def translated_tags(self, kind: PageKind, key: str) -> tuple[str, ...]:
        """Give the tags of the locales in which a page is truly translated, in order."""
        return self._remember(
            (kind, key),
            lambda: tuple(item.locale.tag for item in self.localizers if self._is_translated(item, kind, key)),
        )

    def is_translated(self, kind: PageKind, key: str, tag: str) -> bool:
        """Whether a page reaches the minimum of a locale; for `hreflang`, a sitemap and the notice."""
        return self._is_translated(self._localizer(tag), kind, key)

    def repeats_source(self, kind: PageKind, key: str, tag: str) -> bool:
        """Whether most prose of a page stands in the source language, so that it says the same as the page there."""
        return not self._has_all_prose(self._localizer(tag)) and self.of_page(kind, key, tag).percent < _OWN_PERCENT

    def of_page(self, kind: PageKind, key: str, tag: str) -> Coverage:
        """Give how much of the prose of a page a locale has."""
        return self._remember(
            (tag, kind, key), lambda: self._cover_prose(page_prose(self.catalog, kind, key), self._localizer(tag))
        )

    def unfinished_pages(self, tag: str) -> tuple[tuple[PageKind, str, Coverage], ...]:
        """Give kind, key and counts of every page about records that is not whole in a locale, worst first."""
        if self.of_prose(tag).is_complete:
            return ()
        states = ((kind, key, self.of_page(kind, key, tag)) for kind, key in prose_pages(self.catalog))
        found = [state for state in states if not state[2].is_complete]
        return tuple(sorted(found, key=lambda state: state[2].translated - state[2].total))

    def of_prose(self, tag: str) -> Coverage:
        """Give how much of the prose of all records a locale has."""
        return self._remember((tag, "prose"), lambda: self._cover_prose(self._sources, self._localizer(tag)))

    def of_interface(self, tag: str) -> Coverage:
        """Give how much of the texts of the program and its templates a locale has."""
        messages = self._localizer(tag).interface
        return self._remember((tag, "interface"), lambda: cover(messages.sources, messages))

    @property
    def _sources(self) -> frozenset[str]:
        return self._remember(
            "sources", lambda: frozenset(use.source for uses in prose_by_record(self.catalog).values() for use in uses)
        )

    def _is_translated(self, localizer: Localizer, kind: PageKind, key: str) -> bool:
        tag = localizer.locale.tag
        minimum = self.catalog.site.translations.minimum_of(tag)
        if localizer.needs_interface and self.of_interface(tag).percent < minimum:
            return False
        return self._has_all_prose(localizer) or self.of_page(kind, key, tag).percent >= minimum

    def _has_all_prose(self, localizer: Localizer) -> bool:
        """Whether nothing is missing, so that no page has to be counted; the first text that is ends the search."""

        def search() -> bool:
            uses = itertools.chain.from_iterable(prose_by_record(self.catalog).values())
            return not localizer.needs_prose or all(localizer.prose.has(use.source) for use in uses)

        return self._remember((localizer.locale.tag, "all prose"), search)

    def _cover_prose(self, sources: frozenset[str], localizer: Localizer) -> Coverage:
        is_source = not localizer.needs_prose
        return Coverage(len(sources), len(sources), 0) if is_source else cover(sources, localizer.prose)

    def _localizer(self, tag: str) -> Localizer:
        return next(item for item in self.localizers if item.locale.tag == tag)

    def _remember(self, key: object, make: Callable[[], _T]) -> _T:
        if key not in self._known:
            self._known[key] = make()
        known: _T = self._known[key]
        return known
