"""Every snippet for a chat of our own catalog, run in a clean process against a server on this machine."""

from __future__ import annotations

import base64
import dataclasses
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from site_builder.catalog.catalog import Catalog
from site_builder.catalog.loader import load_catalog
from site_builder.pages.code import json_code, stream_code
from site_builder.pages.tokens import MODEL_TOKEN
from site_builder.records.model_protocol import ModelProtocol
from site_builder.records.protocol import Protocol
from site_builder.snippets.language import LANGUAGES, SnippetLanguage
from site_builder.snippets.request import HttpRequest, fill_model, make_request

if TYPE_CHECKING:
    from tests.snippets.conftest import Received, Server

REPOSITORY = Path(__file__).parents[2]
PROTOCOLS = ("anthropic-messages", "gemini-generate-content", "openai-chat-completions", "openai-responses")
VARIANTS = ("basic", "streaming")
KEY = "sk-test-0123456789"
HOSTILE = "It's \"$HOME\" `id` $(id) \\n\n\tJSON\n你好 мир 🙂 \u202eabc\u200f </script> %s {x} ''' \x85\x00"
"""Text that breaks careless quoting in a shell, in Python, in JSON or in HTML."""

_FREE_FIELDS = ("args", "labels", "parameters", "response", "responseSchema", "responseJsonSchema")

BY_ID = {language.id: language for language in LANGUAGES}
every_protocol = pytest.mark.parametrize("protocol_id", PROTOCOLS)
RUN_HERE = tuple(language for language in LANGUAGES if language.program in ("bash", "python", "node"))
every_language = pytest.mark.parametrize("language", RUN_HERE, ids=lambda language: language.id)
every_variant = pytest.mark.parametrize("variant", VARIANTS)


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    """Give this repository's own catalog."""
    loaded = load_catalog(REPOSITORY)
    assert loaded.catalog is not None, loaded.diagnostics
    return loaded.catalog


def _served(catalog: Catalog, protocol_id: str) -> tuple[ModelProtocol, str]:
    """Give how a model is served through a protocol, and its id: the model whose request differs most."""
    served = [
        (item, model.api_id)
        for model in catalog.models_of_protocol(protocol_id).values()
        for item in model.protocols
        if item.protocol == protocol_id
    ]
    return max(served, key=lambda entry: len(entry[0].request))


def _request(catalog: Catalog, protocol_id: str, variant: str, server: Server) -> HttpRequest:
    protocol = catalog.protocols[protocol_id]
    operation = protocol.plain_operation if variant == "basic" else protocol.streaming_operation
    assert operation is not None
    site = catalog.site.model_copy(update={"api_base_url": server.url})
    served, model_id = _served(catalog, protocol_id)
    return make_request(site, protocol, operation, served=served, model_id=model_id)


def _answer(catalog: Catalog, protocol_id: str, variant: str, server: Server) -> None:
    """Make the server answer with the example that the site publishes."""
    examples, model_id = catalog.protocols[protocol_id].examples, _served(catalog, protocol_id)[1]
    code = json_code(fill_model(examples.response, model_id)) if variant == "basic" else stream_code(examples.stream)
    text = code.code.replace(MODEL_TOKEN, model_id)
    server.answer = text.encode() if variant == "basic" else f"{text}\n".encode()
    server.content_type = "application/json" if variant == "basic" else "text/event-stream"


def _run(
    language: SnippetLanguage, request: HttpRequest, folder: Path, *, key: str | None = KEY
) -> subprocess.CompletedProcess[bytes]:
    """Save the snippet of a request as a reader would, and run it with nothing else in its environment."""
    path = folder / f"request.{language.file_ending}"
    path.write_text(language.write(request), encoding="utf-8")
    program = sys.executable if language.program == "python" else shutil.which(language.program)
    assert program is not None
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder)}
    if key is not None:
        environment[request.key_variable] = key
    return subprocess.run(
        [program, str(path)], capture_output=True, check=False, cwd=folder, env=environment, timeout=60
    )


def _example_text(protocol: Protocol) -> str:
    """Give the text of the example answer, found as the maker's reference says."""
    answer: Any = protocol.examples.response
    finders: dict[str, Callable[[], str]] = {
        "openai-chat": lambda: answer["choices"][0]["message"]["content"],
        "openai-responses": lambda: answer["output"][-1]["content"][0]["text"],
        "google-genai": lambda: answer["candidates"][0]["content"]["parts"][0]["text"],
        "anthropic": lambda: answer["content"][-1]["text"],
    }
    return finders[protocol.sdk]()


