"""The repository's own translations: complete, true to their sources, and written as each language is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

import html5lib
import pytest
from babel.messages.pofile import read_po

from site_builder.authoring.extraction import extract_interface, extract_prose
from site_builder.build.inputs import SiteInputs, read_site
from site_builder.build.pipeline import BuildOptions, build_site

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog as MessageCatalog
    from babel.messages.catalog import Message

_ROOT = Path(__file__).parents[1]
_LOCALES = {"zh-Hans": "zh", "ru": "ru"}
_DOMAINS = ("ui", "catalog")
_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_TRADITIONAL = frozenset(
    "這個們為會對應時間語請參數據發開關於與體點實現還選擇說該並從過將"
    "後無網頁檔類別線結構標準義務輸應錯誤試價計費單詞圖處"
)
_NOT_PROSE = frozenset({"code", "pre", "samp", "script", "style", "template"})
_BLOCKS = frozenset(
    ["p", "li", "dt", "dd", "th", "td", "h1", "h2", "h3", "h4", "title",
     "summary", "caption", "small", "strong", "label", "option"]
)  # fmt: skip
_SPAN = re.compile(r"`[^`]+`")
_LINK_TARGET = re.compile(r"\]\(([^)]+)\)")
_PLACEHOLDER = re.compile(r"\{[a-z_]+\}")


@dataclass(frozen=True)
class _Prose:
    """A piece of text on a page, without code: where it is, and the text."""

    path: str
    text: str


@pytest.fixture(scope="module")
def site() -> SiteInputs:
    """Give the repository's own site, read."""
    inputs, diagnostics = read_site(_ROOT)
    assert inputs is not None, diagnostics
    return inputs


@pytest.fixture(scope="module")
def trees(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Element]:
    """Give every page of the repository's own site by path below the published folder."""
    out = tmp_path_factory.mktemp("own") / "dist"
    assert build_site(BuildOptions(_ROOT, out, jobs=1)).is_published
    return {
        path.relative_to(out).as_posix(): html5lib.parse(path.read_bytes(), "etree", namespaceHTMLElements=False)
        for path in sorted(out.glob("??/**/*.html"))
    }


@pytest.fixture(scope="module")
def prose(trees: dict[str, Element]) -> dict[str, list[_Prose]]:
    """Give every text of the pages of a language, by its address part."""
    found: dict[str, list[_Prose]] = {"zh": [], "ru": []}
    for path, tree in trees.items():
        if path[:2] in found:
            found[path[:2]] += [_Prose(path, text) for text in _texts(tree)]
    return found


@pytest.mark.parametrize("domain", _DOMAINS)
@pytest.mark.parametrize("tag", _LOCALES)
def test_every_message_is_translated(tag: str, domain: str) -> None:
    """Each text of the templates has a translation that nobody doubts; none is left over or there for another."""
    template, catalog = _template(domain), _catalog(tag, domain)
    unfinished = [message.id for message in _messages(catalog) if message.fuzzy or not _is_filled(message)]

    assert unfinished == []
    assert {message.id for message in _messages(catalog)} == {message.id for message in _messages(template)}
    assert len(catalog) > 100


@pytest.mark.parametrize("domain", _DOMAINS)
def test_templates_are_up_to_date(site: SiteInputs, domain: str) -> None:
    """The stored templates hold exactly the texts that the records, the code and the pages have now."""
    extracted = extract_prose(site.catalog) if domain == "catalog" else extract_interface(_ROOT / "templates")

    assert {message.id for message in _messages(_template(domain))} == {message.id for message in _messages(extracted)}


@pytest.mark.parametrize("pattern", [_SPAN, _LINK_TARGET, _PLACEHOLDER], ids=["code", "links", "placeholders"])
@pytest.mark.parametrize("tag", _LOCALES)
def test_translation_keeps_what_is_no_language(tag: str, pattern: re.Pattern[str]) -> None:
    """Code spans, addresses of links and placeholders of a translation are those of its source."""
    changed = [
        (source, translation)
        for source, translation in _pairs(tag)
        if Counter(pattern.findall(source)) != Counter(pattern.findall(translation))
    ]

    assert changed == []


@pytest.mark.parametrize("tag", _LOCALES)
def test_translation_keeps_numbers(tag: str) -> None:
    """No number is lost or changed on the way; only its separators may be, and 10 million may become 1,000 万."""
    changed = [
        (source, translation) for source, translation in _pairs(tag) if not _numbers(source) <= _numbers(translation)
    ]

    assert changed == []


def test_chinese_is_simplified(prose: dict[str, list[_Prose]]) -> None:
    """No Traditional character is on a Chinese page, apart from the names of other languages."""
    assert [item for item in prose["zh"] if _TRADITIONAL & set(item.text)] == []


