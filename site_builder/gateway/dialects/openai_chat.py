"""OpenAI Chat Completions. Source: OpenAI API reference, "Chat Completions" and "Streaming", 2026-11."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from site_builder.gateway.dialects.dialect import ANY_OBJECT, Dialect, Json, Tool, ToolCall, Wish, objects, prefer
from site_builder.gateway.event_stream import DONE, cut_text
from site_builder.records.protocol import StreamEvent
from site_builder.snippets.literals import write_json

_CALL_ID = "call_68f4c2b8e3c48190"


def _read(body: Mapping[str, Any]) -> Wish:
    tools = tuple(_read_tools(body))
    match body.get("tool_choice"):
        case "none":
            tools = ()
        case {"function": {"name": name}}:
            tools = prefer(tools, name)
    match body.get("messages"):
        case [*_, {"role": "tool"}]:
            tools = ()
    match body.get("response_format"):
        case {"type": "json_schema", "json_schema": {"schema": schema}}:
            return Wish(tools, schema, has_schema=True)
        case {"type": "json_schema" | "json_object"}:
            return Wish(tools, ANY_OBJECT, has_schema=True)
    return Wish(tools)


def _read_tools(body: Mapping[str, Any]) -> Iterator[Tool]:
    for tool in objects(body.get("tools")):
        match tool:
            case {"function": {"name": str(name), **function}}:
                yield Tool(name, function.get("parameters", {}))


def _say(example: Json, text: str) -> Json:
    return _with_message(example, {"role": "assistant", "content": text}, "stop")


def _call(example: Json, call: ToolCall) -> Json:
    function = {"name": call.name, "arguments": write_json(call.arguments, is_compact=True)}
    message = {
        "role": "assistant",
        "content": None,
        "tool_calls": [{"id": _CALL_ID, "type": "function", "function": function}],
    }
    return _with_message(example, message, "tool_calls")


def _with_message(example: Json, message: Json, reason: str) -> Json:
    return {**example, "choices": [{"index": 0, "message": message, "finish_reason": reason}]}


def _stream(answer: Json) -> tuple[StreamEvent, ...]:
    choice = answer["choices"][0]
    chunks = [_chunk(answer, delta, None) for delta in _deltas(choice["message"])]
    return (*chunks, _chunk(answer, {}, choice["finish_reason"]), StreamEvent(data=DONE))


def _deltas(message: Json) -> Iterator[Json]:
    if message["content"] is not None:
        yield {"role": "assistant", "content": ""}
        yield from ({"content": piece} for piece in cut_text(message["content"]))
        return
    (call,) = message["tool_calls"]
    begun = {**call, "function": {"name": call["function"]["name"], "arguments": ""}}
    yield {"role": "assistant", "content": None, "tool_calls": [{"index": 0, **begun}]}
    for piece in cut_text(call["function"]["arguments"]):
        yield {"tool_calls": [{"index": 0, "function": {"arguments": piece}}]}


def _chunk(answer: Json, delta: Json, reason: str | None) -> StreamEvent:
    return StreamEvent(data={**_head(answer), "choices": [{"index": 0, "delta": delta, "finish_reason": reason}]})


def _head(answer: Json) -> Json:
    """Give what every chunk repeats."""
    kept: Json = {name: answer[name] for name in ("id", "created", "model") if name in answer}
    return {**kept, "object": "chat.completion.chunk"}


def _finish(
    body: Mapping[str, Any], answer: Json, events: tuple[StreamEvent, ...]
) -> tuple[Json, tuple[StreamEvent, ...]]:
    """Add the chunk with the usage before the last event, where the request asks for it."""
    match body.get("stream_options"):
        case {"include_usage": True} if "usage" in answer:
            pass
        case _:
            return answer, events
    usage = StreamEvent(data={**_head(answer), "choices": [], "usage": answer["usage"]})
    return answer, (*events[:-1], usage, *events[-1:])


OPENAI_CHAT = Dialect(_read, _say, _call, _stream, _finish)
