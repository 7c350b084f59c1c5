"""The repository's own site: every model, protocol and language, checked by other means than the program's."""

from __future__ import annotations

import ast
import gzip
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import chain, pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree.ElementTree import Element

import html5lib
import pytest
import yaml

from site_builder.build.checking import check_site
from site_builder.build.inputs import SiteInputs, read_site
from site_builder.build.pipeline import BuildOptions, build_site
from site_builder.records.parameter import walk_parameters
from site_builder.records.protocol import Protocol
from site_builder.snippets.language import MAIN_LANGUAGES
from site_builder.snippets.request import make_request
from site_builder.snippets.snippet import write_snippets
from site_builder.snippets.switch import write_switches
from site_builder.snippets.variants import make_exchanges

_ROOT = Path(__file__).parents[1]
_LANGUAGES = {"zh": "zh-Hans", "ru": "ru", "en": "en"}
_PUBLIC_URL = "https://models.example.com"


@dataclass(frozen=True)
class _Page:
    """A published page: path below the published folder, HTML, tree and what the parser found wrong."""

    path: str
    source: str
    tree: Element
    errors: tuple[str, ...]

    @property
    def slug(self) -> str:
        """Address part of its language; empty at the root."""
        first, slash, _ = self.path.partition("/")
        return first if slash else ""

    @property
    def key(self) -> str:
        """Path without the language: the same for a page in all languages."""
        return self.path.removeprefix(f"{self.slug}/")

    @property
    def is_redirect(self) -> bool:
        """Whether it stands under another id of a model and only leads to it."""
        return bool(self.find(http_equiv="refresh"))

    @property
    def route(self) -> str:
        """Address on its host."""
        return f"/{self.path.removesuffix('index.html')}"

    @cached_property
    def ids(self) -> list[str]:
        """Ids of all elements, in order."""
        return [element.attrib["id"] for element in self.tree.iter() if "id" in element.attrib]

    def find(self, **wanted: str) -> list[Element]:
        """Give the elements that have all these attributes; `_` stands for `-`."""
        names = {name.rstrip("_").replace("_", "-"): value for name, value in wanted.items()}
        return [
            element
            for element in self.tree.iter()
            if all(element.attrib.get(name) == value for name, value in names.items())
        ]

    def find_all(self, name: str) -> list[Element]:
        """Give the elements that have an attribute."""
        return [element for element in self.tree.iter() if name in element.attrib]

    def section(self, section_id: str) -> Element:
        """Give the only element of an id."""
        (element,) = self.find(id_=section_id)
        return element


Pages = Mapping[str, _Page]


@pytest.fixture(scope="module")
def site() -> SiteInputs:
    """Give the repository's own site, read."""
    inputs, diagnostics = read_site(_ROOT)
    assert inputs is not None, diagnostics
    return inputs


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder the repository's own site is published to."""
    out = tmp_path_factory.mktemp("own") / "dist"
    assert build_site(BuildOptions(_ROOT, out, jobs=1)).is_published
    return out


@pytest.fixture(scope="module")
def pages(published: Path) -> Pages:
    """Give every published page by path."""
    return {page.path: page for page in (_read(published, path) for path in sorted(published.rglob("*.html")))}


def _read(published: Path, path: Path) -> _Page:
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    source = path.read_text(encoding="utf-8")
    tree = parser.parse(source)
    errors = tuple(f"{place}: {code} {data}" for place, code, data in parser.errors)
    return _Page(path.relative_to(published).as_posix(), source, tree, errors)


def _text(element: Element) -> str:
    return "".join(element.itertext())


def test_check_is_silent() -> None:
    """`site-builder check` has nothing to say about the repository's own site."""
    assert check_site(_ROOT) == ()


