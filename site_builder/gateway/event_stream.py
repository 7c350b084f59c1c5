"""Server-sent events on the wire. Source: WHATWG HTML, 9.2.6 "Interpreting an event stream"."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from site_builder.gateway.exchange import Answer, encode_json
from site_builder.records.protocol import StreamEvent

DONE = "[DONE]"
"""Last event of an OpenAI Chat Completions stream; a text, not JSON."""

_WORDS_IN_A_PIECE = 3


def stream_answer(events: Iterable[StreamEvent]) -> Answer:
    """Give an answer that is sent event by event."""
    return Answer(200, "text/event-stream", tuple(map(_write_event, events)), is_stream=True)


def named_event(data: dict[str, Any]) -> StreamEvent:
    """Give an event whose name is the `type` in its data, as Anthropic and OpenAI Responses have it."""
    return StreamEvent(event=data["type"], data=data)


def cut_text(text: str) -> tuple[str, ...]:
    """Cut a text into the pieces a model would write it in; together they are the text."""
    words = text.split(" ")
    groups = [" ".join(words[at : at + _WORDS_IN_A_PIECE]) for at in range(0, len(words), _WORDS_IN_A_PIECE)]
    return (*(f"{group} " for group in groups[:-1]), groups[-1])


def _write_event(event: StreamEvent) -> bytes:
    name = f"event: {event.event}\n" if event.event else ""
    data = DONE.encode() if event.data == DONE else encode_json(event.data)
    return name.encode() + b"data: " + data + b"\n\n"
