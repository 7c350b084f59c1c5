"""The official SDK openai against a running gateway."""

from __future__ import annotations

import asyncio
import warnings
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import openai
import pytest
from openai.types.chat import ChatCompletionMessageParam, ChatCompletionToolParam
from openai.types.responses import FunctionToolParam, ResponseFunctionToolCall
from pydantic import BaseModel

from site_builder.catalog.catalog import Catalog
from site_builder.gateway.media.video import make_video
from site_builder.gateway.running import RunningGateway
from tests.gateway.conftest import KEY, first_model

MODEL = "gpt-4.1"
TEXT = "I answer questions, write and edit text, and help with code."
SCHEMA: dict[str, object] = {
    "type": "object",
    "properties": {"city": {"type": "string"}, "days": {"type": "integer", "minimum": 2}},
    "required": ["city", "days"],
}
HI: list[ChatCompletionMessageParam] = [{"role": "user", "content": "Hi"}]
TOOLS: list[ChatCompletionToolParam] = [{"type": "function", "function": {"name": "trip", "parameters": SCHEMA}}]
RESPONSE_TOOLS: list[FunctionToolParam] = [
    {"type": "function", "name": "trip", "parameters": SCHEMA, "strict": False, "description": "Plans a trip."}
]


class City(BaseModel):
    """What a structured answer is read into."""

    name: str
    population: int
    tags: list[str]


@pytest.fixture(scope="module")
def client(gateway: RunningGateway) -> Iterator[openai.OpenAI]:
    """Give a client without retries."""
    with openai.OpenAI(base_url=f"{gateway.url}/v1", api_key=KEY, max_retries=0) as client:
        yield client


def test_models_are_listed(client: openai.OpenAI) -> None:
    """The list and one of it."""
    ids = [model.id for model in client.models.list()]

    assert MODEL in ids
    assert client.models.retrieve(MODEL).owned_by == "openai"


def test_a_chat_is_answered_and_streamed(client: openai.OpenAI) -> None:
    """The whole answer and its pieces are the same text; usage comes last."""
    whole = client.chat.completions.create(model=MODEL, messages=HI)
    chunks = list(
        client.chat.completions.create(model=MODEL, messages=HI, stream=True, stream_options={"include_usage": True})
    )

    assert (whole.choices[0].message.content, whole.model) == (TEXT, MODEL)
    assert "".join(choice.delta.content or "" for chunk in chunks for choice in chunk.choices) == TEXT
    assert chunks[-1].usage is not None


def test_an_asynchronous_chat_is_streamed(gateway: RunningGateway) -> None:
    """The asynchronous client sees the same events."""

    async def read() -> str:
        async with openai.AsyncOpenAI(base_url=f"{gateway.url}/v1", api_key=KEY, max_retries=0) as client:
            stream = await client.chat.completions.create(model=MODEL, messages=HI, stream=True)
            return "".join([chunk.choices[0].delta.content or "" async for chunk in stream])

    with ThreadPoolExecutor(1) as threads:  # another test of this process may have left its own loop running
        assert threads.submit(lambda: asyncio.run(read())).result() == TEXT


def test_a_function_is_called_and_its_result_answered(client: openai.OpenAI) -> None:
    """The message with the call is sent back as the SDK writes it."""
    message = client.chat.completions.create(model=MODEL, messages=HI, tools=TOOLS).choices[0].message
    assert message.tool_calls is not None
    (call,) = message.tool_calls
    assert call.type == "function"
    turn: Any = message
    messages = [*HI, turn, {"role": "tool", "tool_call_id": call.id, "content": "Booked."}]

    answer = client.chat.completions.create(model=MODEL, messages=messages, tools=TOOLS)
    with client.chat.completions.stream(model=MODEL, messages=HI, tools=TOOLS) as stream:
        streamed = stream.get_final_completion().choices[0].message.tool_calls

    assert (call.function.name, call.function.arguments) == ("trip", '{"city": "city", "days": 2}')
    assert answer.choices[0].message.content == TEXT
    assert streamed is not None
    assert streamed[0].function.arguments == call.function.arguments


def test_a_structured_answer_is_parsed(client: openai.OpenAI) -> None:
    """The schema the SDK makes of a class is satisfied, in chats and in responses."""
    chat = client.chat.completions.parse(model=MODEL, messages=HI, response_format=City)
    response = client.responses.parse(model=MODEL, input="Hi", text_format=City)

    expected = City(name="name", population=1, tags=["tags"])
    assert chat.choices[0].message.parsed == expected
    assert response.output_parsed == expected


def test_a_response_is_answered_and_streamed(client: openai.OpenAI) -> None:
    """The SDK puts the events together to the whole response."""
    whole = client.responses.create(model=MODEL, input="Hi")
    with client.responses.stream(model=MODEL, input="Hi") as stream:
        kinds = [event.type for event in stream]
        final = stream.get_final_response()

    assert (whole.output_text, final.output_text) == (TEXT, TEXT)
    assert kinds[0] == "response.created"
    assert kinds[-1] == "response.completed"


