"""How far a language is: what is stale, what is missing, and which pages that reaches."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from site_builder.authoring.messages import BrokenMessagesError
from site_builder.authoring.new_locale import make_locale
from site_builder.authoring.site_messages import extract_messages, interface_messages, messages_for
from site_builder.authoring.status_report import format_status, format_status_json
from site_builder.authoring.translation_status import LanguageStatus, UnfinishedText, read_status
from site_builder.catalog.catalog import Catalog
from site_builder.catalog.loader import load_catalog
from site_builder.i18n.coverage import Coverage

_PROTOCOL = "catalog/protocols/acme-chat.yaml"
_RU = "locales/ru/LC_MESSAGES/catalog.po"


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def _load(site: Path) -> Catalog:
    catalog = load_catalog(site).catalog
    assert catalog is not None
    return catalog


def _status(site: Path, tag: str = "ru") -> LanguageStatus:
    (status,) = read_status(site, _load(site), [make_locale(tag)])
    return status


def test_a_whole_language_is_complete(small_site: Path) -> None:
    """Every domain and page is counted, and nothing is listed."""
    status = _status(small_site)

    assert status.is_complete
    assert status.domains["catalog"] == Coverage(40, 40, 0)
    assert status.domains["ui"].is_complete
    assert status.pages["/"] == Coverage(2, 2, 0)
    assert list(status.pages) == [
        "/",
        "providers/acme",
        "protocols/acme-chat",
        "models/acme/large",
        "models/acme/mini",
    ]
    assert status.texts == ()


def test_the_language_of_the_records_and_english_need_less(small_site: Path) -> None:
    """English records need no `catalog.po` for English pages, and the interface is English."""
    status = _status(small_site, "en")

    assert (dict(status.domains), dict(status.pages), status.is_complete) == ({}, {}, True)
    assert list(_status(small_site, "en-GB").domains) == ["catalog"]


def test_a_changed_sentence_is_stale_before_any_update(small_site: Path) -> None:
    """It is named with what it was, where it stands, and the pages it reaches."""
    _edit(small_site / _PROTOCOL, "Too many requests.", "Too many requests a minute.")

    status = _status(small_site)

    assert status.texts == (
        UnfinishedText(
            domain="catalog",
            source="Too many requests a minute.",
            is_stale=True,
            previous="Too many requests.",
            places=("catalog/protocols/acme-chat.yaml:67",),
            pages=("protocols/acme-chat", "models/acme/large", "models/acme/mini"),
        ),
    )
    assert status.domains["catalog"] == Coverage(40, 39, 1)
    assert status.pages["models/acme/mini"] == Coverage(32, 31, 1)
    assert not status.is_complete


def test_stale_comes_before_missing(small_site: Path) -> None:
    """A fuzzy entry and one with wrong placeholders are stale, an empty one and an unlike new text are missing."""
    _edit(small_site / _RU, 'msgstr "Неверный ключ."', 'msgstr ""')
    _edit(small_site / _RU, 'msgid "General knowledge"', '#, fuzzy\n#| msgid "Knowledge"\nmsgid "General knowledge"')
    _edit(small_site / _RU, 'msgstr "Викторина"', 'msgstr "Викторина {name}"')
    _edit(small_site / "catalog/models/acme/mini.yaml", "A quick model for easy questions.", "Бу!")

    status = _status(small_site)

    assert [(text.source, text.is_stale, text.previous) for text in status.texts] == [
        ("Quiz", True, ""),
        ("General knowledge", True, "Knowledge"),
        ("The key is wrong.", False, ""),
        ("Бу!", False, ""),
    ]


def test_a_file_that_cannot_be_read_is_an_error(small_site: Path) -> None:
    """Counts of it would be wrong."""
    (small_site / _RU).write_text("nonsense")

    with pytest.raises(BrokenMessagesError) as caught:
        _status(small_site)

    assert [(item.code, item.severity) for item in caught.value.diagnostics] == [("po-syntax", "error")]


def test_texts_of_own_templates_are_the_sites_to_translate(small_site: Path) -> None:
    """They are extracted alone, and join those of the program in a language that it does not speak."""
    (small_site / "templates/partials").mkdir(parents=True)
    (small_site / "templates/partials/own.html.j2").write_text('{{ "Pricing"|tr }}{{ "Our terms"|tr }}')
    catalog = _load(small_site)

    extracted = extract_messages(small_site, catalog)["ui"]
    russian = messages_for(small_site, catalog, make_locale("ru"))["ui"]
    german = messages_for(small_site, catalog, make_locale("de"))["ui"]

    assert [message.id for message in extracted if message.id] == ["Our terms"]
    assert [message.id for message in russian if message.id] == ["Our terms"]
    assert {message.id for message in german} == {message.id for message in interface_messages(small_site)}
    assert german.get("Pricing") is not None
    assert "ui" not in messages_for(small_site, catalog, make_locale("en"))
    (text,) = _status(small_site).texts
    assert (text.domain, text.source, text.places) == ("ui", "Our terms", ("templates/partials/own.html.j2:1",))


def test_a_text_of_the_program_that_a_site_words_itself_stays_in_its_file(small_site: Path) -> None:
    """An update does not throw it out as one that comes with the program."""
    (small_site / "locales/ru/LC_MESSAGES/ui.po").write_text('msgid "Pricing"\nmsgstr "Почём"\n', encoding="utf-8")

    russian = messages_for(small_site, _load(small_site), make_locale("ru"))["ui"]

    assert [message.id for message in russian if message.id] == ["Pricing"]


def test_the_program_translates_its_whole_interface() -> None:
    """In its own repository nothing comes with the program: it is the program."""
    root = Path(__file__).parents[2]
    catalog = _load(root)

    every = {message.id for message in interface_messages(root)}
    russian = {message.id for message in messages_for(root, catalog, make_locale("ru"))["ui"]}

    assert len(every) > 300
    assert russian == every


def test_a_site_without_own_templates_extracts_its_prose_alone(small_site: Path) -> None:
    """The interface is the program's."""
    assert list(extract_messages(small_site, _load(small_site))) == ["catalog"]
    assert list(messages_for(small_site, _load(small_site), make_locale("ru"))) == ["catalog"]


