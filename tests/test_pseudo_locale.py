"""This repository's site in a language that nobody speaks: what has no brackets could not be translated."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest

from site_builder.authoring.extraction import extract_interface, extract_prose
from site_builder.authoring.new_locale import make_locale, start_locale
from site_builder.authoring.pseudo_locale import CLOSE, OPEN, write_pseudo_messages
from site_builder.build.inputs import SiteInputs, read_site
from site_builder.build.pipeline import BuildOptions, build_site
from site_builder.snippets.language import LANGUAGES

_ROOT = Path(__file__).parents[1]
_NOT_PROSE = frozenset({"code", "kbd", "pre", "samp", "script", "style", "template", "svg", "select", "time"})
_ATTRIBUTES = ("aria-label", "title", "data-done", "data-failed", "placeholder", "alt", "data-label")
_INLINE = frozenset({"a", "abbr", "b", "em", "i", "span", "strong", "data", "code", "time", "svg"})
_DATE = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December) (?:\d+, )?\d{4}"
)
_TYPE = re.compile(r"(?:string|integer|number|boolean|object|file|null|any|array(?:<\w+>)?)(?: \| (?:\w+|array<\w+>))*")
_HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}")
_CODE = re.compile(
    r"Jan|Apr|Jul|Oct|(?:cURL|Python(?: · [a-z-]+)?)?(?:(?:request|stream)\.(?:sh|py))?|GET|POST|[a-z]+/[a-z-]+"
)
"""What no language changes: months below plots, names of tools, file names, methods and media types."""


@pytest.fixture(scope="module")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a copy of this repository's site that is published in the pseudo-locale too."""
    folder = tmp_path_factory.mktemp("pseudo") / "site"
    shutil.copytree(_ROOT / "catalog", folder / "catalog")
    shutil.copytree(_ROOT / "locales", folder / "locales")
    config = folder / "catalog/site.yaml"
    config.write_text(config.read_text().replace("locales: [", "locales: [qps, "))
    inputs, diagnostics = read_site(_ROOT)
    assert inputs is not None, diagnostics
    locale = make_locale("qps")
    start_locale(folder, locale)
    for domain, template in {
        "ui": extract_interface(_ROOT / "templates"),
        "catalog": extract_prose(inputs.catalog),
    }.items():
        write_pseudo_messages(folder / f"locales/qps/LC_MESSAGES/{domain}.po", template, locale)
    return folder


@pytest.fixture(scope="module")
def published(site_folder: Path) -> Path:
    """Give the folder of its pages in the pseudo-locale."""
    out = site_folder.parent / "dist"
    result = build_site(BuildOptions(site_folder, out, jobs=1))
    assert result.is_published
    return out / "qps"


def test_everything_readers_see_can_be_translated(site_folder: Path, published: Path) -> None:
    """Outside of brackets stand only names, ids, code, numbers, dates and addresses, on every kind of page."""
    inputs, _ = read_site(site_folder)
    assert inputs is not None
    names = sorted(_names(inputs), key=len, reverse=True)
    paths = sorted(published.rglob("*.html"))

    strangers = {
        rest: path.relative_to(published).as_posix()
        for path in paths
        for rest in _untranslated(html5lib.parse(path.read_bytes(), "etree", namespaceHTMLElements=False), names)
    }

    assert {path.relative_to(published).parts[0] for path in paths} == {
        "404.html", "browse", "changes", "compare", "index.html", "landscape", "models", "pricing", "protocols",
        "providers", "translations",
    }  # fmt: skip
    assert strangers == {}


def test_texts_grow(published: Path) -> None:
    """Otherwise the pages would not show what longer words do to them; names and numbers among them do not grow."""
    pseudo = (published / "404.html").read_text(encoding="utf-8")
    english = (published.parent / "en/404.html").read_text(encoding="utf-8")

    longer, shorter = (len(_words(html)) for html in (pseudo, english))

    assert longer > 1.2 * shorter


def _words(html: str) -> str:
    (heading,) = re.findall(r"<main.*?</main>", html, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", heading).split())


def _untranslated(tree: Element, names: list[str]) -> Iterator[str]:
    """Give the words of a page that stand outside of brackets and are no name, date, type, host or code."""
    text = _outside_brackets("".join(_pieces(tree)))
    for name in names:
        text = text.replace(name, "·")
    for line in text.splitlines():
        rest = _HOST.sub("", _DATE.sub("", line)).strip(" ·—–,:()/")
        is_language = _TYPE.fullmatch(rest) is None and _CODE.fullmatch(rest) is None
        if (re.search(r"[A-Za-z]{2}", rest) and is_language) or OPEN in rest or CLOSE in rest:
            yield rest


def _outside_brackets(text: str) -> str:
    """Give a text without what is in brackets, however deep."""
    text = re.sub(f"{OPEN}[^{CLOSE}\n]*…$", "", text, flags=re.MULTILINE)  # a description that was cut
    while True:
        shorter = re.sub(f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}", "", text)
        if shorter == text:
            return text
        text = shorter


def _pieces(element: Element) -> Iterator[str]:
    """Give the text of an element, each block and each attribute that is read out on lines of its own."""
    is_block = element.tag not in _INLINE
    for name, value in element.attrib.items():
        if name in _ATTRIBUTES or (name == "content" and element.attrib.get("name") == "description"):
            yield f"\n{value}\n"
    if element.tag in _NOT_PROSE or not isinstance(element.tag, str):
        return
    if is_block:
        yield "\n"
    yield element.text or ""
    for child in element:
        yield from _pieces(child)
        yield child.tail or ""
    if is_block:
        yield "\n"


def _names(site: SiteInputs) -> set[str]:
    """Give what is named in every language alike."""
    catalog = site.catalog
    names = {catalog.site.name, *(locale.name for locale in site.locales)}
    for records in (catalog.providers, catalog.protocols, catalog.models):
        names |= {record.name for record in records.values()}
    names |= {language.name(protocol.sdk) for language in LANGUAGES for protocol in catalog.protocols.values()}
    names |= {"JavaScript"}
    for model in catalog.models.values():
        names |= {model.family, model.api_id, model.license or "", *(source.title for source in model.sources)}
        names |= {other.name for score in model.benchmarks for other in score.others}
        names |= {score.baseline for score in model.benchmarks if score.baseline}
    return names - {""}
