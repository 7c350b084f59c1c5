"""Schemas of values of which only examples are known."""

from __future__ import annotations

from typing import Any

import pytest

from site_builder.outputs.openapi.example_schema import infer_schema


@pytest.mark.parametrize(
    ("examples", "schema"),
    [
        (["a", "b"], {"type": "string"}),
        ([None, "b"], {"type": ["null", "string"]}),
        ([True, 1, 1.5, []], {"type": ["boolean", "integer", "number", "array"]}),
        (
            [{"a": 1, "b": "x"}, {"a": None}],
            {
                "type": "object",
                "properties": {"a": {"type": ["integer", "null"]}, "b": {"type": "string"}},
                "required": ["a"],
            },
        ),
    ],
)
def test_a_schema_is_what_examples_have_in_common(examples: list[Any], schema: dict[str, Any]) -> None:
    """All types are taken; a field is required if no example lacks it."""
    assert infer_schema(examples) == schema