def test_every_record_has_its_page_in_every_language(pages: Pages) -> None:
    """There is a page of each model, provider and protocol, a home and a 404 page in each language; two at the root."""
    catalog = _ROOT / "catalog"
    keys = ["index.html", "404.html", "landscape/index.html", "changes/index.html", "translations/index.html"]
    for kind in ("models", "providers", "protocols"):
        files = [path.relative_to(catalog).with_suffix("") for path in (catalog / kind).rglob("*.yaml")]
        assert files
        keys += [f"{path.as_posix()}/index.html" for path in files]
        keys += [f"{path.as_posix()}/code/index.html" for path in files if kind == "models"]

    expected = {"index.html", "404.html"} | {f"{slug}/{key}" for slug in _LANGUAGES for key in keys}

    found = {path for path, page in pages.items() if not page.is_redirect}
    across = {path.partition("/")[2] for path in found - expected}
    assert found >= expected
    assert {path.partition("/")[0] for path in across} == {"browse", "compare", "pricing"}
    assert found - expected == {f"{slug}/{path}" for slug in _LANGUAGES for path in across}


def test_every_other_id_leads_to_its_model(pages: Pages) -> None:
    """Under each other id of a model that can be an address stands a page that names the model and leads to it."""
    targets = _other_ids()

    redirects = {path: page for path, page in pages.items() if page.is_redirect}

    assert len(targets) > 10
    assert set(redirects) == {f"{slug}/models/{alias}/index.html" for slug in _LANGUAGES for alias in targets}
    for alias, key in targets.items():
        for slug in _LANGUAGES:
            page, target = redirects[f"{slug}/models/{alias}/index.html"], f"/{slug}/models/{key}/"
            name = _text(pages[f"{target[1:]}index.html"].tree.findall(".//h1")[0])
            (refresh,) = page.find(http_equiv="refresh")
            (canonical,) = page.find(rel="canonical")
            (link,) = page.tree.iter("a")
            assert refresh.attrib["content"] == f"0; url={target}"
            assert canonical.attrib["href"] == _PUBLIC_URL + target
            assert (link.attrib["href"], _text(link)) == (target, name)
            assert _text(page.tree.findall(".//h1")[0]) == name
            assert alias.partition("/")[2] in _text(page.tree.findall(".//p")[0]).lower()


def test_pages_are_valid_html(pages: Pages) -> None:
    """A parser of the HTML standard finds no error on any page, and each page says that it is HTML."""
    assert {page.path: page.errors for page in pages.values() if page.errors} == {}
    assert {page.source[:15] for page in pages.values()} == {"<!DOCTYPE html>"}


def test_ids_are_unique(pages: Pages) -> None:
    """No page uses an id twice."""
    repeated = {page.path: [name for name, count in Counter(page.ids).items() if count > 1] for page in pages.values()}

    assert {path: names for path, names in repeated.items() if names} == {}


def test_every_internal_link_leads_somewhere(pages: Pages, published: Path) -> None:
    """Each link, image and script of each page is a published file, and each anchor an element of the page it names."""
    icons = {
        path.name: re.findall(r'id="([^"]+)"', path.read_text(encoding="utf-8")) for path in published.rglob("*.svg")
    }
    broken = []
    for page in pages.values():
        for link in _links(page):
            address = urlsplit(urljoin(f"{_PUBLIC_URL}{page.route}", link))
            if address.netloc != urlsplit(_PUBLIC_URL).netloc or address.scheme == "data":
                continue
            path = unquote(address.path).removeprefix("/")
            path += "index.html" if not path or path.endswith("/") else ""
            anchors = pages[path].ids if path in pages else icons.get(Path(path).name, [])
            if not (published / path).is_file() or (address.fragment and unquote(address.fragment) not in anchors):
                broken.append(f"{page.path}: {link}")

    assert broken == []


def test_links_to_other_hosts_are_safe(pages: Pages) -> None:
    """Every other address is https, or the icon inside the page."""
    schemes = {urlsplit(link).scheme for page in pages.values() for link in _links(page)}

    assert schemes == {"", "https", "data"}


def test_nothing_is_inline(pages: Pages) -> None:
    """No page holds a script, a style or an event handler of its own: its Content Security Policy forbids them.

    The pages that only lead to another have a stricter policy than the others.
    """
    inline = []
    for page in pages.values():
        for element in page.tree.iter():
            is_script = element.tag == "script" and ("src" not in element.attrib or element.text)
            if is_script or element.tag == "style" or any(re.match("on|style$", name) for name in element.attrib):
                inline.append(f"{page.path}: {element.tag} {element.attrib}")

    assert inline == []
    policies: dict[bool, set[str]] = {False: set(), True: set()}
    for page in pages.values():
        (policy,) = page.find(http_equiv="Content-Security-Policy")
        policies[page.is_redirect].add(policy.attrib["content"])
    (usual,), (strict,) = policies[False], policies[True]
    assert "unsafe" not in usual
    assert set(strict.split("; ")) < set(usual.split("; "))


