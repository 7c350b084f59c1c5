"""How results are printed: a table with what went wrong above it, or JSON for other programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence

from site_builder.proving.verify import CaseResult

_STATES = ("run", "failed", "not run")


def format_table(results: Sequence[CaseResult]) -> str:
    """Give every failure, then how many snippets of each protocol and language were run, then with what."""
    lines = [line for result in results for line in _describe_failures(result)]
    return "\n".join((*lines, *_write_table(results), "", *_list_tools(results), *_list_lacks(results), count(results)))


def count(results: Sequence[CaseResult]) -> str:
    """Give the sum in one line: `271 distinct snippets of 2511 on pages: 200 run, 0 failed, 71 not run`."""
    shown = sum(len(result.case.uses) for result in results)
    states = Counter(result.state for result in results)
    sums = ", ".join(f"{states[state]} {state}" for state in _STATES)
    return f"{len(results)} distinct snippets of {shown} on pages: {sums}"


def _describe_failures(result: CaseResult) -> Iterator[str]:
    for failure in result.failures:
        with_what = f" ({result.tool}, {result.runtime})" if result.tool else ""
        yield f"{result.case.name}{with_what}: {failure.message} [{failure.kind}]"
        yield from (f"    {line}" for line in failure.detail.splitlines())
        yield ""


def _write_table(results: Sequence[CaseResult]) -> Iterator[str]:
    languages = tuple(dict.fromkeys(result.case.snippet.language.id for result in results))
    protocols = tuple(dict.fromkeys(result.case.protocol_id for result in results))
    cells = Counter((result.case.protocol_id, result.case.snippet.language.id, result.state) for result in results)
    rows = [
        ["", *languages],
        *([protocol, *(_write_cell(cells, protocol, language) for language in languages)] for protocol in protocols),
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        yield "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip()


def _write_cell(cells: Counter[tuple[str, str, str]], protocol: str, language: str) -> str:
    counts = {state: cells[protocol, language, state] for state in _STATES}
    return ", ".join(f"{number} {state}" for state, number in counts.items() if number) or "–"


def _list_tools(results: Sequence[CaseResult]) -> Iterator[str]:
    """Give what the snippets of each language were run with."""
    found: dict[str, set[str]] = {}
    for result in results:
        if result.tool:
            runtime = () if result.tool.startswith(result.runtime) else (result.runtime,)
            found.setdefault(result.case.snippet.language.id, set()).update((result.tool, *runtime))
    for language, tools in found.items():
        yield f"{language}: {', '.join(sorted(tools))}"


def _list_lacks(results: Sequence[CaseResult]) -> Iterator[str]:
    lacks = dict.fromkeys((result.case.snippet.language.id, result.lack) for result in results if result.lack)
    yield from (f"{language}: not run, {lack}" for language, lack in lacks)


def format_json(results: Sequence[CaseResult]) -> str:
    """Give all results for other programs; `pages` are those on which a snippet stands."""
    states = Counter(result.state for result in results)
    value = {
        "counts": {state: states[state] for state in _STATES},
        "results": [
            {
                "protocol": result.case.protocol_id,
                "language": result.case.snippet.language.id,
                "variant": result.case.snippet.request.variant,
                "key": result.case.key,
                "pages": [use.page for use in result.case.uses],
                "state": result.state,
                "tool": result.tool,
                "runtime": result.runtime,
                "reason": result.lack,
                "failures": [
                    {"kind": failure.kind, "message": failure.message, "detail": failure.detail}
                    for failure in result.failures
                ],
            }
            for result in results
        ],
    }
    return json.dumps(value, ensure_ascii=False, indent=2)
