"""Embeddings, images, speech, transcriptions and videos."""

from __future__ import annotations

import base64
import dataclasses
import io
import struct
import wave
from pathlib import Path
from typing import Any

import pytest

from site_builder.catalog.catalog import Catalog
from site_builder.catalog.loader import load_catalog
from site_builder.gateway.media.checksum import checksum
from site_builder.gateway.media.pictures import PICTURE_TYPES, PICTURES
from site_builder.gateway.media.sounds import SOUND_TYPES, make_sound
from site_builder.gateway.media.video import make_video
from site_builder.gateway.video_jobs import VideoJobs
from site_builder.records.protocol import Protocol
from tests.gateway.conftest import Ask, asker, encode_form, read, read_events

EMBEDDINGS, IMAGES, SPEECH = "/v1/embeddings", "/v1/images/generations", "/v1/audio/speech"
TRANSCRIPTIONS, VIDEOS = "/v1/audio/transcriptions", "/v1/videos"
EMBEDDING = {"model": "text-embedding-3-large", "input": "A cat"}
SIGNATURES = {"png": b"\x89PNG", "jpeg": b"\xff\xd8\xff", "webp": b"RIFF", "gif": b"GIF8", "svg": b"<svg"}


def _model(catalog: Catalog, protocol_id: str) -> str:
    return next(iter(catalog.models_of_protocol(protocol_id).values())).api_id


@pytest.fixture
def free_ask(catalog: Catalog) -> Ask:
    """Give a gateway of our own catalog whose models have no overrides, so that every field can be sent."""
    models = {
        key: model.model_copy(
            update={"protocols": tuple(item.model_copy(update={"parameters": {}}) for item in model.protocols)}
        )
        for key, model in catalog.models.items()
    }
    return asker(dataclasses.replace(catalog, models=models))


def test_each_text_gets_a_vector_of_the_length_asked_for(ask: Ask) -> None:
    """Vectors depend on their text alone and have length 1; without `dimensions` the model's own length is taken."""
    answer = read(ask(EMBEDDINGS, {**EMBEDDING, "input": ["A cat", "A dog", "A cat"], "dimensions": 8}))
    default = read(ask(EMBEDDINGS, EMBEDDING))

    one, other, again = (item["embedding"] for item in answer["data"])
    assert [item["index"] for item in answer["data"]] == [0, 1, 2]
    assert (len(one), len(default["data"][0]["embedding"])) == (8, 3072)
    assert one == again != other
    assert float(sum(number * number for number in one)) == pytest.approx(1, abs=0.001)
    assert answer["model"] == "text-embedding-3-large"


def test_base64_vectors_hold_the_same_numbers(ask: Ask) -> None:
    """`base64` is little-endian 32-bit floats."""
    floats = read(ask(EMBEDDINGS, {**EMBEDDING, "dimensions": 4, "encoding_format": "float"}))
    encoded = read(ask(EMBEDDINGS, {**EMBEDDING, "dimensions": 4, "encoding_format": "base64"}))

    numbers = struct.unpack("<4f", base64.b64decode(encoded["data"][0]["embedding"]))
    assert numbers == pytest.approx([float(number) for number in floats["data"][0]["embedding"]], abs=0.00001)


@pytest.mark.parametrize("texts", ["", [], ["a", ""], ["a"] * 2000])
def test_nothing_or_too_much_to_embed_is_refused(ask: Ask, texts: object) -> None:
    """An empty text is a mistake; 2,000 vectors of 3,072 numbers are more than an answer holds."""
    answered = ask(EMBEDDINGS, {**EMBEDDING, "input": texts})

    assert (answered.status, read(answered)["error"]["param"]) == (400, "input")