def test_theme_script_is_waited_for(pages: Pages) -> None:
    """The script of the theme stands in the head without `defer` or `async`; every other one is deferred.

    A module is deferred by itself.
    """
    for page in pages.values():
        scripts = page.tree.findall(".//script")
        names = [urlsplit(script.attrib["src"]).path.rpartition("/")[2].partition(".")[0] for script in scripts]
        assert names[0] == "theme"
        assert set(scripts[0].attrib) == {"src"}
        assert all("defer" in script.attrib or script.attrib["type"] == "module" for script in scripts[1:])
        assert all(set(script.attrib) <= {"src", "defer", "type"} for script in scripts)


def test_ids_are_the_same_in_every_language(pages: Pages) -> None:
    """A link into a page leads to the same place in every language: all ids and sections are the same, in order."""
    for page in _pages_of(pages, "en"):
        sections = [element.attrib["id"] for element in page.find_all("data-section")]
        assert sections == [element.attrib["data-section"] for element in page.find_all("data-section")]
        for slug in ("zh", "ru"):
            assert pages[f"{slug}/{page.key}"].ids == page.ids


def test_pages_name_their_language(pages: Pages) -> None:
    """`<html lang>` is the tag of the language, at the root that of the first one."""
    found = {(page.slug, page.tree.attrib["lang"]) for page in pages.values()}

    assert found == {*_LANGUAGES.items(), ("", "zh-Hans")}


def test_alternates_name_each_other(pages: Pages) -> None:
    """Every page but a 404 lists itself and its twins in all languages by full address, and they list the same.

    A page that only leads to another lists none.
    """
    for page in pages.values():
        links = page.tree.findall(".//link[@hreflang]")
        alternates = {link.attrib["hreflang"]: link.attrib["href"] for link in links}
        if page.path.endswith("404.html") or page.is_redirect:
            assert alternates == {}
            continue
        key = page.key.removesuffix("index.html") if page.slug else ""
        expected = {tag: f"{_PUBLIC_URL}/{slug}/{key}" for slug, tag in _LANGUAGES.items()}
        default = f"{_PUBLIC_URL}/" if not key else f"{_PUBLIC_URL}/en/{key}"
        (canonical,) = page.tree.findall(".//link[@rel='canonical']")
        assert alternates == {**expected, "x-default": default}
        assert canonical.attrib["href"] == f"{_PUBLIC_URL}{page.route}"


def test_search_engines_learn_the_way_to_a_page(pages: Pages) -> None:
    """Microdata of schema.org: names in order, an address for each but the page itself, as readers see them."""
    trails = {path: page.tree.findall(".//nav[@class='breadcrumbs']/ol") for path, page in pages.items()}

    assert all(len(trails[path]) == 1 for path in trails if path.count("/") > 2 and not pages[path].is_redirect)
    for found in trails.values():
        for trail in found:
            items = trail.findall("li[@itemprop='itemListElement']")
            assert trail.attrib["itemtype"] == "https://schema.org/BreadcrumbList"
            assert {item.attrib["itemtype"] for item in items} == {"https://schema.org/ListItem"}
            assert [_text(item.findall(".//*[@itemprop='name']")[0]) for item in items] == [
                _text(item) for item in trail.findall("li")
            ]
            assert [item.findall("meta")[0].attrib for item in items] == [
                {"itemprop": "position", "content": str(number)} for number in range(1, len(items) + 1)
            ]
            assert [len(item.findall("a[@itemprop='item']")) for item in items] == [1] * (len(items) - 1) + [0]


def test_titles_and_descriptions_are_there(pages: Pages) -> None:
    """Every page has a description, and a title that no other page of its language has; neither shows Markdown.

    A page that only leads to another is titled by the name of the model.
    """
    for slug in _LANGUAGES:
        full = [page for page in _pages_of(pages, slug) if not page.is_redirect]
        titles = [_text(page.tree.findall(".//title")[0]) for page in full]
        assert len(titles) == len(set(titles))
        for page in full:
            (description,) = page.find(name="description")
            assert len(description.attrib["content"]) > (5 if slug == "zh" else 10)
            assert re.search(r"[`*]|\]\(", description.attrib["content"]) is None


