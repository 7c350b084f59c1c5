"""Examples and field trees must agree, both ways."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.catalog.loader import load_catalog
from site_builder.lint.check import run_rules
from site_builder.lint.rules.example_mismatch import EXAMPLE_MISMATCH

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
        for item in run_rules(loaded.catalog, (), rules=[EXAMPLE_MISMATCH])
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
        ("    messages:\n      - {role", "    stream: ~\n    messages:\n      - {role",
         [("type", 55, 13, "the example's `stream` is `null`, not of type boolean")]),
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
        ("    messages:\n      - {role", "    temperature: 2\n    messages:\n      - {role"),
        (
            "type: array<object>\n    required: true\n    description: The conv",
            "type: array<object>\n    required: true\n    rejected_with: [stream]\n    description: The conv",
        ),
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
    """Borders belong to the range, and a type may be one of several."""
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


@pytest.mark.parametrize(
    ("fields", "given", "expected"),
    [
        ("type: integer", "null", ["type: the example's `seed` is `null`, not of type integer"]),
        ("type: integer, nullable: true", "null", []),
        ("type: any", "null", []),
        ("type: array<string>", "[a, null]", ["type: the example's `seed` is a list, not of type array<string>"]),
        ("type: array<string>, enum: [TEXT, IMAGE]", "[TEXT, IMAG]",
         ["value: the example's `seed` is `IMAG`, not one of its values; did you mean `IMAGE`?"]),
        ("type: array<string>, enum: [TEXT, IMAGE]", "[TEXT, IMAGE]", []),
        ("type: array<integer>", "[1, true]", ["type: the example's `seed` is a list, not of type array<integer>"]),
        ("type: file", "5", ["type: the example's `seed` is `5`, not of type file"]),
        ("type: integer, rejected_with: [messages]", "5",
         ["condition: the example has `seed` together with `messages`"]),
        ("type: integer, rejected_with: [temperature]", "5", []),
        ("type: integer, only_with: {stream: true}", "5", ["condition: the example has `seed` without `stream: true`"]),
        ("type: integer, only_with: {stream: false}", "5", []),
        ("type: integer, only_with: {model: x, messages: [{a: 1}]}", "5",
         ["condition: the example has `seed` without `messages: [{a: 1}]`",
          "condition: the example has `seed` without `model: x`"]),
    ],
)  # fmt: skip
def test_example_is_one_that_the_tree_takes(small_site: Path, fields: str, given: str, expected: list[str]) -> None:
    """Null only where it is allowed, listed values one by one, and what excludes what; defaults count as given."""
    _describe_seed(small_site, fields)

    found = _findings(
        small_site, _PROTOCOL, "    messages:\n      - {role", f"    seed: {given}\n    messages:\n      - {{role"
    )

    assert [f"{code}: {said}" for code, _, _, _, said in found] == expected


def _describe_seed(site: Path, fields: str) -> None:
    """Add a field `seed` to the tree of the request."""
    text = (site / _PROTOCOL).read_text(encoding="utf-8")
    added = f"parameters:\n  - {{name: seed, description: Start., {fields}}}\n"
    (site / _PROTOCOL).write_text(text.replace("parameters:\n", added, 1), encoding="utf-8")


def test_two_fields_that_exclude_each_other_are_one_finding(small_site: Path) -> None:
    """Both may say so; the reader is told once."""
    _describe_seed(small_site, "type: integer, rejected_with: [temperature]")

    found = _findings(
        small_site,
        _PROTOCOL,
        "    messages:\n      - {role: user, content: Hello}\n",
        "    seed: 1\n    temperature: 1\n    messages:\n      - {role: user, content: Hello}\n",
    )
    both = _findings(small_site, _PROTOCOL, "name: temperature,", "name: temperature, rejected_with: [seed],")

    assert [said for *_, said in found] == ["the example has `seed` together with `temperature`"]
    assert [said for *_, said in both] == ["the example has `seed` together with `temperature`"]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("only_with: {stream: false}, required_there: true", ["missing: the example lacks the required field `seed`"]),
        ("only_with: {stream: true}, required_there: true", []),
        ("only_with: {stream: false}", []),
        ("required_there: true", []),
    ],
)
def test_field_that_is_required_beside_another(small_site: Path, fields: str, expected: list[str]) -> None:
    """It is missing only where its condition holds; the fix names the key that says so."""
    found = _findings(
        small_site,
        _PROTOCOL,
        "parameters:\n",
        f"parameters:\n  - {{name: seed, type: any, description: x., {fields}}}\n",
    )

    assert [f"{code}: {said}" for code, _, _, _, said in found] == expected


def test_part_of_an_example_is_judged_by_what_it_says(small_site: Path) -> None:
    """What a model adds lies upon a whole request: a field it does not name may be there."""
    _describe_seed(small_site, "type: integer, only_with: {stream: true}")

    alone = _findings(small_site, _MODEL, "    parameters:\n", "    request: {seed: 1}\n    parameters:\n")
    contradicted = _findings(small_site, _MODEL, "{seed: 1}", "{seed: 1, stream: false}")

    assert alone == []
    assert contradicted == [
        ("condition", _MODEL, 13, 15, "the example has `seed` without `stream: true`"),
    ]


def test_answer_that_is_a_file_needs_no_example(small_site: Path) -> None:
    """What speaks or films has no JSON to compare."""
    assert (
        _findings(
            small_site,
            _PROTOCOL,
            "  response:\n    id: answer-1\n    choices:\n      - message: {content: Hello to you}\n",
            "",
        )
        == []
    )
