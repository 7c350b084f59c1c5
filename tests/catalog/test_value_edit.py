"""A value of a YAML file can be changed or removed without touching anything else."""

from __future__ import annotations

import pytest

from site_builder.catalog.positions import KeyPath
from site_builder.catalog.value_edit import replace_value

_TEXT = """\
# head
name: Acme  # kept
flow: {a: 1, b: {c: 2}, d: 3}
list: [x, y, z]
block:
  # about e
  e: 5
  f: 6
items:
  - g: 7
    h: 8
  - i: 9
folded: >-
  one
  two
only:
  j: 1
"""


def _after(place: KeyPath, replacement: str) -> str | None:
    """Give the file after the edit; None if there is none."""
    edit = replace_value("a.yaml", _TEXT, place, replacement)
    if edit is None:
        return None
    assert edit.old == _TEXT[edit.start : edit.end]
    return _TEXT[: edit.start] + edit.text + _TEXT[edit.end :]


@pytest.mark.parametrize(
    ("place", "old", "new"),
    [
        (("name",), "name: Acme  #", "name: X  #"),
        (("flow", "b"), "{c: 2}", "X"),
        (("flow", "b", "c"), "c: 2", "c: X"),
        (("list", 1), "[x, y, z]", "[x, X, z]"),
        (("block", "f"), "f: 6", "f: X"),
        (("items", 0, "h"), "h: 8", "h: X"),
    ],
)
def test_value_is_replaced(place: KeyPath, old: str, new: str) -> None:
    """Comments and spacing stay."""
    assert _TEXT.count(old) == 1
    assert _after(place, "X") == _TEXT.replace(old, new)


@pytest.mark.parametrize(
    ("place", "old", "new"),
    [
        (("name",), "name: Acme  # kept\n", ""),
        (("flow", "a"), "{a: 1, b", "{b"),
        (("flow", "b"), "a: 1, b: {c: 2}, d", "a: 1, d"),
        (("flow", "d"), ", d: 3}", "}"),
        (("flow", "b", "c"), "b: {c: 2}, ", ""),
        (("list", 0), "[x, y", "[y"),
        (("list", 2), ", z]", "]"),
        (("block", "f"), "  f: 6\n", ""),
        (("items", 1), "  - i: 9\n", ""),
        (("items", 0), "  - g: 7\n    h: 8\n", ""),
        (("items", 0, "h"), "    h: 8\n", ""),
        (("folded",), "folded: >-\n  one\n  two\n", ""),
        (("only", "j"), "only:\n  j: 1\n", ""),
    ],
)
def test_entry_is_removed_with_its_lines(place: KeyPath, old: str, new: str) -> None:
    """A comma goes with an entry between braces; what would be empty without its last entry goes too."""
    assert _TEXT.count(old) == 1
    assert _after(place, "") == _TEXT.replace(old, new)


@pytest.mark.parametrize(
    ("place", "replacement"),
    [
        (("block",), "X"),  # would have to be laid out anew
        (("folded",), "X"),
        (("nowhere",), "X"),
        (("items", 0, "g"), ""),  # carries the dash of its item
        ((), ""),
    ],
)
def test_what_cannot_be_edited_in_place_has_no_edit(place: KeyPath, replacement: str) -> None:
    """A maintainer does it by hand."""
    assert _after(place, replacement) is None


def test_last_entry_of_a_file_in_braces_is_not_removed() -> None:
    """An empty file would be another mistake; one without a last line end is edited to its end."""
    assert replace_value("a.yaml", "{a: 1}", ("a",), "") is None
    edit = replace_value("a.yaml", "a: 1\nb: 2", ("b",), "")
    assert edit is not None
    assert (edit.start, edit.end) == (5, 9)
