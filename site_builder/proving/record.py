"""Brings the record of runs up to date with new results: pure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from site_builder.proving.cases import SnippetCase
from site_builder.proving.verify import CaseResult
from site_builder.snippets.runs import RecordedSnippet, RunKey, SnippetRun, SnippetRuns


def record_results(
    runs: SnippetRuns, results: Iterable[CaseResult], cases: Iterable[SnippetCase], today: dt.date
) -> SnippetRuns:
    """Give the record with new results in it; the same results give the same record, on whatever day.

    A snippet keeps two runs, that with the oldest version of its tool and that with the newest. One that failed loses
    both. What stands on no page any more is left out.

    Args:
        runs: The record before.
        results: What was verified now.
        cases: Every snippet of the site.
        today: Day of the new runs.
    """
    kept: dict[str, dict[RunKey, RecordedSnippet]] = {}
    for case in cases:
        if recorded := runs.find(case.protocol_id, case.key):
            kept.setdefault(case.protocol_id, {})[case.key] = RecordedSnippet(snippet=case.snippet.id, runs=recorded)
    for result in results:
        group = kept.setdefault(result.case.protocol_id, {})
        if result.failures:
            group.pop(result.case.key, None)
        elif not result.lack:
            run = SnippetRun(date=today, tool=result.tool, runtime=result.runtime)
            before = group[result.case.key].runs if result.case.key in group else ()
            group[result.case.key] = RecordedSnippet(snippet=result.case.snippet.id, runs=_add(before, run))
    return SnippetRuns(kept)


def _add(runs: tuple[SnippetRun, ...], run: SnippetRun) -> tuple[SnippetRun, ...]:
    """Add a run with another version; of one with the same version the first stays, and its day with it."""
    if any(known.tool == run.tool for known in runs):
        return runs
    in_order = sorted((*runs, run), key=_version)
    return (in_order[0], in_order[-1]) if len(in_order) > 1 else (run,)


def _version(run: SnippetRun) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", run.tool.rpartition(" ")[2]))