def _is_key_accepted(protocol: Protocol, received: Received) -> bool:
    """Whether the key came in a header that the record of the protocol lists."""
    values = ((item.header.lower(), f"{item.scheme} {KEY}".strip()) for item in protocol.auth.accepts)
    return any(received.headers.get(name) == value for name, value in values)


def _wire_form(request: HttpRequest, body: Any) -> Any:  # noqa: ANN401 - any JSON value
    """Give a body for comparison; Gemini's is protobuf JSON, which has several spellings."""
    return _fold(body) if request.sdk == "google-genai" else body


def _fold(value: Any, *, is_free: bool = False) -> Any:  # noqa: ANN401 - any JSON value
    """Fold what protobuf JSON takes as equal: snake and camel names, the case of enum values, an empty object.

    The caller's own names, below schemas and arguments, are not folded.
    """
    if isinstance(value, dict):
        folded = {
            name if is_free else name.replace("_", "").lower(): _fold(item, is_free=is_free or name in _FREE_FIELDS)
            for name, item in value.items()
        }
        return {name: item for name, item in folded.items() if (name, item) != ("generationconfig", {})}
    if isinstance(value, list):
        return [_fold(item, is_free=is_free) for item in value]
    return value.lower() if isinstance(value, str) and re.fullmatch("[A-Za-z_]+", value) else value


@every_variant
@every_language
@every_protocol
def test_snippet_sends_its_request_and_prints_the_answer(
    catalog: Catalog, server: Server, tmp_path: Path, protocol_id: str, language: SnippetLanguage, variant: str
) -> None:
    """A copied snippet sends exactly the documented request, once, and prints the text of the answer."""
    protocol = catalog.protocols[protocol_id]
    request = _request(catalog, protocol_id, variant, server)
    _answer(catalog, protocol_id, variant, server)

    result = _run(language, request, tmp_path)

    assert (result.returncode, result.stderr) == (0, b"")
    expected = server.answer if language.id == "curl" else f"{_example_text(protocol)}\n".encode()
    assert result.stdout == expected
    assert len(server.received) == 1
    received = server.received[0]
    target = urlsplit(received.target)
    assert (received.method, target.path) == (request.method, request.path)
    assert tuple(parse_qsl(target.query)) == request.query
    assert received.headers["content-type"].partition(";")[0] == "application/json"
    assert _is_key_accepted(protocol, received)
    assert all(header.name.lower() in received.headers for header in protocol.headers)
    assert _wire_form(request, json.loads(received.body)) == _wire_form(request, request.body)


@every_language
@every_protocol
def test_snippet_without_a_key_stops_before_sending(
    catalog: Catalog, server: Server, tmp_path: Path, protocol_id: str, language: SnippetLanguage
) -> None:
    """Without the variable a snippet names it, fails, and sends nothing."""
    request = _request(catalog, protocol_id, "streaming", server)

    result = _run(language, request, tmp_path, key=None)

    assert result.returncode != 0
    assert request.key_variable.encode() in result.stderr
    assert server.received == []


def test_curl_with_an_empty_key_stops_before_sending(catalog: Catalog, server: Server, tmp_path: Path) -> None:
    """An empty variable is as good as none."""
    request = _request(catalog, "openai-chat-completions", "basic", server)

    result = _run(BY_ID["curl"], request, tmp_path, key="")

    assert result.returncode != 0
    assert server.received == []


@every_variant
@pytest.mark.parametrize("language_id", ["curl", "httpx", "fetch"])
@every_protocol
def test_snippet_shows_what_the_gateway_refused(
    catalog: Catalog, server: Server, tmp_path: Path, protocol_id: str, language_id: str, variant: str
) -> None:
    """An error status makes the snippet fail and shows the message of the gateway."""
    request = _request(catalog, protocol_id, variant, server)
    server.status, server.answer = 401, b'{"error": {"message": "Key is revoked."}}'

    result = _run(BY_ID[language_id], request, tmp_path)

    assert result.returncode != 0
    assert b"Key is revoked." in result.stdout + result.stderr
    assert len(server.received) == 1