_PAGES = tuple(f"models/acme/m{number}" for number in range(12))
_TEXTS = tuple(
    UnfinishedText(
        "catalog", f"Text {number}.", number < 11, "Old." if number == 0 else "", ("a.yaml:1", "b.yaml:2"), _PAGES
    )
    for number in range(13)
)
_UI_TEXT = UnfinishedText("ui", "x" * 120, is_stale=True, previous="", places=(), pages=())


def test_the_report_is_short_unless_all_is_wanted() -> None:
    """Ten stale texts with three pages each are enough to begin with."""
    pages = dict.fromkeys(_PAGES, Coverage(20, 7, 11))
    status = LanguageStatus("ru", {"catalog": Coverage(20, 7, 11)}, pages, _TEXTS)

    short, whole = format_status([status], is_verbose=False), format_status([status], is_verbose=True)

    assert short.splitlines()[:9] == [
        "language    translated  stale  missing  total",
        "ru catalog           7     11        2     20  35 %",
        "",
        "ru: 11 stale",
        "  a.yaml:1: “Text 0.”",
        "    was: “Old.”",
        "    on: models/acme/m0, models/acme/m1, models/acme/m2 and 9 more pages",
        "  a.yaml:1: “Text 1.”",
        "    on: models/acme/m0, models/acme/m1, models/acme/m2 and 9 more pages",
    ]
    assert "  … and 1 more text: see --verbose" in short
    assert "ru: 0 of 12 pages are whole" in short
    assert short.endswith("  … and 2 more pages: see --verbose")
    assert "Text 12." not in short
    assert "ru: 2 missing" in whole
    assert "    also: b.yaml:2" in whole
    assert "…" not in whole
    assert whole.count("models/acme/m11 ") == 1


def test_long_texts_are_cut_and_the_interface_is_on_any_page() -> None:
    """A line of the terminal is not an essay."""
    status = LanguageStatus("ru", {"ui": Coverage(1, 0, 1)}, {}, (_UI_TEXT,))

    lines = format_status([status], is_verbose=False).splitlines()

    assert lines[-2:] == [f"  ui: “{'x' * 99}…”", "    on: any page"]


def test_one_page_more_is_one_page(small_site: Path) -> None:
    """Numbers agree with their nouns; a whole language has no table of pages."""
    text = UnfinishedText("catalog", "A.", is_stale=True, previous="", places=("a.yaml:1",), pages=_PAGES[:4])

    report = format_status([LanguageStatus("ru", {"catalog": Coverage(1, 0, 1)}, {}, (text,))], is_verbose=False)

    assert report.endswith("and 1 more page")
    assert format_status([_status(small_site)], is_verbose=False).endswith("ru: 5 of 5 pages are whole")
    assert format_status([], is_verbose=False) == "There is nothing to translate."


def test_programs_get_everything(small_site: Path) -> None:
    """The JSON has the counts of every domain and page, and every unfinished text."""
    _edit(small_site / _PROTOCOL, "Too many requests.", "Too many requests a minute.")
    _edit(small_site / _RU, 'msgstr "Неверный ключ."', 'msgstr ""')

    (language,) = json.loads(format_status_json([_status(small_site)]))["languages"]

    counts = {"total": 40, "translated": 38, "stale": 1, "missing": 1, "percent": 95}
    assert (language["locale"], language["domains"]["catalog"]) == ("ru", counts)
    assert language["pages"]["providers/acme"]["percent"] == 100
    assert [(text["state"], text["source"]) for text in language["texts"]] == [
        ("stale", "Too many requests a minute."),
        ("missing", "The key is wrong."),
    ]
    assert language["texts"][0]["pages"] == ["protocols/acme-chat", "models/acme/large", "models/acme/mini"]
