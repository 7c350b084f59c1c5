"""Which variants a model has, and that every one of them works: run in a clean process against a local server."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from site_builder.catalog.catalog import Catalog
from site_builder.catalog.loader import load_catalog
from site_builder.records.model_protocol import ModelProtocol
from site_builder.records.parameter import ParameterOverride
from site_builder.snippets.language import LANGUAGES, SnippetLanguage
from site_builder.snippets.literals import write_json
from site_builder.snippets.output import expected_output
from site_builder.snippets.request import HttpRequest, Variant, fill_model
from site_builder.snippets.variants import Exchange, make_exchanges

if TYPE_CHECKING:
    from tests.snippets.conftest import Server

REPOSITORY = Path(__file__).parents[2]
KEY = "sk-test-0123456789"
PROTOCOLS = ("anthropic-messages", "gemini-generate-content", "openai-chat-completions", "openai-responses")
VARIANTS: tuple[Variant, ...] = ("tools", "structured_output", "image_input", "reasoning")
PRINTED = {
    "tools": "It is 12 degrees in Oslo, with light rain.\n",
    "structured_output": "Kilimanjaro 5895\n",
    "image_input": "Crimson\n",
    "reasoning": "No: 3599 is 59 times 61.\n",
}
_FREE_FIELDS = ("args", "parametersjsonschema", "responsejsonschema", "response")
RUN_HERE = tuple(language for language in LANGUAGES if language.program in ("bash", "python", "node"))
every_protocol = pytest.mark.parametrize("protocol_id", PROTOCOLS)
every_language = pytest.mark.parametrize("language", RUN_HERE, ids=lambda language: language.id)
every_variant = pytest.mark.parametrize("variant", VARIANTS)


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    """Give this repository's own catalog."""
    loaded = load_catalog(REPOSITORY)
    assert loaded.catalog is not None, loaded.diagnostics
    return loaded.catalog


def _exchanges(
    catalog: Catalog, protocol_id: str, *, url: str = "https://api.example.com", model_id: str | None = None
) -> dict[str, Exchange]:
    """Give the calls of a model by variant; of one that can do everything, unless another one is named."""
    able = max(
        catalog.models_of_protocol(protocol_id).values(),
        key=lambda item: (len(item.reasoning_levels), item.capabilities.structured_output == "yes"),
    )
    model = able if model_id is None else catalog.models[model_id]
    exchanges = make_exchanges(
        catalog.site.model_copy(update={"api_base_url": url}),
        catalog.protocols[protocol_id],
        served=next(item for item in model.protocols if item.protocol == protocol_id),
        model=model,
        model_id=model.api_id,
    )
    return {exchange.request.variant: exchange for exchange in exchanges}


def _answer(catalog: Catalog, protocol_id: str, variant: str, server: Server) -> None:
    """Make the server answer as documented."""
    examples = catalog.protocols[protocol_id].examples
    example = next(item for item in examples.variants if item.id == variant)
    bodies = [write_json(fill_model(call.response, "some-model")).encode() for call in example.calls]
    server.answers["POST", _exchanges(catalog, protocol_id)[variant].request.path] = bodies


def _run(
    language: SnippetLanguage, request: HttpRequest, folder: Path, *, key: str | None = KEY
) -> subprocess.CompletedProcess[bytes]:
    """Save the snippet of a request as a reader would, and run it with nothing else in its environment."""
    path = folder / f"snippet.{language.file_ending}"
    path.write_text(language.write(request), encoding="utf-8")
    program = sys.executable if language.program == "python" else shutil.which(language.program)
    assert program is not None
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder)}
    if key is not None:
        environment[request.key_variable] = key
    return subprocess.run(
        [program, str(path)], capture_output=True, check=False, cwd=folder, env=environment, timeout=60
    )


