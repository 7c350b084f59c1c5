"""How a body becomes the arguments of each SDK."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.catalog.loader import load_catalog
from site_builder.records.protocol import AuthHeader, Sdk
from site_builder.snippets.language import LANGUAGES
from site_builder.snippets.python_httpx import write_httpx
from site_builder.snippets.python_sdk import write_python_sdk
from site_builder.snippets.request import HttpRequest
from site_builder.snippets.variants import make_exchanges

PYTHON_LANGUAGES = tuple(language for language in LANGUAGES if language.program == "python")

PATHS: dict[Sdk, str] = {
    "openai-chat": "/v1/chat/completions",
    "openai-responses": "/openai/v1/responses",
    "google-genai": "/v1beta/models/some/model:generateContent",
    "anthropic": "/v1/messages",
}
NAMES = st.text(max_size=8) | st.sampled_from(["async", "class", "x-y", "größe", "ﬁ", "{model}", "1a"])
BODIES = st.dictionaries(NAMES, st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.text()), max_size=5)


def _request(
    sdk: Sdk, body: dict[str, Any], *, streaming: bool = False, extensions: tuple[str, ...] = ()
) -> HttpRequest:
    return HttpRequest(
        method="POST",
        base_url="https://api.example.com",
        path=PATHS[sdk],
        query=(),
        auth=AuthHeader(header="x-api-key"),
        headers=(),
        body=body,
        key_variable="API_KEY",
        sdk=sdk,
        streaming=streaming,
        extensions=frozenset(extensions),
    )


def _calls(code: str, name: str) -> dict[str, Any]:
    """Give the keyword arguments of the call of a function, as values; what is no literal is left out."""
    arguments: dict[str, Any] = {}
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(name):
            for keyword in node.keywords:
                assert keyword.arg is not None
                try:
                    arguments[keyword.arg] = ast.literal_eval(keyword.value)
                except ValueError:
                    continue
    return arguments


def test_every_python_snippet_of_the_catalog_compiles() -> None:
    """For every model, protocol and variant, the code is Python and holds the id and no key."""
    catalog = load_catalog(Path(__file__).parents[2]).catalog
    assert catalog is not None
    compiled: set[str] = set()

    for model in catalog.models.values():
        for served in model.protocols:
            protocol = catalog.protocols[served.protocol]
            for exchange in make_exchanges(catalog.site, protocol, served=served, model=model, model_id=model.api_id):
                request = exchange.request
                for language in PYTHON_LANGUAGES:
                    code = language.write(request)
                    compile(code, served.protocol, "exec")
                    assert model.api_id in code
                    assert "{model}" not in code
                    assert 'os.environ["GATEWAY_API_KEY"]' in code
                    compiled.add(served.protocol)

    assert compiled == {item.protocol for model in catalog.models.values() for item in model.protocols}


@settings(deadline=None)
@given(st.sampled_from(["openai-chat", "openai-responses", "anthropic"]), BODIES)
def test_any_body_becomes_python(sdk: Sdk, body: dict[str, Any]) -> None:
    """Whatever the names and values of a body are, the code is Python and gives all of them to the SDK."""
    code = write_python_sdk(_request(sdk, body, extensions=("model",)))

    arguments = _calls(code, ".create")
    extra_body = arguments.pop("extra_body", {})
    assert {**arguments, **extra_body} == body


@settings(deadline=None)
@given(body=BODIES, streaming=st.booleans())
def test_any_body_becomes_a_gemini_call(*, body: dict[str, Any], streaming: bool) -> None:
    """Even a body that no Gemini call has gives Python."""
    code = write_python_sdk(_request("google-genai", body, streaming=streaming))

    compile(code, "snippet", "exec")


@settings(deadline=None)
@given(body=BODIES, streaming=st.booleans())
def test_any_body_becomes_httpx_code(*, body: dict[str, Any], streaming: bool) -> None:
    """Plain code sends the body as it is."""
    code = write_httpx(_request("anthropic", body, streaming=streaming))

    assert _calls(code, ".stream" if streaming else ".post")["json"] == body


@pytest.mark.parametrize(
    ("sdk", "base_url"),
    [
        ("openai-chat", "https://api.example.com/v1"),
        ("openai-responses", "https://api.example.com/openai/v1"),
        ("anthropic", "https://api.example.com"),
    ],
)
def test_base_url_is_what_the_sdk_appends_to(sdk: Sdk, base_url: str) -> None:
    """Each SDK gets the address without the part it appends itself."""
    code = write_python_sdk(_request(sdk, {"model": "m"}))

    assert f'    base_url="{base_url}",\n' in code


def test_gemini_gets_version_and_model_from_the_path() -> None:
    """The version is never left to the SDK, whose default changed; an id may have a slash."""
    code = write_python_sdk(_request("google-genai", {"contents": [{"role": "user", "parts": [{"text": "hi"}]}]}))

    assert '        "base_url": "https://api.example.com",\n        "api_version": "v1beta",\n' in code
    assert _calls(code, ".generate_content") == {"model": "some/model", "contents": "hi"}


@pytest.mark.parametrize(
    ("contents", "expected"),
    [
        ([{"role": "user", "parts": [{"text": "hi"}]}], "hi"),
        ([{"parts": [{"text": "hi"}]}], [{"parts": [{"text": "hi"}]}]),
        ([{"role": "model", "parts": [{"text": "hi"}]}], [{"role": "model", "parts": [{"text": "hi"}]}]),
        (
            [{"role": "user", "parts": [{"text": "hi", "thoughtSignature": "x"}]}],
            [{"role": "user", "parts": [{"text": "hi", "thought_signature": "x"}]}],
        ),
        (
            [{"role": "user", "parts": [{"inlineData": {"mimeType": "image/png", "data": "A"}}]}],
            [{"role": "user", "parts": [{"inline_data": {"mime_type": "image/png", "data": "A"}}]}],
        ),
    ],
)
def test_gemini_contents_are_shortened_only_where_nothing_is_lost(contents: object, expected: object) -> None:
    """A plain text stands for a single user message only."""
    code = write_python_sdk(_request("google-genai", {"contents": contents}))

    assert _calls(code, ".generate_content")["contents"] == expected


def test_gemini_config_is_in_the_spelling_of_the_sdk() -> None:
    """Generation settings and the other fields of the body become one `config`; own names of the caller stay."""
    schema = {"type": "object", "properties": {"cityName": {"type": "string"}}}
    body = {
        "contents": [],
        "generationConfig": {"topP": 1, "responseJsonSchema": schema, "thinkingConfig": {"thinkingLevel": "low"}},
        "safetySettings": [{"category": "A", "threshold": "B"}],
        "async": True,
    }

    code = write_python_sdk(_request("google-genai", body, streaming=True, extensions=("async", "other")))

    assert _calls(code, ".generate_content_stream")["config"] == {
        "top_p": 1,
        "response_json_schema": schema,
        "thinking_config": {"thinking_level": "low"},
        "safety_settings": [{"category": "A", "threshold": "B"}],
        "http_options": {"extra_body": {"async": True}},
    }


@pytest.mark.parametrize(
    ("body", "makes_images"),
    [
        ({"generationConfig": {"responseModalities": ["TEXT", "IMAGE"]}}, True),
        ({"generationConfig": {"responseModalities": ["TEXT"]}}, False),
        ({"generationConfig": {"responseModalities": "IMAGE"}}, False),
        ({"generationConfig": None}, False),
        ({"responseModalities": ["IMAGE"]}, False),
    ],
)
def test_images_are_expected_where_they_are_asked_for(body: dict[str, Any], *, makes_images: bool) -> None:
    """Gemini names them in its settings; the answer may then take minutes, and no other protocol knows the field."""
    gemini, chat = _request("google-genai", body), _request("openai-chat", body)

    assert (gemini.makes_images, gemini.timeout_seconds) == (makes_images, 300 if makes_images else 60)
    assert (chat.makes_images, chat.timeout_seconds) == (False, 60)
    assert f'"timeout": {"300" if makes_images else "60"}_000' in write_python_sdk(gemini)


def test_anthropic_stream_does_not_repeat_what_its_call_says() -> None:
    """`messages.stream` adds the field `stream` itself."""
    code = write_python_sdk(_request("anthropic", {"model": "m", "stream": True}, streaming=True))

    assert _calls(code, ".stream") == {"model": "m"}
