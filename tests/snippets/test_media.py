"""Snippets for embeddings, images, speech, transcriptions and videos, run in a clean process against a local server."""

from __future__ import annotations

import base64
import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from site_builder.catalog.catalog import Catalog
from site_builder.catalog.loader import load_catalog
from site_builder.records.model_protocol import ModelProtocol
from site_builder.snippets.language import LANGUAGES, SnippetLanguage
from site_builder.snippets.literals import write_json
from site_builder.snippets.request import HttpRequest, fill_model, make_request

if TYPE_CHECKING:
    from tests.snippets.conftest import Server

REPOSITORY = Path(__file__).parents[2]
PROTOCOLS = ("openai-embeddings", "openai-images", "openai-speech", "openai-transcriptions", "openai-videos")
KEY = "sk-test-0123456789"
MODEL_ID = "some-model"
SOUND = b"ID3\x04\x00\x00\x00\x00\x00\x00\xff\xfb\x90\x00\r\n--\r\nsound"
VIDEO = b"\x00\x00\x00\x18ftypmp42\r\nvideo"
VIDEO_PATH = "/v1/videos/video_68f4c2b7a1d08190"
REFUSAL = "It is not allowed."
HOSTILE = "It's \"$HOME\" `id` $(id) \\n; @file <file ;type=x\n\tJSON\n你好 мир 🙂 </script> %s {x} '''"
"""Text that breaks careless quoting in a shell, in Python or in a form."""

BY_ID = {language.id: language for language in LANGUAGES}
every_protocol = pytest.mark.parametrize("protocol_id", PROTOCOLS)
RUN_HERE = tuple(language for language in LANGUAGES if language.program in ("bash", "python", "node"))
every_language = pytest.mark.parametrize("language", RUN_HERE, ids=lambda language: language.id)


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """Give the protocols of this repository's own catalog, without its models."""
    folder = tmp_path_factory.mktemp("site") / "catalog"
    shutil.copytree(REPOSITORY / "catalog" / "protocols", folder / "protocols")
    shutil.copy(REPOSITORY / "catalog" / "site.yaml", folder)
    shutil.copytree(REPOSITORY / "locales", folder.parent / "locales")
    loaded = load_catalog(folder.parent)
    assert loaded.catalog is not None, loaded.diagnostics
    return loaded.catalog


def _request(catalog: Catalog, protocol_id: str, server: Server, **changed: Any) -> HttpRequest:  # noqa: ANN401 - JSON
    """Give the example call of a protocol, with some fields changed, and make the server answer as documented."""
    protocol = catalog.protocols[protocol_id]
    site = catalog.site.model_copy(update={"api_base_url": server.url})
    served = ModelProtocol(protocol=protocol_id, request=changed)
    request = make_request(site, protocol, protocol.plain_operation, served=served, model_id=MODEL_ID)
    server.answers["POST", request.path] = [_example(catalog, protocol_id)]
    if protocol_id == "openai-videos":
        server.answers["GET", VIDEO_PATH] = [_video("in_progress"), _video("completed")]
        server.answers["GET", f"{VIDEO_PATH}/content"] = [VIDEO]
    return request


def _refuse(server: Server, method: str, path: str, status: int) -> None:
    """Make the server refuse a call."""
    server.statuses[method, path] = status
    server.answers[method, path] = [json.dumps({"error": {"message": REFUSAL}}).encode()]


def _example(catalog: Catalog, protocol_id: str) -> bytes:
    """Give the documented answer as it is on the wire; for speech, a sound file."""
    response = catalog.protocols[protocol_id].examples.response
    return SOUND if response is None else write_json(fill_model(response, MODEL_ID)).encode()


def _video(status: str, **fields: Any) -> bytes:  # noqa: ANN401 - any JSON value
    job = {"id": VIDEO_PATH.rpartition("/")[2], "object": "video", "model": MODEL_ID, "status": status, "progress": 50}
    return json.dumps({**job, "created_at": 1793491200, "seconds": "8", "size": "1280x720", **fields}).encode()


