"""Addresses: which path every page of a site has."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from site_builder.catalog.catalog import Catalog, provider_of
from site_builder.i18n.locale import Locale
from site_builder.pages.changes import has_changes
from site_builder.pages.facets import is_cut, list_keys
from site_builder.pages.landscape_survey import survey_models
from site_builder.pages.pairs import list_pairs
from site_builder.pages.price_pages import price_pages
from site_builder.records.base import SLUG_PATTERN
from site_builder.records.model import callable_ids

Route = NewType("Route", str)
"""Site-absolute path without the base path of the public URL, e.g. `/ru/models/google/gemini-3.1-pro/`."""

SEARCH_INDEX = "search/catalog.json"
"""Where the search of a locale begins, below its home page; that file names the others."""

PRICE_FILE = "pricing.csv"
"""Where all prices are for spreadsheets, below the root of the site: numbers and ids speak no language."""

SITEMAP = "sitemap.xml"
"""Where search engines find all pages, below the root of the site."""

FEED = "feed.xml"
"""Where changes are for feed readers, below the home page of a locale."""

LLMS = "llms.txt"
"""Where programs that read text begin, below the home page of each locale and at the root."""

MIRROR = "index.md"
"""Where a page is as Markdown, below its own address."""

CALCULATOR_WORDS = "calculator.json"
"""Where the words of the calculator are, below the home page of a locale."""

API_CATALOG = "api/catalog.json"
"""Where the facts of all models are for programs, below the root of the site."""

API_SCHEMA = "api/schema.json"
"""Where the JSON Schema of these files is."""

OPENAPI = "openapi.json"
"""Where the protocols are described for programs, below the home page of each locale and at the root."""


class PageKind(StrEnum):
    """The kinds of pages; the value names the template."""

    CATALOG = "catalog"
    MODEL = "model"
    MODEL_CODE = "model-code"
    PROVIDER = "provider"
    PROTOCOL = "protocol"
    PRICING = "pricing"
    LANDSCAPE = "landscape"
    CHANGES = "changes"
    MODEL_LIST = "model-list"
    MODEL_ROWS = "model-rows"
    COMPARE = "compare"
    PAIR = "pair"
    TRANSLATIONS = "translations"
    NOT_FOUND = "not-found"
    CHOOSER = "chooser"
    ROOT_NOT_FOUND = "root-not-found"
    REDIRECT = "redirect"


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the site.

    Attributes:
        kind: What it shows.
        key: Short id of the record it shows, e.g. `google/gemini-3.1-pro`; empty if none.
            For a list of models, its facet, value and page: `status/preview`, `status/preview/2`.
            For a further page of prices, its number: `2`.
            For a pair, both models: `google/gemini-3.1-pro/vs/openai/gpt-5.4`.
            For a redirect, the provider and the other id: `google/gemini-3-1-pro`.
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
    return Route(f"/{locale.slug}/{_BELOW_LOCALE[kind].format(key).replace('//', '/')}")


def model_file(key: str) -> str:
    """Give the path of the file that has all facts of a model, below the root of the site."""
    return f"api/models/{key}.json"


_BELOW_LOCALE: Mapping[PageKind, str] = {
    PageKind.CATALOG: "",
    PageKind.MODEL: "models/{}/",
    PageKind.MODEL_CODE: "models/{}/code/",
    PageKind.PROVIDER: "providers/{}/",
    PageKind.PROTOCOL: "protocols/{}/",
    PageKind.MODEL_LIST: "browse/{}/",
    PageKind.MODEL_ROWS: "browse/rows.html",
    PageKind.COMPARE: "compare/",
    PageKind.PAIR: "compare/{}/",
    PageKind.REDIRECT: "models/{}/",
    PageKind.PRICING: "pricing/{}/",
    PageKind.LANDSCAPE: "landscape/",
    PageKind.CHANGES: "changes/",
    PageKind.TRANSLATIONS: "translations/",
    PageKind.NOT_FOUND: "404.html",
}
"""Where the pages of a locale are; `{}` stands for the key of the page."""


def list_pages(catalog: Catalog, locales: tuple[Locale, ...]) -> tuple[Page, ...]:
    """Give every page of the site: the root's first, then locale by locale, each in catalog order."""
    root = (Page(PageKind.CHOOSER, "", None), Page(PageKind.ROOT_NOT_FOUND, "", None))
    return (*root, *(page for locale in locales for page in list_locale_pages(catalog, locale, locales)))


def list_locale_pages(catalog: Catalog, locale: Locale, locales: tuple[Locale, ...]) -> list[Page]:
    """Give every page of a locale of those that are published, in catalog order."""
    pages = [Page(PageKind.CATALOG, "", locale), Page(PageKind.NOT_FOUND, "", locale)]
    pages += [Page(PageKind.LANDSCAPE, "", locale)] if has_landscape(catalog) else []
    pages += [Page(PageKind.CHANGES, "", locale)] if has_changes(catalog) else []
    pages += [Page(PageKind.TRANSLATIONS, "", locale)] if has_translations(locales) else []
    pages += [Page(PageKind.PRICING, key, locale) for key in price_pages(catalog)]
    pages += [Page(PageKind.COMPARE, "", locale)]
    pages += [Page(PageKind.PROVIDER, key, locale) for key in catalog.providers]
    pages += [Page(PageKind.PROTOCOL, key, locale) for key in catalog.protocols]
    pages += [Page(PageKind.MODEL_LIST, key, locale) for key in list_keys(catalog)]
    pages += [Page(PageKind.MODEL_ROWS, "", locale)] if is_cut(catalog) else []
    pages += [Page(PageKind.MODEL, key, locale) for key in catalog.models]
    pages += [Page(PageKind.MODEL_CODE, key, locale) for key in catalog.models]
    pages += [Page(PageKind.PAIR, key, locale) for key in list_pairs(catalog)]
    pages += [Page(PageKind.REDIRECT, key, locale) for key in redirects(catalog)]
    return pages


def has_translations(locales: tuple[Locale, ...]) -> bool:
    """Whether there is a page about translations: a site in one language has nothing to say on it."""
    return len(locales) > 1


def has_landscape(catalog: Catalog) -> bool:
    """Whether there is a page with plots of the catalog: its models say something that can be drawn."""
    return survey_models(catalog).has_parts


@functools.lru_cache(maxsize=1)
def redirects(catalog: Catalog) -> Mapping[str, str]:
    """Give, for every other id of a model that can be an address, the key of the model it leads to.

    Keys are a provider and the id, e.g. `google/gemini-3-1-pro`: a reader who types any spelling arrives.
    """
    found = {}
    for key, model in catalog.models.items():
        for callable_id in callable_ids(model):
            alias = f"{provider_of(key)}/{callable_id.lower()}"
            if re.match(SLUG_PATTERN, callable_id.lower()) and alias not in catalog.models:
                found[alias] = key
    return found
