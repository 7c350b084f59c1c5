"""The model of an example is one of the catalog."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from site_builder.diagnostics import Diagnostic
from site_builder.lint.rule import Rule
from site_builder.lint.rules.example_model_unknown import EXAMPLE_MODEL_UNKNOWN

FindIn = Callable[[Rule, Mapping[str, str]], list[Diagnostic]]

_REQUEST = "protocols:\n  - protocol: acme-chat\n    request: {%s}"
_EXAMPLES = "examples:\n  request:\n    model: %s\n    messages:\n      - {role: user, content: Hello}"


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("models/acme/mini", _REQUEST % "model: acme-mni",
         ["no model has the id `acme-mni`; did you mean `acme-mini`?"]),
        ("models/acme/mini", _REQUEST % "model: acme-large-latest", []),
        ("models/acme/mini", _REQUEST % "stream: true", []),
        ("models/acme/mini", _REQUEST % "model: 1", []),
        ("protocols/acme-chat", _EXAMPLES % "acme", ["no model has the id `acme`; did you mean `acme-mini`?"]),
        ("protocols/acme-chat", _EXAMPLES % '"{model}"', []),
    ],
)  # fmt: skip
def test_bodies_with_an_unknown_model_are_found(find_in: FindIn, path: str, text: str, expected: list[str]) -> None:
    """The placeholder stands for the model of the page; any declared id will do as well."""
    assert [item.message for item in find_in(EXAMPLE_MODEL_UNKNOWN, {path: text})] == expected
