"""Chats through the four chat protocols: calls of functions, JSON by schema, pictures, and their events."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from site_builder.catalog.catalog import Catalog
from site_builder.gateway.endpoints.chat import DIALECTS
from site_builder.records.protocol import StreamEvent
from site_builder.snippets.request import fill_model
from tests.gateway.conftest import Ask, read, read_events

SCHEMA = {
    "type": "object",
    "properties": {"city": {"type": "string", "enum": ["Paris", "Rome"]}, "days": {"type": "integer", "minimum": 3}},
    "required": ["city", "days"],
}
SAMPLE = {"city": "Paris", "days": 3}
OTHER = {"type": "object", "properties": {}}
CHAT, RESPONSES, MESSAGES = "/v1/chat/completions", "/v1/responses", "/v1/messages"
GEMINI = "/v1beta/models/gemini-3.1-pro-preview:generateContent"
GEMINI_STREAM = "/v1beta/models/gemini-3.1-pro-preview:streamGenerateContent?alt=sse"
USER = {"role": "user", "content": "Hi"}
VERSION = {"anthropic-version": "2023-06-01"}
TEXT = "I answer questions, write and edit text, and help with code."


def _chat(**fields: object) -> dict[str, object]:
    functions = [{"name": "other", "parameters": OTHER}, {"name": "trip", "parameters": SCHEMA}]
    tools = [{"type": "function", "function": function} for function in reversed(functions)]
    return {"model": "gpt-4.1", "messages": [USER], "tools": tools, **fields}


def _responses(**fields: object) -> dict[str, object]:
    tools = [
        {"type": "web_search"},
        {"type": "function", "name": "trip", "parameters": SCHEMA},
        {"type": "function", "name": "other", "parameters": OTHER},
    ]
    return {"model": "gpt-4.1", "input": "Hi", "tools": tools, **fields}


def _messages(**fields: object) -> dict[str, object]:
    tools = [
        {"type": "web_search_20250305", "name": "web_search"},
        {"name": "trip", "input_schema": SCHEMA},
        {"type": "custom", "name": "other", "input_schema": OTHER},
    ]
    return {"model": "claude-opus-4-8", "max_tokens": 9, "messages": [USER], "tools": tools, **fields}


def _gemini(**fields: object) -> dict[str, object]:
    functions = [{"name": "trip", "parameters": SCHEMA}, {"name": "other", "parametersJsonSchema": OTHER}]
    tools = [{"googleSearch": {}}, {"function_declarations": functions}]
    return {"contents": [{"role": "user", "parts": [{"text": "Hi"}]}], "tools": tools, **fields}


def _calls_of(answer: object) -> list[tuple[str, Any]]:
    """Give name and arguments of each call in an answer of any protocol."""
    match answer:
        case {"choices": [{"message": {"tool_calls": calls, "content": None}, "finish_reason": "tool_calls"}]}:
            return [(call["function"]["name"], json.loads(call["function"]["arguments"])) for call in calls]
        case {"output": [{"type": "function_call"} as call], "status": "completed"}:
            return [(call["name"], json.loads(call["arguments"]))]
        case {"content": [{"type": "tool_use"} as call], "stop_reason": "tool_use"}:
            return [(call["name"], call["input"])]
        case {"candidates": [{"content": {"parts": [{"functionCall": call}]}, "finishReason": "STOP"}]}:
            return [(call["name"], call["args"])]
        case _:
            return []


def _text_of(answer: object) -> str:
    """Give the text of an answer of any protocol."""
    match answer:
        case {"choices": [{"message": {"content": text}, "finish_reason": "stop"}]}:
            return str(text)
        case {"output": [{"content": [{"type": "output_text", "text": text}]}]}:
            return str(text)
        case {"content": [{"type": "text", "text": text}], "stop_reason": "end_turn"}:
            return str(text)
        case {"candidates": [{"content": {"parts": [{"text": text}, *_]}}]}:
            return str(text)
        case _:
            return ""


PROTOCOLS: list[tuple[str, Callable[..., dict[str, object]]]] = [
    (CHAT, _chat),
    (RESPONSES, _responses),
    (MESSAGES, _messages),
    (GEMINI, _gemini),
]
every_protocol = pytest.mark.parametrize(("target", "make"), PROTOCOLS, ids=["chat", "responses", "messages", "gemini"])


@every_protocol
def test_a_function_on_offer_is_called(ask: Ask, target: str, make: Callable[..., dict[str, object]]) -> None:
    """The first function is called, with arguments its schema accepts; tools of the maker are passed over."""
    answered = ask(target, make(), headers=VERSION)

    assert _calls_of(read(answered)) == [("trip", SAMPLE)]


@pytest.mark.parametrize(
    ("target", "body"),
    [
        (CHAT, _chat(tool_choice={"type": "function", "function": {"name": "other"}})),
        (RESPONSES, _responses(tool_choice={"type": "function", "name": "other"})),
        (MESSAGES, _messages(tool_choice={"type": "tool", "name": "other"})),
        (GEMINI, _gemini(tool_config={"function_calling_config": {"allowed_function_names": ["other"]}})),
    ],
)
def test_the_function_the_caller_chose_is_called(ask: Ask, target: str, body: object) -> None:
    """A choice goes before the order."""
    assert _calls_of(read(ask(target, body, headers=VERSION))) == [("other", {})]


_CALL = {"id": "c1", "type": "function", "function": {"name": "trip", "arguments": "{}"}}
_RESULT = {"type": "tool_result", "tool_use_id": "t1", "content": "fine"}


@pytest.mark.parametrize(
    ("target", "body"),
    [
        (CHAT, _chat(tool_choice="none")),
        (CHAT, _chat(tool_choice="auto", messages=[USER, {"role": "tool", "tool_call_id": "c1", "content": "fine"}])),
        (
            CHAT,
            _chat(
                messages=[
                    USER,
                    {"role": "assistant", "content": None, "refusal": None, "tool_calls": [_CALL]},
                    {"role": "tool", "tool_call_id": "c1", "content": "fine"},
                ]
            ),
        ),
        (RESPONSES, _responses(tool_choice="none")),
        (RESPONSES, _responses(input=[{"type": "function_call_output", "call_id": "c1", "output": "fine"}])),
        (MESSAGES, _messages(tool_choice={"type": "none"})),
        (MESSAGES, _messages(messages=[USER, {"role": "user", "content": [_RESULT]}])),
        (MESSAGES, _messages(tool_choice={"type": "auto"}, tools=[])),
        (GEMINI, _gemini(toolConfig={"functionCallingConfig": {"mode": "none"}})),
        (
            GEMINI,
            _gemini(contents=[{"parts": [{"functionResponse": {"name": "trip", "response": {"result": "fine"}}}]}]),
        ),
    ],
)
def test_after_the_result_or_without_leave_the_answer_is_text(ask: Ask, target: str, body: object) -> None:
    """The round trip ends with the example's text, and a caller may forbid calls."""
    answered = ask(target, body, headers=VERSION)

    assert _text_of(read(answered)) == TEXT