def _fold(value: Any, *, is_free: bool = False) -> Any:  # noqa: ANN401 - any JSON value
    """Fold what protobuf JSON takes as equal; the caller's own names, below schemas and arguments, stay."""
    if isinstance(value, dict):
        names = {name: name if is_free else name.replace("_", "").lower() for name in value}
        items = (
            (names[name], _fold(item, is_free=is_free or names[name] in _FREE_FIELDS)) for name, item in value.items()
        )
        return {name: item for name, item in items if (name, item) != ("generationconfig", {})}
    if isinstance(value, list):
        return [_fold(item, is_free=is_free) for item in value]
    return value.lower() if isinstance(value, str) and re.fullmatch("[A-Za-z_]+", value) else value


@every_variant
@every_language
@every_protocol
def test_variant_sends_its_requests_and_prints_the_answer(
    catalog: Catalog, server: Server, tmp_path: Path, protocol_id: str, language: SnippetLanguage, variant: Variant
) -> None:
    """A copied snippet sends exactly the documented requests, in order, and prints the useful part of the answer."""
    exchange = _exchanges(catalog, protocol_id, url=server.url)[variant]
    request = exchange.request
    _answer(catalog, protocol_id, variant, server)
    documented = [request.body] if request.follow_up is None else [request.body, request.follow_up]

    result = _run(language, request, tmp_path)

    assert (result.returncode, result.stderr) == (0, b"")
    if language.id == "curl":
        assert result.stdout == server.answers["POST", request.path][-1]
    else:
        assert result.stdout.decode() == PRINTED[variant] == expected_output(exchange, language.program)
    bodies = [json.loads(received.body) for received in server.received]
    assert len(bodies) == request.request_count == len(documented)
    if request.sdk == "google-genai":
        bodies, documented = [_fold(body) for body in bodies], [_fold(body) for body in documented]
    assert bodies == documented


@every_language
def test_tool_is_not_called_without_a_key(
    catalog: Catalog, server: Server, tmp_path: Path, language: SnippetLanguage
) -> None:
    """Without the variable a round trip names it, fails, and sends nothing."""
    request = _exchanges(catalog, "openai-chat-completions", url=server.url)["tools"].request

    result = _run(language, request, tmp_path, key=None)

    assert result.returncode != 0
    assert request.key_variable.encode() in result.stderr
    assert server.received == []


@every_language
def test_refused_round_trip_shows_the_message(
    catalog: Catalog, server: Server, tmp_path: Path, language: SnippetLanguage
) -> None:
    """A round trip that is refused fails, shows why, and does not go on."""
    request = _exchanges(catalog, "anthropic-messages", url=server.url)["tools"].request
    server.status, server.answer = 401, b'{"error": {"message": "Key is revoked."}}'

    result = _run(language, request, tmp_path)

    assert result.returncode != 0
    assert b"Key is revoked." in result.stderr
    assert len(server.received) == 1


@pytest.mark.parametrize(
    ("model_id", "protocol_id", "expected"),
    [
        ("openai/gpt-5.4", "openai-responses",
         ["basic", "streaming", "tools", "structured_output", "image_input", "reasoning"]),
        ("amazon/nova-pro", "openai-chat-completions", ["basic", "streaming", "tools", "image_input"]),
        ("cohere/command-r-plus", "openai-chat-completions", ["basic", "streaming", "tools"]),
        ("qwen/qwen3.7-max", "openai-chat-completions", ["basic", "streaming", "tools", "structured_output"]),
        ("google/gemini-3-pro-image", "gemini-generate-content", ["basic", "streaming"]),
        ("openai/text-embedding-3-large", "openai-embeddings", ["basic"]),
    ],
)  # fmt: skip
def test_variants_are_those_the_record_supports(
    catalog: Catalog, model_id: str, protocol_id: str, expected: list[str]
) -> None:
    """What a record denies, leaves open or does not list levels for is not shown."""
    variants = list(_exchanges(catalog, protocol_id, model_id=model_id))

    assert variants == expected


