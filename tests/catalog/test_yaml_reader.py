"""The strict YAML reader: what it takes, and at which line and column it refuses the rest."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from site_builder.catalog.yaml_problems import MAX_BYTES
from site_builder.catalog.yaml_reader import MAX_DEPTH, read_yaml


def _refusals(content: str | bytes) -> list[tuple[str, int, int, int]]:
    """Give code, line, column and length of each finding in a file."""
    file = read_yaml("a.yaml", content.encode() if isinstance(content, str) else content)
    assert file.value is None
    return [(found.code, found.span.line, found.span.column, found.span.length) for found in file.diagnostics]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("a: 1\nb: 0.20\nc: no\nd: ~\ne: true\n", {"a": 1, "b": Decimal("0.20"), "c": "no", "d": None, "e": True}),
        ("a: '1'\nb: \"0.20\"\nc: |\n  x\n  y\n", {"a": "1", "b": "0.20", "c": "x\ny\n"}),
        ("a: {b: [1, [2, {}], []]}\n", {"a": {"b": [1, [2, {}], []]}}),
        ("a:\n- b: 1\n  c: 2\n- d\n", {"a": [{"b": 1, "c": 2}, "d"]}),
        ("a:\n", {"a": None}),
        ("{}\n", {}),
        ("---\na: 1\n...\n", {"a": 1}),
        ("\ufeffa: 1\n", {"a": 1}),
        ("a: 1\r\nb: 2\r\n", {"a": 1, "b": 2}),
        ('"404": x\n"": y\n"true": z\n', {"404": "x", "": "y", "true": "z"}),
        ("'<<': x\n", {"<<": "x"}),
        ("a: 'it''s'\nb: \"\\u4ef7\\t\"\n", {"a": "it's", "b": "价\t"}),
        ("价格: 价 😀\n", {"价格": "价 😀"}),
        ("a: x # y\nb: x#y\n", {"a": "x", "b": "x#y"}),
    ],
)
def test_accepted_file_has_plain_values(content: str, expected: dict[str, Any]) -> None:
    """Mappings, lists, texts, whole numbers, exact decimals, truth values and nothing come out."""
    file = read_yaml("a.yaml", content.encode())

    assert (file.value, file.diagnostics) == (expected, ())


def test_decimal_keeps_its_zeros() -> None:
    """`0.20` compares equal to `0.2`, so its text is checked."""
    assert str(read_yaml("a.yaml", b"a: 0.20\n").value["a"]) == "0.20"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("a: 1\nb: 2\na: 3\n", [("yaml-duplicate-key", 3, 1, 1)]),
        ("x: {aa: 1, 'aa': 2}\n", [("yaml-duplicate-key", 1, 12, 4)]),
        ("a: &anchor 1\n", [("yaml-anchor", 1, 4, 9)]),
        ("a: &anchor {}\n", [("yaml-anchor", 1, 4, 9)]),
        ("&anchor a: 1\n", [("yaml-anchor", 1, 1, 9)]),
        ("a: *name\n", [("yaml-alias", 1, 4, 5)]),
        ("a: [1, *name, 2]\n", [("yaml-alias", 1, 8, 5)]),
        ("*name : 1\nb: 2\n", [("yaml-alias", 1, 1, 5)]),
        ("a: {<<: {b: 1}}\n", [("yaml-merge-key", 1, 5, 2)]),
        ("a: !!str 1\n", [("yaml-tag", 1, 4, 7)]),
        ("!x a: 1\n", [("yaml-tag", 1, 1, 4)]),
        ("a: !!map {}\n", [("yaml-tag", 1, 4, 7)]),
        ("a: !<tag:yaml.org,2002:python/object:os.system> x\n", [("yaml-tag", 1, 4, 46)]),
        ("a: 1\n---\nb: 2\n", [("yaml-second-document", 2, 1, 3)]),
        ("1: x\n", [("yaml-key-not-text", 1, 1, 1)]),
        ("true: x\n", [("yaml-key-not-text", 1, 1, 4)]),
        ("~: x\n", [("yaml-key-not-text", 1, 1, 1)]),
        (".inf: x\n", [("yaml-key-not-text", 1, 1, 4)]),
        ("? \n: x\n", [("yaml-key-not-text", 1, 2, 1)]),
        ("? [a]\n: b\nc: 1\nd: 2\n", [("yaml-key-not-text", 1, 3, 1)]),
        ("{a: 1}: b\nc: 1\n", [("yaml-key-not-text", 1, 1, 1)]),
        ("a: .nan\n", [("yaml-number", 1, 4, 4)]),
        (f"a: {'9' * 50}\n", [("yaml-number", 1, 4, 50)]),
        ("", [("yaml-not-a-mapping", 1, 1, 1)]),
        ("# only a comment\n", [("yaml-not-a-mapping", 1, 1, 1)]),
        ("- a\n", [("yaml-not-a-mapping", 1, 1, 1)]),
        ("text\n", [("yaml-not-a-mapping", 1, 1, 1)]),
        ("a: b: c\n", [("yaml-syntax", 1, 5, 1)]),
        ("a:\n\t- x\n", [("yaml-syntax", 2, 1, 1)]),
        ("a: @x\n", [("yaml-syntax", 1, 4, 1)]),
        ("a: 'x", [("yaml-syntax", 1, 6, 1)]),
        ("a: [1\n", [("yaml-syntax", 1, 6, 1)]),
        ("a: |\n x\ny", [("yaml-syntax", 3, 2, 1)]),
        ("价格: 价: 价\n", [("yaml-syntax", 1, 6, 1)]),
        ("%YAML 2.0\n---\na: 1\n", [("yaml-syntax", 1, 1, 1)]),
        ("a: 1\n...\nb: 2\n", [("yaml-syntax", 3, 1, 1)]),
        ('a: "\\ud800"\n', [("yaml-syntax", 1, 7, 1)]),
        ("a: x\x07y\n", [("yaml-control-character", 1, 5, 1)]),
        ("a: 1\nb: 价\x00\n", [("yaml-control-character", 2, 5, 1)]),
        ("a: 1\n\x1b: x\n", [("yaml-control-character", 2, 1, 1)]),
        ("\x01", [("yaml-control-character", 1, 1, 1)]),
        ("a: \ufffe\n", [("yaml-control-character", 1, 4, 1)]),
        ('a: "x\\u0007y"\n', [("yaml-control-character", 1, 4, 10)]),
        ('a: ["x", "\\e[31m"]\n', [("yaml-control-character", 1, 10, 8)]),
        ('"\\0": 1\n', [("yaml-control-character", 1, 1, 4)]),
        ('a: "\\x7f\\N"\n', [("yaml-control-character", 1, 4, 8)]),
        ('a: "\\uffff"\n', [("yaml-control-character", 1, 4, 8)]),
        (b"a: \xff\n", [("yaml-not-utf-8", 1, 4, 1)]),
        ("a: 1\nb: 价".encode() + b"\xe9\n", [("yaml-not-utf-8", 2, 5, 1)]),
        (b"\xef\xbb\xbfa: \xff\n", [("yaml-not-utf-8", 1, 4, 1)]),
        (b"\xef\xbb\xbfa: 1\nb: \xff\n", [("yaml-not-utf-8", 2, 4, 1)]),
        ("a: 1\n".encode("utf-16"), [("yaml-not-utf-8", 1, 1, 1)]),
        ("a: 1 \ufeff\nb: *x\n", [("yaml-alias", 2, 4, 2)]),
        ("😀: 1\nb: {😀: *x}\n", [("yaml-alias", 2, 8, 2)]),
        ("\ufeffa: *x\n", [("yaml-alias", 1, 4, 2)]),
        ("a: 1\r\nb: *x\r\n", [("yaml-alias", 2, 4, 2)]),
    ],
)
def test_refusal_points_at_the_place(content: str | bytes, expected: list[tuple[str, int, int, int]]) -> None:
    """Each thing the subset leaves out has its own code, at line and column in characters."""
    assert _refusals(content) == expected


def test_all_refusals_of_a_file_are_collected() -> None:
    """One run shows everything, and a syntax error comes after what was found before it."""
    content = "a: &x 1\nb: *x\na: .inf\nc: !!str x\nd: 'x"

    assert [code for code, _, _, _ in _refusals(content)] == [
        "yaml-anchor",
        "yaml-alias",
        "yaml-duplicate-key",
        "yaml-number",
        "yaml-tag",
        "yaml-syntax",
    ]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("a:\n\t- x\n", "indent with spaces, not with tabs"),
        ("a: `x`\n", "put the text into quotes if it starts with this character"),
        ("a: b: c\n", "put the text into quotes if it holds `: `"),
        ("a: [1\n", "check quotes, brackets and indentation here and on the line above"),
    ],
)
def test_frequent_syntax_mistakes_get_their_own_fix(content: str, expected: str) -> None:
    """What helps depends on what libyaml stumbled over."""
    (found,) = read_yaml("a.yaml", content.encode()).diagnostics

    assert found.fix == expected


def test_nesting_up_to_the_limit_is_read() -> None:
    """The root mapping is the first level."""
    depth = MAX_DEPTH - 1

    value = read_yaml("a.yaml", f"a: {'[' * depth}{']' * depth}\n".encode()).value["a"]

    for _ in range(depth - 1):
        (value,) = value
    assert value == []


@pytest.mark.parametrize("depth", [MAX_DEPTH, 100_000])
def test_nesting_beyond_the_limit_is_refused_where_it_is_crossed(depth: int) -> None:
    """Not even a hundred thousand brackets reach the stack."""
    assert _refusals(f"a: {'[' * depth}") == [("yaml-too-deep", 1, MAX_DEPTH + 3, 1)]


def test_file_of_exactly_one_mebibyte_is_read() -> None:
    """The limit itself is allowed."""
    content = b"a: 1\n#"

    assert read_yaml("a.yaml", content.ljust(MAX_BYTES, b"x")).value == {"a": 1}
    assert _refusals(content.ljust(MAX_BYTES + 1, b"x")) == [("yaml-too-large", 1, 1, 1)]


def test_refused_key_is_quoted_short_and_printable() -> None:
    """A key of a thousand characters or with control codes does not flood or steer the terminal."""
    long, escaped = "k" * 1000, '"\\e[31m"'

    found = read_yaml("a.yaml", f"{long}: 1\n{long}: 2\n{escaped}: 1\n{escaped}: 2\n".encode()).diagnostics

    assert [item.message for item in found if item.code == "yaml-duplicate-key"] == [
        f"key `{'k' * 59}…` is written twice in one mapping",
        "key `<U+001B>[31m` is written twice in one mapping",
    ]


def test_escapes_that_pages_can_hold_are_read() -> None:
    """Line breaks, tabs, quotes and letters; and in single quotes an escape is what it looks like."""
    content = r"""
