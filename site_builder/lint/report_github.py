"""Findings as workflow commands: GitHub shows each beside its line in a pull request.

Source: GitHub Docs, "Workflow commands for GitHub Actions", and how `actions/toolkit` escapes them.
"""

from __future__ import annotations

from site_builder.diagnostics import Diagnostic


def format_github(diagnostics: tuple[Diagnostic, ...], prefix: str) -> str:
    """Give one command per finding.

    Args:
        diagnostics: What was found, sorted.
        prefix: What leads from the root of the repository to the site, with a slash at the end; or nothing.
    """
    return "".join(_command(item, prefix) for item in diagnostics)


def _command(item: Diagnostic, prefix: str) -> str:
    span = item.span
    properties = {
        "file": f"{prefix}{span.path}",
        "line": span.line,
        "endLine": span.line,
        "col": span.column,
        "endColumn": span.column + span.length,
        "title": item.code,
    }
    said = ",".join(f"{name}={_escape_property(str(value))}" for name, value in properties.items())
    text = _escape(f"{item.message}\nwhy: {item.why}\nfix: {item.fix}")
    return f"::{item.severity.value} {said}::{text}\n"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")
