"""Runs snippets, each in a sandbox of its own against a gateway of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from site_builder.catalog.catalog import Catalog
from site_builder.gateway.checking import check_body
from site_builder.gateway.refusal import RefusedError
from site_builder.gateway.running import running_gateway
from site_builder.gateway.served_models import find_served
from site_builder.pages.tokens import MODEL_TOKEN
from site_builder.proving.cases import SnippetCase
from site_builder.proving.programs import Toolbox
from site_builder.proving.sandbox import Sandbox, open_sandbox
from site_builder.proving.verdict import Evidence, Failure, judge

KEY = "sk-proof-0123456789"
"""The key a snippet finds in its environment; the gateway takes no other."""

TIMEOUT_SECONDS = 60.0
"""A video is asked for every five seconds; all else takes a second or two."""

_SOUND = b"ID3\x04\x00\x00\x00\x00\x00\x00\xff\xfb\x90\x00"
"""What lies beside a snippet that sends a recording; the gateway does not listen to it."""


@dataclass(frozen=True, slots=True)
class CaseResult:
    """What became of a snippet.

    Attributes:
        case: The snippet.
        tool: What it was run with, e.g. `openai 3.52.0`.
        runtime: What ran it, e.g. `Python 3.11`.
        failures: What went wrong; nothing if it was run and is right.
        lack: Why it was not run; empty if it was.
    """

    case: SnippetCase
    tool: str = ""
    runtime: str = ""
    failures: tuple[Failure, ...] = ()
    lack: str = ""

    @property
    def state(self) -> str:
        """One of `run`, `failed` and `not run`."""
        if self.failures:
            return "failed"
        return "not run" if self.lack else "run"


def verify_cases(
    catalog: Catalog,
    cases: tuple[SnippetCase, ...],
    toolbox: Toolbox,
    *,
    jobs: int = 1,
    timeout_seconds: float = TIMEOUT_SECONDS,
    tell: Callable[[], None] = lambda: None,
) -> tuple[CaseResult, ...]:
    """Run every snippet that can be run here; give the results in the order of the snippets.

    Args:
        catalog: What the gateway serves.
        cases: The snippets.
        toolbox: What runs them.
        jobs: How many run at a time.
        timeout_seconds: How long each may take.
        tell: Is told whenever one is done, from any thread.
    """

    def verify(case: SnippetCase) -> CaseResult:
        result = verify_case(catalog, case, toolbox, timeout_seconds)
        tell()
        return result

    with ThreadPoolExecutor(max_workers=jobs) as pool:
        return tuple(pool.map(verify, cases))


def verify_case(catalog: Catalog, case: SnippetCase, toolbox: Toolbox, timeout_seconds: float) -> CaseResult:
    """Run one snippet for the first of its models, and check that the others may send the same."""
    unfit = tuple(_find_unfit(catalog, case))
    lack = toolbox.lack(case.snippet)
    if lack:
        return CaseResult(case, failures=unfit, lack=lack)
    program = toolbox.programs[case.snippet.language.program]
    request = case.uses[0].request
    with (
        running_gateway(catalog, key=KEY) as gateway,
        open_sandbox(gateway.url, toolbox.node_modules, key_variable=request.key_variable, key=KEY) as sandbox,
    ):
        file = sandbox.folder / case.snippet.file_name
        file.write_text(_fill(case, catalog.site.api_base_url, gateway.url), encoding="utf-8")
        given = {file.name, *_write_recordings(case, sandbox)}
        outcome = sandbox.run((*program.command, str(file)), timeout_seconds)
        saved = _read_saved(sandbox.folder, given)
        evidence = Evidence(outcome, tuple(gateway.exchanges), sandbox.calls_elsewhere(), saved)
    failures = judge(case.snippet, request, evidence)
    return CaseResult(case, toolbox.tool(case.snippet), program.runtime, (*failures, *unfit))


def _fill(case: SnippetCase, base_url: str, gateway_url: str) -> str:
    """Give the text as a reader of the first page copies it, but with the address of the local gateway."""
    return case.snippet.code.replace(MODEL_TOKEN, case.uses[0].model_id).replace(base_url, gateway_url)


def _write_recordings(case: SnippetCase, sandbox: Sandbox) -> Iterator[str]:
    request = case.uses[0].request
    for field in sorted(request.files & request.body.keys()):
        (sandbox.folder / request.body[field]).write_bytes(_SOUND)
        yield request.body[field]


def _read_saved(folder: Path, given: set[str]) -> dict[str, bytes]:
    return {
        path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file() and path.name not in given
    }


def _find_unfit(catalog: Catalog, case: SnippetCase) -> Iterator[Failure]:
    """Give the pages whose model does not accept what stands there: models share a text, but may differ in fields."""
    for use in case.uses:
        served = find_served(catalog, case.protocol_id, use.model_id)
        for body in filter(None, (use.request.body, use.request.follow_up)):
            try:
                check_body(case.protocol, served, body)
            except RefusedError as refused:
                yield Failure("refused", f"{use.page}: {use.model_id} does not accept it: {refused}")
