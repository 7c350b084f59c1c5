"""Values made for JSON Schemas."""

from __future__ import annotations

import json
import time
from decimal import Decimal
from typing import Any

import pytest

from site_builder.gateway.sampling import make_sample

_NODE = {
    "$ref": "#/$defs/Node",
    "$defs": {
        "Node": {
            "type": "object",
            "properties": {"name": {"type": "string"}, "next": {"anyOf": [{"$ref": "#/$defs/Node"}, {"type": "null"}]}},
            "required": ["name"],
        }
    },
}


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ({"type": "string"}, "text"),
        ({"type": "STRING"}, "text"),
        ({"type": "string", "format": "date"}, "2026-01-01"),
        ({"type": "string", "format": "unheard-of"}, "text"),
        ({"type": "string", "minLength": 6}, "textxx"),
        ({"type": "string", "maxLength": 3}, "tex"),
        ({"type": "string", "minLength": "5"}, "textx"),
        ({"type": "string", "enum": ["b", "a"]}, "b"),
        ({"type": "string", "enum": []}, "text"),
        ({"const": 5}, 5),
        ({"const": None}, None),
        ({"type": "integer", "default": 7, "examples": [8]}, 7),
        ({"type": "integer", "examples": [8]}, 8),
        ({"type": "boolean"}, True),
        ({"type": "null"}, None),
        ({"type": ["null", "integer"]}, 1),
        ({"type": ["null"]}, None),
        ({"type": "integer"}, 1),
        ({"type": "number"}, 1),
        ({"type": "integer", "minimum": 4}, 4),
        ({"type": "integer", "exclusiveMinimum": 4}, 5),
        ({"type": "integer", "maximum": -4}, -4),
        ({"type": "integer", "exclusiveMaximum": 1}, 0),
        ({"type": "integer", "multipleOf": 5, "minimum": 6}, 10),
        ({"type": "integer", "multipleOf": 5}, 5),
        ({"type": "integer", "multipleOf": 0}, 1),
        ({"type": "number", "maximum": Decimal("0.25")}, Decimal("0.25")),
        ({"type": "number", "minimum": Decimal("0.1"), "maximum": Decimal("0.4")}, Decimal("0.4")),
        ({"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1}, Decimal("0.9")),
        ({"type": "number", "minimum": True, "maximum": Decimal("1E+30")}, 1),
        ({"type": "array", "items": {"type": "integer"}}, [1]),
        ({"type": "array", "items": {"type": "integer"}, "minItems": 2}, [1, 1]),
        ({"type": "array", "maxItems": 0}, []),
        ({"type": "array", "prefixItems": [{"type": "integer"}, {"type": "boolean"}]}, [1, True]),
        ({"items": {"type": "boolean"}}, [True]),
        ({"type": "object"}, {}),
        ({"properties": {"city": {"type": "string"}}}, {"city": "city"}),
        ({"type": "object", "properties": 1, "required": ["a", 2]}, {"a": "a"}),
        ({"type": "object", "properties": {"a": True}, "required": "a"}, {"a": "a"}),
        ({"anyOf": [{"type": "null"}, {"type": "integer"}]}, 1),
        ({"anyOf": [{"type": "null"}]}, None),
        ({"oneOf": [{"type": "boolean"}], "title": "x"}, True),
        ({"anyOf": []}, "text"),
        (
            {"allOf": [{"properties": {"a": {"type": "integer"}}, "required": ["a"]}, {"required": ["b"]}]},
            {"a": 1, "b": "b"},
        ),
        ({"allOf": [{"$ref": "#/$defs/A"}], "$defs": {"A": {"type": "boolean"}}}, True),
        ({"$ref": "#/$defs/a~1b~0", "$defs": {"a/b~": {"type": "integer"}}}, 1),
        ({"$ref": "#/nowhere/at/all"}, "text"),
        ({"$ref": 7}, None),
        ({}, "text"),
        (True, "text"),
        (None, "text"),
        ("nonsense", "text"),
    ],
)
def test_a_sample_fits_its_schema(schema: object, expected: object) -> None:
    """Types, bounds, given values, alternatives and references are followed."""
    assert make_sample(schema) == expected


def test_a_schema_that_contains_itself_ends() -> None:
    """Optional fields end after some levels."""
    value = make_sample(_NODE)

    assert value["next"]["name"] == "name"
    assert len(json.dumps(value)) < 500


@pytest.mark.parametrize(
    "schema",
    [
        {"$ref": "#"},
        {"anyOf": [{"$ref": "#"}]},
        {"type": "object", "properties": {"a": {"$ref": "#"}}, "required": ["a"]},
        {"type": "array", "items": {"$ref": "#"}, "minItems": 1000},
        {"type": "array", "items": {"type": "string"}, "minItems": 10**9},
        {"type": "string", "minLength": 10**9},
        {"type": "object", "properties": {name: {"$ref": "#"} for name in "abcdefghij"}},
    ],
)
def test_a_hostile_schema_costs_no_time(schema: Any) -> None:  # noqa: ANN401 - any JSON value
    """However deep or wide a schema is, its sample is small and quickly made."""
    started = time.perf_counter()

    value = make_sample(schema)

    assert time.perf_counter() - started < 5
    assert len(json.dumps(value)) < 500_000
