"""What the terminal is told of each reading: what is new, and a line with the counts."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from site_builder.diagnostics import Diagnostic, Severity
from site_builder.lint.report import count_findings, format_text
from site_builder.serve.site_state import SiteState

_NAMED_FILES = 3
"""Files that are named; of more, e.g. after a change of branch, the number says enough."""


class ToldFindings:
    """Words what was found, and remembers which warnings have been told."""

    def __init__(self, site_folder: Path) -> None:
        self._folder = site_folder
        self._told: Counter[tuple[str, str, str]] = Counter()

    def word(self, changed: tuple[str, ...], seconds: float, state: SiteState, found: tuple[Diagnostic, ...]) -> str:
        """Give all errors, the warnings that are new, and a line about the reading.

        Args:
            changed: The files that have changed; none at first.
            seconds: How long reading took.
            state: What it gave.
            found: All that was found, sorted.
        """
        shown = self._find_new(found)
        known = len(found) - len(shown)
        line = f"{_word_files(changed)}: read in {seconds:.1f} s, {count_findings(found)}"
        if known:
            line += f", {known} told before"
        if not state.is_current:
            line += "; pages stay as they were" if state.site else "; there is nothing to show yet"
        return "\n".join((format_text(shown, self._folder), line)) if shown else line

    def _find_new(self, found: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
        """Leave out warnings that were told; a line that has moved makes no other one of them."""
        left, self._told = self._told, Counter(map(_identify, found))
        shown = []
        for finding in found:
            is_told = left[_identify(finding)] > 0
            left[_identify(finding)] -= 1
            if finding.severity is Severity.ERROR or not is_told:
                shown.append(finding)
        return tuple(shown)


def _identify(finding: Diagnostic) -> tuple[str, str, str]:
    return finding.span.path, finding.code, finding.message


def _word_files(changed: tuple[str, ...]) -> str:
    if not changed:
        return "site"
    if len(changed) > _NAMED_FILES:
        return f"{len(changed)} files changed"
    return f"{', '.join(changed)} changed"