def _run(
    language: SnippetLanguage, request: HttpRequest, folder: Path, *, key: str | None = KEY
) -> subprocess.CompletedProcess[bytes]:
    """Save the snippet of a request as a reader would, and run it with nothing else in its environment.

    Waiting is written to `waited.txt` instead, so that a video takes no time.
    """
    (folder / "audio.mp3").write_bytes(SOUND)
    path = folder / f"request.{language.file_ending}"
    path.write_text(language.write(request), encoding="utf-8")
    quick = folder / "quick"
    quick.mkdir()
    waited = folder / "waited.txt"
    (quick / "sleep").write_text(f'#!/bin/sh\necho "$1" >>{shlex.quote(str(waited))}\n', encoding="utf-8")
    log = f"open({str(waited)!r}, 'a', buffering=1)"
    (quick / "sitecustomize.py").write_text(
        f"import time\ntime.sleep = lambda seconds: print(seconds, file={log})\n", encoding="utf-8"
    )
    (quick / "preload.mjs").write_text(
        f"""import {{ appendFileSync }} from "node:fs";
import {{ syncBuiltinESMExports }} from "node:module";
import timers from "node:timers/promises";
timers.setTimeout = async (delay) => appendFileSync({json.dumps(str(waited))}, `${{delay / 1000}}\\n`);
syncBuiltinESMExports();
""",
        encoding="utf-8",
    )
    (quick / "sleep").chmod(0o755)
    environment = {
        "PATH": f"{quick}:{os.environ['PATH']}",
        "PYTHONPATH": str(quick),
        # OpenAI marked the calls because it shut down its own service; other servers go on. Remove with the mark.
        "PYTHONWARNINGS": "ignore:The Sora API:DeprecationWarning",
        "NODE_OPTIONS": f"--import={quick / 'preload.mjs'}",
        "HOME": str(folder),
    }
    if key is not None:
        environment[request.key_variable] = key
    program = sys.executable if language.program == "python" else shutil.which(language.program)
    assert program is not None
    return subprocess.run(
        [program, str(path)], capture_output=True, check=False, cwd=folder, env=environment, timeout=60
    )


def _printed(catalog: Catalog, protocol_id: str, language: SnippetLanguage) -> bytes:
    """Give what a reader sees: curl shows the JSON, unless the answer is a file."""
    if language.id == "curl":
        if protocol_id == "openai-videos":
            return _example(catalog, protocol_id) + b"\n" + _video("completed") + b"\n"
        return b"" if protocol_id == "openai-speech" else _example(catalog, protocol_id)
    vector = b"[ -0.018263, 0.030754, 0.004127 ]" if language.program == "node" else b"[-0.018263, 0.030754, 0.004127]"
    return {
        "openai-embeddings": b"6 " + vector + b"\n",
        "openai-images": b"Saved image.png\n",
        "openai-speech": b"Saved speech.mp3\n",
        "openai-transcriptions": b"The museum opens at nine. Please have your tickets ready.\n",
        "openai-videos": b"completed\nSaved video.mp4\n",
    }[protocol_id]


def _saved(catalog: Catalog, protocol_id: str, language: SnippetLanguage) -> dict[str, bytes]:
    """Give name and content of the file a snippet leaves."""
    if protocol_id == "openai-images" and language.id != "curl":
        image = json.loads(_example(catalog, protocol_id))["data"][0]["b64_json"]
        return {"image.png": base64.b64decode(image)}
    return {"openai-speech": {"speech.mp3": SOUND}, "openai-videos": {"video.mp4": VIDEO}}.get(protocol_id, {})


def _media_files(folder: Path) -> dict[str, bytes]:
    endings = (".gif", ".jpeg", ".mp4", ".png", ".wav")
    paths = (path for path in folder.iterdir() if path.suffix in endings or path.name == "speech.mp3")
    return {path.name: path.read_bytes() for path in paths}


def _documented_parts(request: HttpRequest) -> dict[str, list[object]]:
    return {name: [(value, SOUND) if name in request.files else value] for name, value in request.body.items()}


@every_language
@every_protocol
def test_snippet_sends_its_request_and_shows_the_result(
    catalog: Catalog, server: Server, tmp_path: Path, protocol_id: str, language: SnippetLanguage
) -> None:
    """A copied snippet sends exactly the documented request, and prints or saves what came back."""
    request = _request(catalog, protocol_id, server)

    result = _run(language, request, tmp_path)

    assert (result.returncode, result.stderr) == (0, b"")
    assert result.stdout == _printed(catalog, protocol_id, language)
    assert _media_files(tmp_path) == _saved(catalog, protocol_id, language)
    first = server.received[0]
    assert (first.method, first.target) == (request.method, request.path)
    if request.is_form:
        assert first.parts == _documented_parts(request)
    else:
        assert first.headers["content-type"] == "application/json"
        assert json.loads(first.body) == request.body
    assert {received.headers["authorization"] for received in server.received} == {f"Bearer {KEY}"}
    if protocol_id != "openai-videos":
        assert len(server.received) == 1


