"""What stays in the record of runs, and what goes."""

from __future__ import annotations

import datetime as dt

import pytest

from site_builder.catalog.catalog import Catalog
from site_builder.proving.cases import Selection, SnippetCase, list_cases
from site_builder.proving.record import record_results
from site_builder.proving.verdict import Failure
from site_builder.proving.verify import CaseResult
from site_builder.snippets.runs import SnippetRuns

_MONDAY, _TUESDAY = dt.date(2026, 11, 2), dt.date(2026, 11, 3)


@pytest.fixture
def case(catalog: Catalog) -> SnippetCase:
    """Give one snippet of the small site."""
    return list_cases(catalog, Selection(languages=("python",), variants=("basic",)))[0]


def _run(case: SnippetCase, tool: str) -> CaseResult:
    return CaseResult(case, tool, "Python 3.11")


def _after(case: SnippetCase, *results: CaseResult, day: dt.date = _MONDAY) -> SnippetRuns:
    runs = SnippetRuns()
    for result in results:
        runs = record_results(runs, [result], [case], day)
    return runs


def _tools(runs: SnippetRuns, case: SnippetCase) -> list[str]:
    return [run.tool for run in runs.find(case.protocol_id, case.key)]


def test_run_is_recorded(case: SnippetCase) -> None:
    """Day, tool and runtime are kept under protocol and key."""
    (run,) = _after(case, _run(case, "openai 3.52.0")).find("acme-chat", case.key)

    assert (run.date, run.tool, run.runtime) == (_MONDAY, "openai 3.52.0", "Python 3.11")


def test_same_result_changes_nothing(case: SnippetCase) -> None:
    """The same versions on another day leave the record as it was."""
    before = _after(case, _run(case, "openai 3.52.0"))

    assert record_results(before, [_run(case, "openai 3.52.0")], [case], _TUESDAY) == before


def test_oldest_and_newest_version_stay(case: SnippetCase) -> None:
    """Of many versions, by number and not by letter, the first and the last are kept, in that order."""
    runs = _after(case, *(_run(case, f"openai {version}") for version in ("3.9.0", "3.52.0", "2.1.0", "3.10.0")))

    assert _tools(runs, case) == ["openai 2.1.0", "openai 3.52.0"]


def test_failure_takes_the_claim_away(case: SnippetCase) -> None:
    """A snippet that fails with any version is no longer shown as run."""
    failed = CaseResult(case, "openai 4.0.0", "Python 3.11", (Failure("exit", "it ended with exit code 1"),))

    runs = _after(case, _run(case, "openai 3.52.0"), failed)

    assert _tools(runs, case) == []


def test_what_was_not_run_stays_as_it_was(case: SnippetCase) -> None:
    """A machine that lacks a program takes nothing away, and adds nothing."""
    lacking = CaseResult(case, lack="node is not installed")

    assert _tools(_after(case, _run(case, "openai 3.52.0"), lacking), case) == ["openai 3.52.0"]
    assert _tools(_after(case, lacking), case) == []


def test_what_is_on_no_page_goes(case: SnippetCase) -> None:
    """The run of a text that has changed since is dropped."""
    before = _after(case, _run(case, "openai 3.52.0"))

    assert record_results(before, [], [], _TUESDAY) == SnippetRuns()
