"""Findings are printed like a good compiler's: place, message, source line, mark, reason and fix."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.diagnostics import Diagnostic, Severity, Span
from site_builder.lint.report import count_findings, format_text


def _print(tmp_path: Path, content: str, span: Span) -> str:
    """Give what is printed for a finding at a place of a file."""
    (tmp_path / "a.yaml").write_bytes(content.encode())
    return format_text([Diagnostic("code", span, "message", "why", "fix")], tmp_path)


def _mark(tmp_path: Path, content: str, span: Span) -> list[str]:
    """Give the source line and the line with the mark, as printed."""
    return _print(tmp_path, content, span).splitlines()[1:3]


def test_finding_is_printed_in_full(tmp_path: Path) -> None:
    """The lines of one finding, to the letter."""
    assert _print(tmp_path, "a: 1\nb: 22\n", Span("a.yaml", 2, 4, 2)) == (
        "a.yaml:2:4: error[code]: message\n    2 | b: 22\n      |    ^^\n  why: why\n  fix: fix\n"
    )


def test_findings_are_separated_by_an_empty_line(tmp_path: Path) -> None:
    """A warning says that it is one."""
    error = Diagnostic("x-y", Span("a.yaml"), "one", "why", "fix")
    warning = Diagnostic("z", Span("b.yaml", 3), "two", "why", "fix", Severity.WARNING)

    assert format_text([error, warning], tmp_path) == (
        "a.yaml:1:1: error[x-y]: one\n  why: why\n  fix: fix\n\nb.yaml:3:1: warning[z]: two\n  why: why\n  fix: fix\n"
    )
    assert format_text([], tmp_path) == ""


@pytest.mark.parametrize(
    ("line", "column", "length", "mark"),
    [
        ("a: 12", 4, 2, "   ^^"),
        ("价格: 12", 5, 2, "      ^^"),
        ("价格: 价格很高。", 5, 5, "      ^^^^^^^^^^"),
        ("a: 価格ＡＢ x", 4, 4, "   ^^^^^^^^"),
        ("😀: 1", 4, 1, "    ^"),
        ("한국: 어", 5, 1, "      ^^"),
        ("Цена: 1", 7, 1, "      ^"),
        ("e\u0301te\u0301: 1", 8, 1, "     ^"),
        ("a:\t12", 4, 2, "  \t^^"),
        ("ab", 3, 1, "  ^"),
        ("ab", 9, 4, "  ^"),
        ("ab", 1, 99, "^^"),
    ],
)
def test_mark_stands_below_the_place(tmp_path: Path, line: str, column: int, length: int, mark: str) -> None:
    """Wide characters take two columns of a terminal, combining ones none, and a tab stays a tab."""
    assert _mark(tmp_path, f"{line}\n", Span("a.yaml", 1, column, length)) == [f"    1 | {line}", f"      | {mark}"]


def test_findings_in_one_file_show_their_own_lines(tmp_path: Path) -> None:
    """The file is read once for all of them."""
    (tmp_path / "a.yaml").write_text("a: 1\nb: 2\n", encoding="utf-8")
    found = [Diagnostic("code", Span("a.yaml", line), "message", "why", "fix") for line in (1, 2)]

    printed = format_text(found, tmp_path).splitlines()

    assert [line for line in printed if " | " in line[:8]] == ["    1 | a: 1", "      | ^", "    2 | b: 2", "      | ^"]


@pytest.mark.parametrize(
    ("content", "span"),
    [
        ("a: 1\n", Span("a.yaml", 2)),
        ("a: 1\n", Span("a.yaml", 0)),
        ("a: 1\n\nb: 2\n", Span("a.yaml", 2)),
        ("", Span("a.yaml")),
        ("a: 1\n", Span("missing.yaml")),
        ("a: 1\n", Span("")),
    ],
)
def test_place_that_cannot_be_shown_is_only_named(tmp_path: Path, content: str, span: Span) -> None:
    """A missing file, an empty line or a line beyond the end gives no excerpt."""
    assert _print(tmp_path, content, span).splitlines()[1] == "  why: why"


def test_file_that_is_not_utf_8_gives_no_excerpt(tmp_path: Path) -> None:
    """The finding itself says where the byte is."""
    (tmp_path / "a.yaml").write_bytes(b"a: \xff\n")

    printed = format_text([Diagnostic("code", Span("a.yaml"), "message", "why", "fix")], tmp_path)

    assert printed == "a.yaml:1:1: error[code]: message\n  why: why\n  fix: fix\n"


def test_byte_order_mark_is_not_shown(tmp_path: Path) -> None:
    """Columns count from the first letter."""
    assert _mark(tmp_path, "\ufeffa: 1\n", Span("a.yaml", 1, 4)) == ["    1 | a: 1", "      |    ^"]


def test_terminal_is_not_steered(tmp_path: Path) -> None:
    """Control codes in paths, messages and source lines are made visible."""
    (tmp_path / "a.yaml").write_bytes(b"a: \x1b[31mx\n")
    found = Diagnostic("code", Span("a.yaml", 1, 8), "bad \x1b[31m", "why\x07", "fix\r")

    assert format_text([found], tmp_path) == (
        "a.yaml:1:8: error[code]: bad <U+001B>[31m\n"
        "    1 | a: �[31mx\n"
        "      |        ^\n"
        "  why: why<U+0007>\n"
        "  fix: fix<U+000D>\n"
    )
    assert format_text([Diagnostic("code", Span("a\n\udce9"), "m", "w", "f")], tmp_path).startswith(
        "a<U+000A><U+DCE9>:1:1:"
    )


@pytest.mark.parametrize(
    ("column", "line", "mark"),
    [
        (1, f"{'0123456789' * 16}…", "^"),
        (81, f"{'0123456789' * 16}…", f"{' ' * 80}^"),
        (82, f"…{('0123456789' * 20)[1:161]}…", f"{' ' * 81}^"),
        (200, f"…{('0123456789' * 20)[119:]}", f"{' ' * 81}^"),
    ],
)
def test_long_line_is_cut_around_the_place(tmp_path: Path, column: int, line: str, mark: str) -> None:
    """A line of a megabyte does not flood the terminal."""
    printed = _mark(tmp_path, "0123456789" * 20, Span("a.yaml", 1, column))

    assert printed == [f"    1 | {line}", f"      | {mark}"]


def test_line_of_the_full_width_is_not_cut(tmp_path: Path) -> None:
    """Only what is longer loses something."""
    assert _mark(tmp_path, "x" * 160, Span("a.yaml", 1, 160)) == [f"    1 | {'x' * 160}", f"      | {' ' * 159}^"]


@pytest.mark.parametrize(
    ("errors", "warnings", "expected"),
    [
        (0, 0, "no problems"),
        (1, 0, "1 error"),
        (0, 2, "2 warnings"),
        (2, 1, "2 errors, 1 warning"),
    ],
)
def test_findings_are_counted_in_words(errors: int, warnings: int, expected: str) -> None:
    """Nothing is said of what there is none of."""
    error = Diagnostic("code", Span("a"), "message", "why", "fix")
    warning = Diagnostic("code", Span("a"), "message", "why", "fix", Severity.WARNING)

    assert count_findings((error,) * errors + (warning,) * warnings) == expected
