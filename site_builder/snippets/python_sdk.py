"""Python through the official SDK of a protocol: google-genai and anthropic here, openai beside it.

Base URLs differ: openai wants the version in it, these must not have it.
Source: the SDKs themselves, google-genai 3.4, anthropic 2.11, run 2026-11.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from textwrap import indent
from typing import Any

from site_builder.records.protocol import Sdk
from site_builder.snippets.answer import name_file
from site_builder.snippets.literals import write_python
from site_builder.snippets.python_code import write_arguments, write_imports
from site_builder.snippets.python_openai import OPENAI_WRITERS
from site_builder.snippets.request import HttpRequest

PACKAGES: Mapping[Sdk, str] = {
    **dict.fromkeys(OPENAI_WRITERS, "openai"),
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
message = client.messages.create({write_arguments(request.body, request.extensions)})
print(next(block.text for block in message.content if block.type == "text"))
"""
    body = {name: value for name, value in request.body.items() if name != "stream"}
    return f"""{head}
with client.messages.stream({write_arguments(body, request.extensions)}) as stream:
    for text in stream.text_stream:
        print(text, end="", flush=True)
print()
"""


def _write_google_genai(request: HttpRequest) -> str:
    version, model = _genai_version_and_model(request.path)
    call = "generate_content_stream" if request.streaming else "generate_content"
    arguments = write_arguments({"model": model, **_genai_arguments(request.body, request.extensions)}, depth=1)
    imports = ("import os", *(("from pathlib import Path",) if request.makes_images else ()))
    show = _genai_images(request) if request.makes_images else _GENAI_TEXTS[request.streaming]
    return f"""{write_imports(imports, "from google import genai")}

with genai.Client(
    api_key=os.environ["{request.key_variable}"],
    http_options={{
        "base_url": "{request.base_url}",
        "api_version": "{version}",
        "timeout": {request.timeout_seconds}_000,
    }},
) as client:
    {"stream" if request.streaming else "response"} = client.models.{call}({arguments})
{show}
"""


_GENAI_TEXTS = {
    False: "    print(response.text)",
    True: """    for chunk in stream:
        print(chunk.text or "", end="", flush=True)
print()""",
}


def _genai_images(request: HttpRequest) -> str:
    """Write what is done with an answer that has images among its texts."""
    name = name_file(request)
    show = f"""    for part in {"chunk" if request.streaming else "response"}.parts or []:
        if part.inline_data:
            Path({write_python(name)}).write_bytes(part.inline_data.data)
            print({write_python(f"Saved {name}")})
        else:
            print(part.text or ""{', end="", flush=True' if request.streaming else ""})"""
    return f"    for chunk in stream:\n{indent(show, ' ' * 4)}\nprint()" if request.streaming else show


def _genai_version_and_model(path: str) -> tuple[str, str]:
    """Give `v1beta` and the id of `/v1beta/models/id:generateContent`."""
    version, _, rest = path.strip("/").partition("/models/")
    return version, rest.rpartition(":")[0]


def _genai_arguments(body: Mapping[str, Any], extensions: frozenset[str]) -> dict[str, Any]:
    """Give the SDK's `contents` and `config` for a body on the wire."""
    fields = {name: value for name, value in body.items() if name not in ("contents", "generationConfig", *extensions)}
    config: dict[str, Any] = _snake_keys({**(body.get("generationConfig") or {}), **fields})
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


_WRITERS: Mapping[Sdk, Callable[[HttpRequest], str]] = {
    **OPENAI_WRITERS,
    "google-genai": _write_google_genai,
    "anthropic": _write_anthropic,
}
