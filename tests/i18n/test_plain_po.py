"""A file of plain entries says the same to the fast reader as to Babel; any other is left to Babel."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.i18n.plain_po import read_plain_po
from site_builder.i18n.po_file import PoFile, _parse_lines, _parse_plain

_HEADER = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
)
_LINES = (
    "", "  ", "# by hand", "#, fuzzy", "#, c-format, fuzzy", "#. fuzzy", "#: a.py:1", '#| msgid "x"', '#~ msgid "old"',
    '#~ msgstr "alt"', 'msgid "a"', 'msgid "b"', 'msgid ""', '"more \\"b\\" "', '"tab\\t\\\\n\\n"', '"ü\u2028 {name}"',
    '"\\q"', 'msgid_plural "as"', 'msgstr "x"', 'msgstr ""', 'msgstr[0] "one"', 'msgstr[1] "two"', 'msgctxt "menu"',
    ' msgid "c"', '"open', 'msgstr "x"\r', 'msgid  "d"',
)  # fmt: skip


@given(st.lists(st.sampled_from(_LINES), max_size=14), st.booleans())
def test_both_readers_agree(lines: list[str], ends_with_newline: bool) -> None:  # noqa: FBT001 - drawn by Hypothesis
    """Whatever lines follow each other: what the fast reader takes, it takes as Babel does."""
    text = _HEADER + "\n".join(lines) + "\n" * ends_with_newline

    plain = _parse_plain(text, "ru")

    if plain is not None:
        slow = _parse_lines("a.po", text.split("\n"), "ru")
        assert isinstance(slow, PoFile)
        assert (plain.messages, plain.diagnostics) == (slow.messages, slow.diagnostics)


@pytest.mark.parametrize("path", sorted(Path("locales").rglob("*.po")), ids=str)
def test_own_files_are_plain(path: Path) -> None:
    """The files that tools of gettext and this program write need no Babel, plurals and doubted entries included."""
    text = path.read_text(encoding="utf-8")
    slow = _parse_lines(str(path), text.split("\n"), "ru")

    plain = read_plain_po(text)

    assert plain is not None
    assert isinstance(slow, PoFile)
    assert plain.messages == slow.messages


@pytest.mark.parametrize(
    "entries",
    [
        'msgctxt "menu"\nmsgid "a"\nmsgstr "b"\n',
        'msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n',
        'msgid "a"\nmsgid_plural "as"\nmsgstr[1] "b"\nmsgstr[0] "c"\n',
        ' msgid "a"\nmsgstr "b"\n',
        'msgid "a"\n\nmsgstr "b"\n',
        'msgid "a"\nmsgstr "b"\nstray\n',
    ],
    ids=["context", "twice", "forms", "indented", "parted", "stray"],
)
def test_other_files_are_left_to_babel(entries: str) -> None:
    """It takes a file as a whole or not at all."""
    assert read_plain_po(_HEADER + entries) is None


def test_a_file_without_header_is_left_to_babel() -> None:
    """The header says how many plural forms there are."""
    assert read_plain_po('msgid "a"\nmsgstr "b"\n') is None
    assert read_plain_po("") is None
