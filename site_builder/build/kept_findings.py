"""Findings as text that is kept between runs, and back."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from site_builder.diagnostics import Diagnostic, Edit, Severity, Span


def write_findings(found: Iterable[Diagnostic]) -> str:
    """Give findings as JSON."""
    return json.dumps([asdict(finding) for finding in found], ensure_ascii=False)


def read_findings(text: str) -> tuple[Diagnostic, ...]:
    """Give the findings of such a text.

    Raises:
        ValueError: It is no JSON.
        LookupError: It is other JSON.
        TypeError: The same.
    """
    return tuple(_read_finding(entry) for entry in json.loads(text))


def _read_finding(entry: dict[str, Any]) -> Diagnostic:
    span, severity, edit = entry.pop("span"), entry.pop("severity"), entry.pop("edit")
    return Diagnostic(span=Span(**span), severity=Severity(severity), edit=Edit(**edit) if edit else None, **entry)
