"""The official SDK anthropic against a running gateway."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import anthropic
import pytest
from anthropic.types import MessageParam, ToolParam
from pydantic import BaseModel

from site_builder.gateway.running import RunningGateway
from tests.gateway.conftest import KEY

MODEL = "claude-opus-4-8"
TEXT = "I answer questions, write and edit text, and help with code."
HI: list[MessageParam] = [{"role": "user", "content": "Hi"}]
TOOLS: list[ToolParam] = [
    {
        "name": "trip",
        "input_schema": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]},
    }
]


class City(BaseModel):
    """What a structured answer is read into."""

    name: str
    population: int


@pytest.fixture(scope="module")
def client(gateway: RunningGateway) -> Iterator[anthropic.Anthropic]:
    """Give a client without retries."""
    with anthropic.Anthropic(base_url=gateway.url, api_key=KEY, max_retries=0) as client:
        yield client


def test_models_are_listed(client: anthropic.Anthropic) -> None:
    """Only those that are served through this protocol."""
    ids = [model.id for model in client.models.list()]

    assert MODEL in ids
    assert "gpt-4.1" not in ids
    assert client.models.retrieve(MODEL).type == "model"


def test_a_message_is_answered_and_streamed(client: anthropic.Anthropic) -> None:
    """The SDK puts the events together to the whole message."""
    whole = client.messages.create(model=MODEL, max_tokens=100, messages=HI)
    with client.messages.stream(model=MODEL, max_tokens=100, messages=HI) as stream:
        pieces = list(stream.text_stream)
        final = stream.get_final_message()

    assert [block.text for block in whole.content if block.type == "text"] == [TEXT]
    assert "".join(pieces) == TEXT
    assert (final.stop_reason, final.model) == ("end_turn", MODEL)
    assert final.usage.output_tokens == whole.usage.output_tokens


def test_an_asynchronous_message_is_streamed(gateway: RunningGateway) -> None:
    """The asynchronous client sees the same events."""

    async def read() -> str:
        async with (
            anthropic.AsyncAnthropic(base_url=gateway.url, api_key=KEY, max_retries=0) as client,
            client.messages.stream(model=MODEL, max_tokens=100, messages=HI) as stream,
        ):
            return "".join([text async for text in stream.text_stream])

    with ThreadPoolExecutor(1) as threads:  # another test of this process may have left its own loop running
        assert threads.submit(lambda: asyncio.run(read())).result() == TEXT


def test_a_function_is_called_and_its_result_answered(client: anthropic.Anthropic) -> None:
    """The content with the call is sent back as the SDK writes it."""
    first = client.messages.create(model=MODEL, max_tokens=100, messages=HI, tools=TOOLS)
    call = first.content[0]
    assert call.type == "tool_use"
    messages: list[MessageParam] = [
        *HI,
        {"role": "assistant", "content": first.content},
        {"role": "user", "content": [{"type": "tool_result", "tool_use_id": call.id, "content": "Booked."}]},
    ]

    answer = client.messages.create(model=MODEL, max_tokens=100, messages=messages, tools=TOOLS)
    with client.messages.stream(model=MODEL, max_tokens=100, messages=HI, tools=TOOLS) as stream:
        streamed = stream.get_final_message()

    assert (call.name, call.input, first.stop_reason) == ("trip", {"city": "city"}, "tool_use")
    assert [block.text for block in answer.content if block.type == "text"] == [TEXT]
    assert streamed.content[0].to_dict()["input"] == call.input
    assert streamed.stop_reason == "tool_use"


def test_a_structured_answer_is_parsed(client: anthropic.Anthropic) -> None:
    """The schema the SDK makes of a class is satisfied."""
    message = client.messages.parse(model=MODEL, max_tokens=100, messages=HI, output_format=City)

    assert message.parsed_output == City(name="name", population=1)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("invalid_request_error", anthropic.BadRequestError),
        ("authentication_error", anthropic.AuthenticationError),
        ("model_not_found", anthropic.NotFoundError),
        ("request_too_large", anthropic.RequestTooLargeError),
        ("rate_limit_exceeded", anthropic.RateLimitError),
        ("overloaded_error", anthropic.OverloadedError),
    ],
)
def test_played_errors_become_exceptions(
    client: anthropic.Anthropic, code: str, expected: type[anthropic.APIStatusError]
) -> None:
    """The SDK makes the exception of the status, and keeps the body."""
    with pytest.raises(expected) as raised:
        client.messages.create(model=MODEL, max_tokens=1, messages=HI, extra_headers={"x-example-error": code})

    body = raised.value.body
    assert isinstance(body, dict)
    assert body["error"]["type"] == code


def test_mistakes_become_exceptions(client: anthropic.Anthropic, gateway: RunningGateway) -> None:
    """Wrong key, unknown model, a field the model does not take."""
    with (
        anthropic.Anthropic(base_url=gateway.url, api_key="wrong", max_retries=0) as stranger,
        pytest.raises(anthropic.AuthenticationError),
    ):
        stranger.messages.create(model=MODEL, max_tokens=1, messages=HI)
    with pytest.raises(anthropic.NotFoundError, match="There is no model `nope`"):
        client.messages.create(model="nope", max_tokens=1, messages=HI)
    with pytest.raises(anthropic.BadRequestError, match="does not support `temperature`"):
        client.messages.create(model=MODEL, max_tokens=1, messages=HI, extra_body={"temperature": 1})
