"""Examples and field trees must agree, both ways."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.catalog.loader import load_catalog
from site_builder.lint.check import run_rules

_PROTOCOL = "catalog/protocols/acme-chat.yaml"
_MODEL = "catalog/models/acme/large.yaml"


def _findings(site: Path, path: str, old: str, new: str) -> list[tuple[str, str, int, int, str]]:
    """Change a file of the site; give code, path, line, column and message of each finding of the rules."""
    text = (site / path).read_text(encoding="utf-8")
    assert old in text
    (site / path).write_text(text.replace(old, new, 1), encoding="utf-8")
    loaded = load_catalog(site)
    assert loaded.catalog is not None, loaded.diagnostics
    return [
        (item.code.removeprefix("example-mismatch-"), item.span.path, item.span.line, item.span.column, item.message)
        for item in run_rules(loaded.catalog, ())
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("    id: answer-1\n    choices", "    ids: answer-1\n    choices",
         [("missing", 57, 3, "the example lacks the required field `id`"),
          ("unknown", 58, 5, "the example has a field `ids` that is not described; did you mean `id`?")]),
        ("{content: Hello to you}", "{content: Hello to you, role: assistant}",
         [("unknown", 60, 42, "the example has a field `role` that is not described")]),
        ("{role: user, content: Hello}", "{role: usr, content: Hello}",
         [("value", 56, 16, "the example's `role` is `usr`, not one of its values; did you mean `user`?")]),
        ("    messages:\n      - {role", "    messages:\n      - Hello\n      - {role",
         [("type", 56, 7, "the example's `messages` is a list, not of type array<object>")]),
        ("    messages:\n      - {role", "    stream: 'yes'\n    messages:\n      - {role",
         [("type", 55, 14, "the example's `stream` is `yes`, not of type boolean")]),
        ("    messages:\n      - {role", "    temperature: true\n    messages:\n      - {role",
         [("type", 55, 18, "the example's `temperature` is `true`, not of type number")]),
        ("    messages:\n      - {role", "    temperature: -0.5\n    messages:\n      - {role",
         [("range", 55, 18, "the example's `temperature` is `-0.5`, below its `min` 0")]),
        ("    messages:\n      - {role", "    temperature: 2.5\n    messages:\n      - {role",
         [("range", 55, 18, "the example's `temperature` is `2.5`, above its `max` 2")]),
        ("body: {stream: true}", "body: {straem: true}",
         [("unknown", 26, 12, "the example has a field `straem` that is not described; did you mean `stream`?")]),
        ('  request:\n    model: "{model}"\n    messages:\n      - {role: user, content: Hello}\n', "  request: {}\n",
         [("missing", 53, 3, "the example lacks the required field `messages`"),
          ("missing", 53, 3, "the example lacks the required field `model`")]),
    ],
)  # fmt: skip
def test_mismatch_points_into_the_example(
    small_site: Path, old: str, new: str, expected: list[tuple[str, int, int, str]]
) -> None:
    """What is not described, lacking, of another type, value or range is shown where it stands."""
    assert [
        (code, line, column, said) for code, _, line, column, said in _findings(small_site, _PROTOCOL, old, new)
    ] == expected


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    messages:\n      - {role", "    temperature: 2\n    stream: ~\n    messages:\n      - {role"),
        ("    messages:\n      - {role", "    temperature: 0.0\n    messages:\n      - {role"),
        ("type: object\n        description: The next", "type: string | object\n        description: The next"),
        ("{name: id, type: string,", "{name: id, type: any,"),
        (
            "type: array<object>\n    required: true\n    description: The answers.",
            "type: array\n    required: true\n    description: The answers.",
        ),
        ("enum: [system, user, assistant]", "enum: [system, {value: user, description: x}]"),
    ],
)
def test_example_that_agrees_is_fine(small_site: Path, old: str, new: str) -> None:
    """Borders belong to the range, null is no value, and a type may be one of several."""
    assert _findings(small_site, _PROTOCOL, old, new) == []


def test_items_that_are_no_objects_have_no_fields(small_site: Path) -> None:
    """In a list of anything, only the objects are compared with the fields."""
    protocol = small_site / _PROTOCOL
    text = protocol.read_text(encoding="utf-8").replace("type: array<object>", "type: array")
    protocol.write_text(text, encoding="utf-8")

    found = _findings(
        small_site, _PROTOCOL, "      - {role: user, content: Hello}\n", "      - Hello\n      - {role: user}\n"
    )

    assert [(code, line, said) for code, _, line, _, said in found] == [
        ("missing", 57, "the example lacks the required field `content`")
    ]


def test_type_with_alternatives_takes_each(small_site: Path) -> None:
    """`string | array<object>` takes a text, and a list whose items are checked."""
    (small_site / _PROTOCOL).write_text(
        (small_site / _PROTOCOL)
        .read_text(encoding="utf-8")
        .replace("    type: array<object>\n", "    type: string | array<object>\n", 1),
        encoding="utf-8",
    )

    whole = _findings(
        small_site, _PROTOCOL, "    messages:\n      - {role: user, content: Hello}\n", "    messages: Hello\n"
    )
    items = _findings(small_site, _PROTOCOL, "    messages: Hello\n", "    messages: [{role: user}]\n")
    other = _findings(small_site, _PROTOCOL, "    messages: [{role: user}]\n", "    messages: 5\n")

    assert whole == []
    assert [(code, column, said) for code, _, _, column, said in items] == [
        ("missing", 16, "the example lacks the required field `content`")
    ]
    assert [(code, said) for code, _, _, _, said in other] == [
        ("type", "the example's `messages` is `5`, not of type string | array<object>")
    ]


def test_what_a_model_adds_to_a_request_is_checked(small_site: Path) -> None:
    """It need not be complete, but what it says must exist in the protocol."""
    found = _findings(
        small_site, _MODEL, "    parameters:\n", "    request: {stream: maybe, temperatrue: 1}\n    parameters:\n"
    )

    assert found == [
        ("type", _MODEL, 13, 23, "the example's `stream` is `maybe`, not of type boolean"),
        ("unknown", _MODEL, 13, 30,
         "the example has a field `temperatrue` that is not described; did you mean `temperature`?"),
    ]  # fmt: skip