@pytest.mark.parametrize("language_id", ["python", "javascript"])
@every_protocol
def test_sdk_snippet_shows_what_the_gateway_refused(
    catalog: Catalog, server: Server, tmp_path: Path, protocol_id: str, language_id: str
) -> None:
    """The exception of an SDK names the message of the gateway, and 401 is not tried again."""
    request = _request(catalog, protocol_id, "basic", server)
    server.status, server.answer = 401, b'{"error": {"message": "Key is revoked."}}'

    result = _run(BY_ID[language_id], request, tmp_path)

    assert result.returncode != 0
    assert b"Key is revoked." in result.stderr
    assert len(server.received) == 1


def _with_prompt(value: Any, prompt: str) -> Any:  # noqa: ANN401 - any JSON value
    """Give a body with another text in the place of each sentence."""
    if isinstance(value, dict):
        return {name: _with_prompt(item, prompt) for name, item in value.items()}
    if isinstance(value, list):
        return [_with_prompt(item, prompt) for item in value]
    return prompt if isinstance(value, str) and " " in value else value


@every_language
@every_protocol
def test_hostile_text_arrives_unchanged(
    catalog: Catalog, server: Server, tmp_path: Path, protocol_id: str, language: SnippetLanguage
) -> None:
    """Quotes, dollars, backticks, newlines, Han, emoji and marks of direction survive every way of writing."""
    plain = _request(catalog, protocol_id, "basic", server)
    request = dataclasses.replace(plain, body=_with_prompt(plain.body, HOSTILE))
    _answer(catalog, protocol_id, "basic", server)

    result = _run(language, request, tmp_path)

    assert (result.returncode, result.stderr) == (0, b"")
    assert json.dumps(HOSTILE) in json.dumps(request.body)
    assert _wire_form(request, json.loads(server.received[0].body)) == _wire_form(request, request.body)


@pytest.mark.parametrize("language_id", ["curl", "httpx", "fetch"])
def test_fixed_headers_are_sent_as_documented(
    catalog: Catalog, server: Server, tmp_path: Path, language_id: str
) -> None:
    """A call without an SDK sends the documented version of the protocol (an SDK sends the one it was made for)."""
    request = _request(catalog, "anthropic-messages", "basic", server)
    _answer(catalog, "anthropic-messages", "basic", server)

    _run(BY_ID[language_id], request, tmp_path)

    assert server.received[0].headers["anthropic-version"] == "2023-06-01"


@pytest.mark.parametrize("language_id", ["curl", "httpx", "fetch"])
@every_variant
def test_other_methods_are_sent_as_documented(
    catalog: Catalog, server: Server, tmp_path: Path, language_id: str, variant: str
) -> None:
    """An operation that is not POST is not sent as POST."""
    request = dataclasses.replace(_request(catalog, "openai-chat-completions", variant, server), method="PUT")
    _answer(catalog, "openai-chat-completions", variant, server)

    result = _run(BY_ID[language_id], request, tmp_path)

    assert (result.returncode, result.stderr) == (0, b"")
    assert [received.method for received in server.received] == ["PUT"]


@pytest.mark.parametrize("language_id", ["curl", "httpx", "fetch"])
def test_address_is_no_code(catalog: Catalog, server: Server, tmp_path: Path, language_id: str) -> None:
    """What a shell would run in an address is sent as it is."""
    plain = _request(catalog, "openai-chat-completions", "basic", server)
    request = dataclasses.replace(plain, base_url=f"{server.url}/$(touch$IFS$HOME/owned)/$HOME;!!")
    _answer(catalog, "openai-chat-completions", "basic", server)

    result = _run(BY_ID[language_id], request, tmp_path)

    assert result.returncode == 0
    assert not (tmp_path / "owned").exists()
    assert server.received[0].target.startswith("/$(touch$IFS$HOME/owned)/$HOME;!!/v1/")


