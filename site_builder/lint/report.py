"""Prints findings the way a good compiler does: where and what, the line itself, why, and how to fix it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from pathlib import Path

from site_builder.diagnostics import Diagnostic, Severity, Span
from site_builder.records.base import escape_unprintable


def format_text(diagnostics: Iterable[Diagnostic], site_folder: Path) -> str:
    """Give all findings as text, with the source line and a mark below it."""
    lines: dict[str, list[str]] = {}
    return "\n".join(_format_one(diagnostic, site_folder, lines) for diagnostic in diagnostics)


def count_findings(diagnostics: tuple[Diagnostic, ...]) -> str:
    """Give the number of findings in words: `2 errors, 1 warning`."""
    errors = sum(1 for diagnostic in diagnostics if diagnostic.severity is Severity.ERROR)
    counts = {"error": errors, "warning": len(diagnostics) - errors}
    parts = [f"{count} {word}{'' if count == 1 else 's'}" for word, count in counts.items() if count]
    return ", ".join(parts) or "no problems"


def _format_one(diagnostic: Diagnostic, site_folder: Path, lines: dict[str, list[str]]) -> str:
    span = diagnostic.span
    place = f"{escape_unprintable(span.path)}:{span.line}:{span.column}"
    head = f"{place}: {diagnostic.severity}[{diagnostic.code}]: {escape_unprintable(diagnostic.message)}\n"
    why, fix = escape_unprintable(diagnostic.why), escape_unprintable(diagnostic.fix)
    return f"{head}{_excerpt(span, site_folder, lines)}  why: {why}\n  fix: {fix}\n"


def _excerpt(span: Span, site_folder: Path, lines: dict[str, list[str]]) -> str:
    """Give the source line with a mark below the span; nothing if the file cannot be shown."""
    if span.path not in lines:
        lines[span.path] = _read_lines(site_folder / span.path)
    source = lines[span.path]
    if not 0 < span.line <= len(source) or not source[span.line - 1].strip():
        return ""
    text, column = _cut(source[span.line - 1], span.column)
    number = f"{span.line:5d} | "
    before, meant = text[: column - 1], text[column - 1 :][: span.length]
    pad = "".join("\t" if character == "\t" else " " * _width(character) for character in before)
    mark = "^" * max(1, sum(map(_width, meant)))
    return f"{number}{_printable(text)}\n{' ' * (len(number) - 2)}| {pad}{mark}\n"


def _cut(line: str, column: int) -> tuple[str, int]:
    """Give the part of a long line around a column, and the column in it."""
    start = max(0, column - 1 - _SHOWN // 2) if len(line) > _SHOWN else 0
    end = start + _SHOWN
    shown = f"{'…' if start else ''}{line[start:end]}{'…' if end < len(line) else ''}"
    return shown, column - start + (1 if start else 0)


_SHOWN = 160
"""Characters of a source line that are shown."""


def _width(character: str) -> int:
    """Give the columns a character takes on a terminal: two if it is wide, none if it joins the one before."""
    if unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _printable(line: str) -> str:
    """Give a source line with a substitute for each character that a terminal would obey instead of showing."""
    return "".join(character if character.isprintable() or character == "\t" else "�" for character in line)


def _read_lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        return []