a: "1\n2\t\"\u4ef7\r"
b: '\u0007'
c: "\\u0007"
"""

    expected = {"a": '1\n2\t"价\r', "b": r"\u0007", "c": r"\u0007"}
    assert read_yaml("a.yaml", content.encode()).value == expected


_FRAGMENTS = st.sampled_from(
    ["a", "b", ": ", "- ", "\n", "  ", "\t", "[", "]", "{", "}", ",", "'", '"', "&x ", "*x", "!!str ", "<<", "? ", "| ",
     "---", "...", "#", "%", "@", "\x00", "\x07", "\x85", "\u2028", "\ufeff", "价", "😀", "1", "0.5", ".inf", "~"]
)  # fmt: skip


@settings(derandomize=True, max_examples=400, deadline=None)
@given(st.one_of(st.binary(max_size=80), st.lists(_FRAGMENTS, max_size=40).map("".join).map(str.encode)))
@example(b"\xef\xbb\xbf")
@example(b"? ? ? a")
@example("\u2028\x07".encode())
def test_no_bytes_raise_and_each_finding_has_a_place(content: bytes) -> None:
    """Whatever a file holds, it is read or refused at a place that exists in it."""
    file = read_yaml("a.yaml", content)

    assert isinstance(file.value, dict) is not bool(file.diagnostics)
    line_count = max(1, len(content.decode("utf-8-sig", "replace").splitlines()) + 1)
    for found in file.diagnostics:
        assert 1 <= found.span.line <= line_count
        assert found.span.column >= 1
        assert found.span.length >= 1