@every_language
def test_video_is_asked_for_until_it_is_ready(
    catalog: Catalog, server: Server, tmp_path: Path, language: SnippetLanguage
) -> None:
    """A snippet starts the job once, waits before each look at it, and downloads it once."""
    request = _request(catalog, "openai-videos", server)

    _run(language, request, tmp_path)

    calls = [(received.method, received.target) for received in server.received]
    looks = [("GET", VIDEO_PATH)] * 2
    assert calls == [("POST", "/v1/videos"), *looks, ("GET", f"{VIDEO_PATH}/content")]
    waits = 1 if language.id == "curl" else 2
    assert (tmp_path / "waited.txt").read_text().splitlines() == ["5"] * waits


@every_language
def test_video_that_is_never_ready_is_given_up(
    catalog: Catalog, server: Server, tmp_path: Path, language: SnippetLanguage
) -> None:
    """After 120 looks a snippet fails and shows the status."""
    request = _request(catalog, "openai-videos", server)
    server.answers["GET", VIDEO_PATH] = [_video("in_progress")]
    _refuse(server, "GET", f"{VIDEO_PATH}/content", 404)

    result = _run(language, request, tmp_path)

    assert [received.target for received in server.received].count(VIDEO_PATH) == 120
    assert result.returncode != 0
    assert b"in_progress" in result.stdout + result.stderr
    assert _media_files(tmp_path) == {}


@every_language
def test_failed_video_shows_its_error(
    catalog: Catalog, server: Server, tmp_path: Path, language: SnippetLanguage
) -> None:
    """A job that failed ends the looking at once, and its error is shown."""
    request = _request(catalog, "openai-videos", server)
    error = {"code": "moderation_blocked", "message": "It was blocked."}
    server.answers["GET", VIDEO_PATH] = [_video("failed", error=error)]
    _refuse(server, "GET", f"{VIDEO_PATH}/content", 404)

    result = _run(language, request, tmp_path)

    assert [received.target for received in server.received].count(VIDEO_PATH) == 1
    assert result.returncode != 0
    assert b"It was blocked." in result.stdout + result.stderr
    assert _media_files(tmp_path) == {}


@every_language
@every_protocol
def test_snippet_without_a_key_stops_before_sending(
    catalog: Catalog, server: Server, tmp_path: Path, protocol_id: str, language: SnippetLanguage
) -> None:
    """Without the variable a snippet names it, fails, and sends nothing."""
    request = _request(catalog, protocol_id, server)

    result = _run(language, request, tmp_path, key=None)

    assert result.returncode != 0
    assert request.key_variable.encode() in result.stderr
    assert server.received == []


@every_language
@every_protocol
def test_refused_call_shows_the_message_and_leaves_no_file(
    catalog: Catalog, server: Server, tmp_path: Path, protocol_id: str, language: SnippetLanguage
) -> None:
    """An error status makes the snippet fail and show the message of the gateway, which is not saved as a file."""
    request = _request(catalog, protocol_id, server)
    _refuse(server, "POST", request.path, 401)

    result = _run(language, request, tmp_path)

    assert result.returncode != 0
    assert REFUSAL.encode() in result.stdout + result.stderr
    assert len(server.received) == 1
    assert _media_files(tmp_path) == {}


@every_language
@pytest.mark.parametrize("protocol_id", ["openai-transcriptions", "openai-videos"])
def test_hostile_text_arrives_unchanged_in_a_form(
    catalog: Catalog, server: Server, tmp_path: Path, protocol_id: str, language: SnippetLanguage
) -> None:
    """Quotes, dollars, backticks, newlines, Han and what a form gives a meaning to survive every way of writing.

    JavaScript may send CRLF for a line break, as "multipart/form-data encoding", WHATWG HTML 4.10.21.8, demands it.
    """
    request = _request(catalog, protocol_id, server, prompt=HOSTILE)

    result = _run(language, request, tmp_path)

    assert (result.returncode, result.stderr) == (0, b"")
    (arrived,) = server.received[0].parts["prompt"]
    assert (str(arrived).replace("\r\n", "\n") if language.program == "node" else arrived) == HOSTILE