def test_titles_and_descriptions_have_the_length_that_is_shown(pages: Pages) -> None:
    """At most 60 columns of title and 70 to 160 of description, a Han letter being two; a 404 page is never found."""
    for page in pages.values():
        if page.is_redirect or not page.slug or page.path.endswith("404.html"):
            continue
        (description,) = page.find(name="description")
        widths = _columns(_text(page.tree.findall(".//title")[0])), _columns(description.attrib["content"])
        assert widths[0] <= 60, page.path
        assert 70 <= widths[1] <= 160, page.path


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def test_headings_form_an_outline(pages: Pages) -> None:
    """Every page has one `h1`, before all other headings, no level is left out, and no heading is empty."""
    for page in pages.values():
        headings = [element for element in page.tree.iter() if re.fullmatch("h[1-6]", element.tag)]
        levels = [int(element.tag[1]) for element in headings]
        assert levels.count(1) == 1
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels)), (page.path, levels)
        assert all(_text(element).strip() for element in headings)


def test_sections_have_content(pages: Pages) -> None:
    """No section is only its heading."""
    empty = [
        f"{page.path}#{section.attrib['id']}"
        for page in pages.values()
        for section in page.find_all("data-section")
        if len(section) < 2 or not "".join(map(_text, list(section)[1:])).strip()
    ]

    assert empty == []


def test_everything_has_a_name(pages: Pages) -> None:
    """Links, buttons and fields have words; of several landmarks of a kind on a page each has a name of its own."""
    for page in pages.values():
        labels = [label for label in page.tree.iter("label") if _text(label).strip()]
        labelled = {id(child) for label in labels for child in label.iter()}
        named = {label.attrib["for"] for label in labels if "for" in label.attrib}
        for element in page.tree.iter():
            if element.tag in ("a", "button", "summary"):
                assert _text(element).strip(), f"{page.path}: {element.attrib}"
            if element.tag in ("input", "select") and element.attrib.get("type") != "hidden":
                is_labelled = id(element) in labelled or element.attrib.get("id") in named
                assert is_labelled or element.attrib.get("aria-label")
            if element.tag == "svg":
                assert "true" in (element.attrib.get("aria-hidden"), _hidden_above(page, element))
        for tag in ("nav", "aside"):
            names = [_name_of(page, element) for element in page.tree.iter(tag)]
            assert len(names) == len(set(names))
            assert "" not in names
        assert len(list(page.tree.iter("main"))) == 1


def test_references_between_elements_resolve(pages: Pages) -> None:
    """What an attribute names by its id is on the page."""
    names = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "headers", "list")
    lost = [
        f"{page.path}: {name}={element.attrib[name]}"
        for page in pages.values()
        for element in page.tree.iter()
        for name in names
        if name in element.attrib and not set(element.attrib[name].split()) <= set(page.ids)
    ]

    assert lost == []


def test_table_headers_say_what_they_head(pages: Pages) -> None:
    """Every header cell has a scope and words, and every row as many cells as its table has columns.

    A header of a group of rows spans them all and opens a group of its own. What a script makes of a template is
    looked at in a browser.
    """
    for page in pages.values():
        drafts = {id(table) for template in page.tree.iter("template") for table in template.iter("table")}
        for table in page.tree.iter("table"):
            if id(table) in drafts:
                continue
            cells = table.findall(".//th")
            assert cells
            assert {cell.attrib.get("scope") for cell in cells} <= {"col", "row", "rowgroup"}
            assert all(_text(cell).strip() for cell in cells)
            shown = [[cell for cell in row if "hidden" not in cell.attrib] for row in table.iter("tr")]
            widths = {sum(int(cell.attrib.get("colspan", "1")) for cell in row) for row in shown}
            assert len(widths) == 1, f"{page.path}: {table.attrib}"
            firsts = [group.findall("tr")[0][0] for group in table.iter("tbody")]
            heads = [cell for cell in cells if cell.attrib["scope"] == "rowgroup"]
            assert [cell for cell in cells if "colspan" in cell.attrib] == heads
            assert heads in ([], firsts), f"{page.path}: {table.attrib}"


