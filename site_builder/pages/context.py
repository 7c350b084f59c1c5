"""What every view of one locale is made from."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import urlsplit

from site_builder.catalog.catalog import Catalog
from site_builder.i18n.locale import Locale
from site_builder.i18n.localizer import Localizer
from site_builder.pages.chrome import AssetsView
from site_builder.pages.coverage import SiteCoverage
from site_builder.pages.routes import PageKind, route_of
from site_builder.snippets.runs import SnippetRuns

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class ViewContext:
    """The catalog as one locale sees it.

    Attributes:
        catalog: All records.
        localizer: The words of the locale.
        locales: All published locales, in the order of the language switch.
        assets: Names of the style sheet and scripts.
        coverage: How far the site is translated; None counts every page as translated.
        runs: Which snippets were run.
        common: Parts that have no words and are the same in every locale, by key; one for all contexts of a site.
        latest: The view that was built last: `subject` is the kind and key of its page, `view` None if it cannot be.
    """

    catalog: Catalog
    localizer: Localizer
    locales: tuple[Locale, ...]
    assets: AssetsView
    coverage: SiteCoverage | None = None
    runs: SnippetRuns = field(default_factory=SnippetRuns)
    common: dict[Any, Any] = field(default_factory=dict, repr=False)
    latest: dict[str, Any] = field(default_factory=dict, repr=False)
    _shared: dict[Any, Any] = field(default_factory=dict, repr=False)

    @property
    def locale(self) -> Locale:
        """The language of the views."""
        return self.localizer.locale

    def share(self, key: object, make: Callable[[], _T]) -> _T:
        """Give the part of a view that many pages of this locale share, made on first use.

        Saves about half of the work of a model page: field tables and errors of a protocol are the same object.
        """
        if key not in self._shared:
            self._shared[key] = make()
        shared: _T = self._shared[key]
        return shared

    def share_everywhere(self, key: object, make: Callable[[], _T]) -> _T:
        """Give a part of a view without words, which all pages of all locales share, made on first use."""
        if key not in self.common:
            self.common[key] = make()
        shared: _T = self.common[key]
        return shared

    def is_translated(self, kind: PageKind, key: str, locale: Locale | None = None) -> bool:
        """Whether a page is truly translated, in this locale if none is named."""
        return self.coverage is None or self.coverage.is_translated(kind, key, (locale or self.locale).tag)

    def repeats_source(self, kind: PageKind, key: str) -> bool:
        """Whether most of a page is not in this locale's language but in that of the source."""
        return self.coverage is not None and self.coverage.repeats_source(kind, key, self.locale.tag)

    def href(self, kind: PageKind, key: str = "", locale: Locale | None = None) -> str:
        """Give the site-absolute path of a page, in this locale if none is named."""
        return f"{base_path(self.catalog)}{route_of(kind, key, locale or self.locale)}"

    def url(self, kind: PageKind, key: str = "", locale: Locale | None = None) -> str:
        """Give the full public address of a page, in this locale if none is named."""
        return f"{self.catalog.site.public_url}{route_of(kind, key, locale or self.locale)}"

    def file_href(self, path: str) -> str:
        """Give the site-absolute path of a file at the root, e.g. `/pricing.csv`."""
        return f"{base_path(self.catalog)}/{path}"


def base_path(catalog: Catalog) -> str:
    """Give the path part of the public URL, e.g. `/docs`; empty for a site at the root of its host."""
    return _path_of(catalog.site.public_url)


def origin(catalog: Catalog) -> str:
    """Give the public URL without its path: with it, a site-absolute path is a full address."""
    return catalog.site.public_url.removesuffix(base_path(catalog))


@functools.cache
def _path_of(url: str) -> str:
    return urlsplit(url).path.rstrip("/")
