"""A problem at a place in a record, and how it becomes a diagnostic at a line and column."""

from __future__ import annotations

import difflib
import re
import typing
from dataclasses import dataclass

from site_builder.catalog.positions import KeyPath, locate
from site_builder.catalog.value_edit import replace_value
from site_builder.catalog.yaml_reader import YamlFile
from site_builder.diagnostics import Diagnostic, Severity


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem at a place in a file, before its line and column are looked up.

    Attributes:
        code: Name of the diagnostic.
        place: Where in the record.
        message: What is wrong.
        why: Why it is wrong.
        fix: What to do.
        at_key: Point at the key, not at its value.
        replacement: YAML that may be written in the place of the value without asking; the empty text removes
            the entry with its key.
    """

    code: str
    place: KeyPath
    message: str
    why: str
    fix: str
    at_key: bool = False
    replacement: str | None = None


def place_finding(file: YamlFile, finding: Finding, severity: Severity = Severity.ERROR) -> Diagnostic:
    """Look up the line and column of a finding."""
    span = locate(file.path, file.text, finding.place, at_key=finding.at_key)
    edit = None
    if finding.replacement is not None:
        edit = replace_value(file.path, file.text, finding.place, finding.replacement)
    return Diagnostic(finding.code, span, finding.message, finding.why, finding.fix, severity, edit)


def closest(word: str, known: typing.Iterable[str]) -> str | None:
    """Give the known word that an author most likely meant; None if no known word is close."""
    folded = {_fold(name): name for name in known}
    close = difflib.get_close_matches(_fold(word), sorted(folded), n=1, cutoff=0.6)
    return folded[close[0]] if close else None


def suggest(word: str, known: typing.Iterable[str]) -> str:
    """Give `; did you mean …?`, or nothing if no known word is close."""
    return did_you_mean(closest(word, known))


def did_you_mean(word: str | None) -> str:
    """Give `; did you mean …?` with a word, or nothing without one."""
    return "" if word is None else f"; did you mean `{word}`?"


def _fold(word: str) -> str:
    return re.sub(r"[._ -]", "", word[:_LONGEST]).lower()


_LONGEST = 200
"""No known word is longer; comparing more would take its time for nothing."""
