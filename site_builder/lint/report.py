"""Prints findings the way a good compiler does: where and what, the line itself, why, and how to fix it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from pathlib import Path

from site_builder.diagnostics import Diagnostic, Severity, Span


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
    head = f"{span.path}:{span.line}:{span.column}: {diagnostic.severity}[{diagnostic.code}]: {diagnostic.message}\n"
    return f"{head}{_excerpt(span, site_folder, lines)}  why: {diagnostic.why}\n  fix: {diagnostic.fix}\n"


def _excerpt(span: Span, site_folder: Path, lines: dict[str, list[str]]) -> str:
    """Give the source line with a mark below the span; nothing if the file cannot be shown."""
    if span.path not in lines:
        lines[span.path] = _read_lines(site_folder / span.path)
    source = lines[span.path]
    if not 0 < span.line <= len(source) or not source[span.line - 1].strip():
        return ""
    text = source[span.line - 1]
    number = f"{span.line:5d} | "
    pad = "".join(_blank(character) for character in text[: span.column - 1])
    mark = "^" * min(span.length, max(1, len(text) - span.column + 1))
    return f"{number}{text}\n{' ' * (len(number) - 2)}| {pad}{mark}\n"


def _blank(character: str) -> str:
    """Give what takes the same room as a character: a tab, or two spaces for a wide one."""
    if character == "\t":
        return "\t"
    return "  " if unicodedata.east_asian_width(character) in "WF" else " "


def _read_lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        return []
