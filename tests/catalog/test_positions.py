"""Places in a record become line, column and length in its file."""

from __future__ import annotations

import pytest

from site_builder.catalog.positions import KeyPath, locate, locate_fragment
from site_builder.diagnostics import Span

_TEXT = """\
name: Acme
价格: {输入: "价 0.20", b: 'x', c: "", d: [1, 22]}
lines:
  - meter: input
    amount: 5
  - {meter: output}
text: >-
  one
  two
"404": x
empty:
nothing: {}
"""


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (("name",), (1, 7, 4)),
        (("价格", "输入"), (2, 11, 6)),
        (("价格", "b"), (2, 24, 1)),
        (("价格", "c"), (2, 31, 2)),
        (("价格", "d"), (2, 38, 7)),
        (("价格", "d", 1), (2, 42, 2)),
        (("lines", 0, "amount"), (5, 13, 1)),
        (("lines", 0), (4, 5, 12)),
        (("lines", 1), (6, 5, 15)),
        (("text",), (7, 7, 2)),
        (("404",), (10, 8, 1)),
        (("empty",), (11, 7, 1)),
        ((), (1, 1, 10)),
    ],
)
def test_value_is_found(place: KeyPath, expected: tuple[int, int, int]) -> None:
    """Columns count characters, quotes are left out, and a block is shown by its first line."""
    assert locate("a.yaml", _TEXT, place) == Span("a.yaml", *expected)


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (("name",), (1, 1, 4)),
        (("价格", "输入"), (2, 6, 2)),
        (("404",), (10, 2, 3)),
        (("lines", 0), (4, 5, 5)),
        (("lines", 1), (6, 5, 15)),
        (("nothing",), (12, 1, 7)),
        ((), (1, 1, 4)),
    ],
)
def test_key_is_found(place: KeyPath, expected: tuple[int, int, int]) -> None:
    """A mapping without a key of its own is shown by its first key, or whole if it is in braces."""
    assert locate("a.yaml", _TEXT, place, at_key=True) == Span("a.yaml", *expected)


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (("nowhere",), (1, 1, 10)),
        (("lines", 7, "amount"), (4, 3, 14)),
        (("lines", "amount"), (4, 3, 14)),
        (("name", 0), (1, 7, 4)),
    ],
)
def test_deepest_part_that_exists_is_shown(place: KeyPath, expected: tuple[int, int, int]) -> None:
    """Parts that are not there are skipped, so that there is always a place to show."""
    assert locate("a.yaml", _TEXT, place) == Span("a.yaml", *expected)


def test_last_line_without_a_line_break_has_its_length() -> None:
    """A block text at the very end of a file is shown by what there is of its first line."""
    assert locate("a.yaml", "a:\n  b: one\n   two", ("a", "b")) == Span("a.yaml", 2, 6, 3)


def test_empty_file_is_shown_at_its_start() -> None:
    """Where there is nothing, the first character stands for the file."""
    assert locate("a.yaml", "", ("a",)) == Span("a.yaml")


_PROSE = """\
plain: Hello brave world
quoted: "two two \\u0041 three"
folded: >-
  one two
  three two
"""


@pytest.mark.parametrize(
    ("place", "message", "stretch", "expected"),
    [
        (("plain",), "Hello brave world", (6, 11), (1, 14, 5)),
        (("quoted",), "two two A three", (4, 7), (2, 14, 3)),
        (("folded",), "one two three two", (14, 17), (5, 9, 3)),
    ],
)
def test_stretch_of_a_text_is_found(
    place: KeyPath, message: str, stretch: tuple[int, int], expected: tuple[int, int, int]
) -> None:
    """Of several occurrences the right one, on its own line, with its offsets in the file."""
    span, offsets = locate_fragment("a.yaml", _PROSE, place, message, stretch)

    assert span == Span("a.yaml", *expected)
    assert offsets is not None
    assert _PROSE[slice(*offsets)] == message[slice(*stretch)]


@pytest.mark.parametrize(
    ("place", "message", "stretch", "expected"),
    [
        (("quoted",), "two two A three", (8, 9), (2, 10, 20)),  # written as an escape
        (("folded",), "one two three two", (4, 13), (3, 9, 2)),  # goes over the end of a line
        (("plain",), "Hello brave world", (5, 5), (1, 8, 17)),  # nothing is meant
        (("nowhere",), "Hello", (0, 5), (1, 1, 24)),
    ],
)
def test_stretch_that_cannot_be_told_is_the_whole_value(
    place: KeyPath, message: str, stretch: tuple[int, int], expected: tuple[int, int, int]
) -> None:
    """Without offsets, so that nothing is edited there."""
    assert locate_fragment("a.yaml", _PROSE, place, message, stretch) == (Span("a.yaml", *expected), None)
