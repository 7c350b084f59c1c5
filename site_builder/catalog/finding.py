"""A problem at a place in a record, and how it becomes a diagnostic at a line and column."""

from __future__ import annotations

import difflib
import re
import typing
from dataclasses import dataclass

from site_builder.catalog.positions import KeyPath, locate
from site_builder.catalog.yaml_reader import YamlFile
from site_builder.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem at a place in a file, before its line and column are looked up."""

    code: str
    place: KeyPath
    message: str
    why: str
    fix: str
    at_key: bool = False


def place_finding(file: YamlFile, finding: Finding) -> Diagnostic:
    """Look up the line and column of a finding."""
    span = locate(file.path, file.text, finding.place, at_key=finding.at_key)
    return Diagnostic(finding.code, span, finding.message, finding.why, finding.fix)


def suggest(word: str, known: typing.Iterable[str]) -> str:
    """Give ` — did you mean …?`, or nothing if no known word is close."""
    folded = {re.sub(r"[._ -]", "", name).lower(): name for name in known}
    close = difflib.get_close_matches(re.sub(r"[._ -]", "", word).lower(), sorted(folded), n=1, cutoff=0.6)
    return f"; did you mean `{folded[close[0]]}`?" if close else ""
