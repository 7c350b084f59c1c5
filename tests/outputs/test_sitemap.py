"""The sitemap: every page once per language it is truly in, with the same alternates as the page itself."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from site_builder.build.inputs import SiteInputs, read_site
from site_builder.outputs import sitemap
from site_builder.outputs.html import HtmlRenderer
from site_builder.pages.routes import PageKind, list_pages

_URL = "https://models.example.com"
_NAMES = {"": "http://www.sitemaps.org/schemas/sitemap/0.9", "xhtml": "http://www.w3.org/1999/xhtml"}
_WITHOUT = {PageKind.NOT_FOUND, PageKind.ROOT_NOT_FOUND, PageKind.REDIRECT, PageKind.MODEL_ROWS}


def _read(site_folder: Path) -> SiteInputs:
    inputs, diagnostics = read_site(site_folder)
    assert inputs is not None, diagnostics
    return inputs


def _make(site: SiteInputs, path: str = "sitemap.xml") -> str:
    return next(file.make().content.decode() for file in site.outputs if file.path == path)


def _entries(xml: str) -> dict[str, dict[str, str]]:
    """Give the alternates of each address, which stands there once, by language."""
    found = {}
    for url in ET.fromstring(xml).findall("url", _NAMES):  # noqa: S314 - our own
        links = url.findall("xhtml:link", _NAMES)
        address = url.findtext("loc", "", _NAMES)
        assert address not in found
        assert all(link.attrib["rel"] == "alternate" for link in links)
        found[address] = {link.attrib["hreflang"]: link.attrib["href"] for link in links}
    return found


def _alternates(renderer: HtmlRenderer, site: SiteInputs) -> dict[str, dict[str, str]]:
    """Give what the pages themselves say, by their address."""
    found = {}
    for page in list_pages(site.catalog, site.locales):
        html = renderer.render(page).content().decode()
        links = re.findall(r'<link rel="alternate" hreflang="(.+?)" href="(.+?)">', html)
        found[f"{_URL}{page.route}"] = {tag: href if ":" in href else f"{_URL}{href}" for tag, href in links}
    return found


def _drop_russian(site_folder: Path) -> None:
    path = site_folder / "locales/ru/LC_MESSAGES/catalog.po"
    path.write_text(
        path.read_text(encoding="utf-8").replace('msgid "A quick', '#, fuzzy\nmsgid "A quick'), encoding="utf-8"
    )


@pytest.mark.parametrize("is_whole", [True, False])
def test_it_says_what_the_pages_say(small_site: Path, *, is_whole: bool) -> None:
    """Each page that names alternates is there with the same ones, and no other page."""
    if not is_whole:
        _drop_russian(small_site)
    site = _read(small_site)

    actual = _entries(_make(site))

    expected = {address: links for address, links in _alternates(site.renderer, site).items() if links}
    assert len(expected) > 30
    assert actual == expected
    assert (f"{_URL}/ru/models/acme/mini/" in actual) is is_whole


def test_a_page_about_models_says_when_their_facts_changed(small_site: Path) -> None:
    """The day in the record, the newest of several; pages that collect many have none."""
    path = small_site / "catalog/models/acme/mini.yaml"
    path.write_text(path.read_text().replace("updated: 2026-03-20", "updated: 2026-02-01"))

    xml = _make(_read(small_site))

    def day(route: str) -> str:
        found = re.search(rf"<loc>{_URL}{route}</loc>(?:<lastmod>(.+?)</lastmod>)?", xml)
        assert found
        return found[1] or ""

    assert day("/ru/models/acme/large/") == "2026-03-20"
    assert day("/en/models/acme/mini/") == "2026-02-01"
    assert day("/en/models/acme/mini/code/") == "2026-02-01"
    assert day("/zh/compare/acme/large/vs/acme/mini/") == "2026-03-20"
    assert day("/en/providers/acme/") == "2026-03-20"
    assert day("/en/") == day("/en/pricing/") == day("/") == ""


def test_a_maker_without_models_has_no_day(small_site: Path) -> None:
    """Its page is there all the same."""
    provider = small_site / "catalog/providers/acme.yaml"
    (small_site / "catalog/providers/other.yaml").write_text(provider.read_text().replace("Acme", "Other"))

    assert f"<loc>{_URL}/en/providers/other/</loc><xhtml:link" in _make(_read(small_site))


def test_a_large_site_has_an_index_of_several(small_site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Together they have the same entries, and all languages of a page stand in one file."""
    whole = _entries(_make(_read(small_site)))
    monkeypatch.setattr(sitemap, "_MOST_ADDRESSES", 21)
    site = _read(small_site)
    index = ET.fromstring(_make(site)).findall("sitemap/loc", _NAMES)  # noqa: S314 - our own
    paths = [(loc.text or "").removeprefix(f"{_URL}/") for loc in index]
    parts = [_entries(_make(site, path)) for path in paths]

    assert paths == [f"sitemap-{number}.xml" for number in range(1, len(paths) + 1)]
    assert [file.path for file in site.outputs if "sitemap" in file.path] == ["sitemap.xml", *paths]
    assert len(paths) > 2
    assert {address: links for part in parts for address, links in part.items()} == whole
    assert sum(map(len, parts)) == len(whole)
    for part in parts:
        for links in part.values():
            assert set(links.values()) <= part.keys()


def test_a_site_in_a_folder_has_its_full_addresses(small_site: Path) -> None:
    """With the path of the public address."""
    path = small_site / "catalog/site.yaml"
    path.write_text(path.read_text().replace("https://models.example.com", "https://gateway.net/docs"))

    addresses = _entries(_make(_read(small_site)))

    assert "https://gateway.net/docs/en/models/acme/mini/" in addresses
    assert all(address.startswith("https://gateway.net/docs/") for address in addresses)


def test_every_file_names_what_it_depends_on(small_site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A day that changes is an input; a summary is not."""
    monkeypatch.setattr(sitemap, "_MOST_ADDRESSES", 20)

    def inputs() -> dict[str, dict[str, str]]:
        files = [file for file in _read(small_site).outputs if "sitemap" in file.path]
        return {file.path: dict(file.artifact.inputs) for file in files}

    before = inputs()
    model = small_site / "catalog/models/acme/mini.yaml"
    model.write_text(model.read_text().replace("A quick model for", "A fast model for"))
    # The text is not translated any more, so the pages that show it are none in two languages.
    policy = "translations: {minimum_coverage: {ru: 0, zh-Hans: 0}}\n"
    site = small_site / "catalog/site.yaml"
    site.write_text(site.read_text() + policy)
    with_text = inputs()
    model.write_text(model.read_text().replace("updated: 2026-03-20", "updated: 2026-03-21"))
    with_day = inputs()

    assert with_text == before
    assert with_day["sitemap.xml"] == before["sitemap.xml"]
    changed = [path for path in before if with_day[path] != before[path]]
    assert 0 < len(changed) < len(before) - 1
    assert all(
        list(inputs) == ["program", "site", "locales", "shown records"]
        for path, inputs in before.items()
        if "-" in path
    )
