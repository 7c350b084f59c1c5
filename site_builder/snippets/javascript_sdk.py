"""JavaScript through the official SDK of a protocol: @google/genai and @anthropic-ai/sdk here, openai beside it.

Modules for Node 20 or newer. Source: the packages themselves, @google/genai 2.32, @anthropic-ai/sdk 1.11, run 2026-11.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from textwrap import indent
from typing import Any

from site_builder.records.protocol import Sdk
from site_builder.snippets.answer import name_file
from site_builder.snippets.javascript_code import WRITE_FILE, write_head, write_object, write_saving, write_show
from site_builder.snippets.javascript_openai import OPENAI_WRITERS
from site_builder.snippets.javascript_tools import write_sdk_rounds, write_tool
from site_builder.snippets.literals import write_javascript
from site_builder.snippets.request import HttpRequest, shorten_contents, split_gemini_path

PACKAGES: Mapping[Sdk, str] = {
    **dict.fromkeys(OPENAI_WRITERS, "openai"),
    "google-genai": "@google/genai",
    "anthropic": "@anthropic-ai/sdk",
}
"""Name of each SDK on npm."""


def write_javascript_sdk(request: HttpRequest) -> str:
    """Write the call with the SDK; a missing key stops it before anything is sent."""
    return _WRITERS[request.sdk](request)


def _write_anthropic(request: HttpRequest) -> str:
    head = f"""{write_head(request, 'import Anthropic from "@anthropic-ai/sdk";')}
const client = new Anthropic({{
  baseURL: "{request.base_url}{request.path.removesuffix("/v1/messages")}",
  apiKey,
  timeout: 60_000,
}});
"""
    if request.streaming:
        return f"""{head}
const stream = await client.messages.create({write_object(request.body)});
for await (const event of stream) {{
  if (event.type === "content_block_delta" && event.delta.type === "text_delta") {{
    process.stdout.write(event.delta.text);
  }}
}}
console.log();
"""
    if request.follow_up is None:
        return f"""{head}
const message = await client.messages.create({write_object(request.body)});
{write_show(request, 'message.content.find((block) => block.type === "text").text')}
"""
    variables = {"messages": "messages"}
    call = f"const message = await client.messages.create({write_object(request.body, variables=variables)});"
    return f"""{head}
{write_tool(request)}

const messages = {write_javascript(request.body["messages"])};
{write_sdk_rounds(request, call)}
"""


def _write_google_genai(request: HttpRequest) -> str:
    imports = (*((WRITE_FILE,) if request.makes_images else ()), 'import { GoogleGenAI } from "@google/genai";')
    version, model = split_gemini_path(request.path)
    head = f"""{write_head(request, *imports)}
const client = new GoogleGenAI({{
  apiKey,
  httpOptions: {{
    baseUrl: "{request.base_url}",
    apiVersion: "{version}",
    timeout: {request.timeout_seconds}_000,
  }},
}});
"""
    arguments = {"model": model, **_genai_arguments(request.body, request.extensions)}
    if request.follow_up is None:
        return f"{head}\n{_write_genai_call(request, arguments)}\n"
    variables = {"contents": "contents"}
    call = f"const response = await client.models.generateContent({write_object(arguments, variables=variables)});"
    return f"""{head}
{write_tool(request)}

const contents = {write_javascript(request.body["contents"])};
{write_sdk_rounds(request, call)}
"""


def _write_genai_call(request: HttpRequest, arguments: Mapping[str, Any]) -> str:
    if not request.streaming:
        call = f"const response = await client.models.generateContent({write_object(arguments)});"
        show = _genai_images(request, "response") if request.makes_images else write_show(request, "response.text")
        return f"{call}\n{show}"
    show = _genai_images(request, "chunk") if request.makes_images else 'process.stdout.write(chunk.text ?? "");'
    return f"""const stream = await client.models.generateContentStream({write_object(arguments)});
for await (const chunk of stream) {{
{indent(show, "  ")}
}}
console.log();"""


def _genai_images(request: HttpRequest, answer: str) -> str:
    """Write what is done with an answer that has images among its texts."""
    saving = write_saving(name_file(request), 'Buffer.from(part.inlineData.data, "base64")')
    show = 'process.stdout.write(part.text ?? "");' if request.streaming else 'console.log(part.text ?? "");'
    return f"""for (const part of {answer}.candidates?.[0]?.content?.parts ?? []) {{
  if (part.inlineData) {{
{indent(saving, "    ")}
  }} else {{
    {show}
  }}
}}"""


def _genai_arguments(body: Mapping[str, Any], extensions: frozenset[str]) -> dict[str, Any]:
    """Give the SDK's `contents` and `config` for a body on the wire; it spells fields as the wire does."""
    fields = {name: value for name, value in body.items() if name not in ("contents", "generationConfig", *extensions)}
    config: dict[str, Any] = {**(body.get("generationConfig") or {}), **fields}
    extra = {name: value for name, value in body.items() if name in extensions}
    if extra:
        config["httpOptions"] = {"extraBody": extra}
    contents = {"contents": shorten_contents(body.get("contents", []))}
    return {**contents, "config": config} if config else contents


_WRITERS: Mapping[Sdk, Callable[[HttpRequest], str]] = {
    **OPENAI_WRITERS,
    "google-genai": _write_google_genai,
    "anthropic": _write_anthropic,
}
