"""What a run is judged by, for calls that the small site does not have."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from site_builder.catalog.catalog import Catalog
from site_builder.catalog.loader import load_catalog
from site_builder.proving.cases import Selection, SnippetCase, list_cases
from site_builder.proving.programs import Toolbox
from site_builder.proving.sandbox import Outcome
from site_builder.proving.verdict import Evidence, Failure, count_requests, judge
from site_builder.proving.verify import CaseResult, verify_case
from site_builder.snippets.language import LANGUAGES, PYTHON_HTTPX, SnippetLanguage

_TIMEOUT_SECONDS = 60.0


@pytest.fixture(scope="module")
def own() -> Catalog:
    """Give this repository's own catalog."""
    loaded = load_catalog(Path(__file__).parents[2])
    assert loaded.catalog is not None, loaded.diagnostics
    return loaded.catalog


def _case(
    own: Catalog, protocol: str, language: str, languages: tuple[SnippetLanguage, ...] = LANGUAGES
) -> SnippetCase:
    selection = Selection(protocols=(protocol,), languages=(language,), variants=("basic",))
    return list_cases(own, selection, languages)[0]


def _verify(own: Catalog, toolbox: Toolbox, case: SnippetCase) -> CaseResult:
    return verify_case(own, case, toolbox, _TIMEOUT_SECONDS)


@pytest.mark.parametrize(
    ("protocol", "language"),
    [
        ("gemini-generate-content", "python"),
        ("openai-embeddings", "httpx"),
        ("openai-transcriptions", "curl"),
        ("openai-speech", "curl"),
        ("openai-speech", "httpx"),
        ("anthropic-messages", "javascript"),
    ],
)
def test_every_kind_of_call_is_proven(own: Catalog, toolbox: Toolbox, protocol: str, language: str) -> None:
    """Forms, files, vectors and the spellings of protobuf are compared with what is documented."""
    result = _verify(own, toolbox, _case(own, protocol, language))

    assert (result.state, result.failures) == ("run", ())


def test_file_that_is_not_there_is_caught(own: Catalog, toolbox: Toolbox) -> None:
    """What says that it has saved a file must have."""
    forgetful = dataclasses.replace(
        PYTHON_HTTPX, write=lambda request: f"{PYTHON_HTTPX.write(request)}\nimport os\nos.remove('speech.mp3')\n"
    )

    result = _verify(own, toolbox, _case(own, "openai-speech", "httpx", (forgetful,)))

    assert result.failures == (Failure("file", "it left no file speech.mp3"),)


def test_another_version_is_caught(own: Catalog, toolbox: Toolbox) -> None:
    """A version of a contract that is not the documented one is seen where no SDK brings its own."""
    case = _case(own, "anthropic-messages", "httpx")
    text = case.snippet.code.replace("2023-06-01", "2023-01-01")
    assert text != case.snippet.code
    case = dataclasses.replace(case, snippet=dataclasses.replace(case.snippet, code=text))

    result = _verify(own, toolbox, case)

    assert result.failures == (Failure("header", "the header anthropic-version is 2023-01-01, not 2023-06-01"),)


@pytest.mark.parametrize(("printed", "kinds"), [(b"A text.\n", []), (b" \n", ["output"])])
def test_something_must_be_printed(own: Catalog, printed: bytes, kinds: list[str]) -> None:
    """Where nothing can be foretold of a text, there must be one."""
    case = _case(own, "openai-transcriptions", "httpx")
    snippet = dataclasses.replace(case.snippet, output="")
    request = dataclasses.replace(case.uses[0].request, sdk="openai-transcriptions")
    evidence = Evidence(Outcome(0, printed, b""), (), (), {})

    failures = judge(snippet, request, evidence)

    assert [failure.kind for failure in failures] == ["requests", *kinds]


def test_video_is_asked_for_until_it_is_ready(own: Catalog) -> None:
    """The gateway makes a video in two looks: one to start it, two to see it, one to fetch it."""
    assert count_requests(_case(own, "openai-videos", "curl").uses[0].request) == 4
    assert count_requests(_case(own, "openai-speech", "curl").uses[0].request) == 1
