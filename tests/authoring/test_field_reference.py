"""`catalog/FIELDS.md` is what the record classes say, complete, and the same every time."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from site_builder.authoring.field_reference import write_field_reference
from site_builder.authoring.field_types import describe_type, part_title
from site_builder.records.base import RecordPart
from site_builder.records.model import Model
from site_builder.records.model_protocol import ModelProtocol
from site_builder.records.parameter import Parameter
from site_builder.records.price_condition import Threshold
from site_builder.records.pricing import PriceLine
from site_builder.records.protocol import ErrorCase, Protocol
from site_builder.records.specification import Capabilities

_FILE = Path(__file__).parents[2] / "catalog" / "FIELDS.md"


def _row(text: str, heading: str, key: str) -> list[str]:
    section = text.partition(f"# {heading}\n")[2].partition("\n#")[0]
    (row,) = (line for line in section.splitlines() if line.startswith(f"| `{key}` |"))
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", row)[1:-1]]


def test_committed_reference_is_current() -> None:
    """Who changes a record class runs `make reference` and commits what it writes."""
    assert _FILE.read_text(encoding="utf-8") == write_field_reference()


def test_every_class_and_field_has_its_place() -> None:
    """Each class an author can write has one section, each of its keys a row, with all its cells."""
    text = write_field_reference()

    classes = [part for part in _all_parts() if part.__module__.startswith("site_builder.")]
    headings = re.findall(r"^###? (.+)$", text, re.MULTILINE)
    assert sorted(headings) == sorted(part_title(part) for part in classes)
    for part in classes:
        for name, field in part.model_fields.items():
            row = _row(text, part_title(part), field.alias or name)
            assert len(row) == 6
            assert row[4] == field.description
            assert row[2] == ("yes" if field.is_required() else "")
            assert row[1]
            assert "…" not in row[5]


def _all_parts() -> list[type[RecordPart]]:
    found: list[type[RecordPart]] = [RecordPart]
    for part in found:
        found += part.__subclasses__()
    return [part for part in found if part.model_fields]


def test_row_says_what_an_author_needs() -> None:
    """Key, what it takes, whether it must be there, its default, its meaning, an example to paste."""
    text = write_field_reference()

    assert _row(text, "Model", "kind") == [
        "`kind`",
        "`chat`, `embedding`, `image`, `video`, `speech` or `transcription`",
        "",
        "`chat`",
        "What it is called for.",
        "`embedding`",
    ]
    assert _row(text, "Price line", "list")[5] == '`"0.25"`'
    assert _row(text, "Parameter", "constraints")[5] == '`` ["Not together with `stream`."] ``'
    assert "`pricing.lines[].when` of a model: When a price line applies" in text


def test_parts_follow_the_class_they_are_part_of() -> None:
    """A reader of `pricing` finds its lines below it."""
    headings = re.findall(r"^###? (.+)$", write_field_reference(), re.MULTILINE)

    first = headings.index("Pricing")
    assert headings[first : first + 3] == ["Pricing", "Price line", "Condition"]


@pytest.mark.parametrize(
    ("part", "name", "words"),
    [
        (Model, "name", "one line of visible words with single spaces between them"),
        (Model, "released", "a day, e.g. `2026-03-20`"),
        (Model, "summary", "inline prose"),
        (Model, "conclusions", "list, each inline prose"),
        (Model, "pricing", "[Pricing](#pricing)"),
        (Model, "knowledge_cutoff", "a day or a month, e.g. `2026-03-20` or `2026-03`"),
        (Capabilities, "streaming", "`yes`, `no` or `unknown`"),
        (Threshold, "gt", "whole number from 1"),
        (ErrorCase, "status", "whole number from 400 to 599"),
        (PriceLine, "amount", 'a decimal in quotes, e.g. `"0.20"`'),
        (PriceLine, "equivalent", "`true` or `false`"),
        (ModelProtocol, "parameters", "mapping of text to [Parameter override](#parameter-override)"),
        (ModelProtocol, "request", "mapping of text to any value"),
        (Parameter, "enum", "list, each text or [Allowed value](#allowed-value)"),
        (Protocol, "headers", "list, each [Fixed header](#fixed-header)"),
    ],
)
def test_type_is_said_in_an_authors_words(part: type[RecordPart], name: str, words: str) -> None:
    """No type of Python is named."""
    assert describe_type(part.model_fields[name]) == words
