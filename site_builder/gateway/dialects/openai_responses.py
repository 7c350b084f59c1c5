"""OpenAI Responses. Source: OpenAI API reference, "Responses" and "Streaming events", 2026-11."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from site_builder.gateway.dialects.dialect import ANY_OBJECT, Dialect, Json, Tool, ToolCall, Wish, keep, objects, prefer
from site_builder.gateway.event_stream import cut_text, named_event
from site_builder.records.protocol import StreamEvent
from site_builder.snippets.literals import write_json

_MESSAGE_ID = "msg_68f4c2b8e3c48190"
_ITEM_ID = "fc_68f4c2b8e3c48190"
_CALL_ID = "call_68f4c2b8e3c48190"


def _read(body: Mapping[str, Any]) -> Wish:
    tools = tuple(_read_tools(body))
    match body.get("tool_choice"):
        case "none":
            tools = ()
        case {"type": "function", "name": name}:
            tools = prefer(tools, name)
    match body.get("input"):
        case [*_, {"type": "function_call_output"}]:
            tools = ()
    match body.get("text"):
        case {"format": {"type": "json_schema", "schema": schema}}:
            return Wish(tools, schema, has_schema=True)
        case {"format": {"type": "json_object"}}:
            return Wish(tools, ANY_OBJECT, has_schema=True)
    return Wish(tools)


def _read_tools(body: Mapping[str, Any]) -> Iterator[Tool]:
    for tool in objects(body.get("tools")):
        match tool:
            case {"type": "function", "name": str(name)}:
                yield Tool(name, tool.get("parameters", {}))


def _say(example: Json, text: str) -> Json:
    content = [{"type": "output_text", "text": text, "annotations": []}]
    item = {"type": "message", "id": _MESSAGE_ID, "status": "completed", "role": "assistant", "content": content}
    return {**example, "output": [item]}


def _call(example: Json, call: ToolCall) -> Json:
    item = {
        "type": "function_call",
        "id": _ITEM_ID,
        "call_id": _CALL_ID,
        "name": call.name,
        "arguments": write_json(call.arguments, is_compact=True),
        "status": "completed",
    }
    return {**example, "output": [item]}


def _stream(answer: Json) -> tuple[StreamEvent, ...]:
    unfinished = {key: value for key, value in answer.items() if key not in ("completed_at", "usage")}
    begun = {**unfinished, "status": "in_progress", "output": []}
    steps = [
        {"type": "response.created", "response": begun},
        {"type": "response.in_progress", "response": begun},
        *_item_steps(answer["output"][0]),
        {"type": "response.completed", "response": answer},
    ]
    return tuple(
        named_event({"type": step["type"], "sequence_number": number, **step}) for number, step in enumerate(steps)
    )


def _item_steps(item: Json) -> Iterator[Json]:
    at = {"item_id": item["id"], "output_index": 0}
    is_call = item["type"] == "function_call"
    empty: Json = {"arguments": ""} if is_call else {"content": []}
    begun = {**item, "status": "in_progress", **empty}
    yield {"type": "response.output_item.added", "output_index": 0, "item": begun}
    yield from _call_steps(item, at) if is_call else _text_steps(item["content"][0], {**at, "content_index": 0})
    yield {"type": "response.output_item.done", "output_index": 0, "item": item}


def _call_steps(item: Json, at: Json) -> Iterator[Json]:
    kind = "response.function_call_arguments"
    yield from ({"type": f"{kind}.delta", **at, "delta": piece} for piece in cut_text(item["arguments"]))
    yield {"type": f"{kind}.done", **at, "name": item["name"], "arguments": item["arguments"]}


def _text_steps(part: Json, at: Json) -> Iterator[Json]:
    text = part["text"]
    yield {"type": "response.content_part.added", **at, "part": {**part, "text": ""}}
    for piece in cut_text(text):
        yield {"type": "response.output_text.delta", **at, "delta": piece, "logprobs": []}
    yield {"type": "response.output_text.done", **at, "text": text, "logprobs": []}
    yield {"type": "response.content_part.done", **at, "part": part}


OPENAI_RESPONSES = Dialect(_read, _say, _call, _stream, keep)