def test_the_length_of_the_example_is_the_last_resort(free_ask: Ask, catalog: Catalog) -> None:
    """A model that does not say its length gets the example's, and without an example one number."""
    protocol = catalog.protocols["openai-embeddings"]
    bare = protocol.model_copy(update={"examples": protocol.examples.model_copy(update={"response": None})})
    models = {
        key: model.model_copy(
            update={"protocols": tuple(item.model_copy(update={"parameters": {}}) for item in model.protocols)}
        )
        for key, model in catalog.models.items()
    }
    bare_ask = asker(dataclasses.replace(catalog, models=models, protocols={"openai-embeddings": bare}))

    assert len(read(free_ask(EMBEDDINGS, EMBEDDING))["data"][0]["embedding"]) == 6
    assert len(read(bare_ask(EMBEDDINGS, EMBEDDING))["data"][0]["embedding"]) == 1


@pytest.mark.parametrize("name", [*PICTURE_TYPES])
def test_pictures_come_in_the_format_asked_for(free_ask: Ask, catalog: Catalog, name: str) -> None:
    """Base64 of a real file, as many as asked for; the answer repeats the format."""
    model = _model(catalog, "openai-images")
    answer = read(free_ask(IMAGES, {"model": model, "prompt": "x", "output_format": name, "n": 2}))

    assert len(answer["data"]) == 2
    assert base64.b64decode(answer["data"][0]["b64_json"]).startswith(SIGNATURES[name])
    assert answer["output_format"] == name


def test_a_picture_may_come_by_address(free_ask: Ask, catalog: Catalog) -> None:
    """The address leads to the gateway itself and needs no key; other addresses there lead nowhere."""
    body = {"model": _model(catalog, "openai-images"), "prompt": "x", "response_format": "url"}

    url = read(free_ask(IMAGES, body, headers={"host": "127.0.0.1:8080"}))["data"][0]["url"]
    file = free_ask(url.removeprefix("http://127.0.0.1:8080"), headers={"authorization": ""})

    assert (file.status, file.content_type, file.body) == (200, "image/png", PICTURES["png"])
    assert [free_ask(path).status for path in ("/files/picture.bmp", "/files/x", "/png")] == [404, 404, 404]


def test_pictures_can_be_streamed(ask: Ask, catalog: Catalog) -> None:
    """As many partial pictures as asked for, then the finished one with the usage."""
    body = {"model": _model(catalog, "openai-images"), "prompt": "x", "stream": True, "partial_images": 2}

    events = read_events(ask(IMAGES, body))

    partial, complete = "image_generation.partial_image", "image_generation.completed"
    assert [name for name, _ in events] == [partial, partial, complete]
    assert [data.get("partial_image_index") for _, data in events] == [0, 1, None]
    assert base64.b64decode(events[-1][1]["b64_json"]).startswith(b"\x89PNG")


@pytest.mark.parametrize("name", [*SOUND_TYPES])
def test_speech_comes_in_the_format_asked_for(ask: Ask, catalog: Catalog, name: str) -> None:
    """The body is the file, with its media type."""
    body = {"model": _model(catalog, "openai-speech"), "input": "x", "voice": "coral", "response_format": name}

    answered = ask(SPEECH, body)

    assert (answered.status, answered.content_type) == (200, SOUND_TYPES[name])
    assert answered.body == make_sound(name)


def test_speech_is_mp3_by_default_and_can_be_streamed(ask: Ask, catalog: Catalog) -> None:
    """`stream_format: sse` gives the sound inside events."""
    body = {"model": _model(catalog, "openai-speech"), "input": "x", "voice": "coral"}

    whole, events = ask(SPEECH, body), read_events(ask(SPEECH, {**body, "stream_format": "sse"}))

    assert whole.content_type == "audio/mpeg"
    assert [name for name, _ in events] == ["speech.audio.delta", "speech.audio.done"]
    assert base64.b64decode(events[0][1]["audio"]) == whole.body


