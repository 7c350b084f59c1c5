"""The files of the search index: their names, inputs, contents and links."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from site_builder.build.inputs import SiteInputs, read_site
from site_builder.outputs import search
from site_builder.outputs.output import OutputContent, OutputFile


@pytest.fixture
def site(small_site: Path) -> SiteInputs:
    """Give the small site, read."""
    inputs, diagnostics = read_site(small_site)
    assert inputs is not None, diagnostics
    return inputs


def _make(site: SiteInputs, path: str) -> OutputContent:
    return next(file.make() for file in site.outputs if file.path == path)


def _read(site: SiteInputs, path: str) -> Any:  # noqa: ANN401 - a JSON document
    return json.loads(_make(site, path).content)


def _files_of(site: SiteInputs, locale: str) -> list[OutputFile]:
    return [file for file in site.outputs if file.path.startswith(f"{locale}/search/")]


def test_every_locale_has_a_catalog_and_prose(site: SiteInputs) -> None:
    """The first file names the others beside it, and every file all its inputs."""
    files = [file for file in site.outputs if "/search/" in file.path]
    paths = [file.path for file in files]

    assert paths == [f"{slug}/search/{name}.json" for slug in ("zh", "ru", "en") for name in ("catalog", "prose-1")]
    assert _read(site, "ru/search/catalog.json")["files"] == ["prose-1.json"]
    for file in files:
        assert list(file.artifact.inputs) == ["program", "site", "messages", "shown records"]


def test_entry_is_a_list_without_an_empty_end(site: SiteInputs) -> None:
    """Kind, title, address below home, other names, second line, further words, sections as bits, language."""
    written = _read(site, "en/search/catalog.json")
    model = next(row for row in written["entries"] if row[1] == "Acme Large")
    names = [name for place, (name, *_) in enumerate(written["sections"]["0"]) if model[6] >> place & 1]

    assert model[:3] == [0, "Acme Large", "models/acme/large/"]
    assert model[3][0] == "acme-large"
    assert len(model) == 7
    assert {"pricing", "faq", "api"} <= set(names)
    assert "limitations" not in names
    assert [0, "Acme Large", "models/acme/large/", [], "", "A careful model for hard questions."] in (
        _read(site, "en/search/prose-1.json")["entries"]
    )


def test_sections_have_further_words_to_be_found_by(site: SiteInputs) -> None:
    """Who asks for the price of a model means the section `Pricing`."""
    sections = _read(site, "en/search/catalog.json")["sections"]["0"]

    assert ["pricing", "Pricing", "price cost fee rate"] in sections
    assert ["faq", "Questions and answers", ""] in sections


def test_all_addresses_are_checked_with_the_links_of_the_site(site: SiteInputs) -> None:
    """The links are those of the entries, and of each section of a page that may be named beside it."""
    links = _make(site, "ru/search/catalog.json").links

    assert links is not None
    assert links.anchors == ()
    assert {"/ru/models/acme/mini/", "/ru/models/acme/large/#faq", "/ru/#models"} <= set(links.links)


def test_a_large_catalog_is_split(small_site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Prose stands in files of so many models; each model is in exactly one, whatever order they are read in."""
    monkeypatch.setattr(search, "_MODELS_PER_FILE", 1)
    site, _ = read_site(small_site)
    assert site is not None

    files = _files_of(site, "en")
    rows = [json.loads(file.make().content)["entries"] for file in files[1:]]

    assert [file.path for file in files[1:]] == ["en/search/prose-1.json", "en/search/prose-2.json"]
    assert sorted(row[1] for entries in rows for row in entries if row[0] == 0) == ["Acme Large", "Acme Mini"]


def test_addresses_are_below_home_whatever_the_base_path(small_site: Path) -> None:
    """The index does not know the base path; what is checked does."""
    config = small_site / "catalog/site.yaml"
    plain, _ = read_site(small_site)
    config.write_text(config.read_text().replace("https://models.example.com", "https://models.example.com/docs"))
    based, _ = read_site(small_site)
    assert plain is not None
    assert based is not None

    one, other = _make(plain, "en/search/catalog.json"), _make(based, "en/search/catalog.json")

    assert one.content == other.content
    assert other.links is not None
    assert all(link.startswith("/docs/en/") for link in other.links.links)
