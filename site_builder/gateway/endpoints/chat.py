"""Answers chats: with the example, with a call of a function, or with JSON that a schema accepts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from site_builder.gateway.asked import Asked
from site_builder.gateway.dialects.anthropic import ANTHROPIC
from site_builder.gateway.dialects.dialect import Dialect, ToolCall
from site_builder.gateway.dialects.google_genai import GOOGLE_GENAI
from site_builder.gateway.dialects.openai_chat import OPENAI_CHAT
from site_builder.gateway.dialects.openai_responses import OPENAI_RESPONSES
from site_builder.gateway.endpoints.documented import find_documented_answer
from site_builder.gateway.event_stream import stream_answer
from site_builder.gateway.exchange import Answer, json_answer
from site_builder.gateway.refusal import UNKNOWN_RESPONSE, RefusedError
from site_builder.gateway.sampling import make_sample
from site_builder.records.protocol import Sdk, StreamEvent
from site_builder.snippets.literals import write_json
from site_builder.snippets.request import fill_model

DIALECTS: Mapping[Sdk, Dialect] = {
    "openai-chat": OPENAI_CHAT,
    "openai-responses": OPENAI_RESPONSES,
    "google-genai": GOOGLE_GENAI,
    "anthropic": ANTHROPIC,
}
"""The chat protocols, by the SDK call that speaks them."""

_UNWRITTEN = "The record of this protocol has no example of this answer."


def answer_chat(asked: Asked) -> Answer:
    """Answer a chat, in one body or as events.

    What an example of a variant sends gets the answer that is documented for it. Otherwise, with functions on offer and
    the user's turn last it calls the first of them; after the result it answers with text.

    Raises:
        RefusedError: It goes on from a response that this gateway never gave.
    """
    _check_previous(asked)
    dialect = DIALECTS[asked.protocol.sdk]
    answer, events = _make_answer(asked, dialect)
    answer, events = dialect.finish(asked.body, answer, events)
    return stream_answer(events) if asked.operation.streaming else json_answer(answer)


def _make_answer(asked: Asked, dialect: Dialect) -> tuple[dict[str, Any], tuple[StreamEvent, ...]]:
    documented = None if asked.operation.streaming else find_documented_answer(asked)
    if documented is not None:
        return documented, ()
    wish = dialect.read(asked.body)
    if wish.tools:
        tool = wish.tools[0]
        answer = dialect.call(asked.example, ToolCall(tool.name, make_sample(tool.schema)))
    elif wish.has_schema:
        answer = dialect.say(asked.example, write_json(make_sample(wish.schema), is_compact=True))
    elif asked.protocol.examples.stream if asked.operation.streaming else asked.example:
        return asked.example, _example_events(asked)
    else:
        answer = dialect.say(asked.example, _UNWRITTEN)
    return answer, dialect.stream(answer) if asked.operation.streaming else ()


def _example_events(asked: Asked) -> tuple[StreamEvent, ...]:
    return tuple(
        event.model_copy(update={"data": fill_model(event.data, asked.called_id)})
        for event in asked.protocol.examples.stream
    )


def _check_previous(asked: Asked) -> None:
    """Refuse to go on from a response other than the example, which is the only one this gateway gives."""
    previous = asked.body.get("previous_response_id")
    if previous is not None and previous != asked.example.get("id"):
        message = f"Previous response with id '{previous}' not found."
        raise RefusedError(UNKNOWN_RESPONSE, message, field="previous_response_id")