@every_language
def test_lists_and_objects_are_parts_with_brackets(
    catalog: Catalog, server: Server, tmp_path: Path, language: SnippetLanguage
) -> None:
    """Every way of writing spells the names of a form as the SDK does, and leaves out what is null."""
    strategy = {"type": "server_vad", "threshold": 0.4}
    request = _request(
        catalog,
        "openai-transcriptions",
        server,
        languages=["en", "de"],
        keywords=["OAuth"],
        chunking_strategy=strategy,
        temperature=0,
        stream=False,
        prompt=None,
    )

    result = _run(language, request, tmp_path)

    assert (result.returncode, result.stderr) == (0, b"")
    assert server.received[0].parts == {
        "model": [MODEL_ID],
        "file": [("audio.mp3", SOUND)],
        "response_format": ["json"],
        "languages[]": ["en", "de"],
        "keywords[]": ["OAuth"],
        "chunking_strategy[type]": ["server_vad"],
        "chunking_strategy[threshold]": ["0.4"],
        "temperature": ["0"],
        "stream": ["false"],
    }


@every_language
def test_picture_is_sent_beside_the_texts_of_a_video(
    catalog: Catalog, server: Server, tmp_path: Path, language: SnippetLanguage
) -> None:
    """A form may have a file as well as texts, whatever its answer is."""
    request = _request(catalog, "openai-videos", server, input_reference="boat.webp")
    (tmp_path / "boat.webp").write_bytes(b"picture")

    result = _run(language, request, tmp_path)

    assert (result.returncode, result.stderr) == (0, b"")
    assert server.received[0].parts == {
        "model": [MODEL_ID],
        "prompt": [request.body["prompt"]],
        "input_reference": [("boat.webp", b"picture")],
    }


@pytest.mark.parametrize("language_id", ["python", "httpx", "javascript", "fetch"])
def test_image_with_an_address_prints_it(catalog: Catalog, server: Server, tmp_path: Path, language_id: str) -> None:
    """Where the answer has no image but its address, the address is what is useful."""
    request = _request(catalog, "openai-images", server, response_format="url")
    server.answers["POST", request.path] = [b'{"created": 1, "data": [{"url": "https://example.com/image.png"}]}']

    result = _run(BY_ID[language_id], request, tmp_path)

    assert (result.returncode, result.stderr) == (0, b"")
    assert result.stdout == b"https://example.com/image.png\n"


@pytest.mark.parametrize("language_id", ["python", "httpx", "javascript", "fetch"])
def test_subtitles_are_printed_as_they_are(catalog: Catalog, server: Server, tmp_path: Path, language_id: str) -> None:
    """A transcription that is not JSON is not read as JSON."""
    request = _request(catalog, "openai-transcriptions", server, response_format="srt")
    server.answers["POST", request.path] = [b"1\n00:00:00,000 --> 00:00:04,000\nThe museum opens at nine."]

    result = _run(BY_ID[language_id], request, tmp_path)

    assert (result.returncode, result.stderr) == (0, b"")
    assert result.stdout == b"1\n00:00:00,000 --> 00:00:04,000\nThe museum opens at nine.\n"


@every_language
def test_file_is_named_by_the_format_asked_for(
    catalog: Catalog, server: Server, tmp_path: Path, language: SnippetLanguage
) -> None:
    """A sound file in another format gets the ending of that format."""
    request = _request(catalog, "openai-speech", server, response_format="wav")

    result = _run(language, request, tmp_path)

    assert result.returncode == 0
    assert _media_files(tmp_path) == {"speech.wav": SOUND}


def test_operation_without_a_body_has_none(catalog: Catalog) -> None:
    """The calls that only ask have an address, and no body."""
    protocol = catalog.protocols["openai-videos"]
    served = ModelProtocol(protocol="openai-videos")

    requests = [
        make_request(catalog.site, protocol, operation, served=served, model_id=MODEL_ID)
        for operation in protocol.operations[1:]
    ]

    assert [(request.path, request.body) for request in requests] == [(VIDEO_PATH, {}), (f"{VIDEO_PATH}/content", {})]