def test_snippets_are_the_calls_of_the_records(pages: Pages, site: SiteInputs) -> None:
    """The text of every sample is exactly what a language writes for the request of that model, in every language.

    Only where Python lines break may depend on the length of another id: pages share one layout per protocol.
    """
    catalog = site.catalog
    for key, model in catalog.models.items():
        expected, samples = {}, set()
        for served in model.protocols:
            protocol = catalog.protocols[served.protocol]
            samples |= {(served.protocol, f"json/{sample}") for sample in _json_samples_of(protocol)}
            operations = {"basic": protocol.plain_operation, "streaming": protocol.streaming_operation}
            for variant, operation in operations.items():
                if operation is None:
                    continue
                request = make_request(catalog.site, protocol, operation, served=served, model_id=model.api_id)
                for language in MAIN_LANGUAGES:
                    expected[served.protocol, f"{language.id}/{variant}"] = language.write(request)
        for slug in _LANGUAGES:
            page = pages[f"{slug}/models/{key}/index.html"]
            found = _snippets(page)
            code = {name: texts for name, texts in found.items() if not name[1].startswith("json/")}
            assert all(len(set(texts)) == 1 for texts in code.values())
            assert {name: _without_layout(name[1], texts[0]) for name, texts in code.items()} == {
                name: _without_layout(name[1], text) for name, text in expected.items()
            }
            assert found.keys() - code.keys() == samples, page.path
            assert _json_samples_parse(found)
            assert model.api_id in page.source


def test_code_page_has_every_way_to_call_the_model(pages: Pages, site: SiteInputs) -> None:
    """Beside each model lies a page with what every language writes for every variant, and what a switch changes."""
    catalog = site.catalog
    for key, model in catalog.models.items():
        expected: dict[tuple[str, str], str] = {}
        for served in model.protocols:
            protocol = catalog.protocols[served.protocol]
            exchanges = make_exchanges(catalog.site, protocol, served=served, model=model, model_id=model.api_id)
            for exchange in exchanges:
                expected |= {(served.protocol, item.id): item.code for item in write_snippets(exchange)}
            for switch in write_switches(exchanges[0].request):
                expected[served.protocol, f"{switch.language.id}/switch"] = switch.diff
        for slug in _LANGUAGES:
            found = _snippets(pages[f"{slug}/models/{key}/code/index.html"])
            assert all(len(texts) == 1 for texts in found.values())
            assert {name: _without_layout(name[1], texts[0]) for name, texts in found.items()} == {
                name: _without_layout(name[1], text) for name, text in expected.items()
            }


def test_code_samples_say_whose_they_are(pages: Pages) -> None:
    """Every `pre` has both hooks, and none is in danger of being translated."""
    for page in pages.values():
        for sample in page.tree.iter("pre"):
            assert set(sample.attrib) >= {"data-snippet", "data-protocol"}
            assert sample.attrib["translate"] == "no"
            assert sample.attrib["tabindex"] == "0"


def test_prices_are_exact(pages: Pages) -> None:
    """Each price cell states the decimal of the YAML, or its product with the multiplier, in every language.

    The price table holds what is valid on the day of the check, the history every price that has changed or will.
    """
    for key, pricing in _prices().items():
        day = pricing["checked"]
        shown = [*_current(pricing), *(line | {"list": ""} for line in _changing(pricing))]
        expected = Counter[tuple[str, Decimal]]()
        for line in shown:
            own = _base_of(pricing, line) if "multiplier" in line else line
            for kind, name in (("our", "amount"), ("list", "list")):
                factor = Decimal(1 if name in line else line.get("multiplier", 1))
                if value := line.get(name, own.get(name, "")):
                    expected[kind, Decimal(value) * factor] += 1
        seen: dict[str, str] = {}
        for part in (pricing, *pricing["lines"]):
            url = part.get("source", pricing["source"])
            seen[url] = max(seen.get(url, ""), part.get("checked", day))
        days = Counter(seen.values())
        days.update(line[name] for line in _changing(pricing) for name in ("valid_from", "valid_to") if name in line)
        for slug in _LANGUAGES:
            section = pages[f"{slug}/models/{key}/index.html"].section("pricing")
            found = Counter[tuple[str, Decimal]]()
            for cell in section.iter("td"):
                kind = "our" if "our-price" in cell.attrib.get("class", "") else "list"
                found.update((kind, Decimal(value.attrib["value"])) for value in cell.iter("data"))
            assert found == expected, key
            assert Counter(time.attrib["datetime"] for time in section.iter("time")) == days, key


