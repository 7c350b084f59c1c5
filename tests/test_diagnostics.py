"""Diagnostics sort by place and say whether they stop a build."""

from __future__ import annotations

import pytest

from site_builder.diagnostics import Diagnostic, Severity, Span, has_errors


def _diagnostic(path: str, line: int, column: int, code: str, severity: Severity = Severity.ERROR) -> Diagnostic:
    return Diagnostic(code, Span(path, line, column), "message", "why", "fix", severity)


def test_diagnostics_sort_by_path_line_column_and_code() -> None:
    """The order in which findings are printed is that of reading."""
    ordered = [
        _diagnostic("a.yaml", 2, 9, "z"),
        _diagnostic("a.yaml", 10, 1, "a"),
        _diagnostic("a.yaml", 10, 2, "a"),
        _diagnostic("a.yaml", 10, 2, "b"),
        _diagnostic("b.yaml", 1, 1, "a"),
    ]

    assert sorted([*ordered[3:], *ordered[:3]]) == ordered


@pytest.mark.parametrize(
    ("severities", "expected"),
    [((), False), ((Severity.WARNING,), False), ((Severity.WARNING, Severity.ERROR), True)],
)
def test_only_errors_stop_a_build(severities: tuple[Severity, ...], *, expected: bool) -> None:
    """Warnings are printed, but the site may be published."""
    diagnostics = tuple(_diagnostic("a.yaml", 1, 1, "code", severity) for severity in severities)

    assert has_errors(diagnostics) is expected