JSON_FORMATS = [
    (CHAT, {"response_format": {"type": "json_schema", "json_schema": {"name": "trip", "schema": SCHEMA}}}, SAMPLE),
    (CHAT, {"response_format": {"type": "json_schema", "json_schema": {"name": "trip"}}}, {"text": "text"}),
    (CHAT, {"response_format": {"type": "json_object"}}, {"text": "text"}),
    (RESPONSES, {"text": {"format": {"type": "json_schema", "name": "trip", "schema": SCHEMA}}}, SAMPLE),
    (RESPONSES, {"text": {"format": {"type": "json_object"}}}, {"text": "text"}),
    (MESSAGES, {"output_config": {"format": {"type": "json_schema", "schema": SCHEMA}}}, SAMPLE),
    (GEMINI, {"generationConfig": {"responseMimeType": "application/json", "responseJsonSchema": SCHEMA}}, SAMPLE),
    (GEMINI, {"generationConfig": {"responseMimeType": "application/json", "responseSchema": SCHEMA}}, SAMPLE),
    (GEMINI, {"generationConfig": {"responseMimeType": "application/json"}}, {"text": "text"}),
]
_BASES = {CHAT: _chat, RESPONSES: _responses, MESSAGES: _messages, GEMINI: _gemini}


@pytest.mark.parametrize(("target", "fields", "expected"), JSON_FORMATS)
def test_json_on_demand_fits_the_schema(ask: Ask, target: str, fields: dict[str, object], expected: object) -> None:
    """The text of the answer is JSON that the schema accepts."""
    body = _BASES[target](**fields, tools=[])

    assert json.loads(_text_of(read(ask(target, body, headers=VERSION)))) == expected


