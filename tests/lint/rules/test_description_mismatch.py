"""Table and description say the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from site_builder.diagnostics import Diagnostic
from site_builder.lint.rule import Rule
from site_builder.lint.rules.description_mismatch import DESCRIPTION_MISMATCH

FindIn = Callable[[Rule, Mapping[str, str]], list[Diagnostic]]

_FIELDS = """parameters:
  - {name: model, type: string, required: true, description: Id of the model.}
  - {name: messages, type: array<object>, required: true, description: The whole conversation so far.}
  - {name: temperature, type: number, description: How random the answer is.}
  - {%s}"""


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("protocols/acme-chat", _FIELDS % "name: x, type: object, description: Array of tools.",
         ["`x` is of type object, but described as “Array of …”"]),
        ("protocols/acme-chat", _FIELDS % "name: x, type: array<object>, description: Array of tools.", []),
        ("protocols/acme-chat", _FIELDS % "name: x, type: string | array<string>, description: A list of texts.", []),
        ("protocols/acme-chat", _FIELDS % "name: x, type: string, description: Object that says so.",
         ["`x` is of type string, but described as “Object …”"]),
        ("protocols/acme-chat", _FIELDS % "name: x, type: string | object, description: An object.", []),
        ("protocols/acme-chat", _FIELDS % "name: x, type: object, description: Objectively so.", []),
        ("protocols/acme-chat",
         _FIELDS % ('name: x, type: object, description: "With `alfa` or `beta`, `null` or `id`.", fields: '
          "[{name: alpha, type: string, description: A.}, {name: beta, type: string, description: "
          "B.}]"),
         ["the description of `x` names `alfa`, which is declared nowhere; did you mean `alpha`?"]),
        ("protocols/acme-chat", _FIELDS % "name: x, type: object, description: With `anything`.", []),
        ("protocols/acme-chat",
         _FIELDS % ("name: x, type: object, description: With `completions` and `action`., fields: [{name: "
          "beta, type: string, description: B., enum: [one, {value: two, description: T.}]}]"),
         []),
        ("protocols/acme-chat",
         _FIELDS % ("name: x, type: object, description: With `one` and `two`., fields: [{name: beta, type: "
          "string, description: B., enum: [one, {value: two, description: T.}]}]"),
         []),
        ("protocols/acme-chat", _FIELDS % "name: x, type: string, description: The whole conversation so far.",
         ["`x` of type string is described in the words of `messages` of type array<object>"]),
        ("protocols/acme-chat", _FIELDS % "name: x, type: array<object>, description: The whole conversation so far.",
         []),
        ("protocols/acme-chat", _FIELDS % "name: x, type: array<object>, description: Id of the model.", []),
    ],
)  # fmt: skip
def test_descriptions_of_something_else_are_found(find_in: FindIn, path: str, text: str, expected: list[str]) -> None:
    """Types in words, members that are not there, and texts that were copied."""
    assert [item.message for item in find_in(DESCRIPTION_MISMATCH, {path: text})] == expected
