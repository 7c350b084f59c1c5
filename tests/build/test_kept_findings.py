"""Findings that are kept between runs."""

from __future__ import annotations

import pytest

from site_builder.build.kept_findings import read_findings, write_findings
from site_builder.diagnostics import Diagnostic, Edit, Severity, Span

_FOUND = (
    Diagnostic(
        "a-code", Span("catalog/a.yaml", 3, 4, 5), 'says "ключ"\n\udcff', "why", "fix", severity=Severity.WARNING
    ),
    Diagnostic("b-code", Span("b"), "m", "w", "f", edit=Edit("b", 3, 5, "x\n", "y\n")),
)


def test_findings_survive() -> None:
    """Places, severities and edits included."""
    assert read_findings(write_findings(_FOUND)) == _FOUND
    assert read_findings(write_findings(())) == ()


@pytest.mark.parametrize("text", ["", "{", '[{"span": {}}]', '[{"span": {"x": 1}, "severity": "error", "edit": null}]'])
def test_other_texts_are_refused(text: str) -> None:
    """With the errors that whoever reads them expects."""
    with pytest.raises((ValueError, LookupError, TypeError)):
        read_findings(text)
