"""Translatable texts are found in every record, with the place they are used in."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.catalog.catalog import Catalog, RecordId
from site_builder.catalog.loader import load_catalog
from site_builder.catalog.prose import ProseUse, find_prose, prose_line


@pytest.fixture
def catalog(small_site: Path) -> Catalog:
    """Give the small site with an overview of two blocks, an explained enum value and an override with a note."""
    large = small_site / "catalog/models/acme/large.yaml"
    text = large.read_text(encoding="utf-8")
    text = text.replace('{max: "1"}', '{max: "1", note: Lower here.}')
    text = text.replace("rivals:", "overview: |\n  First block.\n\n  Second block.\nrivals:")
    text = text.replace("rivals:", "introductions: {pricing: Soon cheaper.}\nrivals:")
    text = text.replace(
        "reported: 2026-03}", "reported: 2026-03, others: [{name: Other, score: '1', conditions: Alone}]}"
    )
    text = text.replace('list: "2.50"}', 'list: "2.50", note: Rounded up.}')
    text = text.replace("    parameters:", "    request: {stream: true, temperature: 1}\n    parameters:")
    large.write_text(text, encoding="utf-8")
    protocol = small_site / "catalog/protocols/acme-chat.yaml"
    text = protocol.read_text(encoding="utf-8")
    text = text.replace("[system, user,", "[system, {value: user, description: The caller.},")
    protocol.write_text(text, encoding="utf-8")
    loaded = load_catalog(small_site)
    assert loaded.catalog is not None
    return loaded.catalog


def test_prose_of_all_kinds_of_records_is_found(catalog: Catalog) -> None:
    """Names, ids, codes and examples are not translated; the fields of the classes decide."""
    uses = tuple(find_prose(catalog))

    assert len(uses) == 49
    assert uses[0] == ProseUse("Two models behind one key.", RecordId("site"), ("summary",), "inline")
    assert ProseUse("Maker of small models.", RecordId("providers/acme"), ("summary",), "inline") in uses
    assert ProseUse("Quiz", RecordId("benchmarks/quiz"), ("name",), "plain") in uses
    assert ProseUse("Can it see images?", RecordId("models/acme/large"), ("faq", 0, "question"), "inline") in uses
    assert {use.source for use in uses}.isdisjoint({"Acme", "Acme Large", "acme-large", "Hello", "system", "Bearer"})


def test_prose_in_nested_places_is_found(catalog: Catalog) -> None:
    """Fields of fields, entries that may be texts or mappings, and values of mappings."""
    places = {use.source: use.place for use in find_prose(catalog)}

    assert places["Who speaks."] == ("parameters", 1, "fields", 0, "description")
    assert places["The caller."] == ("parameters", 1, "fields", 0, "enum", 1, "description")
    assert places["Soon cheaper."] == ("introductions", "pricing")
    assert places["Alone"] == ("benchmarks", 0, "others", 0, "conditions")
    assert places["Rounded up."] == ("pricing", "lines", 0, "note")
    assert places["Lower here."] == ("protocols", 0, "parameters", "temperature", "note")


def test_each_block_is_a_message(catalog: Catalog) -> None:
    """A paragraph can be translated and reused by itself."""
    blocks = [use.source for use in find_prose(catalog) if use.place == ("overview",)]

    assert blocks == ["First block.", "Second block."]


def test_use_has_its_line(catalog: Catalog) -> None:
    """Translators find the place in the file."""
    lines = {use.source: prose_line(catalog, use) for use in find_prose(catalog)}

    assert lines["Can it see images?"] == ("catalog/models/acme/large.yaml", 35)
    assert lines["Quiz"] == ("catalog/benchmarks/quiz.yaml", 1)
