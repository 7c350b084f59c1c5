"""Which prose a page shows, held against what its view really holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from site_builder.catalog.loader import load_catalog
from site_builder.i18n.locale import Locale
from site_builder.i18n.localizer import Localizer, split_blocks
from site_builder.i18n.messages import no_messages
from site_builder.i18n.text import Text
from site_builder.pages.chrome import AssetsView, build_site_view
from site_builder.pages.context import ViewContext
from site_builder.pages.coverage import SiteCoverage
from site_builder.pages.page_prose import page_prose, prose_pages
from site_builder.pages.page_views import build_view
from site_builder.pages.pairs import list_pairs
from site_builder.pages.routes import Page, PageKind

_ROOT = Path(__file__).parents[2]
_NOT_SHOWN = ("apis.summary", "quick_start", "cards.summary")
"""Parts of views that no template shows there."""


def _context(site_folder: Path) -> ViewContext:
    """Give the view of a language that nobody began to translate: all prose says that it falls back."""
    catalog = load_catalog(site_folder).catalog
    assert catalog is not None
    german = Locale("de", "de", "Deutsch")
    localizer = Localizer(german, catalog.site.source_locale, no_messages(), no_messages())
    assets = AssetsView("/a.css", "/a.js", "/s.js", "/t.js", "/c.js", "/i.svg")
    return ViewContext(catalog, localizer, (german,), assets, SiteCoverage(catalog, (localizer,)))


def _texts(part: object, place: str = "") -> Iterator[str]:
    """Give all prose of a view, but that of parts that are not shown."""
    if place.endswith(_NOT_SHOWN):
        return
    if isinstance(part, Text):
        if part.lang is not None:
            yield from split_blocks(part.markdown)
    elif isinstance(part, tuple):
        for item in part:
            yield from _texts(item, place)
    elif is_dataclass(part):
        for field in fields(part):
            yield from _texts(getattr(part, field.name), f"{place}.{field.name}")


def _shown(context: ViewContext, kind: PageKind, key: str) -> set[str]:
    site = build_site_view(context)
    around = (site.summary, site.call_to_action if kind in (PageKind.CATALOG, PageKind.MODEL) else None)
    return {*_texts(build_view(context, Page(kind, key, context.locale))), *_texts(around)}


def test_pages_show_exactly_the_prose_they_are_said_to() -> None:
    """Of this repository's own pages each shows what `page_prose` names, apart from a few texts a record replaces."""
    context = _context(_ROOT)

    missed, spare = {}, {}
    for kind, key in prose_pages(context.catalog):
        shown, said = _shown(context, kind, key), page_prose(context.catalog, kind, key)
        missed[kind, key] = shown - said
        spare[kind, key] = said - shown

    assert len(missed) > 50
    assert {page: texts for page, texts in missed.items() if texts} == {}
    assert {page: texts for page, texts in spare.items() if len(texts) > 6} == {}


def test_a_page_about_nothing_shows_the_gateway(small_site: Path) -> None:
    """The foot of every page says what the gateway offers; a redirect has none."""
    catalog = load_catalog(small_site).catalog
    assert catalog is not None

    assert page_prose(catalog, PageKind.NOT_FOUND, "") == {"Two models behind one key."}
    assert page_prose(catalog, PageKind.TRANSLATIONS, "") == {"Two models behind one key."}
    assert page_prose(catalog, PageKind.REDIRECT, "acme/acme-mini") == frozenset()


def test_prices_show_what_shares_an_allowance(small_site: Path) -> None:
    """It is the only prose of models on that page, which has no notes."""
    mini = small_site / "catalog/models/acme/mini.yaml"
    line = '{meter: web_search, amount: "1", note: N., allowance: {count: 5, per: day, shared_with: all models}}'
    mini.write_text(mini.read_text().replace("  lines:\n", f"  lines:\n    - {line}\n"))
    catalog = load_catalog(small_site).catalog
    assert catalog is not None

    assert page_prose(catalog, PageKind.PRICING, "") == {"Two models behind one key.", "all models"}


@pytest.mark.parametrize("why", ["", "    why: It is cheap.\n"])
def test_a_reason_of_the_model_takes_the_place_of_the_protocols(why: str, small_site: Path) -> None:
    """Only one of the two is on the page."""
    mini = small_site / "catalog/models/acme/mini.yaml"
    mini.write_text(mini.read_text().replace("  - protocol: acme-chat\n", f"  - protocol: acme-chat\n{why}"))
    catalog = load_catalog(small_site).catalog
    assert catalog is not None

    shown = page_prose(catalog, PageKind.MODEL, "acme/mini")

    assert ("It is the only protocol here." in shown) is not bool(why)
    assert ("It is cheap." in shown) is bool(why)


def test_pages_that_compare_show_the_prose_they_are_said_to() -> None:
    """Of every pair, and of the page on which readers choose; comparisons with third models are counted too."""
    context = _context(_ROOT)
    pages = [(PageKind.COMPARE, ""), *((PageKind.PAIR, key) for key in list_pairs(context.catalog))]

    missed = {page: _shown(context, *page) - page_prose(context.catalog, *page) for page in pages}

    assert len(missed) > 50
    assert {page: texts for page, texts in missed.items() if texts} == {}
