"""What a snippet says of itself: name of its file, installation, calls, output."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest

from site_builder.catalog.catalog import Catalog
from site_builder.catalog.loader import load_catalog
from site_builder.snippets.javascript_sdk import PACKAGES as NPM_PACKAGES
from site_builder.snippets.language import JAVASCRIPT_SDK, LANGUAGES, PYTHON_SDK
from site_builder.snippets.output import expected_output
from site_builder.snippets.python_sdk import PACKAGES
from site_builder.snippets.snippet import Snippet, write_snippets
from site_builder.snippets.variants import Exchange, make_exchanges


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    """Give this repository's own catalog."""
    loaded = load_catalog(Path(__file__).parents[2])
    assert loaded.catalog is not None, loaded.diagnostics
    return loaded.catalog


def _exchanges(catalog: Catalog, model_id: str) -> dict[str, Exchange]:
    """Give the calls of a model through its first protocol, by variant."""
    model = catalog.models[model_id]
    served = model.protocols[0]
    exchanges = make_exchanges(
        catalog.site, catalog.protocols[served.protocol], served=served, model=model, model_id=model.api_id
    )
    return {exchange.request.variant: exchange for exchange in exchanges}


def _snippets(exchange: Exchange) -> dict[str, Snippet]:
    return {snippet.language.id: snippet for snippet in write_snippets(exchange)}


def test_tabs_have_their_order_and_names(catalog: Catalog) -> None:
    """The languages in their order, with what a reader installs first."""
    exchange = _exchanges(catalog, "google/gemini-3.5-flash")["tools"]

    shown = [
        (item.id, item.language.name("google-genai"), item.file_name, item.install) for item in write_snippets(exchange)
    ]

    assert shown == [
        ("curl/tools", "cURL", "tools.sh", "sudo apt-get install jq"),
        ("python/tools", "Python · google-genai", "tools.py", "pip install google-genai"),
        ("javascript/tools", "JavaScript · @google/genai", "tools.mjs", "npm install @google/genai"),
        ("httpx/tools", "Python · httpx", "tools.py", "pip install httpx"),
        ("fetch/tools", "JavaScript · fetch", "tools.mjs", ""),
        ("powershell/tools", "PowerShell", "tools.ps1", ""),
    ]
    assert {language.name("anthropic") for language in LANGUAGES} > {"Windows cmd", "PowerShell"}


def test_every_sdk_has_a_package_in_each_language() -> None:
    """Whatever a protocol's SDK is, it can be installed."""
    assert set(PACKAGES.values()) == {"openai", "google-genai", "anthropic"}
    assert set(NPM_PACKAGES.values()) == {"openai", "@google/genai", "@anthropic-ai/sdk"}
    assert PACKAGES.keys() == NPM_PACKAGES.keys()


@pytest.mark.parametrize(
    ("model_id", "variant", "languages"),
    [
        ("openai/gpt-5.4", "basic", [language.id for language in LANGUAGES]),
        ("openai/gpt-5.4", "tools", ["curl", "python", "javascript", "httpx", "fetch", "powershell"]),
        ("openai/gpt-4o-transcribe", "basic", ["curl", "python", "javascript", "httpx", "fetch"]),
    ],
)
def test_language_that_cannot_write_a_call_is_left_out(
    catalog: Catalog, model_id: str, variant: str, languages: list[str]
) -> None:
    """A shell without forms or JSON has no snippet rather than an unsafe one."""
    snippets = _snippets(_exchanges(catalog, model_id)[variant])

    assert list(snippets) == languages


@pytest.mark.parametrize(
    ("model_id", "variant", "file_name", "count"),
    [
        ("openai/gpt-5.4", "basic", "chat.py", 1),
        ("openai/gpt-5.4", "streaming", "stream.py", 1),
        ("openai/gpt-5.4", "tools", "tools.py", 2),
        ("openai/gpt-5.4", "structured_output", "structured.py", 1),
        ("openai/gpt-5.4", "image_input", "look.py", 1),
        ("openai/gpt-5.4", "reasoning", "reason.py", 1),
        ("openai/text-embedding-3-large", "basic", "embed.py", 1),
        ("openai/gpt-image-2", "basic", "draw.py", 1),
        ("openai/gpt-4o-mini-tts", "basic", "speak.py", 1),
        ("openai/gpt-4o-transcribe", "basic", "transcribe.py", 1),
        ("xai/grok-imagine-video", "basic", "film.py", 3),
    ],
)
def test_file_is_named_by_what_it_shows(
    catalog: Catalog, model_id: str, variant: str, file_name: str, count: int
) -> None:
    """No name hides a module that the code imports, and the number of calls is known."""
    snippet = _snippets(_exchanges(catalog, model_id)[variant])["python"]

    assert (snippet.file_name, snippet.request.request_count) == (file_name, count)


@pytest.mark.parametrize(
    ("model_id", "variant", "outputs"),
    [
        ("openai/gpt-5.4", "basic", ["", "I answer questions, write and edit text, and help with code.\n"] * 2),
        ("openai/gpt-5.4", "structured_output", ["", "Kilimanjaro 5895\n", "", "Kilimanjaro\n5895\n"]),
        ("openai/text-embedding-3-large", "basic",
         ["", "6 [-0.018263, 0.030754, 0.004127]\n", "", "6\n-0.018263\n0.030754\n0.004127\n"]),
        ("openai/gpt-image-2", "basic", ["", "Saved image.png\n", "", "Saved image.png\n"]),
        ("google/gemini-3-pro-image", "basic", [""] * 4),
    ],
)  # fmt: skip
def test_output_is_what_is_printed(catalog: Catalog, model_id: str, variant: str, outputs: list[str]) -> None:
    """Programs print the useful part; a shell prints the answer as it came."""
    exchange = _exchanges(catalog, model_id)[variant]

    assert [expected_output(exchange, program) for program in ("bash", "python", "cmd", "pwsh")] == outputs


@pytest.mark.parametrize(
    ("model_id", "answer"),
    [
        ("openai/gpt-5.4", None),
        ("openai/gpt-5.4", {}),
        ("openai/gpt-5.4", {"output": []}),
        ("mistral/devstral-2", {"choices": [{"message": None}]}),
        ("mistral/devstral-2", {"choices": ["x"]}),
        ("openai/text-embedding-3-large", {"data": "x"}),
    ],
)
def test_answer_without_text_foretells_nothing(catalog: Catalog, model_id: str, answer: dict[str, Any] | None) -> None:
    """An example that has no text where the protocol has it is not an error here."""
    exchange = dataclasses.replace(_exchanges(catalog, model_id)["basic"], answer=answer)

    assert expected_output(exchange, "python") == ""


def test_answer_that_is_no_json_foretells_nothing(catalog: Catalog) -> None:
    """A structured answer in an example may be broken."""
    exchange = _exchanges(catalog, "mistral/devstral-2")["structured_output"]
    broken = dataclasses.replace(exchange, answer={"choices": [{"message": {"content": "{"}}]})

    assert expected_output(broken, "node") == ""


def test_sdks_are_written_by_their_own_language() -> None:
    """One file per language; what differs between SDKs is its own business."""
    assert (PYTHON_SDK.program, JAVASCRIPT_SDK.program) == ("python", "node")