@pytest.mark.parametrize(
    ("wrong", "description"),
    [
        (rf"[{_HAN}][,;:!?]", "half-width mark after a Han character"),
        (rf"[{_HAN}]\.(?!\w)", "half-width full stop after a Han character"),
        (rf"[{_HAN}] +[{_HAN}]", "space between Han characters"),
        (rf"[{_HAN}]\(|\)[{_HAN}]", "half-width bracket beside a Han character"),
        (r" [，。、；：！？]|[，。、；：！？]{2}", "full-width mark after a space or another"),
        (r"[\"']", "straight quote"),
    ],
)
def test_chinese_punctuation(prose: dict[str, list[_Prose]], wrong: str, description: str) -> None:
    """Chinese sentences have full-width marks. Source: GB/T 15834-2011."""
    assert [item for item in prose["zh"] if re.search(wrong, item.text)] == [], description


@pytest.mark.parametrize(
    ("wrong", "description"),
    [
        (r"[\"']", "straight quote"),
        (r"[\u0400-\u04ff] - [\u0400-\u04ff]", "hyphen for a dash"),
        (r"\s[,;:!?.](?!\w)", "space before a mark"),
        (r"[\u0400-\u04ff][,;:!?][\u0400-\u04ff]", "no space after a mark"),
        (r"\.\.\.", "three full stops"),
    ],
)
def test_russian_punctuation(prose: dict[str, list[_Prose]], wrong: str, description: str) -> None:
    """Russian sentences have guillemets and dashes, and spaces where they belong."""
    assert [item for item in prose["ru"] if re.search(wrong, item.text)] == [], description


@pytest.mark.parametrize("slug", ["zh", "ru"])
def test_no_english_sentence_is_left(prose: dict[str, list[_Prose]], site: SiteInputs, slug: str) -> None:
    """Outside of code, Latin letters are only names: of models, makers, protocols, tests and cited pages."""
    names = sorted(_names(site), key=len, reverse=True)
    english = []
    for item in prose[slug]:
        text = item.text
        for name in names:
            text = text.replace(name, "·")
        is_translated = re.search(rf"[{_HAN}\u0400-\u04ff]", text) is not None
        if re.search(r"[a-z]+(?: [a-z]+){3}", text) or (not is_translated and re.search(r"[A-Za-z]+ [a-z]+", text)):
            english.append(item)

    assert english == []


@pytest.mark.parametrize("slug", ["zh", "ru"])
def test_no_text_falls_back_to_english(trees: dict[str, Element], slug: str) -> None:
    """No part of a page says that it is in another language, but the links to the other languages."""
    strangers = [
        (path, element.attrib)
        for path, tree in trees.items()
        if path.startswith(slug)
        for element in tree.iter()
        if element.tag != "html" and "lang" in element.attrib and "hreflang" not in element.attrib
    ]

    assert strangers == []


def _template(domain: str) -> MessageCatalog:
    with (_ROOT / "locales" / f"{domain}.pot").open("rb") as file:
        return read_po(file)


def _catalog(tag: str, domain: str) -> MessageCatalog:
    with (_ROOT / "locales" / tag / "LC_MESSAGES" / f"{domain}.po").open("rb") as file:
        return read_po(file, locale=tag.replace("-", "_"), abort_invalid=True)


def _messages(catalog: MessageCatalog) -> list[Message]:
    return [message for message in catalog if message.id]


def _is_filled(message: Message) -> bool:
    texts = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return bool(texts) and all(texts)


def _pairs(tag: str) -> Iterator[tuple[str, str]]:
    """Give every source text with its translation; of a text with a count, each form with the plural."""
    for domain in _DOMAINS:
        for message in _messages(_catalog(tag, domain)):
            if isinstance(message.id, tuple | list):
                yield from ((message.id[1], form) for form in message.string or ())
            else:
                assert isinstance(message.string, str)
                yield message.id, message.string


def _numbers(text: str) -> set[str]:
    """Give the digits of every number of a text, without separators, code and addresses."""
    plain = _LINK_TARGET.sub("]", _SPAN.sub("", text))
    plain = re.sub(r"\b1(?:M\b| million)|\b100 万|\b1 (?:млн|миллион)", "", plain)
    joined = re.sub(r"(?<=\d)[.,\s\u00a0\u202f](?=\d)", "", plain)
    joined = re.sub(r"(\d)(?:M\b| million|[ \u00a0](?:млн|миллион))", r"\g<1>000000", joined)
    joined = re.sub(r"(\d) 万", r"\g<1>0000", joined)
    return set(re.findall(r"\d+", joined))


def _texts(tree: Element) -> Iterator[str]:
    for element in tree.iter():
        if element.tag in _BLOCKS:
            text = " ".join(_without_code(element).split())
            if text:
                yield text


def _without_code(element: Element) -> str:
    """Give the text of an element with a sign in the place of code and of each block inside it."""
    parts = [element.text or ""]
    for child in element:
        if child.tag in _NOT_PROSE | _BLOCKS:
            parts += ["§", child.tail or ""]
            continue
        parts += [_without_code(child), child.tail or ""]
    return "".join(parts)


def _names(site: SiteInputs) -> set[str]:
    catalog = site.catalog
    names = {catalog.site.name}
    for records in (catalog.providers, catalog.protocols, catalog.benchmarks, catalog.models):
        names |= {record.name for record in records.values()}
    for model in catalog.models.values():
        names |= {model.family, *(source.title for source in model.sources)}
    return names