def test_every_price_has_its_row(pages: Pages) -> None:
    """Every price that is valid on the day of the check is a row of its meter; each price without an amount says why.

    A history has a row for each of its prices, and marks those of that day.
    """
    words = {
        "free": "Free",
        "included": "Included in the plan",
        "unknown": "Not known",
        "variable": "Depends on the call",
    }
    for key, pricing in _prices().items():
        current, changing = _current(pricing), _changing(pricing)

        section = pages[f"en/models/{key}/index.html"].section("pricing")
        rows = [element for element in section.iter("tr") if "data-meter" in element.attrib]
        histories = [element for element in section.iter("table") if "data-history" in element.attrib]
        periods = [row for history in histories for row in history.findall("tbody/tr")]

        assert Counter(row.attrib["data-meter"] for row in rows) == Counter(line["meter"] for line in current)
        assert len(periods) == len(changing)
        assert Counter(table.attrib["data-history"] for table in histories) == Counter(
            meter for meter, _, _ in {_price_id(line) for line in changing}
        )
        marked = [row for row in periods if row.attrib.get("class") == "current"]
        assert len(marked) == sum(_is_valid(line, pricing["checked"]) for line in changing)
        cells = [cell for row in [*rows, *periods] for cell in row.findall("td[@class='number our-price']")]
        states = Counter(_text(cell) for cell in cells if cell.find("data") is None)
        assert states == Counter(words[line["state"]] for line in [*current, *changing] if "state" in line), key


def test_values_and_dates_are_machine_readable(pages: Pages) -> None:
    """Every `data` is a plain decimal beside its number, every `time` an ISO date, the same ones in every language."""
    for page in _pages_of(pages, "en"):
        for slug in _LANGUAGES:
            twin = pages[f"{slug}/{page.key}"]
            assert _machine_values(twin) == _machine_values(page)
        for value in page.tree.iter("data"):
            assert re.fullmatch(r"-?\d+(\.\d+)?", value.attrib["value"])
            assert re.search(r"\d", _text(value)) or value.attrib["value"] == "0"  # in words: free
        for time in page.tree.iter("time"):
            day = time.attrib["datetime"]
            assert date.fromisoformat(f"{day}-01-01"[:10]).isoformat().startswith(day)


def test_every_field_has_its_row(pages: Pages, site: SiteInputs) -> None:
    """Every field of a request is a row with its path; a protocol's page has all of an answer, a model's two levels."""
    for page, section, protocol in _api_sections(pages, site):
        rows = Counter(element.attrib["data-parameter"] for element in section if "data-parameter" in element.attrib)

        paths = [path for path, _, _ in walk_parameters(protocol.parameters)]
        deepest = 1 if page.key.startswith("models/") else 99
        paths += [path for path, depth, _ in walk_parameters(protocol.response) if depth <= deepest]
        assert rows == Counter(paths), page.path


def test_every_error_has_its_row(pages: Pages, site: SiteInputs) -> None:
    """Every error of the gateway and of the protocol is a row with its status and code."""
    for page, section, protocol in _api_sections(pages, site):
        rows = {element.attrib["data-error"] for element in section if "data-error" in element.attrib}
        errors = (*site.catalog.site.errors, *protocol.errors)

        assert rows >= {f"{error.status}/{error.code}" for error in errors}, page.path


@pytest.mark.parametrize(
    "defect",
    ["backend:8000", "oaicite", "contentReference", "<YOUR_", "&lt;YOUR_", "localhost", "utm_source", "turn0search"],
)
def test_no_defect_of_pasted_pages_is_published(published: Path, defect: str) -> None:
    """What betrays a page pasted together by hand or by a language model is in no published file."""
    guilty = [path.name for path in published.rglob("*") if path.is_file() and defect.encode() in path.read_bytes()]

    assert guilty == []


