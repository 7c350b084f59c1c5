"""Pages made once for all locales: each locale shows what it would have shown alone."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from site_builder.build.inputs import SiteInputs, read_site
from site_builder.outputs import locale_resolver, neutral_pages
from site_builder.outputs.html import HtmlRenderer
from site_builder.outputs.links import PieceLinks
from site_builder.outputs.neutral_pages import KINDS
from site_builder.pages import coverage
from site_builder.pages.routes import Page, PageKind, list_pages

_OWN_SITE = Path(__file__).parents[2]


def _read(folder: Path) -> SiteInputs:
    site, diagnostics = read_site(folder)
    assert site is not None, diagnostics
    return site


def _list_pages(site: SiteInputs) -> list[Page]:
    """Give the pages that are made so, each in all its locales before the next one."""
    pages = [page for page in list_pages(site.catalog, site.locales) if page.kind in KINDS]
    return sorted(pages, key=lambda page: (page.key, page.kind))


def _is_neutral(renderer: HtmlRenderer, page: Page) -> bool:
    assert page.locale is not None
    tag = page.locale.tag
    resolved = renderer.neutral
    return resolved is not None and resolved.render(page, renderer.contexts[tag], renderer.templates[tag]) is not None


def _own_links(links: tuple[PieceLinks, ...]) -> list[tuple[set[str], list[str]]]:
    return [(set(piece.links), sorted(piece.anchors)) for piece in links]


@pytest.mark.parametrize("folder", [_OWN_SITE, _OWN_SITE / "tests" / "sites" / "small"], ids=["own", "small"])
def test_every_page_is_what_its_locale_alone_would_show(folder: Path) -> None:
    """All pages of all kinds, byte for byte; and the same is known of their links."""
    site = _read(folder)
    pages = _list_pages(site)

    for page in pages:
        alone = site.renderer.render(page)
        resolved = site.renderer.render(page, is_alone=False)

        assert resolved.content() == alone.content(), page.path
        assert _own_links(resolved.links()) == _own_links(alone.links()), page.path
        assert [set(piece.links) for piece in resolved.shared_links()] == [
            set(piece.links) for piece in alone.shared_links()
        ]
    assert {page.kind for page in pages} == KINDS & {page.kind for page in list_pages(site.catalog, site.locales)}


def test_few_pages_need_the_words_of_one_locale() -> None:
    """Of the real catalog only those with the line of a price, whose texts stand where there is room."""
    site = _read(_OWN_SITE)

    pages = _list_pages(site)
    alone = {(page.kind, page.key) for page in pages if not _is_neutral(site.renderer, page)}
    drawn = {(page.kind, page.key) for page in pages if b"price-plot" in site.renderer.render(page).content()}

    assert alone == drawn
    assert drawn


def test_what_is_remembered_does_not_change_what_is_neutral(small_site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A resolver may forget at any time."""
    monkeypatch.setattr(locale_resolver, "_MOST_REMEMBERED", 1)
    site = _read(small_site)

    for page in _list_pages(site):
        resolved = site.renderer.render(page, is_alone=False)
        alone = site.renderer.render(page)
        assert resolved.content() == alone.content()
        assert _own_links(resolved.links()) == _own_links(alone.links())


