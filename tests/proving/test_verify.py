"""Snippets that are run for real: those that are right, and those that somebody broke."""

from __future__ import annotations

import dataclasses

import pytest

from site_builder.catalog.catalog import Catalog
from site_builder.proving.cases import Selection, list_cases
from site_builder.proving.programs import Toolbox
from site_builder.proving.verify import CaseResult, verify_case, verify_cases
from site_builder.snippets.language import CURL, JAVASCRIPT_FETCH, LANGUAGES, PYTHON_HTTPX, SnippetLanguage

_TIMEOUT_SECONDS = 60.0
_RUN_HERE = ("curl", "python", "javascript", "httpx", "fetch")


def _break(language: SnippetLanguage, old: str, new: str) -> SnippetLanguage:
    """Give a language whose template has a mistake."""

    def write(request: object) -> str:
        text = language.write(request)  # type: ignore[arg-type]
        assert old in text
        return text.replace(old, new)

    return dataclasses.replace(language, write=write)


def _append(language: SnippetLanguage, line: str) -> SnippetLanguage:
    return dataclasses.replace(language, write=lambda request: f"{language.write(request)}{line}\n")


def _verify(
    catalog: Catalog, toolbox: Toolbox, language: SnippetLanguage, timeout_seconds: float = _TIMEOUT_SECONDS
) -> CaseResult:
    cases = list_cases(catalog, Selection(("acme/mini",), variants=("basic",)), (language,))
    assert len(cases) == 1
    return verify_case(catalog, cases[0], toolbox, timeout_seconds)


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.id)
def test_what_is_published_runs(catalog: Catalog, toolbox: Toolbox, language: SnippetLanguage) -> None:
    """Every language that has its program here runs and is right; the others say why they were not run."""
    result = _verify(catalog, toolbox, language)

    assert result.failures == ()
    assert result.state == ("run" if language.id in _RUN_HERE or toolbox.tool(result.case.snippet) else "not run")
    assert bool(result.tool) != bool(result.lack)


def test_every_snippet_is_told(catalog: Catalog, toolbox: Toolbox) -> None:
    """Results come in the order of the snippets, however many run at a time, and each is told once."""
    told: list[None] = []
    cases = list_cases(catalog, Selection(languages=("curl", "httpx"), variants=("basic",)))

    results = verify_cases(catalog, cases, toolbox, jobs=3, tell=lambda: told.append(None))

    assert [result.case for result in results] == list(cases)
    assert len(told) == len(cases)
    assert {result.state for result in results} == {"run"}


@pytest.mark.parametrize(
    ("broken", "kinds", "message"),
    [
        pytest.param(
            _break(CURL, '"messages"', '"messagez"'),
            ["refused", "body", "exit"],
            "The field `messagez` is unknown; did you mean `messages`?",
            id="field",
        ),
        pytest.param(_break(CURL, '"Hello"', '"Hallo"'), ["body"], "the body is not the documented one", id="value"),
        pytest.param(
            _break(CURL, "Authorization: Bearer", "X-Key:"),
            ["refused", "body", "exit"],
            "There is no API key in `Authorization: Bearer …`",
            id="key",
        ),
        pytest.param(
            _break(CURL, "Content-Type: application/json", "Content-Type: text/plain"),
            ["refused", "header", "body", "exit"],
            "the header Content-Type is text/plain, not application/json",
            id="header",
        ),
        pytest.param(
            _break(CURL, "/v1/chat/completions'", "/v1/chat/completions"),
            ["requests", "exit"],
            "it sent 0 requests, not 1",
            id="quote",
        ),
        pytest.param(
            _break(CURL, "/v1/chat/completions", "/v1/chat/completions?trace=1"),
            ["request"],
            "method or address are not the documented ones",
            id="address",
        ),
        pytest.param(_append(PYTHON_HTTPX, "print('done')"), ["output"], "it did not print what", id="output"),
        pytest.param(_append(CURL, "exit 3"), ["exit"], "it ended with exit code 3", id="exit"),
        pytest.param(
            _break(CURL, "curl --fail-with-body", "curl -o /dev/null --fail-with-body"),
            ["output"],
            "it neither printed nor saved the last answer as it came",
            id="unprinted",
        ),
    ],
)
def test_broken_template_is_caught(
    catalog: Catalog, toolbox: Toolbox, broken: SnippetLanguage, kinds: list[str], message: str
) -> None:
    """Each kind of mistake fails, and the first failure is the cause."""
    result = _verify(catalog, toolbox, broken)

    assert result.state == "failed"
    assert [failure.kind for failure in result.failures] == kinds
    assert message in " ".join(failure.message for failure in result.failures)