GEMINI_BODY = {
    "contents": [
        {"role": "user", "parts": [{"text": "hi"}, {"inlineData": {"mimeType": "image/png", "data": "AAAA"}}]},
        {"role": "model", "parts": [{"functionCall": {"name": "getWeather", "args": {"cityName": "Oslo"}}}]},
        {"role": "user", "parts": [{"functionResponse": {"name": "getWeather", "response": {"tempC": 1}}}]},
    ],
    "systemInstruction": {"parts": [{"text": "Be brief."}]},
    "generationConfig": {
        "maxOutputTokens": 64,
        "responseMimeType": "application/json",
        "responseJsonSchema": {"type": "object", "properties": {"cityName": {"type": "string", "minLength": 1}}},
        "thinkingConfig": {"thinkingLevel": "low", "includeThoughts": True},
        "stopSequences": ["END"],
    },
    "tools": [
        {
            "functionDeclarations": [
                {
                    "name": "getWeather",
                    "description": "Weather of a city.",
                    "parameters": {"type": "OBJECT", "properties": {"cityName": {"type": "STRING"}}},
                }
            ]
        }
    ],
    "toolConfig": {"functionCallingConfig": {"mode": "ANY", "allowedFunctionNames": ["getWeather"]}},
    "safetySettings": [{"category": "HARM_CATEGORY_HARASSMENT", "threshold": "BLOCK_NONE"}],
    "labels": {"costCenter": "a"},
    "serviceTier": "flex",
    "async": True,
}


@pytest.mark.parametrize("language_id", ["python", "javascript"])
@every_variant
def test_gemini_sdk_keeps_names_of_the_caller(
    catalog: Catalog, server: Server, tmp_path: Path, language_id: str, variant: str
) -> None:
    """The SDK's spelling is used for its own fields only: names in schemas, arguments and labels stay."""
    protocol_id = "gemini-generate-content"
    request = dataclasses.replace(_request(catalog, protocol_id, variant, server), body=GEMINI_BODY)
    _answer(catalog, protocol_id, variant, server)

    result = _run(BY_ID[language_id], request, tmp_path)

    assert (result.returncode, result.stderr) == (0, b"")
    assert _wire_form(request, json.loads(server.received[0].body)) == _wire_form(request, GEMINI_BODY)


@pytest.mark.parametrize("language_id", ["python", "javascript"])
@pytest.mark.parametrize("protocol_id", ["openai-chat-completions", "openai-responses", "anthropic-messages"])
def test_sdk_sends_what_only_the_gateway_knows(
    catalog: Catalog, server: Server, tmp_path: Path, protocol_id: str, language_id: str
) -> None:
    """Fields the SDK has no argument for, and names Python reserves, reach the gateway all the same."""
    plain = _request(catalog, protocol_id, "basic", server)
    extra = {"gateway_route": {"async": True}, "async": True, "x-trace": None}
    request = dataclasses.replace(plain, body={**plain.body, **extra}, extensions=frozenset({"gateway_route"}))
    _answer(catalog, protocol_id, "basic", server)

    result = _run(BY_ID[language_id], request, tmp_path)

    assert (result.returncode, result.stderr) == (0, b"")
    assert json.loads(server.received[0].body) == request.body


IMAGE = b"\x89PNG\r\n\x1a\nimage"
FAILURES: dict[str, tuple[str, dict[str, Any]]] = {
    "anthropic-messages": ("error", {"type": "error", "error": {"type": "overloaded_error", "message": "Too busy."}}),
    "gemini-generate-content": ("", {"error": {"code": 503, "message": "Too busy.", "status": "UNAVAILABLE"}}),
    "openai-chat-completions": ("", {"error": {"message": "Too busy.", "code": "overloaded"}}),
    "openai-responses": ("error", {"type": "error", "code": "overloaded", "message": "Too busy.", "param": None}),
}
"""What each protocol sends when a stream fails after it has begun: name of the event, and its data."""


def _write_event(name: str, data: object) -> str:
    return f"event: {name}\ndata: {json.dumps(data)}\n\n" if name else f"data: {json.dumps(data)}\n\n"


def _break_off(catalog: Catalog, protocol_id: str, server: Server, last: str) -> None:
    """Make the server send the documented stream up to its first piece of text, and then another event."""
    _answer(catalog, protocol_id, "streaming", server)
    events = server.answer.decode().split("\n\n")
    beginning = _example_text(catalog.protocols[protocol_id])[:8]
    first = next(number for number, event in enumerate(events) if beginning in event)
    server.answer = "\n\n".join((*events[: first + 1], last)).encode()


