"""A field tree is what the SDK of the protocol knows."""

from __future__ import annotations

import typing
from collections.abc import Callable, Mapping

import pytest

from site_builder.diagnostics import Diagnostic
from site_builder.lint.contract import read_contract
from site_builder.lint.rule import Rule
from site_builder.lint.rules.contract_mismatch import CONTRACT_MISMATCH
from site_builder.records.protocol import Sdk

FindIn = Callable[[Rule, Mapping[str, str]], list[Diagnostic]]


_INSIDE = "{name: %s, type: object, description: D., fields: [%s]}"
_PLACE = "{name: approximate, type: object, description: D.}, {name: type, type: string, description: D.}"
_FUNCTION = """name: tools
    type: array<object>
    description: D.
    fields:
      - {name: function, type: object, required: true, description: D.}
      - {name: type, type: string, required: true, description: D.}"""


def _with(field: str) -> dict[str, str]:
    content = "{name: content, type: string, required: true, description: What is said.}"
    return {
        "protocols/acme-chat": f"""parameters:
  - {{name: model, type: string, required: true, description: Id of the model.}}
  - name: messages
    type: array<object>
    required: true
    description: The conversation so far.
    fields:
      - {content}
      - {{name: role, type: string, required: true, description: Who speaks.}}
  - {{name: temperature, type: number, description: How random the answer is.}}
  - {field}
"""
    }


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("{name: max_tokens, type: integer, description: D.}", []),
        ("{name: max_tokens, type: integer, required: true, description: D.}", ["required"]),
        ("{name: max_tokens, type: number, description: D.}", ["type"]),
        ("{name: top_p, type: integer, description: D.}", []),
        ("{name: max_tokns, type: integer, description: D.}", ["unknown"]),
        ("{name: max_tokns, type: integer, origin: gateway, description: D.}", []),
        ("{name: max_tokns, type: integer, not_in_sdk: true, description: D.}", []),
        ("{name: max_tokens, type: integer, not_in_sdk: true, description: D.}", ["known"]),
        ("{name: stop, type: string, description: D.}", []),
        ("{name: stop, type: array<string>, description: D.}", []),
        ("{name: stop, type: array, description: D.}", []),
        ("{name: stop, type: string | array<integer>, description: D.}", ["type"]),
        ("{name: seed, type: any, description: D.}", []),
        (_INSIDE % ("stream_options", "{name: x, type: string, description: D.}"), ["unknown"]),
        (_INSIDE % ("response_format", "{name: kind, type: string, description: D.}"), ["unknown"]),
        (_INSIDE % ("logit_bias", "{name: x, type: string, description: D.}"), []),
        (_INSIDE % ("web_search_options", f"{{name: user_location, type: object, description: D, fields: [{_PLACE}]}}"),
         ["required", "required"]),
        (_FUNCTION, []),
    ],
)  # fmt: skip
def test_names_types_and_requirements_are_compared(find_in: FindIn, field: str, expected: list[str]) -> None:
    """A field may be narrower than in the SDK, and of one variant of an object, but not something else."""
    found = find_in(CONTRACT_MISMATCH, _with(field))

    assert [item.code.removeprefix("contract-mismatch-") for item in found] == expected


def test_finding_names_the_sdk_and_what_to_write(find_in: FindIn) -> None:
    """The version is told, because the next one may know more."""
    (found,) = find_in(CONTRACT_MISMATCH, _with("{name: top_n, type: integer, description: D.}"))

    package = read_contract("openai-chat").package
    assert found.message == f"{package} knows no field `top_n` here; did you mean `top_p`?"


def test_sdk_that_does_not_say_what_is_required_is_not_asked(find_in: FindIn) -> None:
    """All fields of google-genai are optional in Python."""
    tree = """sdk: google-genai
parameters:
  - name: contents
    type: array<object>
    required: true
    description: The conversation.
    fields:
      - {name: parts, type: array<object>, required: true, description: Pieces.}
  - {name: temperature, type: number, origin: gateway, description: How random the answer is.}
"""

    assert find_in(CONTRACT_MISMATCH, {"protocols/acme-chat": tree}) == []


@pytest.mark.parametrize("sdk", typing.get_args(Sdk))
def test_every_sdk_has_a_contract(sdk: str) -> None:
    """Each is complete: every object that a field may hold is described."""
    contract = read_contract(sdk)

    held = {
        name for fields in contract.objects.values() for field in fields.values() for name in field.get("objects", ())
    }
    assert contract.root in contract.objects
    assert held - {""} <= contract.objects.keys()
