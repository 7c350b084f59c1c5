"""The repository's own pages as Markdown: read by an independent parser, they say what the pages say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain, pairwise
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from site_builder.build.pipeline import BuildOptions, build_site

_ROOT = Path(__file__).parents[1]
_NOT_MIRRORED = ("comparison", "related")
_OWN = (
    "Specific to this model", "Особенность этой модели", "此模型另有规定",
    "Not accepted by this model", "Не принимается этой моделью", "此模型不接受",
)  # fmt: skip
_FIELD_HEADS = (
    ["Field", "Required", "Description"], ["Поле", "Обязательное", "Описание"], ["字段", "必填", "说明"],
)  # fmt: skip
_PARSER = MarkdownIt("commonmark", {"html": True}).enable("table")

Mirrors = Mapping[str, tuple[Element, list[Token], str]]


@pytest.fixture(scope="module")
def mirrors(tmp_path_factory: pytest.TempPathFactory) -> Mirrors:
    """Give each page that has a mirror, with it, parsed and as text, by the path of its folder."""
    out = tmp_path_factory.mktemp("own") / "dist"
    assert build_site(BuildOptions(_ROOT, out, jobs=1)).is_published
    found = {}
    for path in sorted(out.rglob("index.md")):
        page = html5lib.parse(path.with_suffix(".html").read_bytes(), "etree", namespaceHTMLElements=False)
        text = path.read_text(encoding="utf-8")
        found[path.parent.relative_to(out).as_posix()] = (page, _PARSER.parse(text), text)
    return found


def _words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _with(page: Element, attribute: str) -> Iterator[Element]:
    return (element for element in page.iter() if attribute in element.attrib)


def _plain(token: Token) -> str:
    return "".join(child.content for child in token.children or ())


def _headings(tokens: list[Token], tag: str) -> list[str]:
    return [_plain(content) for token, content in pairwise(tokens) if (token.type, token.tag) == ("heading_open", tag)]


def _tables(tokens: list[Token]) -> Iterator[list[list[str]]]:
    """Give the rows of each table, heads included."""
    rows: list[list[str]] = []
    for token, content in pairwise(tokens):
        if token.type == "table_open":
            rows = []
        elif token.type == "tr_open":
            rows.append([])
        elif token.type in ("th_open", "td_open"):
            rows[-1].append(_plain(content))
        elif content.type == "table_close":
            yield rows


def _about(mirrors: Mirrors, folder: str) -> Iterator[tuple[str, Element, list[Token]]]:
    return ((path, page, tokens) for path, (page, tokens, _) in mirrors.items() if f"/{folder}/" in path)


def test_every_model_and_protocol_has_one(mirrors: Mirrors) -> None:
    """In each language."""
    catalog = _ROOT / "catalog"
    files = (*catalog.glob("models/*/*.yaml"), *catalog.glob("protocols/*.yaml"))
    records = [path.with_suffix("").relative_to(catalog) for path in files]

    assert set(mirrors) == {f"{slug}/{record.as_posix()}" for slug in ("zh", "ru", "en") for record in records}


def test_sections_are_those_of_the_page(mirrors: Mirrors) -> None:
    """In their order, with their titles."""
    for path, page, tokens in _about(mirrors, "models"):
        expected = [
            _words(heading)
            for section in _with(page, "data-section")
            if section.attrib["data-section"] not in _NOT_MIRRORED
            for heading in section.findall("h2")
        ]
        found = _headings(tokens, "h2")
        assert found == expected, path


def test_every_current_price_is_in_it(mirrors: Mirrors) -> None:
    """The same amounts in the same order, ours and the maker's."""
    for path, page, tokens in _about(mirrors, "models"):
        shown = [table for table in page.iter("table") if "data-currency" in table.attrib]
        for table in shown:
            rows = list(_with(table, "data-meter"))
            amounts = [[_words(data) for data in row.iter("data")] for row in rows]
            head = _words(next(table.iter("th")))
            known = set(chain.from_iterable(amounts))
            (mirrored,) = (cells for cells in _tables(tokens) if cells[0][0] == head)
            assert [[cell for cell in row if cell in known] for row in mirrored[1:]] == amounts, path
        assert len(shown) == ("pricing" in {section.attrib["data-section"] for section in _with(page, "data-section")})


def test_code_is_that_of_the_page(mirrors: Mirrors) -> None:
    """The calls that were run, to the letter."""
    for path, (page, tokens, _) in mirrors.items():
        shown = {"".join(pre.itertext()).rstrip("\n") for pre in page.iter("pre") if "data-snippet" in pre.attrib}
        fences = [token.content.rstrip("\n") for token in tokens if token.type == "fence"]
        assert fences, path
        assert set(fences) <= shown, path


def test_every_field_and_failure_is_in_it(mirrors: Mirrors) -> None:
    """On the page of a protocol."""
    for path, page, tokens in _about(mirrors, "protocols"):
        firsts = {row[0] for rows in _tables(tokens) for row in rows}
        titles = _headings(tokens, "h2")
        tables = [table for table in page.iter("table") if table.findtext("caption") in titles]
        fields = {row.attrib["data-parameter"] for table in tables for row in _with(table, "data-parameter")}
        failures = {row.attrib["data-error"].replace("/", " ") for row in _with(page, "data-error")}
        assert tables, path
        assert failures <= firsts, path
        assert fields <= {first.partition(" ")[0] for first in firsts}, path


def test_what_a_model_does_otherwise_is_in_it(mirrors: Mirrors) -> None:
    """Each field that its record says something else about, in each protocol; and none besides."""
    for path, page, tokens in _about(mirrors, "models"):
        marked = {
            row.attrib["data-parameter"]
            for row in _with(page, "data-parameter")
            if any("mark" in mark.attrib.get("class", "") and _words(mark) in _OWN for mark in row.iter("p"))
        }
        fields = [rows for rows in _tables(tokens) if rows[0] in _FIELD_HEADS]
        assert {row[0].partition(" ")[0] for rows in fields for row in rows[1:]} == marked, path


def test_tables_are_whole(mirrors: Mirrors) -> None:
    """No cell is cut or joined by what stands in it."""
    for path, (_, _, text) in mirrors.items():
        prose = re.sub(r"^(`{3,}).*?^\1$", "", text, flags=re.DOTALL | re.MULTILINE)
        for table in re.findall(r"(?:^\|.*\n)+", prose, re.MULTILINE):
            widths = {len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}
            assert len(widths) == 1, (path, table[:200])


def test_it_has_no_html_and_no_gaps(mirrors: Mirrors) -> None:
    """What a template leaves behind would be in all of them."""
    for path, (_, tokens, text) in mirrors.items():
        prose = re.sub(r"^(`{3,}).*?^\1$", "code", text, flags=re.DOTALL | re.MULTILINE)
        assert not any(token.type == "html_block" for token in tokens), path
        assert "\n\n\n" not in prose, path
        assert not re.search(r"[ \t]+$|\bNone\b|ZQ[A-Z]+QZ|&(?:amp|lt|gt|quot|#39);", prose, re.MULTILINE), path


def test_addresses_are_full(mirrors: Mirrors) -> None:
    """So it can be read anywhere."""
    for path, (_, tokens, _) in mirrors.items():
        links = [child.attrs["href"] for token in tokens for child in token.children or () if "href" in child.attrs]
        assert links, path
        assert [link for link in links if not str(link).startswith("https://")] == [], path
