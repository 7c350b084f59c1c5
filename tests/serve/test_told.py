"""What the terminal is told: what is new, and one line per reading."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.diagnostics import Diagnostic, Severity, Span
from site_builder.serve.site_state import SiteState
from site_builder.serve.told import ToldFindings

_GOOD = SiteState(None, "run-1")
_BROKEN = SiteState(None, "run-1", is_current=False)


def _warn(line: int, message: str = "it is odd", severity: Severity = Severity.WARNING) -> Diagnostic:
    return Diagnostic("a-code", Span("catalog/site.yaml", line), message, "why", "fix", severity)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ((), "site: "),
        (("catalog/site.yaml",), "catalog/site.yaml changed: "),
        (("a", "b", "c"), "a, b, c changed: "),
        (("a", "b", "c", "d"), "4 files changed: "),
    ],
)
def test_few_files_are_named(changed: tuple[str, ...], words: str, tmp_path: Path) -> None:
    """The line says what has changed, how long reading took, and what was found."""
    line = ToldFindings(tmp_path).word(changed, 0.24, _GOOD, ())

    assert line == f"{words}read in 0.2 s, no problems"


def test_a_warning_is_told_once(tmp_path: Path) -> None:
    """Not again when its line has moved; but a second one like it is, and so is one that comes back."""
    told = ToldFindings(tmp_path)

    first = told.word((), 0, _GOOD, (_warn(1),))
    moved = told.word((), 0, _GOOD, (_warn(2),))
    second = told.word((), 0, _GOOD, (_warn(2), _warn(7)))
    mended = told.word((), 0, _GOOD, ())
    back = told.word((), 0, _GOOD, (_warn(1),))

    text = "catalog/site.yaml:{}:1: warning[a-code]: it is odd\n  why: why\n  fix: fix\n\nsite: read in 0.0 s, {}"
    assert first == text.format(1, "1 warning")
    assert moved == "site: read in 0.0 s, 1 warning, 1 told before"
    assert second == text.format(7, "2 warnings, 1 told before")
    assert mended == "site: read in 0.0 s, no problems"
    assert back == first


def test_errors_are_told_each_time(tmp_path: Path) -> None:
    """Who tries to mend one sees whether it is still there; and that pages are not what the files say."""
    told = ToldFindings(tmp_path)
    error = _warn(1, severity=Severity.ERROR)

    texts = [told.word((), 0, _BROKEN, (error,)) for _ in range(2)]

    assert texts[0] == texts[1]
    assert texts[0].startswith("catalog/site.yaml:1:1: error[a-code]: it is odd\n")
    assert texts[0].endswith("read in 0.0 s, 1 error; there is nothing to show yet")