def test_a_page_that_repeats_another_stands_beside_one_that_does_not(
    small_site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither is a translation, and only one has so little of its language that it leads to the source."""
    path = small_site / "locales/ru/LC_MESSAGES/catalog.po"
    text = path.read_text(encoding="utf-8")
    for source in ("Who speaks.", "A careful model for hard questions."):  # on both pages; on one
        text, count = re.subn(rf'(msgid "{re.escape(source)}"\nmsgstr) ".*"', r'\1 ""', text)
        assert count == 1
    path.write_text(text, encoding="utf-8")
    site = _read(small_site)
    mini = site.fingerprints.coverage.of_page(PageKind.MODEL, "acme/mini", "ru").percent
    monkeypatch.setattr(coverage, "_OWN_PERCENT", mini)

    models = [page for page in _list_pages(site) if page.kind is PageKind.MODEL]
    resolved = {page.path: site.renderer.render(page, is_alone=False).content().decode() for page in models}

    canonical = {
        path: re.findall(r'rel="canonical" href="https://models\.example\.com/(\w+)', html)
        for path, html in resolved.items()
    }
    assert {path for path, (slug,) in canonical.items() if not path.startswith(slug)} == {
        "ru/models/acme/large/index.html"
    }
    assert resolved == {page.path: site.renderer.render(page).content().decode() for page in models}


def test_links_in_prose_are_known(small_site: Path) -> None:
    """Those of a translation are its own; a link that leads nowhere is found on the page that shows it."""
    record = next((small_site / "catalog" / "models").rglob("*.yaml"))
    text = record.read_text(encoding="utf-8")
    record.write_text(f"{text}\nnotes:\n  - See [the section](#nowhere).\n", encoding="utf-8")
    site = _read(small_site)

    found = [
        page.path
        for page in _list_pages(site)
        if page.kind is PageKind.MODEL
        and any("#nowhere" in piece.links for piece in site.renderer.render(page, is_alone=False).links())
    ]

    assert len(found) == len(site.locales)


def test_pages_with_own_templates_are_rendered_for_each_locale(small_site: Path) -> None:
    """They may do anything with a text, e.g. cut it; pages of other kinds are made for all as before."""
    _write_template(small_site, "partials/model/conclusions.html.j2", "<p>{{ 'Models'|tr|upper|truncate(5) }}</p>\n")

    site = _read(small_site)

    assert site.renderer.neutral is not None
    assert site.renderer.neutral.kinds == KINDS - {PageKind.MODEL}
    for page in _list_pages(site):
        assert site.renderer.render(page, is_alone=False).content() == site.renderer.render(page).content()


def test_an_own_frame_is_rendered_for_each_locale(small_site: Path) -> None:
    """It is a part of every page that has one."""
    _write_template(small_site, "partials/footer.html.j2", "<footer>{{ 'Models'|tr|upper }}</footer>\n")

    neutral = _read(small_site).renderer.neutral

    assert neutral is not None
    assert neutral.kinds == {PageKind.REDIRECT, PageKind.MODEL_ROWS}


def test_a_site_whose_every_page_has_own_templates_makes_none_for_all(small_site: Path) -> None:
    """There is nothing to gain."""
    for name in ("partials/footer.html.j2", "pages/redirect.html.j2", "pages/model-rows.html.j2"):
        _write_template(small_site, name, "<p>{{ 'Models'|tr|upper }}</p>\n")

    assert _read(small_site).renderer.neutral is None


def _write_template(site: Path, name: str, text: str) -> None:
    path = site / "templates" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_a_folder_without_templates_is_none(small_site: Path) -> None:
    """Style sheets are no templates."""
    style = small_site / "templates" / "assets" / "css" / "80-brand.css"
    style.parent.mkdir(parents=True)
    style.write_text(":root { --accent: #0a7d4f; }\n", encoding="utf-8")

    neutral = _read(small_site).renderer.neutral

    assert neutral is not None
    assert neutral.kinds == KINDS


def test_a_site_in_one_language_has_nothing_to_share(small_site: Path) -> None:
    """It would be made twice."""
    config = small_site / "catalog" / "site.yaml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("locales: [zh-Hans, ru, en]", "locales: [en]"), encoding="utf-8")

    assert _read(small_site).renderer.neutral is None


def test_what_a_template_cannot_render_is_told_as_for_a_locale(
    small_site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page that cannot be made for all is made for each, which knows the line of the mistake."""
    site = _read(small_site)
    assert site.renderer.neutral is not None

    monkeypatch.setattr(neutral_pages, "build_latest_view", lambda _context, _page: object())
    page = _list_pages(site)[0]

    assert not _is_neutral(site.renderer, page)
    assert (
        site.renderer.render(page, is_alone=False).content()
        == replace(site.renderer, neutral=None).render(page).content()
    )
