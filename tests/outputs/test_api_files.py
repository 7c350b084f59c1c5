"""The files of the API: what stands in them, and that each states all it is made from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from site_builder.build.inputs import SiteInputs, assemble_site
from site_builder.build.source import read_source
from site_builder.build.workers import render_page
from site_builder.outputs.output import OutputFile
from site_builder.pages.routes import Page, PageKind

_LARGE = "catalog/models/acme/large.yaml"
_MINI = "catalog/models/acme/mini.yaml"
_CATALOG, _SCHEMA = "api/catalog.json", "api/schema.json"
_LARGE_FILE, _MINI_FILE = "api/models/acme/large.json", "api/models/acme/mini.json"
_OPENAPI = {"openapi.json", "en/openapi.json", "ru/openapi.json", "zh/openapi.json"}
_MODELS = {_CATALOG, _LARGE_FILE, _MINI_FILE}


def _read(folder: Path) -> SiteInputs:
    source, diagnostics = read_source(folder, jobs=1)
    assert source is not None, diagnostics
    site, problems = assemble_site(source)
    assert site is not None, problems
    return site


def _files(site: SiteInputs) -> Mapping[str, OutputFile]:
    return {file.path: file for file in site.outputs if file.path.endswith("openapi.json") or file.path[:4] == "api/"}


def _load(site: SiteInputs, path: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(_files(site)[path].make().content)
    return loaded


def test_a_model_says_everything(small_site: Path) -> None:
    """Facts, prices, protocols with addresses, results with their units; texts in each language that has them."""
    model = _load(_read(small_site), _LARGE_FILE)

    assert list(model) == [
        "$schema", "format", "type", "id", "provider", "provider_name", "name", "family", "api_id", "kind", "status",
        "released", "updated", "summary", "modalities", "limits", "capabilities", "rivals", "versions", "faq",
        "related", "sources", "prices", "protocols", "benchmarks", "pages", "catalog",
    ]  # fmt: skip
    assert model["$schema"] == "https://models.example.com/api/schema.json"
    assert (model["format"], model["type"], model["id"], model["provider_name"]) == (1, "model", "acme/large", "Acme")
    assert model["capabilities"] == {"streaming": "yes", "fine_tuning": "unknown"}
    assert model["versions"][0]["description"] == {
        "en": "Always the newest release.",
        "zh-Hans": "始终指向最新版本。",
        "ru": "Всегда самый новый выпуск.",
    }
    assert [(price["meter"], price["amount"], price["period"]) for price in model["prices"]] == [
        ("input", "2.00", "current"),
        ("output", "8.00", "current"),
        ("input", "1.000", "current"),
    ]
    assert [served["name"] for served in model["protocols"]] == ["Acme Chat"]
    assert model["protocols"][0]["parameters"] == {"temperature": {"supported": True, "max": "1"}}
    assert model["protocols"][0]["operations"][1] == {
        "id": "stream",
        "name": {"en": "Answer as a stream", "zh-Hans": "流式回答", "ru": "Ответ потоком"},
        "method": "POST",
        "url": "https://api.example.com/v1/chat/completions",
        "streaming": True,
    }
    assert model["benchmarks"] == [
        {
            "benchmark": "quiz",
            "score": "86.9",
            "not_supported": False,
            "source": "https://acme.example.com/results",
            "reported": "2026-03",
            "name": {"en": "Quiz", "zh-Hans": "问答测试", "ru": "Викторина"},
            "unit": "percent",
            "direction": "higher",
        }
    ]
    assert model["pages"]["ru"] == "https://models.example.com/ru/models/acme/large/"
    assert model["catalog"] == "https://models.example.com/api/catalog.json"


def test_the_catalog_lists_models_and_what_they_refer_to(small_site: Path) -> None:
    """The entry of a model has what decides between models, and leads to its pages and to its file."""
    catalog = _load(_read(small_site), _CATALOG)
    entry = catalog["models"][0]

    assert list(catalog) == [
        "$schema", "format", "type", "site", "openapi", "pages", "providers", "protocols", "benchmarks", "models",
    ]  # fmt: skip
    assert list(entry) == [
        "id", "provider", "provider_name", "name", "family", "api_id", "kind", "status", "released", "updated",
        "summary", "modalities", "limits", "capabilities", "ids", "prices", "protocols", "pages", "json",
    ]  # fmt: skip
    assert entry["ids"] == ["acme-large", "acme-large-latest"]
    assert entry["protocols"] == ["acme-chat"]
    assert entry["json"] == "https://models.example.com/api/models/acme/large.json"
    assert [entry["id"] for entry in catalog["models"]] == ["acme/large", "acme/mini"]
    assert "parameters" not in catalog["protocols"][0]


def test_prices_that_ended_are_on_the_model_alone(small_site: Path) -> None:
    """The list of all models has what is charged now; a model without prices has an empty list."""
    path = small_site / _LARGE
    ended = '    - {meter: output, amount: "9.00", valid_to: 2026-01-31}\n'
    text = path.read_text(encoding="utf-8").replace("8.00", '8.00", valid_from: "2026-02-01')
    path.write_text(text.replace("    - {meter: output", f"{ended}    - {{meter: output", 1), encoding="utf-8")
    mini = small_site / _MINI
    head, _, tail = mini.read_text(encoding="utf-8").partition("pricing:")
    mini.write_text(head + tail[tail.index("sources:") :], encoding="utf-8")

    site = _read(small_site)

    periods = [price["period"] for price in _load(site, _LARGE_FILE)["prices"]]
    assert periods == ["current", "past", "current", "current"]
    entries = _load(site, _CATALOG)["models"]
    assert [len(entry["prices"]) for entry in entries] == [3, 0]
    assert _load(site, _MINI_FILE)["prices"] == []


def test_a_text_without_a_translation_is_in_one_language(small_site: Path) -> None:
    """What is not translated is not said twice."""
    path = small_site / _LARGE
    path.write_text(path.read_text().replace("A careful model", "A new model"), encoding="utf-8")

    assert _load(_read(small_site), _LARGE_FILE)["summary"] == {"en": "A new model for hard questions."}


def test_files_link_to_what_is_published(small_site: Path) -> None:
    """Addresses of the site are checked like the links of pages."""
    files = _files(_read(small_site))
    base = "https://models.example.com"

    assert set(files[_LARGE_FILE].make().links.links) == {
        f"{base}/api/schema.json",
        f"{base}/api/catalog.json",
        *(f"{base}/{slug}/models/acme/large/" for slug in ("en", "ru", "zh")),
    }
    links = files[_CATALOG].make().links.links
    assert {f"{base}/openapi.json", f"{base}/{_MINI_FILE}", f"{base}/ru/providers/acme/", f"{base}/zh/"} <= set(links)


Edit = tuple[str, str, str]


@pytest.mark.parametrize(
    ("edit", "made"),
    [
        ((_LARGE, "answer: Yes, it can.", "answer: Yes."), {_LARGE_FILE}),
        ((_LARGE, "name: Acme Large", "name: Acme Big"), {_CATALOG, _LARGE_FILE}),
        ((_LARGE, "streaming: yes", "streaming: no"), {_CATALOG, _LARGE_FILE} | _OPENAPI),
        ((_LARGE, "id: acme-large-latest", "id: acme-large-new"), {_CATALOG, _LARGE_FILE} | _OPENAPI),
        ((_MINI, 'amount: "0.20"', 'amount: "0.25"'), {_CATALOG, _MINI_FILE}),
        ((_MINI, "status: preview", "status: retired"), {_CATALOG, _MINI_FILE} | _OPENAPI),
        (("catalog/providers/acme.yaml", "name: Acme", "name: Acme Labs"), _MODELS),
        (("catalog/providers/acme.yaml", "Maker of small", "Maker of tiny"), {_CATALOG}),
        (("catalog/protocols/acme-chat.yaml", "name: Acme Chat", "name: Acme Talk"), _MODELS | _OPENAPI),
        (("catalog/protocols/acme-chat.yaml", "Who speaks.", "The speaker."), {_CATALOG} | _OPENAPI),
        (("catalog/benchmarks/quiz.yaml", "unit: percent", "unit: points"), {_CATALOG, _LARGE_FILE}),
        (("catalog/benchmarks/quiz.yaml", "General knowledge", "Knowledge"), {_CATALOG}),
        (("catalog/site.yaml", "name: Small Gateway", "name: Gateway"), {_SCHEMA} | _MODELS | _OPENAPI),
        (("locales/ru/LC_MESSAGES/catalog.po", "Вдумчивая", "Умная"), _MODELS | {"ru/openapi.json"}),
    ],
)
def test_a_file_states_all_it_is_made_from(small_site: Path, edit: Edit, made: set[str]) -> None:
    """Exactly these files are made again after an edit; whatever differs is among them."""
    path, old, new = edit
    before = _files(_read(small_site))
    text = (small_site / path).read_text(encoding="utf-8")
    assert old in text

    (small_site / path).write_text(text.replace(old, new), encoding="utf-8")
    after = _files(_read(small_site))

    assert after.keys() == before.keys()
    assert {name for name in after if after[name].artifact != before[name].artifact} == made
    assert {name for name in after if after[name].make().content != before[name].make().content} <= made


def test_another_address_of_a_locale_is_an_input(small_site: Path) -> None:
    """Addresses of pages are in the files, so the part of them that names a language counts."""
    locale = small_site / "locales/ru/locale.yaml"
    before = _files(_read(small_site))
    locale.write_text("name: Русский\nslug: rus\n", encoding="utf-8")

    after = _files(_read(small_site))

    assert "rus/openapi.json" in after
    assert {name for name in _MODELS if after[name].artifact == before[name].artifact} == set()
    assert after["en/openapi.json"].artifact == before["en/openapi.json"].artifact


@pytest.mark.parametrize(
    ("kind", "key", "tag", "links"),
    [
        (
            PageKind.MODEL,
            "acme/large",
            "en",
            (
                '<link rel="alternate" type="application/json" href="/api/models/acme/large.json">',
                '<a href="/api/models/acme/large.json" data-machine="json">This model as JSON</a>',
                '<a href="/api/catalog.json">Models as JSON</a>',
                '<a href="/en/openapi.json">Protocols as OpenAPI</a>',
                '<a href="/pricing.csv">Prices as CSV</a>',
            ),
        ),
        (
            PageKind.PROTOCOL,
            "acme-chat",
            "ru",
            (
                '<link rel="service-desc" type="application/json" href="/ru/openapi.json">',
                '<a href="/ru/openapi.json" data-machine="openapi">Описание OpenAPI</a>',
                '<a href="/api/catalog.json">Модели в формате JSON</a>',
            ),
        ),
    ],
)
def test_pages_lead_to_the_files(small_site: Path, kind: PageKind, key: str, tag: str, links: tuple[str, ...]) -> None:
    """A model to its facts, a protocol to the description in the reader's language, every page to both."""
    site = _read(small_site)
    locale = next(locale for locale in site.locales if locale.tag == tag)

    html = render_page(site.renderer, Page(kind, key, locale)).content().decode()

    assert [link for link in links if link not in html] == []
