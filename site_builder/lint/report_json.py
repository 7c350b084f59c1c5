"""Findings as JSON, for programs."""

from __future__ import annotations

import json
from dataclasses import asdict

from site_builder.diagnostics import Diagnostic, Severity


def format_json(diagnostics: tuple[Diagnostic, ...], prefix: str) -> str:
    """Give one object: `findings` in the order of paths and lines, and how many are `errors` and `warnings`.

    Args:
        diagnostics: What was found, sorted.
        prefix: What leads from the folder the reader is in to the site, with a slash at the end; or nothing.
    """
    errors = sum(item.severity is Severity.ERROR for item in diagnostics)
    report = {
        "findings": [_finding(item, prefix) for item in diagnostics],
        "errors": errors,
        "warnings": len(diagnostics) - errors,
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _finding(item: Diagnostic, prefix: str) -> dict[str, object]:
    span = item.span
    return {
        "code": item.code,
        "severity": item.severity.value,
        "path": f"{prefix}{span.path}",
        "line": span.line,
        "column": span.column,
        "length": span.length,
        "message": item.message,
        "why": item.why,
        "fix": item.fix,
        "edit": None if item.edit is None else asdict(item.edit) | {"path": f"{prefix}{item.edit.path}"},
    }