def test_sounds_are_real_files() -> None:
    """Each begins as its format does; a WAV is a tenth of a second long."""
    with wave.open(io.BytesIO(make_sound("wav"))) as file:
        assert file.getnframes() / file.getframerate() == 0.1
    starts = {"mp3": b"\xff\xfb", "opus": b"OggS", "aac": b"\xff\xf1", "flac": b"fLaC"}
    assert {name: make_sound(name)[: len(start)] for name, start in starts.items()} == starts


def test_checksums_are_those_of_the_standards() -> None:
    """The check values of CRC-8/SMBUS and CRC-16/UMTS for `123456789`. Source: catalogue of parametrised CRCs."""
    assert checksum(b"123456789", width=8, polynomial=0x07) == 0xF4
    assert checksum(b"123456789", width=16, polynomial=0x8005) == 0xFEE8


TEXT = "The museum opens at nine. Please have your tickets ready."


def _transcribe(ask: Ask, catalog: Catalog, *parts: tuple[str, str | tuple[str, bytes]]) -> Any:  # noqa: ANN401 - any JSON value
    file: tuple[str, str | tuple[str, bytes]] = ("file", ("a.mp3", b"ID3"))
    body, headers = encode_form([("model", _model(catalog, "openai-transcriptions")), file, *parts])
    return ask(TRANSCRIPTIONS, body, headers=headers)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("text", f"{TEXT}\n"),
        ("srt", f"1\n00:00:00,000 --> 00:00:04,000\n{TEXT}\n\n"),
        ("vtt", f"WEBVTT\n\n00:00:00.000 --> 00:00:04.000\n{TEXT}\n\n"),
    ],
)
def test_transcriptions_come_as_plain_text(free_ask: Ask, catalog: Catalog, name: str, expected: str) -> None:
    """Text and subtitles are no JSON."""
    answered = _transcribe(free_ask, catalog, ("response_format", name))

    assert (answered.content_type, answered.body.decode()) == ("text/plain; charset=utf-8", expected)


def test_transcriptions_come_as_json(free_ask: Ask, catalog: Catalog) -> None:
    """The longer formats add the language, the length and the segments."""
    short, long, spoken = (
        read(_transcribe(free_ask, catalog, ("response_format", name)))
        for name in ("json", "verbose_json", "diarized_json")
    )

    assert short == catalog.protocols["openai-transcriptions"].examples.response
    assert {item["text"] for item in (short, long, spoken, *long["segments"], *spoken["segments"])} == {TEXT}
    assert (long["language"], long["segments"][0]["id"], spoken["segments"][0]["speaker"]) == ("english", 0, "A")


def test_transcriptions_can_be_streamed(ask: Ask, catalog: Catalog) -> None:
    """The pieces together are the text, which the last event has whole, with the usage if the example has one."""
    protocol = catalog.protocols["openai-transcriptions"]

    events = read_events(_transcribe(ask, catalog, ("stream", "true")))
    unpriced = asker(dataclasses.replace(catalog, protocols={"openai-transcriptions": _without_usage(protocol)}))
    without = read_events(_transcribe(unpriced, catalog, ("stream", "true")))

    assert "".join(data["delta"] for name, data in events if name == "transcript.text.delta") == TEXT
    assert events[-1][0] == "transcript.text.done"
    assert events[-1][1]["usage"] == {"type": "duration", "seconds": 4}
    assert without[-1][1] == {"type": "transcript.text.done", "text": TEXT}