def test_second_request_is_caught(catalog: Catalog, toolbox: Toolbox) -> None:
    """A snippet that calls twice fails, and both calls are listed."""
    twice = dataclasses.replace(CURL, write=lambda request: CURL.write(request) * 2)

    result = _verify(catalog, toolbox, twice)

    assert [(failure.kind, failure.message) for failure in result.failures] == [
        ("requests", "it sent 2 requests, not 1")
    ]
    assert result.failures[0].detail == "POST /v1/chat/completions\nPOST /v1/chat/completions"


def test_endless_snippet_is_stopped(catalog: Catalog, toolbox: Toolbox) -> None:
    """What does not end is stopped with all its children, and says so."""
    endless = dataclasses.replace(CURL, write=lambda _: "sleep 600 & echo started >&2; wait\n")

    result = _verify(catalog, toolbox, endless, timeout_seconds=0.5)

    assert [failure.kind for failure in result.failures] == ["timeout", "requests"]
    assert result.failures[0].detail == "started"


@pytest.mark.parametrize(
    ("language", "line", "address"),
    [
        (CURL, "curl -s http://other.example/collect >/dev/null", "http://other.example/collect"),
        (CURL, "curl -s https://other.example/collect >/dev/null || true", "other.example:443"),
        (
            PYTHON_HTTPX,
            "try:\n    httpx.get('http://192.0.2.1/', trust_env=False)\nexcept httpx.ConnectError:\n    pass",
            "('192.0.2.1', 80)",
        ),
        (
            PYTHON_HTTPX,
            "import socket\ntry:\n    socket.getaddrinfo('other.example', 80)\nexcept OSError:\n    pass",
            "('other.example', 80)",
        ),
        (JAVASCRIPT_FETCH, 'await fetch("http://192.0.2.1/").catch(() => {});', "192.0.2.1:80"),
        (
            JAVASCRIPT_FETCH,
            'try { (await import("node:net")).connect(80, "192.0.2.1"); } catch {}',
            "192.0.2.1:80",
        ),
    ],
    ids=["http", "https", "python", "python-name", "node", "node-socket"],
)
def test_call_elsewhere_is_caught(
    catalog: Catalog, toolbox: Toolbox, language: SnippetLanguage, line: str, address: str
) -> None:
    """A call to anybody but the gateway is stopped and named, even where the snippet hides that it failed."""
    result = _verify(catalog, toolbox, _append(language, line))

    assert result.failures[0].kind == "elsewhere"
    assert result.failures[0].message == f"it called {address}, not the gateway"
    assert {failure.kind for failure in result.failures} == {"elsewhere"}


def test_environment_is_clean(catalog: Catalog, toolbox: Toolbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of this machine's environment reaches a snippet but the path of its programs."""
    monkeypatch.setenv("OPENAI_BASE_URL", "https://other.example")
    line = 'import os; print(sorted(os.environ)); print(os.listdir("."))'

    result = _verify(catalog, toolbox, _append(PYTHON_HTTPX, line))

    printed = result.failures[0].detail
    assert "GATEWAY_API_KEY" in printed
    assert "OPENAI_BASE_URL" not in printed
    assert "['chat.py', 'node_modules']" in printed


def test_model_that_refuses_is_named(catalog: Catalog, toolbox: Toolbox) -> None:
    """A text is run for one model; where another one that shows it would not accept it, that one is named."""
    large = catalog.models["acme/large"]
    served = large.protocols[0].model_copy(update={"request": {"temperature": 2}})
    models = {key: model.model_copy(update={"protocols": (served,)}) for key, model in catalog.models.items()}
    models["acme/mini"] = models["acme/mini"].model_copy(
        update={"protocols": (served.model_copy(update={"parameters": {}}),)}
    )
    changed = dataclasses.replace(catalog, models=models)
    cases = list_cases(changed, Selection(("acme/mini", "acme/large"), variants=("basic",)), (CURL,))

    results = verify_cases(changed, cases, toolbox)

    (message,) = [failure.message for result in results for failure in result.failures]
    assert message.startswith("models/acme/large: acme-large does not accept it: `temperature` is 2, above the largest")
