"""The official SDK google-genai against a running gateway."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from google import genai
from google.genai import errors, types
from pydantic import BaseModel

from site_builder.gateway.running import RunningGateway
from tests.gateway.conftest import KEY

MODEL = "gemini-3.1-pro-preview"
TEXT = "I answer questions, write and edit text, and help with code."
SCHEMA = {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}
TRIP = types.FunctionDeclaration(name="trip", description="Plans a trip.", parameters_json_schema=SCHEMA)
OLD_TRIP = types.FunctionDeclaration(
    name="trip",
    parameters=types.Schema(type=types.Type.OBJECT, properties={"city": types.Schema(type=types.Type.STRING)}),
)


class City(BaseModel):
    """What a structured answer is read into."""

    name: str
    population: int


def _connect(gateway: RunningGateway, key: str = KEY) -> genai.Client:
    options = types.HttpOptions(base_url=gateway.url, api_version="v1beta")
    return genai.Client(api_key=key, http_options=options)


@pytest.fixture(scope="module")
def client(gateway: RunningGateway) -> Iterator[genai.Client]:
    """Give a client."""
    with _connect(gateway) as client:
        yield client


def test_models_are_listed(client: genai.Client) -> None:
    """Page after page, and one of them."""
    names = [model.name for model in client.models.list(config={"page_size": 2})]

    assert f"models/{MODEL}" in names
    assert len(names) == len(set(names)) > 4
    assert client.models.get(model=MODEL).name == f"models/{MODEL}"


def test_content_is_generated_and_streamed(client: genai.Client) -> None:
    """The whole answer and its pieces are the same text."""
    whole = client.models.generate_content(model=MODEL, contents="Hi")
    pieces = [chunk.text for chunk in client.models.generate_content_stream(model=MODEL, contents="Hi")]

    assert (whole.text, whole.model_version) == (TEXT, MODEL)
    assert len(pieces) == 3
    assert "".join(piece or "" for piece in pieces) == TEXT


def test_asynchronous_content_is_streamed(gateway: RunningGateway) -> None:
    """The asynchronous client sees the same events."""

    async def read() -> str:
        with _connect(gateway) as client:
            stream = await client.aio.models.generate_content_stream(model=MODEL, contents="Hi")
            text = "".join([chunk.text or "" async for chunk in stream])
            await client.aio.aclose()
            return text

    with ThreadPoolExecutor(1) as threads:  # another test of this process may have left its own loop running
        assert threads.submit(lambda: asyncio.run(read())).result() == TEXT


@pytest.mark.parametrize("declaration", [TRIP, OLD_TRIP])
def test_a_function_is_called_and_its_result_answered(
    client: genai.Client, declaration: types.FunctionDeclaration
) -> None:
    """The content with the call is sent back as the SDK writes it; both notations of a schema are read."""
    config = types.GenerateContentConfig(tools=[types.Tool(function_declarations=[declaration])])
    first = client.models.generate_content(model=MODEL, contents="Hi", config=config)
    assert first.function_calls is not None
    assert first.candidates is not None
    call, turn = first.function_calls[0], first.candidates[0].content
    assert turn is not None
    result = types.Part.from_function_response(name="trip", response={"result": "Booked."})
    contents = [
        types.Content(role="user", parts=[types.Part(text="Hi")]),
        turn,
        types.Content(role="user", parts=[result]),
    ]

    answer = client.models.generate_content(model=MODEL, contents=contents, config=config)
    streamed = list(client.models.generate_content_stream(model=MODEL, contents="Hi", config=config))

    assert (call.name, call.args) == ("trip", {"city": "city"})
    assert answer.text == TEXT
    assert streamed[0].function_calls is not None
    assert streamed[0].function_calls[0].args == call.args


def test_a_structured_answer_is_parsed(client: genai.Client) -> None:
    """The schema the SDK makes of a class is satisfied."""
    config = types.GenerateContentConfig(response_mime_type="application/json", response_schema=City)

    assert client.models.generate_content(model=MODEL, contents="Hi", config=config).parsed == City(
        name="name", population=1
    )


def test_the_spellings_of_the_sdk_are_understood(client: genai.Client) -> None:
    """Names with underscores and values in capitals are what protobuf takes as equal."""
    config = types.GenerateContentConfig(
        temperature=0.5,
        thinking_config=types.ThinkingConfig(thinking_level=types.ThinkingLevel.LOW, include_thoughts=False),
        system_instruction="Be brief.",
    )
    picture = types.Part.from_bytes(data=b"x", mime_type="image/png")

    content = types.Content(role="user", parts=[types.Part(text="Hi"), picture])

    assert client.models.generate_content(model=MODEL, contents=content, config=config).text == TEXT


@pytest.mark.parametrize(
    ("code", "expected", "status"),
    [
        ("INVALID_ARGUMENT", errors.ClientError, 400),
        ("authentication_error", errors.ClientError, 401),
        ("RESOURCE_EXHAUSTED", errors.ClientError, 429),
        ("internal_error", errors.ServerError, 500),
        ("DEADLINE_EXCEEDED", errors.ServerError, 504),
    ],
)
def test_played_errors_become_exceptions(
    client: genai.Client, code: str, expected: type[errors.APIError], status: int
) -> None:
    """The SDK makes the exception of the status, with code and message."""
    config = types.GenerateContentConfig(http_options=types.HttpOptions(headers={"x-example-error": code}))

    with pytest.raises(expected) as raised:
        client.models.generate_content(model=MODEL, contents="Hi", config=config)

    assert (raised.value.code, raised.value.status) == (status, code)


def test_mistakes_become_exceptions(client: genai.Client, gateway: RunningGateway) -> None:
    """Wrong key, unknown model, a value out of range."""
    with _connect(gateway, "wrong") as stranger, pytest.raises(errors.ClientError) as unauthenticated:
        stranger.models.generate_content(model=MODEL, contents="Hi")
    with pytest.raises(errors.ClientError, match="There is no model `nope`") as unknown:
        client.models.generate_content(model="nope", contents="Hi")
    with pytest.raises(errors.ClientError, match="temperature` is 3") as beyond:
        client.models.generate_content(model=MODEL, contents="Hi", config=types.GenerateContentConfig(temperature=3))

    assert [item.value.code for item in (unauthenticated, unknown, beyond)] == [401, 404, 400]
    assert [item.value.status for item in (unknown, beyond)] == ["NOT_FOUND", "INVALID_ARGUMENT"]