def _without_usage(protocol: Protocol) -> Protocol:
    examples = protocol.examples.model_copy(update={"response": {"text": TEXT}})
    return protocol.model_copy(update={"examples": examples})


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ([("prompt", "x")], "`model` must be the id"),
        ([("model", "M")], "The required field `file` is missing."),
        ([("model", "M"), ("file", "a.mp3")], "`file` of the form must be a file"),
        ([("model", ("m.txt", b"M"))], "`model` of the form must be a text"),
        ([("model", "M"), ("file", ("a.mp3", b""))], "The file `a.mp3` is empty."),
        ([("model", "M"), ("file", ("a.mp3", b"x")), ("temperature", "2")], "`temperature` is 2, above"),
        ([("model", "M"), ("file", ("a.mp3", b"x")), ("temperature", "NaN")], "is the text `NaN`, but must be of type"),
        ([("model", "M"), ("file", ("a.mp3", b"x")), ("stream", "yes")], "is the text `yes`, but must be of type bool"),
        ([("model", "M"), ("file", ("a.mp3", b"x")), ("extra", "1")], "The field `extra` is unknown."),
        ([("model", "M"), ("file", ("a.mp3", b"x")), ("a[b][c]", "1")], "The field `a[b][c]` is unknown"),
        ([("model", "M"), ("file", ("a.mp3", b"x")), ("include[]", "all")], "must be one of logprobs"),
        ([("model", "M"), ("file", ("a.mp3", b"x")), ("language", "en"), ("languages[]", "en")], "cannot stand"),
        (
            [("model", "M"), ("file", ("a.mp3", b"x")), ("chunking_strategy[type]", "none")],
            "`chunking_strategy.type` is `none`",
        ),
        (
            [("model", "M"), ("file", ("a.mp3", b"x")), ("chunking_strategy[prefix_padding_ms]", "many")],
            "`chunking_strategy.prefix_padding_ms` is the text `many`, but must be of type integer",
        ),
        ([("", "M")], "A part of the form has no name."),
    ],
)
def test_a_bad_form_is_refused(free_ask: Ask, catalog: Catalog, parts: list[Any], message: str) -> None:
    """Texts of a form are read as the types of their fields, and then checked like JSON."""
    model = _model(catalog, "openai-transcriptions")
    named = [(name, model if value == "M" else value) for name, value in parts]
    body, headers = encode_form(named)

    answered = free_ask(TRANSCRIPTIONS, body, headers=headers)

    assert answered.status == 400
    assert message in read(answered)["error"]["message"]


def test_a_form_keeps_lists_objects_numbers_and_repeated_parts(free_ask: Ask, catalog: Catalog) -> None:
    """`name[]`, repeated names of lists, and `name[key]` become what JSON would say."""
    answered = _transcribe(
        free_ask,
        catalog,
        ("languages[]", "en"),
        ("languages[]", "zh"),
        ("keywords", "a"),
        ("keywords", "b"),
        ("temperature", "0.5"),
        ("chunking_strategy[type]", "server_vad"),
        ("chunking_strategy[prefix_padding_ms]", "20"),
        ("stream", "false"),
    )

    body = dict(answered.decision.body)
    assert answered.decision.refusal == ""
    assert (body["file"], body["languages"], body["keywords"]) == ("a.mp3", ["en", "zh"], ["a", "b"])
    assert body["chunking_strategy"] == {"type": "server_vad", "prefix_padding_ms": 20}
    assert (str(body["temperature"]), body["stream"]) == ("0.5", False)


@pytest.mark.parametrize("parts", [[("include", "x"), ("include[a]", "y")], [("prompt", "x"), ("prompt[]", "y")]])
def test_a_name_that_is_used_in_two_ways_keeps_the_first(free_ask: Ask, catalog: Catalog, parts: list[Any]) -> None:
    """A part that contradicts an earlier one of its name is dropped rather than guessed at."""
    answered = _transcribe(free_ask, catalog, *parts)

    name = parts[0][0]
    assert answered.decision.body[name] in ("x", ["x"])


def test_what_is_no_form_is_refused(ask: Ask) -> None:
    """A form needs the boundary that its header names."""
    headers = {"content-type": "multipart/form-data; boundary=edge"}

    wrong = ask(TRANSCRIPTIONS, b"nonsense", headers={"content-type": "multipart/form-data"})
    json_body = ask(TRANSCRIPTIONS, {"model": "x"})
    empty = ask(TRANSCRIPTIONS, b"--edge--", headers=headers)

    assert [item.status for item in (wrong, json_body, empty)] == [400, 400, 400]
    assert "boundary" in read(wrong)["error"]["message"]
    assert "multipart/form-data" in read(json_body)["error"]["message"]


