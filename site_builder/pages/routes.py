"""Addresses: which path every page of a site has."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from site_builder.catalog.catalog import Catalog, provider_of
from site_builder.catalog.once_per_record import once_per_record
from site_builder.i18n.locale import Locale
from site_builder.pages.changes import has_changes
from site_builder.pages.facets import is_cut, list_keys
from site_builder.pages.landscape_survey import has_windows, survey_models
from site_builder.pages.pairs import list_pairs
from site_builder.pages.price_pages import price_pages
from site_builder.records.base import SLUG_PATTERN
from site_builder.records.model import Model, callable_ids

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


Subject = tuple[PageKind, str]
"""What pages in all locales show alike: their kind, and the key of their record as `Page` has it."""


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
        return file_at(self.route.removeprefix("/"))


def route_of(kind: PageKind, key: str, locale: Locale | None) -> Route:
    """Give the path of a page."""
    if locale is None:
        return Route("/" if kind is PageKind.CHOOSER else "/404.html")
    return Route(f"/{locale.slug}/{_route_below_locale(kind, key)}")


def path_below_locale(kind: PageKind, key: str) -> str:
    """Give the path of the file of a page below the folder of its locale."""
    return file_at(_route_below_locale(kind, key))


def _route_below_locale(kind: PageKind, key: str) -> str:
    return _BELOW_LOCALE[kind].format(key).replace("//", "/")


def file_at(path: str) -> str:
    """Give the path of the file that a host sends for a path below the published folder: `en/index.html` for `en/`."""
    return f"{path}index.html" if not path or path.endswith("/") else path


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


ROOT_PAGES = (Page(PageKind.CHOOSER, "", None), Page(PageKind.ROOT_NOT_FOUND, "", None))
"""The pages of no locale, which every site has."""

_ONE = ("",)
"""The keys of a kind of which there is one page."""


def list_pages(catalog: Catalog, locales: tuple[Locale, ...]) -> tuple[Page, ...]:
    """Give every page of the site: the root's first, then locale by locale, each in catalog order."""
    subjects = list_subjects(catalog, locales)
    return (*ROOT_PAGES, *(Page(kind, key, locale) for locale in locales for kind, key in subjects))


def list_subjects(catalog: Catalog, locales: tuple[Locale, ...]) -> tuple[Subject, ...]:
    """Give kind and key of every page of each of the published locales, in catalog order."""
    return _list_subjects(catalog, is_multilingual=has_translations(locales))


@functools.lru_cache(maxsize=1)
def _list_subjects(catalog: Catalog, *, is_multilingual: bool) -> tuple[Subject, ...]:
    """List them once: pages, the sitemap and other outputs ask."""
    keys: tuple[tuple[PageKind, Iterable[str]], ...] = (
        (PageKind.CATALOG, _ONE),
        (PageKind.NOT_FOUND, _ONE),
        (PageKind.LANDSCAPE, _ONE if has_landscape(catalog) else ()),
        (PageKind.CHANGES, _ONE if has_changes(catalog) else ()),
        (PageKind.TRANSLATIONS, _ONE if is_multilingual else ()),
        (PageKind.PRICING, price_pages(catalog)),
        (PageKind.COMPARE, _ONE),
        (PageKind.PROVIDER, catalog.providers),
        (PageKind.PROTOCOL, catalog.protocols),
        (PageKind.MODEL_LIST, list_keys(catalog)),
        (PageKind.MODEL_ROWS, _ONE if is_cut(catalog) else ()),
        (PageKind.MODEL, catalog.models),
        (PageKind.MODEL_CODE, catalog.models),
        (PageKind.PAIR, list_pairs(catalog)),
        (PageKind.REDIRECT, redirects(catalog)),
    )
    return tuple((kind, key) for kind, found in keys for key in found)


def has_translations(locales: tuple[Locale, ...]) -> bool:
    """Whether there is a page about translations: a site in one language has nothing to say on it."""
    return len(locales) > 1


def has_landscape(catalog: Catalog) -> bool:
    """Whether there is a page with plots of the catalog: its models say something that can be drawn."""
    return has_windows(catalog) or survey_models(catalog).has_parts


@functools.lru_cache(maxsize=1)
def redirects(catalog: Catalog) -> Mapping[str, str]:
    """Give, for every other id of a model that can be an address, the key of the model it leads to.

    Keys are a provider and the id, e.g. `google/gemini-3-1-pro`: a reader who types any spelling arrives.
    """
    return {
        alias: key
        for key, model in catalog.models.items()
        for alias in _list_aliases(key, model)
        if alias not in catalog.models
    }


@once_per_record
def _list_aliases(key: str, model: Model) -> tuple[str, ...]:
    """Give every id of a model that can be an address, in lower case, below its maker."""
    provider = provider_of(key)
    names = (callable_id.lower() for callable_id in callable_ids(model))
    return tuple(f"{provider}/{name}" for name in names if re.match(SLUG_PATTERN, name))
