"""Addresses of all pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.catalog.loader import load_catalog
from site_builder.i18n.locale import Locale
from site_builder.pages.routes import Page, PageKind, list_pages, redirects, route_of

ZH, EN = Locale("zh-Hans", "zh", "简体中文"), Locale("en", "en", "English")


@pytest.mark.parametrize(
    ("kind", "key", "locale", "route", "path"),
    [
        (PageKind.CHOOSER, "", None, "/", "index.html"),
        (PageKind.ROOT_NOT_FOUND, "", None, "/404.html", "404.html"),
        (PageKind.CATALOG, "", ZH, "/zh/", "zh/index.html"),
        (PageKind.NOT_FOUND, "", ZH, "/zh/404.html", "zh/404.html"),
        (PageKind.MODEL, "acme/large-1.5", EN, "/en/models/acme/large-1.5/", "en/models/acme/large-1.5/index.html"),
        (PageKind.MODEL_CODE, "acme/large", EN, "/en/models/acme/large/code/", "en/models/acme/large/code/index.html"),
        (PageKind.PROVIDER, "acme", EN, "/en/providers/acme/", "en/providers/acme/index.html"),
        (PageKind.REDIRECT, "acme/large-1", ZH, "/zh/models/acme/large-1/", "zh/models/acme/large-1/index.html"),
        (
            PageKind.MODEL_LIST,
            "status/stable/2",
            EN,
            "/en/browse/status/stable/2/",
            "en/browse/status/stable/2/index.html",
        ),
        (PageKind.MODEL_ROWS, "", EN, "/en/browse/rows.html", "en/browse/rows.html"),
        (PageKind.PROTOCOL, "chat", EN, "/en/protocols/chat/", "en/protocols/chat/index.html"),
    ],
)
def test_page_has_its_address_and_file(kind: PageKind, key: str, locale: Locale | None, route: str, path: str) -> None:
    """The address is the id in YAML below the slug of the locale; the file is what a static host serves for it."""
    page = Page(kind, key, locale)

    assert (page.route, page.path) == (route, path)
    assert route_of(kind, key, locale) == route


def test_a_site_in_one_language_has_no_page_about_translations(small_site: Path) -> None:
    """There is nothing to say on it."""
    catalog = load_catalog(small_site).catalog
    assert catalog is not None

    assert [page for page in list_pages(catalog, (EN,)) if page.kind is PageKind.TRANSLATIONS] == []


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
        "/zh/landscape/",
        "/zh/changes/",
        "/zh/translations/",
        "/zh/pricing/",
        "/zh/compare/",
        "/zh/providers/acme/",
        "/zh/protocols/acme-chat/",
        "/zh/browse/kind/chat/",
        "/zh/browse/input/text/",
        "/zh/browse/input/image/",
        "/zh/browse/output/text/",
        "/zh/browse/capability/streaming/",
        "/zh/browse/status/preview/",
        "/zh/browse/status/stable/",
        "/zh/models/acme/large/",
        "/zh/models/acme/mini/",
        "/zh/models/acme/large/code/",
        "/zh/models/acme/mini/code/",
        "/zh/compare/acme/large/vs/acme/mini/",
        "/zh/models/acme/acme-large/",
        "/zh/models/acme/acme-large-latest/",
        "/zh/models/acme/acme-mini/",
        "/en/",
        "/en/404.html",
        "/en/landscape/",
        "/en/changes/",
        "/en/translations/",
        "/en/pricing/",
        "/en/compare/",
        "/en/providers/acme/",
        "/en/protocols/acme-chat/",
        "/en/browse/kind/chat/",
        "/en/browse/input/text/",
        "/en/browse/input/image/",
        "/en/browse/output/text/",
        "/en/browse/capability/streaming/",
        "/en/browse/status/preview/",
        "/en/browse/status/stable/",
        "/en/models/acme/large/",
        "/en/models/acme/mini/",
        "/en/models/acme/large/code/",
        "/en/models/acme/mini/code/",
        "/en/compare/acme/large/vs/acme/mini/",
        "/en/models/acme/acme-large/",
        "/en/models/acme/acme-large-latest/",
        "/en/models/acme/acme-mini/",
    ]
    assert len({page.path for page in pages}) == len(pages)


def _versions(*ids: str) -> str:
    return "".join(f"  - {{id: '{callable_id}', kind: spelling, description: Same.}}\n" for callable_id in ids)


@pytest.mark.parametrize(
    ("api_id", "versions", "expected"),
    [
        pytest.param("acme-large", (), ["acme-large"], id="own id is no address of its own"),
        pytest.param("large", (), [], id="id that is the address"),
        pytest.param("LARGE", (), [], id="id that is the address in lower case"),
        pytest.param("large", ("Large-1.5", "large_2"), ["large-1.5", "large_2"], id="address in lower case"),
        pytest.param("large", ("a/b", "a:b", "a@b"), [], id="ids that cannot be addresses"),
        pytest.param("large", ("x" * 119,), ["x" * 119], id="long id"),
        pytest.param("large", ("Mini",), [], id="address of another model"),
    ],
)
def test_every_other_id_leads_to_its_model(
    small_site: Path, api_id: str, versions: tuple[str, ...], expected: list[str]
) -> None:
    """Where it can be an address, below the maker of the model; a page that exists is never hidden."""
    path = small_site / "catalog" / "models" / "acme" / "large.yaml"
    text = path.read_text(encoding="utf-8").replace("api_id: acme-large", f"api_id: {api_id}")
    own = "  - {id: acme-large-latest, kind: latest, description: Always the newest release.}\n"
    assert own in text
    path.write_text(text.replace(f"versions:\n{own}", f"versions:\n{_versions(*versions)}" if versions else ""))
    catalog = load_catalog(small_site).catalog
    assert catalog is not None

    found = redirects(catalog)

    assert found == {**{f"acme/{alias}": "acme/large" for alias in expected}, "acme/acme-mini": "acme/mini"}
