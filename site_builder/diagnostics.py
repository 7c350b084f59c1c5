"""What is wrong with a site, and where: spans and diagnostics.

A `Diagnostic` is a plain value: it is collected, sorted and printed, never raised.
How it is printed is decided in `lint/report.py`; nothing here reads a file.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Self


class Severity(StrEnum):
    """How bad a finding is: an error stops the build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of one line of a file; lines and columns count from 1, in characters.

    Attributes:
        path: Path as shown to the reader, relative to the site, with forward slashes,
            e.g. `catalog/models/google/gemini-3.1-pro.yaml`.
        line: Line of the first character.
        column: Column of the first character.
        length: How many characters of that line are meant, at least 1.
    """

    path: str
    line: int = 1
    column: int = 1
    length: int = 1


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of one file that mends a finding.

    Attributes:
        path: The file, as in `Span`.
        start: Offset of the first character to replace.
        end: Offset after the last.
        old: What stands there; where anything else does, the file has changed since and the edit is void.
        text: What to write there instead.
    """

    path: str
    start: int
    end: int
    old: str
    text: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding about the site, complete enough to mend it.

    Attributes:
        code: Stable kebab-case name, e.g. `price-negative`.
        span: Where it is.
        message: What is wrong, with the offending value and its unit, in one line.
        why: The reason why that is wrong.
        fix: What to do, with text that can be pasted.
        severity: Whether the site may be published like this.
        edit: What mends it, if that is certain enough for `check --fix`.
    """

    code: str
    span: Span
    message: str
    why: str
    fix: str
    severity: Severity = Severity.ERROR
    edit: Edit | None = None

    def __lt__(self, other: Self) -> bool:
        """Order by path, line, column, then code: the order in which findings are printed."""
        return self._order() < other._order()

    def _order(self) -> tuple[str, int, int, int, str, str]:
        span = self.span
        return span.path, span.line, span.column, span.length, self.code, self.message


def has_errors(diagnostics: tuple[Diagnostic, ...]) -> bool:
    """Whether any of the findings keeps the site from being published."""
    return any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)
