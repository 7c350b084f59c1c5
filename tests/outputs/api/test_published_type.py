"""Types of record fields as they are published: values and schemas, made from the classes alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Literal

import pytest

from site_builder.outputs.api.published_type import find_parts, find_type, part_schema, write_part
from site_builder.records.base import InlineProse, RecordPart
from site_builder.records.model import Model
from site_builder.records.price_condition import Condition, Schedule, Threshold
from site_builder.records.pricing import PriceLine
from site_builder.records.specification import Limits, Modalities


def _translate(text: str) -> Mapping[str, str]:
    return {"en": text, "ru": text.upper()}


@pytest.mark.parametrize(
    ("annotation", "value", "written", "schema"),
    [
        (str, "a", "a", {"type": "string"}),
        (int, 3, 3, {"type": "integer"}),
        (bool, False, False, {"type": "boolean"}),
        (Decimal | None, Decimal("1E-7"), "0.0000001", {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"}),
        (dt.date, dt.date(2026, 3, 20), "2026-03-20", {"type": "string", "format": "date"}),
        (Literal["a", "b"], "a", "a", {"enum": ["a", "b"]}),
        (InlineProse, "hi", {"en": "hi", "ru": "HI"}, {"$ref": "#/$defs/Texts"}),
        (
            tuple[InlineProse, ...],
            ("hi",),
            [{"en": "hi", "ru": "HI"}],
            {"type": "array", "items": {"$ref": "#/$defs/Texts"}},
        ),
        (tuple[str, ...], ("a",), ["a"], {"type": "array", "items": {"type": "string"}}),
        (
            dict[str, InlineProse],
            {"a": "hi"},
            {"a": {"en": "hi", "ru": "HI"}},
            {"type": "object", "additionalProperties": {"$ref": "#/$defs/Texts"}},
        ),
        (Any, {"a": 1}, {"a": 1}, {}),
        (
            Limits,
            Limits(context_window_tokens=5),
            {"context_window_tokens": 5},
            {"$ref": "#/$defs/Limits"},
        ),
    ],
)
def test_a_type_has_a_written_form_and_its_schema(
    annotation: object, value: object, written: object, schema: Mapping[str, object]
) -> None:
    """Decimals and days are texts, prose has all its languages, records are objects."""
    published = find_type(annotation)

    assert published.write(value, _translate) == written
    assert published.schema == schema


def test_what_a_record_does_not_say_is_left_out() -> None:
    """Nothing is null; zero and false are something, an empty list or object is not."""

    class Part(RecordPart):
        """A part."""

        count: int = 0
        flag: bool = False
        name: str | None = None
        names: tuple[str, ...] = ()
        limits: Limits = Limits()

    assert write_part(Part(), _translate) == {"count": 0, "flag": False}
    assert write_part(Part(limits=Limits()), _translate) == {"count": 0, "flag": False}
    assert write_part(Part(name="a"), _translate, frozenset({"name", "names"})) == {"name": "a"}


def test_the_schema_of_a_class_says_what_is_always_there() -> None:
    """Required fields, and those whose default says something; each with its description."""
    schema = part_schema(Model)

    assert schema["description"] == "An AI model that the gateway sells access to."
    assert schema["properties"]["released"] == {
        "description": "Day of its release.",
        "type": "string",
        "format": "date",
    }
    assert schema["required"] == [
        "name", "family", "api_id", "kind", "status", "updated", "summary", "modalities", "protocols", "sources",
    ]  # fmt: skip
    assert part_schema(Model, frozenset({"name", "license"}))["required"] == ["name"]


def test_fields_for_pages_and_rules_are_not_published() -> None:
    """They say nothing about a model."""
    assert {"introductions", "foreign_ids"}.isdisjoint(part_schema(Model)["properties"])


def test_parts_are_found_at_any_depth() -> None:
    """Each once, those that others refer to after them."""
    assert find_parts(Modalities) == (Modalities,)
    assert find_parts(PriceLine)[1:3] == (Condition, PriceLine.model_fields["allowance"].annotation.__args__[0])  # type: ignore[union-attr]
    assert {Threshold, Schedule} <= set(find_parts(PriceLine, Condition))