@pytest.mark.parametrize(
    ("model_id", "protocol_id", "field", "value"),
    [
        ("openai/gpt-5.4", "openai-chat-completions", "reasoning_effort", "low"),
        ("openai/gpt-5.5-pro", "openai-responses", "reasoning", {"effort": "medium"}),
        ("mistral/mistral-small-4", "openai-chat-completions", "reasoning_effort", "high"),
        ("anthropic/claude-sonnet-5", "anthropic-messages", "thinking", {"type": "adaptive"}),
        ("anthropic/claude-haiku-4.5", "anthropic-messages", "thinking", {"type": "enabled", "budget_tokens": 1024}),
        ("google/gemini-2.5-flash", "gemini-generate-content", "generationConfig",
         {"thinkingConfig": {"thinkingBudget": 1024}}),
    ],
)  # fmt: skip
def test_level_is_one_the_model_knows(
    catalog: Catalog, model_id: str, protocol_id: str, field: str, value: object
) -> None:
    """The example that fits the model is chosen, with a level of its own that makes it think."""
    request = _exchanges(catalog, protocol_id, model_id=model_id)["reasoning"].request

    assert request.body[field] == value


@pytest.mark.parametrize(
    ("override", "is_shown"),
    [
        ({}, True),
        ({"tools": {"supported": False}}, False),
        ({"tools[].function.parameters": {"supported": False}}, False),
        ({"tools[].type": {"enum": ["web"]}}, False),
        ({"tools[].type": {"enum": ["function"]}}, True),
        ({"response_format": {"supported": False}}, True),
    ],
)
def test_field_a_model_rejects_removes_the_variant(
    catalog: Catalog, override: dict[str, dict[str, Any]], *, is_shown: bool
) -> None:
    """A variant that sends what the model does not take is not shown, however deep it lies."""
    model = catalog.models["mistral/devstral-2"]
    parameters = {path: ParameterOverride(**item) for path, item in override.items()}
    served = ModelProtocol(protocol="openai-chat-completions", parameters=parameters)

    exchanges = make_exchanges(
        catalog.site, catalog.protocols[served.protocol], served=served, model=model, model_id=model.api_id
    )

    assert ("tools" in [exchange.request.variant for exchange in exchanges]) == is_shown


@pytest.mark.parametrize(("bounds", "is_shown"), [({"max": "512"}, False), ({"min": "2048"}, False), ({}, True)])
def test_number_a_model_rejects_removes_the_variant(
    catalog: Catalog, bounds: dict[str, str], *, is_shown: bool
) -> None:
    """A budget beyond the bounds of the model is not shown."""
    model = catalog.models["google/gemini-2.5-pro"]
    level, budget = "generationConfig.thinkingConfig.thinkingLevel", "generationConfig.thinkingConfig.thinkingBudget"
    parameters = {level: ParameterOverride(supported=False), budget: ParameterOverride.model_validate(bounds)}
    served = ModelProtocol(protocol="gemini-generate-content", parameters=parameters)

    exchanges = make_exchanges(
        catalog.site, catalog.protocols[served.protocol], served=served, model=model, model_id=model.api_id
    )

    assert ("reasoning" in [exchange.request.variant for exchange in exchanges]) == is_shown


def test_without_a_model_only_what_all_can_do_is_shown(catalog: Catalog) -> None:
    """The page of a protocol has no capabilities to go by."""
    served = ModelProtocol(protocol="openai-chat-completions")

    exchanges = make_exchanges(
        catalog.site, catalog.protocols[served.protocol], served=served, model=None, model_id="x"
    )

    assert [exchange.request.variant for exchange in exchanges] == ["basic", "streaming"]


def test_model_that_cannot_stream_has_no_stream(catalog: Catalog) -> None:
    """A record that denies streaming is believed."""
    model = catalog.models["mistral/devstral-2"]
    silent = model.model_copy(update={"capabilities": model.capabilities.model_copy(update={"streaming": "no"})})

    exchanges = make_exchanges(
        catalog.site,
        catalog.protocols["openai-chat-completions"],
        served=model.protocols[0],
        model=silent,
        model_id=model.api_id,
    )

    assert [exchange.request.variant for exchange in exchanges] == ["basic", "tools", "structured_output"]
