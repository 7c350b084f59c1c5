"""Texts in Markdown: nothing in a name, a cell or code means more than itself, as an independent parser reads it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from site_builder.i18n.text import Text
from site_builder.outputs.markdown_text import fence, write_cell, write_code, write_line

_PARSER = MarkdownIt("commonmark").enable("table")
_HARD = st.text(alphabet=" \n`*_[]()<>|\\~#-!&ab1;.", min_size=1).filter(lambda text: text.strip() != "")


def _inline(markdown: str) -> list[Token]:
    (token,) = [token for token in _PARSER.parse(markdown) if token.type == "inline"]
    return token.children or []


def _row(*cells: str) -> list[list[Token]]:
    """Give what a parser finds in the cells of a row."""
    lines = ("| a | b |", "| --- | --- |", f"| {' | '.join(cells)} |")
    cells_found = [token.children or [] for token in _PARSER.parse("\n".join(lines)) if token.type == "inline"]
    return cells_found[2:]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("GPT-5.4 mini", "GPT-5.4 mini"),
        ("o3 *new*", r"o3 \*new\*"),
        ("snake_case_name", "snake_case_name"),
        ("_private_", r"\_private\_"),
        ("<b>[x]`y`\\", r"\<b>\[x\]\`y\`" + r"\\"),
        ("AT&T &amp; &#38;", r"AT&T \&amp; \&#38;"),
        ("two\n lines ", "two lines"),
    ],
)
def test_a_name_is_itself(name: str, expected: str) -> None:
    """Only what would mean something is escaped, so that names stay readable."""
    assert write_line(name) == write_cell(name) == expected


@given(_HARD)
def test_any_name_is_one_text(name: str) -> None:
    """Emphasis, links, code, HTML: none comes of a name, in a line or in a cell."""
    cell, _ = _row(f"x {write_cell(name)} x", "y")

    for children in (_inline(f"x {write_line(name)} x"), cell):
        assert {child.type for child in children} <= {"text", "text_special"}
        assert "".join(child.content for child in children) == f"x {' '.join(name.split())} x"


def test_prose_stays_markdown() -> None:
    """In one line; in a cell, a pipe is escaped once more than it is."""
    text = Text("Use `a|b`,\nor *c* \\| d.")

    assert write_line(text) == "Use `a|b`, or *c* \\| d."
    assert write_cell(text) == "Use `a\\|b`, or *c* \\\\| d."


@given(_HARD, _HARD)
def test_any_code_fills_its_cell(first: str, second: str) -> None:
    """Backticks and pipes in it end neither the code nor the cell."""
    cells = _row(write_code(first), write_code(second))

    found = [[(child.type, child.content) for child in children] for children in cells]
    assert found == [[("code_inline", " ".join(code.split()))] for code in (first, second)]


@given(st.text(alphabet="`~ab\n", min_size=1).filter(lambda code: code.strip("\n") != ""))
def test_any_code_fills_its_fence(code: str) -> None:
    """However many backticks are in it."""
    (token,) = _PARSER.parse(fence(code, "python"))

    assert (token.type, token.info, token.content) == ("fence", "python", f"{code.rstrip()}\n")
