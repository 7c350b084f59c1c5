"""Where the useful text of an answer is, per SDK: in a whole body, in one event, and through the SDK itself.

Source: OpenAI, Google Gen AI and Anthropic API references and Python SDKs, run 2026-11.
"""

from __future__ import annotations

from dataclasses import dataclass

from site_builder.records.protocol import Sdk


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
