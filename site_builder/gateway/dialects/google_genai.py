"""Gemini generateContent. Source: Gemini API reference, "Generating content" and "Function calling", 2026-11."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from site_builder.gateway.dialects.dialect import ANY_OBJECT, Dialect, Json, Tool, ToolCall, Wish, objects, prefer
from site_builder.gateway.event_stream import cut_text
from site_builder.gateway.media.pictures import encode_picture
from site_builder.records.protocol import StreamEvent


def _read(body: Mapping[str, Any]) -> Wish:
    tools = tuple(_read_tools(body))
    match body.get("toolConfig"):
        case {"functionCallingConfig": {"mode": "NONE"}}:
            tools = ()
        case {"functionCallingConfig": {"allowedFunctionNames": [name, *_]}}:
            tools = prefer(tools, name)
    match body.get("contents"):
        case [*_, {"parts": parts}] if any("functionResponse" in part for part in objects(parts)):
            tools = ()
    match body.get("generationConfig"):
        case {"responseJsonSchema": schema} | {"responseSchema": schema}:
            return Wish(tools, schema, has_schema=True)
        case {"responseMimeType": "application/json"}:
            return Wish(tools, ANY_OBJECT, has_schema=True)
    return Wish(tools)


def _read_tools(body: Mapping[str, Any]) -> Iterator[Tool]:
    for tool in objects(body.get("tools")):
        for item in objects(tool.get("functionDeclarations")):
            match item:
                case {"name": str(name)}:
                    yield Tool(name, item.get("parametersJsonSchema", item.get("parameters", {})))


def _say(example: Json, text: str) -> Json:
    return _with_parts(example, [{"text": text}])


def _call(example: Json, call: ToolCall) -> Json:
    return _with_parts(example, [{"functionCall": {"name": call.name, "args": call.arguments}}])


def _with_parts(example: Json, parts: list[Json]) -> Json:
    content = {"role": "model", "parts": parts}
    return {**example, "candidates": [{"content": content, "finishReason": "STOP", "index": 0}]}


def _stream(answer: Json) -> tuple[StreamEvent, ...]:
    """Give an answer as events: its texts in pieces, everything else whole; the last event has the reason."""
    (candidate,) = answer["candidates"]
    pieces = [piece for part in candidate["content"]["parts"] for piece in _cut_part(part)]
    begun = {key: value for key, value in candidate.items() if key != "finishReason"}
    head = [StreamEvent(data=_with_candidate(answer, begun, piece)) for piece in pieces[:-1]]
    return (*head, StreamEvent(data=_with_candidate(answer, candidate, pieces[-1])))


def _cut_part(part: Json) -> list[Json]:
    return [{"text": piece} for piece in cut_text(part["text"])] if "text" in part else [part]


def _with_candidate(answer: Json, candidate: Json, part: Json) -> Json:
    return {**answer, "candidates": [{**candidate, "content": {"role": "model", "parts": [part]}}]}


def _finish(
    body: Mapping[str, Any], answer: Json, events: tuple[StreamEvent, ...]
) -> tuple[Json, tuple[StreamEvent, ...]]:
    """Add a picture after the text, where the request asks for pictures."""
    match body.get("generationConfig"):
        case {"responseModalities": [*modalities]} if "IMAGE" in modalities and answer.get("candidates"):
            pass
        case _:
            return answer, events
    picture = {"inlineData": {"mimeType": "image/png", "data": encode_picture("png")}}
    (candidate,) = answer["candidates"]
    drawn = _with_parts(answer, [*candidate["content"]["parts"], picture])
    return drawn, _stream(drawn)


GOOGLE_GENAI = Dialect(_read, _say, _call, _stream, _finish)