def test_a_function_is_called_in_responses(client: openai.OpenAI) -> None:
    """Both ways to send the result: with the whole conversation, and after the id of the response."""
    first = client.responses.create(model=MODEL, input="Hi", tools=RESPONSE_TOOLS)
    call = first.output[0]
    assert isinstance(call, ResponseFunctionToolCall)
    result: Any = {"type": "function_call_output", "call_id": call.call_id, "output": "Booked."}
    conversation: Any = [{"role": "user", "content": "Hi"}, *first.output, result]

    after = client.responses.create(model=MODEL, input=[result], previous_response_id=first.id, tools=RESPONSE_TOOLS)
    whole = client.responses.create(model=MODEL, input=conversation, tools=RESPONSE_TOOLS)
    with client.responses.stream(model=MODEL, input="Hi", tools=RESPONSE_TOOLS) as stream:
        streamed = stream.get_final_response().output[0]

    assert (call.name, call.arguments) == ("trip", '{"city": "city", "days": 2}')
    assert (after.output_text, whole.output_text) == (TEXT, TEXT)
    assert isinstance(streamed, ResponseFunctionToolCall)
    assert streamed.arguments == call.arguments


def test_texts_are_embedded(client: openai.OpenAI, catalog: Catalog) -> None:
    """The SDK asks for Base64 and decodes it, unless told otherwise."""
    model = first_model(catalog, "openai-embeddings")

    encoded = client.embeddings.create(model=model, input=["a", "b"], dimensions=8)
    plain = client.embeddings.create(model=model, input="a", dimensions=8, encoding_format="float")

    assert [len(item.embedding) for item in encoded.data] == [8, 8]
    assert encoded.data[0].embedding == pytest.approx(plain.data[0].embedding, abs=0.00001)


def test_images_are_made(client: openai.OpenAI, catalog: Catalog) -> None:
    """In one body and as events."""
    model = first_model(catalog, "openai-images")

    whole = client.images.generate(model=model, prompt="A boat")
    events = list(client.images.generate(model=model, prompt="A boat", stream=True, partial_images=1))

    assert whole.data is not None
    assert whole.data[0].b64_json is not None
    assert [event.type for event in events] == ["image_generation.partial_image", "image_generation.completed"]


def test_speech_is_made_and_transcribed(client: openai.OpenAI, catalog: Catalog, tmp_path: Path) -> None:
    """A file goes out, and one comes in, whole or as events."""
    speech, transcription = first_model(catalog, "openai-speech"), first_model(catalog, "openai-transcriptions")
    path = tmp_path / "speech.mp3"

    client.audio.speech.create(model=speech, input="Hi", voice="coral").write_to_file(path)
    with path.open("rb") as file:
        text = client.audio.transcriptions.create(model=transcription, file=file).text
    events = list(client.audio.transcriptions.create(model=transcription, file=path, stream=True))

    assert text == "The museum opens at nine. Please have your tickets ready."
    assert events[-1].type == "transcript.text.done"
    assert events[-1].text == text


def test_a_video_is_made_and_downloaded(client: openai.OpenAI, catalog: Catalog) -> None:
    """The SDK polls until it is complete."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # the maker's own service ends, the protocol lives on
        video = client.videos.create_and_poll(
            model=first_model(catalog, "openai-videos"), prompt="A boat", poll_interval_ms=1
        )
        content = client.videos.download_content(video.id).content

    assert video.status == "completed"
    assert content == make_video()


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("invalid_request_error", openai.BadRequestError),
        ("authentication_error", openai.AuthenticationError),
        ("permission_denied", openai.PermissionDeniedError),
        ("model_not_found", openai.NotFoundError),
        ("rate_limit_exceeded", openai.RateLimitError),
        ("internal_error", openai.InternalServerError),
        ("service_unavailable", openai.InternalServerError),
    ],
)
def test_played_errors_become_exceptions(client: openai.OpenAI, code: str, expected: type[openai.APIError]) -> None:
    """The SDK makes the exception of the status, with the code."""
    with pytest.raises(expected) as raised:
        client.chat.completions.create(model=MODEL, messages=HI, extra_headers={"x-example-error": code})

    assert raised.value.code == code


def test_a_retried_call_waits_as_long_as_told(gateway: RunningGateway) -> None:
    """`retry-after` is sent where the catalog documents it."""
    with (
        openai.OpenAI(base_url=f"{gateway.url}/v1", api_key=KEY, max_retries=0) as client,
        pytest.raises(openai.RateLimitError) as raised,
    ):
        client.models.list(extra_headers={"x-example-error": "rate_limit_exceeded"})

    assert raised.value.response.headers["retry-after"] == "1"


def test_mistakes_become_exceptions(client: openai.OpenAI, gateway: RunningGateway) -> None:
    """Wrong key, unknown model, unknown field."""
    with (
        openai.OpenAI(base_url=f"{gateway.url}/v1", api_key="wrong", max_retries=0) as stranger,
        pytest.raises(openai.AuthenticationError),
    ):
        stranger.models.list()
    with pytest.raises(openai.NotFoundError, match="There is no model `nope`"):
        client.chat.completions.create(model="nope", messages=HI)
    with pytest.raises(openai.BadRequestError, match="did you mean `temperature`") as raised:
        client.chat.completions.create(model=MODEL, messages=HI, extra_body={"temperatures": 1})

    assert (raised.value.param, raised.value.code) == ("temperatures", "invalid_request_error")
