"""Compares what a run did with what the page says of its snippet: pure."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from site_builder.gateway.exchange import ReceivedRequest
from site_builder.gateway.server import Exchange
from site_builder.gateway.video_jobs import LOOKS_UNTIL_COMPLETE
from site_builder.proving.sandbox import Outcome
from site_builder.snippets.literals import write_json
from site_builder.snippets.output import expected_output
from site_builder.snippets.request import HttpRequest
from site_builder.snippets.snippet import Snippet
from site_builder.snippets.variants import Exchange as CallAndAnswer

_SHOWN_LINES = 40
_SHOWN_CHARACTERS = 2000
_OWN_VERSION = ("python", "javascript")
"""Languages whose SDK sends the version of a contract it was made for, in the place of the documented one."""


@dataclass(frozen=True, slots=True)
class Failure:
    """One thing that was not as it should be.

    Attributes:
        kind: `timeout`, `elsewhere`, `refused`, `requests`, `request`, `header`, `body`, `exit`, `output` or `file`.
        message: What, in one line.
        detail: What was expected and what came, line by line; empty where the message says it all.
    """

    kind: str
    message: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that is known of one run.

    Attributes:
        outcome: What the process did.
        exchanges: What reached the gateway, in order.
        elsewhere: Addresses that were called and are not the gateway.
        saved: Each file the snippet left, by name.
    """

    outcome: Outcome
    exchanges: tuple[Exchange, ...]
    elsewhere: tuple[str, ...]
    saved: Mapping[str, bytes]


def judge(snippet: Snippet, request: HttpRequest, evidence: Evidence) -> tuple[Failure, ...]:
    """Give everything that is wrong with a run, causes before what follows from them; nothing if it went well."""
    proxied = tuple(item.request.target for item in evidence.exchanges if not item.request.target.startswith("/"))
    direct = tuple(item for item in evidence.exchanges if item.request.target.startswith("/"))
    return (
        *_judge_time(evidence.outcome),
        *(Failure("elsewhere", f"it called {address}, not the gateway") for address in (*evidence.elsewhere, *proxied)),
        *(
            Failure("refused", f"the gateway refused a request: {item.answer.decision.refusal}")
            for item in direct
            if item.answer.decision.refusal
        ),
        *_judge_count(request, direct),
        *_judge_requests(snippet, request, direct),
        *_judge_exit(evidence.outcome),
        *_judge_output(snippet, evidence, direct),
    )


def _judge_time(outcome: Outcome) -> Iterator[Failure]:
    if outcome.exit_code is None:
        yield Failure("timeout", "it was stopped because it took too long", _tail(outcome))


def _judge_exit(outcome: Outcome) -> Iterator[Failure]:
    if outcome.exit_code:
        yield Failure("exit", f"it ended with exit code {outcome.exit_code}", _tail(outcome))


def _tail(outcome: Outcome) -> str:
    lines = outcome.stderr.decode(errors="backslashreplace").splitlines()
    return "\n".join(lines[-_SHOWN_LINES:])


def count_requests(request: HttpRequest) -> int:
    """Give how many requests a snippet sends to the local gateway, where a video takes its time."""
    return request.request_count + (LOOKS_UNTIL_COMPLETE - 1 if request.sdk == "openai-videos" else 0)


def _judge_count(request: HttpRequest, exchanges: tuple[Exchange, ...]) -> Iterator[Failure]:
    expected, actual = count_requests(request), len(exchanges)
    if actual != expected:
        sent = "\n".join(f"{item.request.method} {item.request.target}" for item in exchanges)
        yield Failure("requests", f"it sent {actual} request{'' if actual == 1 else 's'}, not {expected}", sent)


