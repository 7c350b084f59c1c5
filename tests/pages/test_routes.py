"""Addresses of all pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.catalog.loader import load_catalog
from site_builder.i18n.locale import Locale
from site_builder.pages.routes import Page, PageKind, list_pages, route_of

ZH, EN = Locale("zh-Hans", "zh", "简体中文"), Locale("en", "en", "English")


@pytest.mark.parametrize(
    ("kind", "key", "locale", "route", "path"),
    [
        (PageKind.CHOOSER, "", None, "/", "index.html"),
        (PageKind.ROOT_NOT_FOUND, "", None, "/404.html", "404.html"),
        (PageKind.CATALOG, "", ZH, "/zh/", "zh/index.html"),
        (PageKind.NOT_FOUND, "", ZH, "/zh/404.html", "zh/404.html"),
        (PageKind.MODEL, "acme/large-1.5", EN, "/en/models/acme/large-1.5/", "en/models/acme/large-1.5/index.html"),
        (PageKind.PROVIDER, "acme", EN, "/en/providers/acme/", "en/providers/acme/index.html"),
        (PageKind.PROTOCOL, "chat", EN, "/en/protocols/chat/", "en/protocols/chat/index.html"),
    ],
)
def test_page_has_its_address_and_file(kind: PageKind, key: str, locale: Locale | None, route: str, path: str) -> None:
    """The address is the id in YAML below the slug of the locale; the file is what a static host serves for it."""
    page = Page(kind, key, locale)

    assert (page.route, page.path) == (route, path)
    assert route_of(kind, key, locale) == route


def test_every_record_has_a_page_in_every_locale(small_site: Path) -> None:
    """The root's pages come first, then locale by locale; no two pages share an address."""
    catalog = load_catalog(small_site).catalog
    assert catalog is not None

    pages = list_pages(catalog, (ZH, EN))

    assert [page.route for page in pages] == [
        "/",
        "/404.html",
        "/zh/",
        "/zh/404.html",
        "/zh/providers/acme/",
        "/zh/protocols/acme-chat/",
        "/zh/models/acme/large/",
        "/zh/models/acme/mini/",
        "/en/",
        "/en/404.html",
        "/en/providers/acme/",
        "/en/protocols/acme-chat/",
        "/en/models/acme/large/",
        "/en/models/acme/mini/",
    ]
