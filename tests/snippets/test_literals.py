"""JSON values as text: what is written reads back as the same value."""

from __future__ import annotations

import ast
import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.snippets.literals import write_ascii_json, write_javascript, write_json, write_member, write_python

FRAGMENTS = (
    '"', "'", '"""', "'''", "\\", "\\n", "\\u0041", "$HOME", "${x:?}", "$(id)", "`id`", "\n", "\r\n", "\t", "\0",
    "你好", "мир", "🙂", "👩‍👩‍👧", "\u202e", "\u200f", "\u2028", "\u2029", "\x85", "\x7f", "\ufeff", "</script>",
    "<!--", "JSON", "\nJSON\n", "EOF", "%s", "{x}", "{model}", "!!", "#", "&amp;",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=3), max_size=5).map("".join)
NUMBERS = st.integers() | st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9)
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)
"""What a body may hold: JSON values as the YAML reader gives them, with decimals."""


def _as_read(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    """Give a value with floats in the place of decimals, as Python reads them."""
    if isinstance(value, dict):
        return {name: _as_read(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_as_read(item) for item in value]
    return float(value) if isinstance(value, Decimal) else value


@settings(deadline=None)
@given(VALUES)
def test_json_reads_back(value: object) -> None:
    """JSON, on many lines or on one, is the value, and keeps all digits of decimals."""
    spread, compact = write_json(value), write_json(value, is_compact=True)

    assert json.loads(spread, parse_float=Decimal) == value
    assert json.loads(compact, parse_float=Decimal) == value
    assert "\n" not in compact


@settings(deadline=None)
@given(VALUES, st.integers(min_value=0, max_value=4))
def test_python_reads_back(value: object, depth: int) -> None:
    """A Python literal is the value, at any depth."""
    written = write_python(value, depth)

    assert ast.literal_eval(written) == _as_read(value)


@settings(deadline=None)
@given(TEXTS)
def test_code_shows_what_it_is(text: str) -> None:
    """Characters that reorder or hide code are written as escapes, in both notations alike."""
    written = write_python(text)

    assert written == write_json(text)
    assert not {"\u202e", "\u200f", "\u2028", "\u2029", "\x85", "\x7f", "\ufeff", "\n", "\r", "\0"} & set(written)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({}, "{}"),
        ([], "[]"),
        ((), "[]"),
        (None, "None"),
        (True, "True"),
        (False, "False"),
        (Decimal("0.70"), "0.70"),
        (Decimal("1E+3"), "1000"),
        (10**20, "100000000000000000000"),
        ({"a": [1, {"b": None}]}, '{"a": [1, {"b": None}]}'),
        (("x", True), '["x", True]'),
        ("It's 你好 \u202e", '"It\'s 你好 \\u202e"'),
    ],
)
def test_short_python_stands_on_one_line(value: object, expected: str) -> None:
    """What is short stays on one line."""
    actual = write_python(value)

    assert actual == expected


def test_long_python_is_indented_like_black_does() -> None:
    """What is longer than a line is broken, with a comma at the end of each, at the depth where it stands."""
    value = {"messages": [{"role": "user", "content": "x" * 60}], "stop": ["a"]}

    actual = write_python(value, 1)

    assert actual == (
        "{\n"
        '        "messages": [\n'
        "            {\n"
        '                "role": "user",\n'
        f'                "content": "{"x" * 60}",\n'
        "            },\n"
        "        ],\n"
        '        "stop": ["a"],\n'
        "    }"
    )


def test_json_has_two_spaces_and_no_comma_at_the_end() -> None:
    """JSON is laid out as `json.dumps(…, indent=2)` does it."""
    value = {"a": [1, 2], "b": {"c": None, "d": []}, "e": {}, "f": [True, False], "g": "x"}

    actual = write_json(value)

    assert actual == json.dumps(value, indent=2)


def test_compact_json_keeps_readable_spaces() -> None:
    """One line of JSON has a space after each colon and comma."""
    actual = write_json({"a": [1, {"b": Decimal("0.10")}], "c": ()}, is_compact=True)

    assert actual == '{"a": [1, {"b": 0.10}], "c": []}'


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({}, "{}"),
        ([], "[]"),
        (None, "null"),
        (True, "true"),
        (Decimal("0.70"), "0.70"),
        ({"a": [1, {"b_2": None}]}, "{ a: [1, { b_2: null }] }"),
        ({"x-y": 1, "1a": 2, "größe": 3, "$": 4}, '{ "x-y": 1, "1a": 2, "größe": 3, $: 4 }'),
        ({"__proto__": {"constructor": 1}}, '{ ["__proto__"]: { constructor: 1 } }'),
        ("`${1}` \u2028", '"`${1}` \\u2028"'),
        ({"text": "x" * 80}, '{\n  text: "' + "x" * 80 + '",\n}'),
    ],
)
def test_javascript_is_laid_out_like_prettier_does(value: object, expected: str) -> None:
    """Names stand bare where they may; `__proto__` is a name like any other only in brackets."""
    assert write_javascript(value) == expected


@pytest.mark.parametrize(("key", "expected"), [("name", ".name"), ("x-y", '["x-y"]'), ('a"b', '["a\\"b"]')])
def test_member_is_read_by_any_name(key: str, expected: str) -> None:
    """A name that JavaScript would not take stands in brackets."""
    assert write_member(key) == expected


@settings(deadline=None)
@given(VALUES, st.booleans())
def test_ascii_json_reads_back(value: object, is_compact: bool) -> None:  # noqa: FBT001 - hypothesis gives it
    """Whatever an editor takes the encoding for, the value is the same."""
    written = write_ascii_json(value, is_compact=is_compact)

    assert json.loads(written, parse_float=Decimal) == value
    assert written.isascii()


def test_ascii_json_writes_pairs_of_units() -> None:
    """What lies beyond the first plane takes two escapes. Source: RFC 8259, 7."""
    assert write_ascii_json("é🙂") == '"\\u00e9\\ud83d\\ude42"'
