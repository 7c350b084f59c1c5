"""Where the useful part of an answer is, per SDK: in a whole body, in one event, and as a file to save.

Source: OpenAI, Google Gen AI and Anthropic API references and Python SDKs, run 2026-11.
"""

from __future__ import annotations

from dataclasses import dataclass

from site_builder.records.protocol import Sdk
from site_builder.snippets.request import HttpRequest


@dataclass(frozen=True, slots=True)
class AnswerPaths:
    """Python expressions for the text of an answer.

    Attributes:
        body: In a whole JSON body called `answer`.
        event_condition: Whether an event called `event` carries text.
        event: The text of such an event.
    """

    body: str
    event_condition: str
    event: str


ANSWERS: dict[Sdk, AnswerPaths] = {
    "openai-chat": AnswerPaths(
        body='answer["choices"][0]["message"]["content"]',
        event_condition='event["choices"]',
        event='event["choices"][0]["delta"].get("content") or ""',
    ),
    "openai-responses": AnswerPaths(
        body='next(item for item in answer["output"] if item["type"] == "message")["content"][0]["text"]',
        event_condition='event["type"] == "response.output_text.delta"',
        event='event["delta"]',
    ),
    "google-genai": AnswerPaths(
        body='answer["candidates"][0]["content"]["parts"][0]["text"]',
        event_condition='event.get("candidates")',
        event='event["candidates"][0]["content"]["parts"][0].get("text", "")',
    ),
    "anthropic": AnswerPaths(
        body='next(block["text"] for block in answer["content"] if block["type"] == "text")',
        event_condition='event["type"] == "content_block_delta" and event["delta"]["type"] == "text_delta"',
        event='event["delta"]["text"]',
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
    if request.sdk == "openai-speech":
        return f"speech.{request.body.get('response_format', 'mp3')}"
    return "video.mp4"


def has_image_address(request: HttpRequest) -> bool:
    """Whether the answer has the address of an image instead of the image."""
    return bool(request.body.get("response_format") == "url")


def is_plain_text(request: HttpRequest) -> bool:
    """Whether the answer to a transcription is the text itself instead of JSON."""
    return request.body.get("response_format") in _PLAIN_TEXT_FORMATS
