"""How results are printed."""

from __future__ import annotations

import dataclasses
import json

import pytest

from site_builder.catalog.catalog import Catalog
from site_builder.proving.cases import Selection, list_cases
from site_builder.proving.report import count, format_json, format_table
from site_builder.proving.verdict import Failure
from site_builder.proving.verify import CaseResult


@pytest.fixture
def results(catalog: Catalog) -> tuple[CaseResult, ...]:
    """Give one result of each state, and one that failed without having been run."""
    cases = list_cases(catalog, Selection(languages=("curl", "fetch", "cmd"), variants=("basic",)))
    by_language = {case.snippet.language.id: case for case in cases if len(case.uses) > 1}
    streaming = list_cases(catalog, Selection(languages=("cmd",), variants=("streaming",)))[0]
    failure = Failure("body", "the body is not the documented one", "-1\n+2")
    return (
        CaseResult(by_language["curl"], "curl 8.5.0", "bash 5.2", (failure,)),
        CaseResult(by_language["fetch"], "Node.js 22.3.1", "Node.js 22"),
        CaseResult(by_language["cmd"], lack="cmd is a part of Windows"),
        CaseResult(streaming, failures=(Failure("refused", "acme/large does not accept it"),), lack="no Windows"),
    )


def test_table_shows_what_failed_and_what_was_run(results: tuple[CaseResult, ...]) -> None:
    """Failures come first with what differs; then protocols by languages, tools, reasons, and the sum."""
    assert format_table(results).splitlines() == [
        "acme-chat curl/basic (curl 8.5.0, bash 5.2): the body is not the documented one [body]",
        "    -1",
        "    +2",
        "",
        "acme-chat cmd/streaming: acme/large does not accept it [refused]",
        "",
        "           curl      fetch  cmd",
        "acme-chat  1 failed  1 run  1 failed, 1 not run",
        "",
        "curl: bash 5.2, curl 8.5.0",
        "fetch: Node.js 22.3.1",
        "cmd: not run, cmd is a part of Windows",
        "cmd: not run, no Windows",
        "4 distinct snippets of 9 on pages: 1 run, 2 failed, 1 not run",
    ]


def test_language_a_protocol_lacks_has_a_dash(catalog: Catalog) -> None:
    """A cell without snippets is no zero."""
    cases = list_cases(catalog, Selection(languages=("curl", "fetch"), variants=("basic",)))
    other = dataclasses.replace(cases[-1], protocol_id="b-chat")
    results = [CaseResult(cases[0], "curl 8.5.0", "bash 5.2"), CaseResult(other, "Node.js 22.3.1", "Node.js 22")]

    rows = format_table(results).splitlines()[:3]

    assert rows == ["           curl   fetch", "acme-chat  1 run  –", "b-chat     –      1 run"]


def test_nothing_is_counted_too() -> None:
    """A selection that takes nothing has run nothing."""
    assert count([]) == "0 distinct snippets of 0 on pages: 0 run, 0 failed, 0 not run"


def test_json_has_everything(results: tuple[CaseResult, ...]) -> None:
    """Programs get counts, and of each snippet what it is, where it stands and what became of it."""
    value = json.loads(format_json(results))

    assert value["counts"] == {"run": 1, "failed": 2, "not run": 1}
    assert value["results"][0] == {
        "protocol": "acme-chat",
        "language": "curl",
        "variant": "basic",
        "key": results[0].case.key,
        "pages": ["models/acme/large", "models/acme/mini", "protocols/acme-chat"],
        "state": "failed",
        "tool": "curl 8.5.0",
        "runtime": "bash 5.2",
        "reason": "",
        "failures": [{"kind": "body", "message": "the body is not the documented one", "detail": "-1\n+2"}],
    }
