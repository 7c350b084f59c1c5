"""Defaults and examples are values that the field takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from site_builder.diagnostics import Diagnostic
from site_builder.lint.rule import Rule
from site_builder.lint.rules.parameter_value_outside import PARAMETER_VALUE_OUTSIDE

FindIn = Callable[[Rule, Mapping[str, str]], list[Diagnostic]]

_PARAMETERS = "protocols:\n  - protocol: acme-chat\n    parameters:\n      %s"
_TREE = """parameters:
  - {name: model, type: string, required: true, description: Id of the model.}
  - {name: messages, type: array<object>, required: true, description: All.}
  - {name: temperature, type: number, description: How random the answer is., min: "0", max: "2"}
  - name: box
    type: object
    description: A box.
    fields:
      - {name: x, description: What it is., %s}"""


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("protocols/acme-chat", _TREE % "type: integer, default: 5, min: 1, max: 5", []),
        ("protocols/acme-chat", _TREE % "type: integer, default: 6, max: 5",
         ["the default of `x` is `6`, above its `max` 5"]),
        ("protocols/acme-chat", _TREE % "type: integer, example: 0, min: 1",
         ["the example of `x` is `0`, below its `min` 1"]),
        ("protocols/acme-chat", _TREE % "type: string, default: b, enum: [a, {value: c, description: C.}]",
         ["the default of `x` is `b`, not one of its values"]),
        ("protocols/acme-chat", _TREE % "type: string, default: c, enum: [a, {value: c, description: C.}]", []),
        ("protocols/acme-chat", _TREE % "type: array<string>, default: [a, d], enum: [a, b]",
         ["the default of `x` is a list, not one of its values"]),
        ("protocols/acme-chat", _TREE % "type: array<string>, default: [1]",
         ["the default of `x` is a list, not of type array<string>"]),
        ("protocols/acme-chat", _TREE % "type: array<string>, default: a",
         ["the default of `x` is `a`, not of type array<string>"]),
        ("protocols/acme-chat", _TREE % "type: string | array<integer>, default: [1]", []),
        ("protocols/acme-chat", _TREE % "type: number, default: true",
         ["the default of `x` is `true`, not of type number"]),
        ("protocols/acme-chat", _TREE % "type: boolean, default: true", []),
        ("protocols/acme-chat", _TREE % "type: any, default: true", []),
        ("models/acme/mini", _PARAMETERS % "temperature: {default: 3}",
         ["the default of `temperature` is `3`, above its `max` 2"]),
        ("models/acme/mini", _PARAMETERS % 'temperature: {default: 2, max: "1"}',
         ["the default of `temperature` is `2`, above its `max` 1"]),
        ("models/acme/mini", _PARAMETERS % 'temperature: {max: "1"}', []),
        ("models/acme/mini", _PARAMETERS % 'stream: {max: "1"}', ["`stream` is of type boolean and cannot have `max`"]),
        ("models/acme/mini", _PARAMETERS % "temperature: {enum: [low]}",
         ["`temperature` is of type number and cannot have `enum`"]),
    ],
)  # fmt: skip
def test_values_that_a_field_refuses_are_found(find_in: FindIn, path: str, text: str, expected: list[str]) -> None:
    """Type, range and enum; below objects too, and with what a model narrows."""
    assert [item.message for item in find_in(PARAMETER_VALUE_OUTSIDE, {path: text})] == expected
