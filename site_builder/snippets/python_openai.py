"""Python through the SDK openai: chat, responses, embeddings, images, speech, transcriptions and videos.

Its base URL has the version in it. Source: the SDK itself, openai 3.52, run 2026-11.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from site_builder.records.protocol import Sdk
from site_builder.records.variant_example import conversation_field
from site_builder.snippets.answer import POLL_LIMIT, POLL_SECONDS, has_image_address, is_plain_text, name_file
from site_builder.snippets.literals import write_python
from site_builder.snippets.python_code import write_arguments, write_imports
from site_builder.snippets.python_tools import (
    CONVERSATIONS,
    tool_imports,
    write_print,
    write_sdk_round,
    write_tool,
)
from site_builder.snippets.request import HttpRequest


def _write_chat(request: HttpRequest) -> str:
    head = _head(request, "/chat/completions")
    if request.follow_up is not None:
        return _write_rounds(request, head, "client.chat.completions.create", "message.content")
    if not request.streaming:
        return f"""{head}
response = client.chat.completions.create({_arguments(request)})
{write_print(request, "response.choices[0].message.content")}
"""
    return f"""{head}
stream = client.chat.completions.create({_arguments(request)})
for chunk in stream:
    if chunk.choices:
        print(chunk.choices[0].delta.content or "", end="", flush=True)
print()
"""


def _write_responses(request: HttpRequest) -> str:
    head = _head(request, "/responses")
    if request.follow_up is not None:
        return _write_rounds(request, head, "client.responses.create", "response.output_text")
    if not request.streaming:
        return f"""{head}
response = client.responses.create({_arguments(request)})
{write_print(request, "response.output_text")}
"""
    return f"""{head}
stream = client.responses.create({_arguments(request)})
for event in stream:
    if event.type in ("error", "response.failed"):
        raise SystemExit(event.to_json())
    if event.type == "response.output_text.delta":
        print(event.delta, end="", flush=True)
print()
"""


def _write_rounds(request: HttpRequest, head: str, call: str, text: str) -> str:
    field, variable = conversation_field(request.sdk), CONVERSATIONS[request.sdk]
    arguments = write_arguments(request.body, request.extensions, 1, variables={field: variable})
    return f"""{head}

{write_tool(request)}

{variable} = {write_python(request.body[field])}
for _ in range(5):
    response = {call}({arguments})
{write_sdk_round(request, 1)}
print({text})
"""


def _write_embeddings(request: HttpRequest) -> str:
    return f"""{_head(request, "/embeddings")}
response = client.embeddings.create({_arguments(request)})
vector = response.data[0].embedding
print(len(vector), vector[:3])
"""


def _write_images(request: HttpRequest) -> str:
    if has_image_address(request):
        return f"""{_head(request, "/images/generations")}
response = client.images.generate({_arguments(request)})
print(response.data[0].url)
"""
    name = name_file(request)
    return f"""{_head(request, "/images/generations", "import base64", "from pathlib import Path")}
response = client.images.generate({_arguments(request)})
image = base64.b64decode(response.data[0].b64_json)
Path({write_python(name)}).write_bytes(image)
print({write_python(f"Saved {name}")})
"""


def _write_speech(request: HttpRequest) -> str:
    name = name_file(request)
    return f"""{_head(request, "/audio/speech")}
speech = client.audio.speech.create({_arguments(request)})
speech.write_to_file({write_python(name)})
print({write_python(f"Saved {name}")})
"""


def _write_transcription(request: HttpRequest) -> str:
    text = "transcription" if is_plain_text(request) else "transcription.text"
    return f"""{_head(request, "/audio/transcriptions", "from pathlib import Path")}
transcription = client.audio.transcriptions.create({_arguments(request)})
print({text})
"""


def _write_video(request: HttpRequest) -> str:
    imports = ("import time", *(("from pathlib import Path",) if request.files & request.body.keys() else ()))
    name = name_file(request)
    return f"""{_head(request, "/videos", *imports)}
video = client.videos.create({_arguments(request)})
for _ in range({POLL_LIMIT}):
    if video.status not in ("queued", "in_progress"):
        break
    time.sleep({POLL_SECONDS})
    video = client.videos.retrieve(video.id)
if video.status != "completed":
    raise SystemExit(f"{{video.status}}: {{video.error}}")
print(video.status)

client.videos.download_content(video.id).write_to_file({write_python(name)})
print({write_python(f"Saved {name}")})
"""


def _arguments(request: HttpRequest) -> str:
    return write_arguments(request.body, request.extensions, files=request.files)


def _head(request: HttpRequest, resource: str, *imports: str) -> str:
    return f"""{write_imports(("import os", *imports, *tool_imports(request)), "from openai import OpenAI")}

client = OpenAI(
    base_url="{request.base_url}{request.path.removesuffix(resource)}",
    api_key=os.environ["{request.key_variable}"],
    timeout={request.timeout_seconds},
)
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
