"""Anthropic Messages. Source: Anthropic API reference, "Messages" and "Streaming messages", 2026-11."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from site_builder.gateway.dialects.dialect import Dialect, Json, Tool, ToolCall, Wish, keep, objects, prefer
from site_builder.gateway.event_stream import cut_text, named_event
from site_builder.records.protocol import StreamEvent
from site_builder.snippets.literals import write_json

_CALL_ID = "toolu_01A09q90qw90lq917835lq9"


def _read(body: Mapping[str, Any]) -> Wish:
    tools = tuple(_read_tools(body))
    match body.get("tool_choice"):
        case {"type": "none"}:
            tools = ()
        case {"type": "tool", "name": name}:
            tools = prefer(tools, name)
    match body.get("messages"):
        case [*_, {"content": [*blocks]}] if any(block.get("type") == "tool_result" for block in objects(blocks)):
            tools = ()
    match body.get("output_config"):
        case {"format": {"schema": schema}}:
            return Wish(tools, schema, has_schema=True)
    return Wish(tools)


def _read_tools(body: Mapping[str, Any]) -> Iterator[Tool]:
    """Give the caller's own functions; tools of the maker have a versioned name as their type."""
    for tool in objects(body.get("tools")):
        match tool:
            case {"name": str(name)} if tool.get("type", "custom") == "custom":
                yield Tool(name, tool.get("input_schema", {}))


def _say(example: Json, text: str) -> Json:
    return {**example, "content": [{"type": "text", "text": text}], "stop_reason": "end_turn", "stop_sequence": None}


def _call(example: Json, call: ToolCall) -> Json:
    block = {"type": "tool_use", "id": _CALL_ID, "name": call.name, "input": call.arguments}
    return {**example, "content": [block], "stop_reason": "tool_use", "stop_sequence": None}


def _stream(answer: Json) -> tuple[StreamEvent, ...]:
    usage = answer.get("usage", {})
    begun = {**answer, "content": [], "stop_reason": None, "usage": {**usage, "output_tokens": 1}}
    end = {"stop_reason": answer["stop_reason"], "stop_sequence": None}
    return tuple(
        map(
            named_event,
            (
                {"type": "message_start", "message": begun},
                *_block_steps(answer["content"][0]),
                {
                    "type": "message_delta",
                    "delta": end,
                    "usage": {"output_tokens": usage.get("output_tokens", 1)},
                },
                {"type": "message_stop"},
            ),
        )
    )


def _block_steps(block: Json) -> Iterator[Json]:
    if block["type"] == "tool_use":
        empty: Json = {"input": {}}
        pieces = cut_text(write_json(block["input"], is_compact=True))
        kind, key = "input_json_delta", "partial_json"
    else:
        empty, pieces = {"text": ""}, cut_text(block["text"])
        kind, key = "text_delta", "text"
    yield {"type": "content_block_start", "index": 0, "content_block": {**block, **empty}}
    yield {"type": "ping"}
    for piece in pieces:
        yield {"type": "content_block_delta", "index": 0, "delta": {"type": kind, key: piece}}
    yield {"type": "content_block_stop", "index": 0}


ANTHROPIC = Dialect(_read, _say, _call, _stream, keep)