def _start(ask: Ask, catalog: Catalog, **fields: str) -> Any:  # noqa: ANN401 - any JSON value
    model = _model(catalog, "openai-videos")
    body, headers = encode_form([("model", model), ("prompt", "A boat"), *fields.items()])
    return read(ask(VIDEOS, body, headers=headers))


def test_a_video_is_made_step_by_step(ask: Ask, catalog: Catalog) -> None:
    """It is queued, then in progress, then complete, and can be downloaded only then."""
    started = _start(ask, catalog, seconds="4")
    path = f"{VIDEOS}/{started['id']}"

    early = ask(f"{path}/content")
    states = [started["status"], *(read(ask(path))["status"] for _ in range(3))]
    video = ask(f"{path}/content")

    assert (started["id"], started["seconds"], started["progress"]) == ("video_68f4c2b7a1d08190", "4", 0)
    assert (early.status, read(early)["error"]["code"]) == (404, "video_not_found")
    assert states == ["queued", "in_progress", "completed", "completed"]
    assert (video.content_type, video.body) == ("video/mp4", make_video())
    assert video.body[4:12] == b"ftypisom"


def test_previews_of_a_video_are_pictures(ask: Ask, catalog: Catalog) -> None:
    """`variant` chooses what is downloaded."""
    path = f"{VIDEOS}/{_start(ask, catalog)['id']}"
    for _ in range(2):
        ask(path)

    kinds = [ask(f"{path}/content?variant={name}").content_type for name in ("thumbnail", "spritesheet", "video")]

    assert kinds == ["image/webp", "image/jpeg", "video/mp4"]


def test_videos_are_told_apart(ask: Ask, catalog: Catalog) -> None:
    """Each job has an id of its own, and moves on by itself."""
    first, second = _start(ask, catalog), _start(ask, catalog)

    assert first["id"] != second["id"]
    assert read(ask(f"{VIDEOS}/{first['id']}"))["status"] == "in_progress"
    assert read(ask(f"{VIDEOS}/{first['id']}"))["status"] == "completed"
    assert read(ask(f"{VIDEOS}/{second['id']}"))["status"] == "in_progress"


@pytest.mark.parametrize("path", ["/nope", "/nope/content"])
def test_an_unknown_video_gets_404(ask: Ask, path: str) -> None:
    """The documented error names the id."""
    answered = ask(f"{VIDEOS}{path}")

    assert (answered.status, read(answered)["error"]["code"]) == (404, "video_not_found")
    assert "`nope`" in read(answered)["error"]["message"]


def test_the_oldest_jobs_are_forgotten() -> None:
    """A gateway that runs for long does not grow."""
    jobs = VideoJobs()
    first = jobs.start({})

    for _ in range(1000):
        jobs.start({})

    assert jobs.ask(first["id"]) is None
    assert jobs.ask("video1000") is not None


def test_the_small_site_serves_other_kinds_loosely(small_site: Path) -> None:
    """A site may describe a speech or an image call with `any`: odd formats get the usual one."""
    path = small_site / "catalog/protocols/acme-chat.yaml"
    text = path.read_text().replace("sdk: openai-chat", "sdk: openai-speech")
    text = text.replace(
        "  - {name: stream,", "  - {name: response_format, type: any, description: Any.}\n  - {name: stream,"
    )
    path.write_text(text)
    loaded = load_catalog(small_site)
    assert loaded.catalog is not None, loaded.diagnostics

    answered = asker(loaded.catalog)(
        "/v1/chat/completions", {"model": "acme-mini", "messages": [], "response_format": "smell"}
    )

    assert answered.content_type == "audio/mpeg"
