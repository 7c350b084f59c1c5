"""The file that says which snippets were run."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from site_builder.diagnostics import Diagnostic
from site_builder.snippets.runs import (
    RUNS_PATH,
    RecordedSnippet,
    RunKey,
    SnippetRun,
    SnippetRuns,
    read_runs,
    write_runs,
)

_RUN = SnippetRun(date=dt.date(2026, 11, 20), tool="openai 3.52.0", runtime="Python 3.11")
_KEY = RunKey("0123456789abcdef0123456789abcdef")
_OTHER = RunKey("fedcba9876543210fedcba9876543210")
_RUNS = SnippetRuns(
    {
        "b-chat": {
            _OTHER: RecordedSnippet(snippet="python/tools", runs=(_RUN,)),
            _KEY: RecordedSnippet(snippet="python/basic", runs=(_RUN,)),
        },
        "a-chat": {_KEY: RecordedSnippet(snippet="curl/basic", runs=(_RUN,))},
        "nothing": {},
    }
)
_TEXT = f"""{{
"a-chat": {{
  "{_KEY}": {{"snippet": "curl/basic", "runs": [{{"date": "2026-11-20", "tool": "openai 3.52.0", "runtime": "Python 3.11"}}]}}
}},
"b-chat": {{
  "{_KEY}": {{"snippet": "python/basic", "runs": [{{"date": "2026-11-20", "tool": "openai 3.52.0", "runtime": "Python 3.11"}}]}},
  "{_OTHER}": {{"snippet": "python/tools", "runs": [{{"date": "2026-11-20", "tool": "openai 3.52.0", "runtime": "Python 3.11"}}]}}
}}
}}
"""  # noqa: E501 - as it is in the file


def _write(site: Path, text: str) -> Path:
    (site / "catalog").mkdir()
    (site / RUNS_PATH).write_text(text, encoding="utf-8")
    return site


def test_file_has_a_line_for_each_snippet() -> None:
    """It is sorted by protocol and name, whatever the order of the runs, so that a new run changes one line."""
    assert write_runs(_RUNS) == _TEXT


def test_file_is_read_as_it_was_written(tmp_path: Path) -> None:
    """Reading gives what was written; nothing is known of other texts and protocols."""
    runs = read_runs(_write(tmp_path, _TEXT))

    assert isinstance(runs, SnippetRuns)
    assert runs.find("b-chat", _OTHER) == (_RUN,)
    assert runs.find("a-chat", _OTHER) == ()
    assert runs.find("c-chat", _KEY) == ()
    assert write_runs(runs) == _TEXT


def test_site_without_the_file_has_no_runs(tmp_path: Path) -> None:
    """Nothing has been run then."""
    assert read_runs(tmp_path) == SnippetRuns()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<<<<<<< HEAD\n", "the file holds no runs that can be read"),
        (_TEXT.replace("2026-11-20", "yesterday"), f"`a-chat.{_KEY}.runs.0.date` is not as the program writes it"),
        (_TEXT.replace('"tool"', '"tools"'), f"`a-chat.{_KEY}.runs.0.tool` is not as the program writes it"),
        ('{"a-chat": {"k": {"snippet": "x", "runs": []}}}', "`a-chat.k.runs` is not as the program writes it"),
    ],
)
def test_damaged_file_is_told(tmp_path: Path, text: str, message: str) -> None:
    """The place is named, and how to get a whole file again."""
    problem = read_runs(_write(tmp_path, text))

    assert isinstance(problem, Diagnostic)
    assert (problem.code, problem.span.path, problem.message) == ("snippet-runs-malformed", RUNS_PATH, message)


def test_fingerprint_is_that_of_one_protocol() -> None:
    """It changes with a run of the protocol, and with no other."""
    later = _RUN.model_copy(update={"date": dt.date(2026, 11, 21)})
    changed = SnippetRuns({**_RUNS.protocols, "a-chat": {_KEY: RecordedSnippet(snippet="curl/basic", runs=(later,))}})

    assert changed.fingerprint("a-chat") != _RUNS.fingerprint("a-chat")
    assert changed.fingerprint("b-chat") == _RUNS.fingerprint("b-chat")
    assert changed.fingerprint("c-chat") == _RUNS.fingerprint("nothing")