_SLIP = re.compile(r"(?<!\.)\.\.(?!\.)|[。！？][.。]|，，|、、|：：|[\u4e00-\u9fff][,;:?!](?=\s|$)")
"""A full stop after an abbreviation that ends with one, doubled marks, and half-width marks in Chinese."""


def _read_aloud(element: Element) -> str:
    """Give the words of an element, with a letter in the place of code."""
    words = "x" if element.tag in ("script", "pre", "code") else element.text or ""
    return words + "".join(f"{_read_aloud(child)}{child.tail or ''}" for child in element if words != "x")


def test_words_that_are_put_together_are_punctuated_as_one_text(pages: Pages) -> None:
    """What templates and views join: rules see only the parts."""
    for page in pages.values():
        blocks = (element for tag in ("p", "li", "dd", "td", "th", "title") for element in page.tree.iter(tag))
        labels = (value for element in page.tree.iter() for value in element.attrib.values())
        for text in chain(map(_read_aloud, blocks), labels):
            assert _SLIP.search(text) is None, (page.path, text)


@pytest.mark.parametrize(
    ("pattern", "most_bytes"),
    [
        ("*/models/*/*/index.html", 46 * 1024),
        ("*/models/*/*/code/index.html", 30 * 1024),
        ("*/protocols/*/index.html", 21 * 1024),
        ("*/providers/*/index.html", 6 * 1024 + 512),
        ("*/compare/*/*/vs/*/*/index.html", 12 * 1024),
        ("*/index.html", 14 * 1024),
        ("*/404.html", 4 * 1024),
        ("assets/*.css", 12 * 1024),
        ("assets/site.*.js", 20 * 1024),
        ("assets/theme.*.js", 1024),
        ("assets/*.svg", 2 * 1024),
    ],
)
def test_pages_stay_small(published: Path, pattern: str, most_bytes: int) -> None:
    """Compressed as a plain host does it, the fullest page and each asset stay within their budgets."""
    sizes = {
        path.relative_to(published).as_posix(): len(gzip.compress(path.read_bytes(), 6))
        for path in published.glob(pattern)
    }

    assert sizes
    assert {path: size for path, size in sizes.items() if size > most_bytes} == {}


def test_redirects_are_tiny(pages: Pages) -> None:
    """A page that only leads to another fits in a single packet, uncompressed."""
    sizes = {page.path: len(page.source.encode()) for page in pages.values() if page.is_redirect}

    assert sizes
    assert {path: size for path, size in sizes.items() if size > 1400} == {}


def _links(page: _Page) -> Iterator[str]:
    for element in page.tree.iter():
        for name in ("href", "src", "action", "srcset", "data", "poster", "{http://www.w3.org/1999/xlink}href"):
            if name in element.attrib:
                yield element.attrib[name]


def _pages_of(pages: Pages, slug: str) -> list[_Page]:
    return [page for page in pages.values() if page.slug == slug]


def _hidden_above(page: _Page, element: Element) -> str | None:
    above = (parent for parent in page.find(aria_hidden="true") if element in parent.iter())
    return "true" if next(above, None) is not None else None


def _name_of(page: _Page, element: Element) -> str:
    """Give the accessible name of a landmark."""
    if "aria-label" in element.attrib:
        return element.attrib["aria-label"]
    return " ".join(_text(page.section(name)) for name in element.attrib["aria-labelledby"].split()).strip()


def _snippets(page: _Page) -> dict[tuple[str, str], list[str]]:
    """Give the texts of all samples by protocol and snippet; the quick start repeats one."""
    found: dict[tuple[str, str], list[str]] = {}
    for sample in page.tree.iter("pre"):
        name = (sample.attrib["data-protocol"], sample.attrib["data-snippet"])
        found.setdefault(name, []).append(_text(sample))
    return found


def _json_samples_parse(found: Mapping[tuple[str, str], list[str]]) -> bool:
    samples = [
        text
        for name, texts in found.items()
        if name[1] in ("json/request", "json/response", "json/error")
        for text in texts
    ]
    return all(isinstance(json.loads(sample), dict) for sample in samples)


def _without_layout(name: str, text: str) -> tuple[str, str]:
    """Give a sample so that two are equal if only their line breaks inside brackets differ: text, and syntax tree."""
    if name.endswith("/switch") or not name.startswith(("python/", "httpx/", "javascript/", "fetch/")):
        return text, ""
    tree = ast.dump(ast.parse(text)) if name.startswith(("python/", "httpx/")) else ""
    return re.sub(r",?\s*(?=[)}\]])|\s+", "", text), tree