@pytest.mark.parametrize(
    ("target", "fields"),
    [
        (CHAT, {"response_format": {"type": "text"}}),
        (RESPONSES, {"text": {"format": {"type": "text"}}}),
        (MESSAGES, {"output_config": {"effort": "low"}}),
        (GEMINI, {"generationConfig": {"temperature": 1}}),
    ],
)
def test_other_options_change_nothing(ask: Ask, target: str, fields: dict[str, object]) -> None:
    """Text on demand is the example."""
    body = _BASES[target](**fields, tools=[])

    assert _text_of(read(ask(target, body, headers=VERSION))) == TEXT


def _deltas(events: list[Any]) -> str:
    """Give all pieces of text or arguments in the events of any protocol."""
    pieces = []
    for event in events:
        match event:
            case (_, {"delta": {"text": piece} | {"partial_json": piece}}) | (_, {"delta": str(piece)}):
                pieces.append(piece)
            case {"choices": [{"delta": {"tool_calls": [{"function": {"arguments": piece}}]}}]}:
                pieces.append(piece)
            case {"choices": [{"delta": {"content": str(piece)}}]}:
                pieces.append(piece)
            case {"candidates": [{"content": {"parts": [{"text": piece}]}}]}:
                pieces.append(piece)
            case {"candidates": [{"content": {"parts": [{"functionCall": {"args": arguments}}]}}]}:
                pieces.append(json.dumps(arguments))
    return "".join(pieces)


@every_protocol
def test_a_call_can_be_streamed(ask: Ask, target: str, make: Callable[..., dict[str, object]]) -> None:
    """The pieces of the arguments together are those of the whole answer."""
    body = make() if target == GEMINI else make(stream=True)

    answered = ask(GEMINI_STREAM if target == GEMINI else target, body, headers=VERSION)

    assert answered.is_stream
    assert json.loads(_deltas(read_events(answered))) == SAMPLE


@pytest.mark.parametrize(("target", "fields", "expected"), JSON_FORMATS)
def test_json_can_be_streamed(ask: Ask, target: str, fields: dict[str, object], expected: object) -> None:
    """The pieces of the text together are the JSON."""
    streaming: dict[str, object] = {} if target == GEMINI else {"stream": True}
    body = _BASES[target](**fields, **streaming, tools=[])

    answered = ask(GEMINI_STREAM if target == GEMINI else target, body, headers=VERSION)

    assert json.loads(_deltas(read_events(answered))) == expected


