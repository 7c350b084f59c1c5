"""JavaScript through the package openai: chat, responses, embeddings, images, speech, transcriptions and videos.

Its base URL has the version in it. Source: the package itself, openai 6.49, run 2026-11.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from site_builder.records.protocol import Sdk
from site_builder.records.variant_example import conversation_field
from site_builder.snippets.answer import has_image_address, is_plain_text, name_file
from site_builder.snippets.javascript_code import (
    SLEEP,
    WRITE_FILE,
    write_head,
    write_object,
    write_polling,
    write_saving,
    write_show,
)
from site_builder.snippets.javascript_tools import write_sdk_rounds, write_tool
from site_builder.snippets.literals import write_javascript
from site_builder.snippets.request import HttpRequest

_OPEN_FILE = 'import { createReadStream } from "node:fs";'


def _write_chat(request: HttpRequest) -> str:
    head, create = _head(request, "/chat/completions"), "client.chat.completions.create"
    if request.follow_up is not None:
        return _write_rounds(request, head, create)
    if not request.streaming:
        return f"""{head}
const response = await {create}({write_object(request.body)});
{write_show(request, "response.choices[0].message.content")}
"""
    return f"""{head}
const stream = await {create}({write_object(request.body)});
for await (const chunk of stream) {{
  process.stdout.write(chunk.choices?.[0]?.delta?.content ?? "");
}}
console.log();
"""


def _write_responses(request: HttpRequest) -> str:
    head, create = _head(request, "/responses"), "client.responses.create"
    if request.follow_up is not None:
        return _write_rounds(request, head, create)
    if not request.streaming:
        return f"""{head}
const response = await {create}({write_object(request.body)});
{write_show(request, "response.output_text")}
"""
    return f"""{head}
const stream = await {create}({write_object(request.body)});
for await (const event of stream) {{
  if (["error", "response.failed"].includes(event.type)) throw new Error(JSON.stringify(event));
  if (event.type === "response.output_text.delta") process.stdout.write(event.delta);
}}
console.log();
"""


def _write_rounds(request: HttpRequest, head: str, create: str) -> str:
    field = conversation_field(request.sdk)
    call = f"const response = await {create}({write_object(request.body, variables={field: field})});"
    return f"""{head}
{write_tool(request)}

const {field} = {write_javascript(request.body[field])};
{write_sdk_rounds(request, call)}
"""


def _write_embeddings(request: HttpRequest) -> str:
    return f"""{_head(request, "/embeddings")}
const response = await client.embeddings.create({write_object(request.body)});
const vector = response.data[0].embedding;
console.log(vector.length, vector.slice(0, 3));
"""


def _write_images(request: HttpRequest) -> str:
    call = f"const response = await client.images.generate({write_object(request.body)});"
    if has_image_address(request):
        return f"""{_head(request, "/images/generations")}
{call}
console.log(response.data[0].url);
"""
    return f"""{_head(request, "/images/generations", WRITE_FILE)}
{call}
{write_saving(name_file(request), 'Buffer.from(response.data[0].b64_json, "base64")')}
"""


def _write_speech(request: HttpRequest) -> str:
    return f"""{_head(request, "/audio/speech", WRITE_FILE)}
const speech = await client.audio.speech.create({write_object(request.body)});
{write_saving(name_file(request), "Buffer.from(await speech.arrayBuffer())")}
"""


def _write_transcription(request: HttpRequest) -> str:
    text = "transcription" if is_plain_text(request) else "transcription.text"
    return f"""{_head(request, "/audio/transcriptions", _OPEN_FILE)}
const transcription = await client.audio.transcriptions.create({_form_object(request)});
console.log({text});
"""


def _write_video(request: HttpRequest) -> str:
    imports = (SLEEP, WRITE_FILE, *((_OPEN_FILE,) if request.files & request.body.keys() else ()))
    return f"""{_head(request, "/videos", *imports)}
let video = await client.videos.create({_form_object(request)});
{write_polling("await client.videos.retrieve(video.id)")}

const content = await client.videos.downloadContent(video.id);
{write_saving(name_file(request), "Buffer.from(await content.arrayBuffer())")}
"""


def _form_object(request: HttpRequest) -> str:
    """Write the fields of a form without those that are null, which the package refuses."""
    fields = {name: value for name, value in request.body.items() if value is not None}
    return write_object(fields, files=request.files)


def _head(request: HttpRequest, resource: str, *imports: str) -> str:
    return f"""{write_head(request, *imports, 'import OpenAI from "openai";')}
const client = new OpenAI({{
  baseURL: "{request.base_url}{request.path.removesuffix(resource)}",
  apiKey,
  timeout: {request.timeout_seconds}_000,
}});
"""


OPENAI_WRITERS: Mapping[Sdk, Callable[[HttpRequest], str]] = {
    "openai-chat": _write_chat,
    "openai-responses": _write_responses,
    "openai-embeddings": _write_embeddings,
    "openai-images": _write_images,
    "openai-speech": _write_speech,
    "openai-transcriptions": _write_transcription,
    "openai-videos": _write_video,
}
"""What writes a call, by the part of the SDK that makes it."""
