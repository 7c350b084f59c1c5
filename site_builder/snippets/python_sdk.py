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
from site_builder.snippets.python_tools import tool_imports, write_print, write_sdk_round, write_tool
from site_builder.snippets.request import HttpRequest, shorten_contents, split_gemini_path

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
    head = f"""{write_imports(("import os", *tool_imports(request)), "import anthropic")}

client = anthropic.Anthropic(
    base_url="{request.base_url}{request.path.removesuffix("/v1/messages")}",
    api_key=os.environ["{request.key_variable}"],
    timeout=60,
)
"""
    if request.streaming:
        body = {name: value for name, value in request.body.items() if name != "stream"}
        return f"""{head}
with client.messages.stream({write_arguments(body, request.extensions)}) as stream:
    for text in stream.text_stream:
        print(text, end="", flush=True)
print()
"""
    text = 'next(block.text for block in message.content if block.type == "text")'
    if request.follow_up is None:
        return f"""{head}
message = client.messages.create({write_arguments(request.body, request.extensions)})
{write_print(request, text)}
"""
    arguments = write_arguments(request.body, request.extensions, 1, variables={"messages": "messages"})
    return f"""{head}

{write_tool(request)}

messages = {write_python(request.body["messages"])}
for _ in range(5):
    message = client.messages.create({arguments})
{write_sdk_round(request, 1)}
print({text})
"""


def _write_google_genai(request: HttpRequest) -> str:
    imports = (
        "import os",
        *(("from pathlib import Path",) if request.makes_images else ()),
        *tool_imports(request),
    )
    tool = f"\n\n{write_tool(request)}\n" if request.follow_up is not None else ""
    return f"""{write_imports(imports, "from google import genai")}
{tool}
with genai.Client(
    api_key=os.environ["{request.key_variable}"],
    http_options={{
        "base_url": "{request.base_url}",
        "api_version": "{split_gemini_path(request.path)[0]}",
        "timeout": {request.timeout_seconds}_000,
    }},
) as client:
{_write_genai_call(request)}
"""


def _write_genai_call(request: HttpRequest) -> str:
    """Write what is done with the client, one level deep."""
    model = split_gemini_path(request.path)[1]
    arguments = {"model": model, **_genai_arguments(request.body, request.extensions)}
    if request.follow_up is not None:
        contents = _snake_keys(request.body["contents"])
        return f"""    contents = {write_python(contents, 1)}
    for _ in range(5):
        response = client.models.generate_content({write_arguments(arguments, depth=2, variables=_CONTENTS)})
{write_sdk_round(request, 2)}
    print(response.text)"""
    call = "client.models.generate_content_stream" if request.streaming else "client.models.generate_content"
    if request.makes_images:
        show = _genai_images(request)
    else:
        show = _GENAI_STREAM if request.streaming else indent(write_print(request, "response.text"), " " * 4)
    answer = "stream" if request.streaming else "response"
    return f"    {answer} = {call}({write_arguments(arguments, depth=1)})\n{show}"


_CONTENTS = {"contents": "contents"}
_GENAI_STREAM = """    for chunk in stream:
        print(chunk.text or "", end="", flush=True)
print()"""


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


def _genai_arguments(body: Mapping[str, Any], extensions: frozenset[str]) -> dict[str, Any]:
    """Give the SDK's `contents` and `config` for a body on the wire."""
    fields = {name: value for name, value in body.items() if name not in ("contents", "generationConfig", *extensions)}
    config: dict[str, Any] = _snake_keys({**(body.get("generationConfig") or {}), **fields})
    extra = {name: value for name, value in body.items() if name in extensions}
    if extra:
        config["http_options"] = {"extra_body": extra}
    arguments: dict[str, Any] = {"contents": _snake_keys(shorten_contents(body.get("contents", [])))}
    if config:
        arguments["config"] = config
    return arguments


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