def _shape(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    if isinstance(value, dict):
        return {key: _shape(item) for key, item in sorted(value.items()) if key not in ("usage", "usageMetadata")}
    if isinstance(value, list):
        return [_shape(item) for item in value]
    return value if isinstance(value, str) and value.isidentifier() else type(value).__name__


@pytest.mark.parametrize("protocol_id", ["anthropic-messages", "openai-chat-completions", "openai-responses"])
def test_streams_have_the_shape_of_the_published_one(catalog: Catalog, protocol_id: str) -> None:
    """A text that is cut into events here gives the kinds of events, in the order, of the record's example."""
    protocol = catalog.protocols[protocol_id]
    dialect, example = DIALECTS[protocol.sdk], protocol.examples.response
    assert example is not None

    made = dialect.stream(dialect.say(example, TEXT))

    def shapes(events: Sequence[StreamEvent]) -> list[Any]:
        return [key for key, _ in itertools.groupby((event.event, _shape(event.data)) for event in events)]

    assert shapes(made) == shapes(protocol.examples.stream)


def test_gemini_streams_end_with_the_reason(catalog: Catalog) -> None:
    """Every event of a Gemini stream is an answer of its own; only the last one has `finishReason`."""
    protocol = catalog.protocols["gemini-generate-content"]
    example = fill_model(protocol.examples.response, "x")
    dialect = DIALECTS[protocol.sdk]

    made = [event.data["candidates"][0] for event in dialect.stream(dialect.say(example, TEXT))]

    assert "".join(item["content"]["parts"][0]["text"] for item in made) == TEXT
    assert [item.get("finishReason") for item in made] == [None, None, None, "STOP"]


def test_usage_comes_before_the_end_if_asked_for(ask: Ask) -> None:
    """`stream_options.include_usage` adds a chunk without choices."""
    base = {"model": "gpt-4.1", "messages": [USER], "stream": True}

    without = read_events(ask(CHAT, {**base, "stream_options": {"include_usage": False}}))
    events = read_events(ask(CHAT, {**base, "stream_options": {"include_usage": True}}))

    assert (events[:-2], events[-1]) == (without[:-1], "[DONE]")
    assert events[-2]["choices"] == []
    assert events[-2]["usage"]["total_tokens"] == 31


@pytest.mark.parametrize("target", [GEMINI, GEMINI_STREAM])
def test_a_chat_that_draws_adds_a_picture(ask: Ask, target: str) -> None:
    """With `IMAGE` among the modalities the last part is a PNG."""
    config = {"responseModalities": ["TEXT", "IMAGE"]}
    target = target.replace("gemini-3.1-pro-preview", "gemini-3-pro-image")

    answered = ask(target, {"contents": [{"parts": [{"text": "Draw"}]}], "generationConfig": config})

    answer = read_events(answered)[-1] if answered.is_stream else read(answered)
    (*_, picture) = answer["candidates"][0]["content"]["parts"]
    assert picture["inlineData"]["mimeType"] == "image/png"
    assert answer["candidates"][0]["finishReason"] == "STOP"


def test_a_response_can_be_continued(ask: Ask) -> None:
    """`previous_response_id` takes the id of the response this gateway gives, and refuses others."""
    first = read(ask(RESPONSES, {"model": "gpt-4.1", "input": "Hi"}))

    known = ask(RESPONSES, {"model": "gpt-4.1", "input": "Go on", "previous_response_id": first["id"]})
    unknown = ask(RESPONSES, {"model": "gpt-4.1", "input": "Go on", "previous_response_id": "resp_x"})

    assert _text_of(read(known)) == TEXT
    assert (unknown.status, read(unknown)["error"]["code"]) == (400, "previous_response_not_found")


@pytest.mark.parametrize("sdk", sorted(DIALECTS))
@pytest.mark.parametrize("odd", [None, 1, "x", [], [1], {}, [{}], [{"function": 1}], [{"functionDeclarations": [{}]}]])
def test_a_loosely_described_body_is_read_without_failing(sdk: str, odd: object) -> None:
    """A site may describe tools and messages as `any`: what is not understood asks for nothing."""
    names = ("tools", "messages", "input", "contents", "tool_choice", "toolConfig", "text", "output_config")
    body = dict.fromkeys((*names, "generationConfig", "response_format", "stream_options"), odd)

    dialect = next(item for key, item in DIALECTS.items() if key == sdk)

    assert dialect.read(body).tools == ()
    assert dialect.finish(body, {}, ()) == ({}, ())


def test_half_a_surrogate_pair_is_given_back(ask: Ask) -> None:
    """JSON can hold what UTF-8 cannot; it comes back as it was sent."""
    schema = b'{"type": "object", "properties": {"a": {"const": "\\ud800"}}}'
    body = (
        b'{"contents": [{"parts": [{"text": "Hi"}]}], "tools": [{"functionDeclarations": [{"name": "f", "parameters": '
    )

    answered = ask(GEMINI, body + schema + b"}]}]}")

    assert _calls_of(read(answered)) == [("f", {"a": "\ud800"})]
