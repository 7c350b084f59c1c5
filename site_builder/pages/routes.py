"""Addresses: which path every page of a site has."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from site_builder.catalog.catalog import Catalog
from site_builder.i18n.locale import Locale

Route = NewType("Route", str)
"""Site-absolute path without the base path of the public URL, e.g. `/ru/models/google/gemini-3.1-pro/`."""


class PageKind(StrEnum):
    """The kinds of pages; the value names the template."""

    CATALOG = "catalog"
    MODEL = "model"
    PROVIDER = "provider"
    PROTOCOL = "protocol"
    NOT_FOUND = "not-found"
    CHOOSER = "chooser"
    ROOT_NOT_FOUND = "root-not-found"


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the site.

    Attributes:
        kind: What it shows.
        key: Short id of the record it shows, e.g. `google/gemini-3.1-pro`; empty if none.
        locale: Its language; None for the pages at the root, which speak all of them.
    """

    kind: PageKind
    key: str
    locale: Locale | None

    @property
    def route(self) -> Route:
        """Where readers find it."""
        return route_of(self.kind, self.key, self.locale)

    @property
    def path(self) -> str:
        """Path of its file below the published folder."""
        route = self.route.removeprefix("/")
        return f"{route}index.html" if not route or route.endswith("/") else route


def route_of(kind: PageKind, key: str, locale: Locale | None) -> Route:
    """Give the path of a page."""
    if locale is None:
        return Route("/" if kind is PageKind.CHOOSER else "/404.html")
    match kind:
        case PageKind.MODEL | PageKind.PROVIDER | PageKind.PROTOCOL:
            return Route(f"/{locale.slug}/{kind}s/{key}/")
        case PageKind.NOT_FOUND:
            return Route(f"/{locale.slug}/404.html")
        case _:
            return Route(f"/{locale.slug}/")


def list_pages(catalog: Catalog, locales: tuple[Locale, ...]) -> tuple[Page, ...]:
    """Give every page of the site: the root's first, then locale by locale, each in catalog order."""
    pages = [Page(PageKind.CHOOSER, "", None), Page(PageKind.ROOT_NOT_FOUND, "", None)]
    for locale in locales:
        pages += [Page(PageKind.CATALOG, "", locale), Page(PageKind.NOT_FOUND, "", locale)]
        pages += [Page(PageKind.PROVIDER, key, locale) for key in catalog.providers]
        pages += [Page(PageKind.PROTOCOL, key, locale) for key in catalog.protocols]
        pages += [Page(PageKind.MODEL, key, locale) for key in catalog.models]
    return tuple(pages)