@pytest.mark.parametrize("language_id", ["python", "httpx", "javascript", "fetch"])
@every_protocol
def test_stream_that_fails_midway_shows_why(
    catalog: Catalog, server: Server, tmp_path: Path, protocol_id: str, language_id: str
) -> None:
    """The text so far stays, the message of the gateway follows, and the snippet fails."""
    request = _request(catalog, protocol_id, "streaming", server)
    _break_off(catalog, protocol_id, server, _write_event(*FAILURES[protocol_id]))

    result = _run(BY_ID[language_id], request, tmp_path)

    text = _example_text(catalog.protocols[protocol_id])
    assert result.returncode != 0
    assert b"Too busy." in result.stderr
    assert 0 < len(result.stdout) < len(text.encode())
    assert text.startswith(result.stdout.decode())


@pytest.mark.parametrize("language_id", ["python", "httpx", "javascript", "fetch"])
def test_response_that_failed_shows_why(catalog: Catalog, server: Server, tmp_path: Path, language_id: str) -> None:
    """The last event of a failed response has the reason inside the response."""
    request = _request(catalog, "openai-responses", "streaming", server)
    failed = {
        "id": "1",
        "object": "response",
        "status": "failed",
        "output": [],
        "error": {"code": "server_error", "message": "Too busy."},
    }
    event = {"type": "response.failed", "sequence_number": 9, "response": failed}
    _break_off(catalog, "openai-responses", server, _write_event("response.failed", event))

    result = _run(BY_ID[language_id], request, tmp_path)

    assert result.returncode != 0
    assert b"Too busy." in result.stderr


@pytest.mark.parametrize(
    ("protocol_id", "events"),
    [
        (
            "gemini-generate-content",
            [
                {"candidates": [{"content": {"role": "model", "parts": [{"text": "Hello"}]}}]},
                {"candidates": [{"content": {"role": "model"}, "finishReason": "STOP"}]},
                {"candidates": [{"finishReason": "STOP"}]},
                {"candidates": [{"content": {"parts": [{"functionCall": {"name": "f", "args": {}}}]}}]},
                {"usageMetadata": {"totalTokenCount": 1}},
            ],
        ),
        (
            "openai-chat-completions",
            [
                {"id": "1", "choices": [{"index": 0, "delta": {"content": "Hello"}}], "error": None},
                {"id": "1", "choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]},
                {"id": "1", "choices": [{"index": 0, "delta": {"content": None}}]},
                {"id": "1", "choices": []},
                {"id": "1", "usage": {"total_tokens": 1}},
            ],
        ),
    ],
)
@pytest.mark.parametrize("language_id", ["httpx", "javascript", "fetch"])
def test_stream_may_have_events_without_text(
    catalog: Catalog, server: Server, tmp_path: Path, protocol_id: str, events: list[object], language_id: str
) -> None:
    """Reasons to stop, calls of functions and counts of tokens print nothing and break nothing."""
    request = _request(catalog, protocol_id, "streaming", server)
    server.answer = "".join(_write_event("", event) for event in events).encode()
    server.content_type = "text/event-stream"

    result = _run(BY_ID[language_id], request, tmp_path)

    assert (result.returncode, result.stderr, result.stdout) == (0, b"", b"Hello\n")


@every_variant
@pytest.mark.parametrize("language_id", ["python", "httpx", "javascript", "fetch"])
def test_image_of_a_chat_is_saved(
    catalog: Catalog, server: Server, tmp_path: Path, language_id: str, variant: str
) -> None:
    """A model that answers with texts and images has its texts printed and its image saved."""
    plain = _request(catalog, "gemini-generate-content", variant, server)
    body = {**plain.body, "generationConfig": {"responseModalities": ["TEXT", "IMAGE"]}}
    request = dataclasses.replace(plain, body=body)
    inline = {"inlineData": {"mimeType": "image/png", "data": base64.b64encode(IMAGE).decode()}}
    answer = {"candidates": [{"content": {"role": "model", "parts": [{"text": "A poster."}, inline]}}]}
    server.answer = json.dumps(answer).encode() if variant == "basic" else _write_event("", answer).encode()
    server.content_type = "application/json" if variant == "basic" else "text/event-stream"

    result = _run(BY_ID[language_id], request, tmp_path)

    shown = b"A poster.\nSaved image.png\n" if variant == "basic" else b"A poster.Saved image.png\n\n"
    assert (result.returncode, result.stderr, result.stdout) == (0, b"", shown)
    assert (tmp_path / "image.png").read_bytes() == IMAGE
