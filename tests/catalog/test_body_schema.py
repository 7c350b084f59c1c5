"""The JSON Schema of field trees: what it says, and that it agrees with what the gateway and the rules accept."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from site_builder.catalog.body_schema import body_schema
from site_builder.catalog.catalog import Catalog
from site_builder.catalog.conformance import find_mismatches
from site_builder.catalog.loader import load_catalog
from site_builder.records.parameter import Parameter

_ROOT = Path(__file__).parents[2]


def _schema(*fields: dict[str, Any]) -> dict[str, Any]:
    parameters = tuple(Parameter.model_validate({"description": "A field.", **field}) for field in fields)
    return body_schema(parameters, lambda _: {})


def _field(**keys: Any) -> dict[str, Any]:  # noqa: ANN401 - keys of a record
    found: dict[str, Any] = _schema({"name": "it", **keys})["properties"]["it"]
    return found


@pytest.mark.parametrize(
    ("keys", "schema"),
    [
        ({"type": "string"}, {"type": "string"}),
        ({"type": "string", "format": "uri"}, {"type": "string", "format": "uri"}),
        (
            {"type": "string", "enum": ["a", "b"], "default": "a"},
            {"type": "string", "enum": ["a", "b"], "default": "a"},
        ),
        ({"type": "string", "nullable": True}, {"anyOf": [{"type": "string"}, {"type": "null"}]}),
        ({"type": "string | number", "max": "2"}, {"anyOf": [{"type": "string"}, {"type": "number", "maximum": 2}]}),
        ({"type": "integer", "min": "1", "example": 3}, {"type": "integer", "minimum": 1, "examples": [3]}),
        ({"type": "array<integer>", "min": "1"}, {"type": "array", "items": {"type": "integer"}}),
        ({"type": "array<string>", "enum": ["a"]}, {"type": "array", "items": {"type": "string", "enum": ["a"]}}),
        ({"type": "array"}, {"type": "array"}),
        ({"type": "any"}, {}),
        ({"type": "any", "enum": ["a"]}, {"anyOf": [{"not": {"type": "string"}}, {"enum": ["a"]}]}),
        ({"type": "file"}, {"type": "string", "format": "binary"}),
        ({"type": "object"}, {"type": "object"}),
        (
            {"type": "object", "fields": [{"name": "a", "type": "boolean", "required": True, "description": "A."}]},
            {
                "type": "object",
                "properties": {"a": {"type": "boolean"}},
                "required": ["a"],
                "additionalProperties": False,
            },
        ),
    ],
)
def test_a_type_has_its_schema(keys: dict[str, Any], schema: dict[str, Any]) -> None:
    """Ranges are those of numbers, values those of texts, in lists too; a file is the text of its name."""
    assert _field(**keys) == schema


def test_fields_that_depend_on_others_say_so() -> None:
    """Excluded, allowed only beside a value, required beside it; a default counts where the field is absent."""
    schema = _schema(
        {"name": "kind", "type": "string", "default": "plain"},
        {"name": "limit", "type": "integer", "only_with": {"kind": "plain"}, "rejected_with": ["budget"]},
        {"name": "budget", "type": "integer", "only_with": {"kind": "rich"}, "required": True, "required_there": True},
    )

    assert schema["dependentSchemas"] == {
        "limit": {
            "allOf": [{"properties": {"kind": {"const": "plain"}}}, {"properties": {"budget": False}}],
        },
        "budget": {"properties": {"kind": {"const": "rich"}}, "required": ["kind"]},
    }
    assert schema["allOf"] == [
        {
            "if": {"properties": {"kind": {"const": "rich"}}, "required": ["kind"]},
            "then": {"required": ["budget"]},
        }
    ]
    assert "required" not in schema


def test_an_open_schema_takes_further_fields() -> None:
    """An answer may have more than is described."""
    assert body_schema((), lambda _: {}, is_open=True) == {"type": "object"}
    assert body_schema((), lambda _: {}) == {"type": "object", "additionalProperties": False}


def test_fields_are_described(catalog: Catalog) -> None:
    """What describes a field for readers stands beside its type."""
    fields = catalog.protocols["openai-speech"].parameters

    schema = body_schema(fields, lambda field: {"description": field.description})

    assert schema["properties"]["input"] == {"description": "The text to read.", "type": "string"}


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    """Give the records of the repository's own site."""
    loaded = load_catalog(_ROOT)
    assert loaded.catalog is not None
    return loaded.catalog


def _spoil(value: Any) -> Iterator[Any]:  # noqa: ANN401 - any JSON value
    """Give a JSON value with one thing changed, in every way and at every place."""
    if isinstance(value, dict):
        yield {**value, "no_such_field": 1}
        for name, item in value.items():
            yield {key: other for key, other in value.items() if key != name}
            yield from ({**value, name: spoiled} for spoiled in _spoil(item))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from ([*value[:index], spoiled, *value[index + 1 :]] for spoiled in _spoil(item))
    others: tuple[Any, ...] = (None, "?", -7, Decimal("0.5"), 10**9, True, [], {})
    yield from (other for other in others if other != value)


def _plain(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    return json.loads(json.dumps(value, default=float))


def test_schema_and_gateway_agree(catalog: Catalog) -> None:
    """Of every example of every protocol, and of each with one thing changed, both say the same."""
    differences, compared = [], 0
    for key, protocol in catalog.protocols.items():
        schema = _plain(body_schema(protocol.parameters, lambda _: {}))
        validator = Draft202012Validator(schema)
        examples = [protocol.examples.request]
        examples += [
            {**protocol.examples.request, **call.request}
            for variant in protocol.examples.variants
            for call in variant.calls
        ]
        for example in examples:
            for body in (example, *_spoil(copy.deepcopy(example))):
                if not isinstance(body, dict):
                    continue
                compared += 1
                is_accepted = next(find_mismatches(body, protocol.parameters), None) is None
                if validator.is_valid(_plain(body)) is not is_accepted:
                    differences.append((key, body, is_accepted))

    assert differences == []
    assert compared > 2000