def _json_samples_of(protocol: Protocol) -> set[str]:
    """Give the names of the samples a protocol must show: what it answers and streams only where its record says so."""
    examples = protocol.examples
    optional = {"response": examples.response, "error": examples.error, "stream": examples.stream}
    return {"request", *(name for name, sample in optional.items() if sample)}


def _models() -> dict[str, Any]:
    """Give the record of every model by key, read without the program: every value is text."""
    folder = _ROOT / "catalog" / "models"
    return {
        path.relative_to(folder).with_suffix("").as_posix(): yaml.load(
            path.read_text(encoding="utf-8"),
            Loader=yaml.BaseLoader,  # noqa: S506 - makes only texts
        )
        for path in folder.rglob("*.yaml")
    }


def _other_ids() -> dict[str, str]:
    """Give the key of the model by provider and each other id that can be a part of an address."""
    models = _models()
    found: dict[str, str] = {}
    for key, record in models.items():
        provider = key.partition("/")[0]
        for other in (record["api_id"], *(version["id"] for version in record.get("versions", ()))):
            alias = f"{provider}/{other.lower()}"
            if re.fullmatch(r"[a-z0-9._-]+", other.lower()) and alias not in models:
                assert found.setdefault(alias, key) == key
    return found


def _prices() -> dict[str, Any]:
    """Give the `pricing` of every model that has one, by key."""
    return {key: record["pricing"] for key, record in _models().items() if "pricing" in record}


def _is_valid(line: Mapping[str, Any], day: str) -> bool:
    """Whether a price holds on an ISO day."""
    return line.get("valid_from", "") <= day <= line.get("valid_to", "9999")  # type: ignore[no-any-return]


def _price_id(line: Mapping[str, Any]) -> tuple[str, str, str]:
    """Give what the prices of one history have in common."""
    return line["meter"], line.get("unit", ""), json.dumps(line.get("when", {}), sort_keys=True)


def _current(pricing: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Give the prices of the day of the check."""
    return [line for line in pricing["lines"] if _is_valid(line, pricing["checked"])]


def _changing(pricing: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Give the prices that have a history: one of their kind has ended, will end, will begin, or followed another."""
    lines, day = pricing["lines"], pricing["checked"]
    counts = Counter(map(_price_id, lines))
    changed = {
        _price_id(line)
        for line in lines
        if "valid_to" in line or not _is_valid(line, day) or ("valid_from" in line and counts[_price_id(line)] > 1)
    }
    return [line for line in lines if _price_id(line) in changed]


def _base_of(pricing: Mapping[str, Any], line: Mapping[str, Any]) -> dict[str, Any]:
    """Give what a factor multiplies: the normal price of its meter in its unit and currency, on a day of its own."""
    day = max(min(pricing["checked"], line.get("valid_to", "9999")), line.get("valid_from", ""))
    kind = [line.get(name) for name in ("meter", "unit", "currency")]
    (base,) = (
        other
        for other in pricing["lines"]
        if "amount" in other
        and "when" not in other
        and [other.get(name) for name in ("meter", "unit", "currency")] == kind
        and _is_valid(other, day)
    )
    return base  # type: ignore[no-any-return]


def _machine_values(page: _Page) -> list[str]:
    elements = (element for element in page.tree.iter() if element.tag in ("data", "time"))
    return [element.attrib.get("value") or element.attrib["datetime"] for element in elements]


def _api_sections(pages: Pages, site: SiteInputs) -> Iterator[tuple[_Page, list[Element], Protocol]]:
    """Give every place that documents a protocol: page, elements, protocol; first the protocol's own pages."""
    for slug in _LANGUAGES:
        for key, protocol in site.catalog.protocols.items():
            page = pages[f"{slug}/protocols/{key}/index.html"]
            yield page, list(page.tree.iter()), protocol
        for key, model in site.catalog.models.items():
            page = pages[f"{slug}/models/{key}/index.html"]
            for served in model.protocols:
                section = page.section(f"api-{served.protocol}")
                yield page, list(section.iter()), site.catalog.protocols[served.protocol]
