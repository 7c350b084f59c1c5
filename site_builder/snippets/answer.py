"""Where the useful part of an answer is, per SDK: in a whole body, in events, and as a file to save.

Source: OpenAI, Google Gen AI and Anthropic API references and Python SDKs, run 2026-11.
"""

from __future__ import annotations

from dataclasses import dataclass

from site_builder.records.protocol import Sdk
from site_builder.snippets.request import HttpRequest


@dataclass(frozen=True, slots=True)
class AnswerPaths:
    """Python for the text of an answer.

    Attributes:
        body: Expression for the text of a whole JSON body called `answer`.
        is_error: Expression for whether an event called `event` reports a failure, which may follow a status of 200.
        event: Statement that prints the texts of an event; many have none.
    """

    body: str
    is_error: str
    event: str


ANSWERS: dict[Sdk, AnswerPaths] = {
    "openai-chat": AnswerPaths(
        body='answer["choices"][0]["message"]["content"]',
        is_error='event.get("error")',
        event="""for choice in event.get("choices", []):
    print(choice["delta"].get("content") or "", end="", flush=True)""",
    ),
    "openai-responses": AnswerPaths(
        body='next(item for item in answer["output"] if item["type"] == "message")["content"][0]["text"]',
        is_error='event["type"] in ("error", "response.failed")',
        event="""if event["type"] == "response.output_text.delta":
    print(event["delta"], end="", flush=True)""",
    ),
    "google-genai": AnswerPaths(
        body='"".join(part.get("text", "") for part in answer["candidates"][0]["content"]["parts"])',
        is_error='event.get("error")',
        event="""for candidate in event.get("candidates", []):
    for part in candidate.get("content", {}).get("parts", []):
        print(part.get("text", ""), end="", flush=True)""",
    ),
    "anthropic": AnswerPaths(
        body='next(block["text"] for block in answer["content"] if block["type"] == "text")',
        is_error='event["type"] == "error"',
        event="""if event["type"] == "content_block_delta" and event["delta"]["type"] == "text_delta":
    print(event["delta"]["text"], end="", flush=True)""",
    ),
}
"""Where the text is, for the SDK calls that answer with text."""

_PLAIN_TEXT_FORMATS = ("text", "srt", "vtt")

POLL_SECONDS = 5
"""How long a snippet waits before it asks for a video again."""

POLL_LIMIT = 120
"""How often a snippet asks for a video: 10 minutes."""


def name_file(request: HttpRequest) -> str:
    """Give the name to save the answer under, e.g. `speech.mp3`."""
    if request.sdk == "openai-images":
        return f"image.{request.body.get('output_format', 'png')}"
    if request.makes_images:
        return "image.png"
    if request.sdk == "openai-speech":
        return f"speech.{request.body.get('response_format', 'mp3')}"
    return "video.mp4"


def has_image_address(request: HttpRequest) -> bool:
    """Whether the answer has the address of an image instead of the image."""
    return bool(request.body.get("response_format") == "url")


def is_plain_text(request: HttpRequest) -> bool:
    """Whether the answer to a transcription is the text itself instead of JSON."""
    return request.body.get("response_format") in _PLAIN_TEXT_FORMATS