def _judge_requests(snippet: Snippet, request: HttpRequest, exchanges: tuple[Exchange, ...]) -> Iterator[Failure]:
    bodies = (request.body,) if request.follow_up is None else (request.body, request.follow_up)
    for exchange, body in zip(exchanges, bodies, strict=False):
        received = exchange.request
        sent, wanted = _line(received.method, received.path, received.query), _documented_line(request)
        if sent != wanted:
            detail = _compare(wanted, sent, "documented", "sent")
            yield Failure("request", "method or address are not the documented ones", detail)
        yield from _judge_headers(snippet, request, received)
        expected, actual = write_json(body), write_json(_read_body(exchange, request))
        if json.loads(actual) != json.loads(expected):
            detail = _compare(expected, actual, "documented", "sent")
            yield Failure("body", "the body is not the documented one", detail)


def _line(method: str, path: str, query: Any) -> str:  # noqa: ANN401 - pairs or a mapping
    return f"{method} {path} {sorted(dict(query).items())}"


def _documented_line(request: HttpRequest) -> str:
    path, _, query = request.url.removeprefix(request.base_url).partition("?")
    return _line(request.method, path, parse_qsl(query, keep_blank_values=True))


def _judge_headers(snippet: Snippet, request: HttpRequest, received: ReceivedRequest) -> Iterator[Failure]:
    """Compare the fixed headers; that of the key the gateway has checked."""
    media_type = "multipart/form-data" if request.is_form else "application/json"
    wanted = [("Content-Type", media_type)] if request.body else []
    if snippet.language.id not in _OWN_VERSION:
        wanted += request.headers
    for name, value in wanted:
        sent = received.headers.get(name.lower(), "")
        if sent.partition(";")[0].strip() != value:
            yield Failure("header", f"the header {name} is {sent or 'missing'}, not {value}")


def _read_body(exchange: Exchange, request: HttpRequest) -> Any:  # noqa: ANN401 - any JSON value
    """Give the body as the gateway understood it.

    The SDK of Gemini for Python sends an empty configuration where there is none; protobuf takes both as equal.
    """
    body = exchange.answer.decision.body
    if request.sdk == "google-genai" and isinstance(body, dict):
        return {name: value for name, value in body.items() if (name, value) != ("generationConfig", {})}
    return body


def _compare(expected: str, actual: str, expected_name: str, actual_name: str) -> str:
    """Give the lines that differ, with some around them."""
    lines = difflib.unified_diff(
        expected.splitlines(), actual.splitlines(), expected_name, actual_name, lineterm="", n=2
    )
    return "\n".join(list(lines)[:_SHOWN_LINES])


def _judge_output(snippet: Snippet, evidence: Evidence, exchanges: tuple[Exchange, ...]) -> Iterator[Failure]:
    stdout = evidence.outcome.stdout.decode(errors="backslashreplace")
    expected = _foretell(snippet, exchanges)
    if expected and stdout != expected:
        detail = _compare(expected, stdout, "on the page", "printed")
        yield Failure("output", "it did not print what its page shows", detail)
    _, says_saved, name = snippet.output.rstrip("\n").rpartition("Saved ")
    if says_saved and not evidence.saved.get(name):
        yield Failure("file", f"it left no file {name}")
    if not snippet.output:
        yield from _judge_raw(snippet, stdout, evidence, exchanges)


def _foretell(snippet: Snippet, exchanges: tuple[Exchange, ...]) -> str:
    """Give what must be printed: what the page shows; for a vector, which examples cut short, the one that was sent."""
    if snippet.request.sdk != "openai-embeddings" or not snippet.output or not exchanges:
        return snippet.output
    answer = json.loads(exchanges[-1].answer.body)
    return expected_output(CallAndAnswer(snippet.request, answer), snippet.language.program)


def _judge_raw(snippet: Snippet, stdout: str, evidence: Evidence, exchanges: tuple[Exchange, ...]) -> Iterator[Failure]:
    """Where the page promises no text, cURL prints or saves the last answer as it came; others print something."""
    if snippet.language.program != "bash":
        if not stdout.strip():
            yield Failure("output", "it printed nothing")
        return
    body = exchanges[-1].answer.body if exchanges else b""
    if body not in evidence.saved.values() and body.decode(errors="backslashreplace") not in stdout:
        yield Failure("output", "it neither printed nor saved the last answer as it came", stdout[:_SHOWN_CHARACTERS])
