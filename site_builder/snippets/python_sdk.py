"""Python through the official SDK of a protocol: openai, google-genai or anthropic.

Base URLs differ: openai wants the version in it, the others must not have it.
Source: the SDKs themselves, openai 3.52, google-genai 3.4, anthropic 2.11, run 2026-11.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Callable, Mapping
from typing import Any

from site_builder.records.protocol import Sdk
from site_builder.snippets.literals import write_python
from site_builder.snippets.request import HttpRequest

PACKAGES: dict[Sdk, str] = {
    "openai-chat": "openai",
    "openai-responses": "openai",
    "google-genai": "google-genai",
    "anthropic": "anthropic",
}
"""Name of each SDK on the Python package index."""

_OWN_KEYS = frozenset(
    ["args", "labels", "parameters", "parametersJsonSchema", "response", "responseJsonSchema", "responseSchema"]
)
"""Fields of Gemini whose keys below are the caller's own names, e.g. of a function's arguments."""


def write_python_sdk(request: HttpRequest) -> str:
    """Write the call with the SDK; a missing key raises KeyError before anything is sent."""
    return _WRITERS[request.sdk](request)


def _write_openai_chat(request: HttpRequest) -> str:
    head = _openai_head(request, "/chat/completions")
    if not request.streaming:
        return f"""{head}
response = client.chat.completions.create({_arguments(request.body, request.extensions)})
print(response.choices[0].message.content)
"""
    return f"""{head}
stream = client.chat.completions.create({_arguments(request.body, request.extensions)})
for chunk in stream:
    if chunk.choices:
        print(chunk.choices[0].delta.content or "", end="", flush=True)
print()
"""


def _write_openai_responses(request: HttpRequest) -> str:
    head = _openai_head(request, "/responses")
    if not request.streaming:
        return f"""{head}
response = client.responses.create({_arguments(request.body, request.extensions)})
print(response.output_text)
"""
    return f"""{head}
stream = client.responses.create({_arguments(request.body, request.extensions)})
for event in stream:
    if event.type == "response.output_text.delta":
        print(event.delta, end="", flush=True)
print()
"""


def _openai_head(request: HttpRequest, resource: str) -> str:
    return f"""import os

from openai import OpenAI

client = OpenAI(
    base_url="{request.base_url}{request.path.removesuffix(resource)}",
    api_key=os.environ["{request.key_variable}"],
    timeout=60,
)
"""


def _write_anthropic(request: HttpRequest) -> str:
    head = f"""import os

import anthropic

client = anthropic.Anthropic(
    base_url="{request.base_url}{request.path.removesuffix("/v1/messages")}",
    api_key=os.environ["{request.key_variable}"],
    timeout=60,
)
"""
    if not request.streaming:
        return f"""{head}
message = client.messages.create({_arguments(request.body, request.extensions)})
print(next(block.text for block in message.content if block.type == "text"))
"""
    body = {name: value for name, value in request.body.items() if name != "stream"}
    return f"""{head}
with client.messages.stream({_arguments(body, request.extensions)}) as stream:
    for text in stream.text_stream:
        print(text, end="", flush=True)
print()
"""


def _write_google_genai(request: HttpRequest) -> str:
    version, model = _genai_version_and_model(request.path)
    call = "generate_content_stream" if request.streaming else "generate_content"
    arguments = _arguments({"model": model, **_genai_arguments(request.body, request.extensions)}, depth=1)
    show = (
        """    for chunk in stream:
        print(chunk.text or "", end="", flush=True)
print()"""
        if request.streaming
        else "    print(response.text)"
    )
    return f"""import os

from google import genai

with genai.Client(
    api_key=os.environ["{request.key_variable}"],
    http_options={{
        "base_url": "{request.base_url}",
        "api_version": "{version}",
        "timeout": 60_000,
    }},
) as client:
    {"stream" if request.streaming else "response"} = client.models.{call}({arguments})
{show}
"""


def _genai_version_and_model(path: str) -> tuple[str, str]:
    """Give `v1beta` and the id of `/v1beta/models/id:generateContent`."""
    version, _, rest = path.strip("/").partition("/models/")
    return version, rest.rpartition(":")[0]


def _genai_arguments(body: Mapping[str, Any], extensions: frozenset[str]) -> dict[str, Any]:
    """Give the SDK's `contents` and `config` for a body on the wire."""
    fields = {name: value for name, value in body.items() if name not in ("contents", "generationConfig", *extensions)}
    config: dict[str, Any] = _snake_keys({**body.get("generationConfig", {}), **fields})
    extra = {name: value for name, value in body.items() if name in extensions}
    if extra:
        config["http_options"] = {"extra_body": extra}
    arguments: dict[str, Any] = {"contents": _genai_contents(body.get("contents", []))}
    if config:
        arguments["config"] = config
    return arguments


def _genai_contents(contents: Any) -> Any:  # noqa: ANN401 - a JSON value
    """Give a plain text where the SDK turns it into the same single user message."""
    match contents:
        case [{"role": "user", "parts": [{"text": str(text), **part_rest}], **rest}] if not rest and not part_rest:
            return text
        case _:
            return _snake_keys(contents)


def _snake_keys(value: Any) -> Any:  # noqa: ANN401 - a JSON value
    if isinstance(value, dict):
        return {_snake_case(key): item if key in _OWN_KEYS else _snake_keys(item) for key, item in value.items()}
    return [_snake_keys(item) for item in value] if isinstance(value, list) else value


def _snake_case(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])([A-Z])", lambda match: f"_{match[1].lower()}", name)


def _arguments(body: Mapping[str, Any], extensions: frozenset[str] = frozenset(), depth: int = 0) -> str:
    """Write a body as keyword arguments, one a line; names the SDK or Python refuses go through `extra_body`."""
    extra = {name: value for name, value in body.items() if name in extensions or not _is_argument(name)}
    pad = " " * 4 * (depth + 1)
    lines = [f"{pad}{name}={write_python(value, depth + 1)},\n" for name, value in body.items() if name not in extra]
    if extra:
        lines.append(f"{pad}extra_body={write_python(extra, depth + 1)},\n")
    return "\n" + "".join(lines) + " " * 4 * depth


def _is_argument(name: str) -> bool:
    return name.isascii() and name.isidentifier() and not keyword.iskeyword(name)


_WRITERS: dict[Sdk, Callable[[HttpRequest], str]] = {
    "openai-chat": _write_openai_chat,
    "openai-responses": _write_openai_responses,
    "google-genai": _write_google_genai,
    "anthropic": _write_anthropic,
}
