"""The OpenAPI description: valid, with examples that follow its schemas, of every protocol there may be."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from site_builder.build.inputs import assemble_site
from site_builder.build.source import read_source

_ROOT = Path(__file__).parents[3]
_ADDRESS = "urn:openapi"
Json = dict[str, Any]


def _describe(site: Path) -> Mapping[str, Json]:
    """Give the description of a site in each language, and that at the root by the empty tag."""
    source, diagnostics = read_source(site, jobs=1)
    assert source is not None, diagnostics
    assembled, problems = assemble_site(source)
    assert assembled is not None, problems
    files = {file.path: file for file in assembled.outputs if file.path.endswith("openapi.json")}
    return {path.removesuffix("openapi.json"): json.loads(file.make().content) for path, file in files.items()}


@pytest.fixture(scope="module")
def own() -> Mapping[str, Json]:
    """Give the descriptions of the repository's own site."""
    return _describe(_ROOT)


def _list_calls(described: Json) -> Iterator[tuple[str, str, Json]]:
    for path, methods in described["paths"].items():
        for method, call in methods.items():
            yield path, method, call


def _list_contents(described: Json) -> Iterator[tuple[str, Json]]:
    """Give every content of a request or an answer, with where it stands."""
    for path, method, call in _list_calls(described):
        bodies = {"request": call.get("requestBody", {}), **call["responses"]}
        for name, body in bodies.items():
            for media_type, content in body.get("content", {}).items():
                yield f"{method} {path} {name} {media_type}", content


def _resolve(schema: Any) -> Any:  # noqa: ANN401 - any JSON value
    """Give a schema whose references lead into the whole description."""
    if isinstance(schema, list):
        return [_resolve(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    return {key: f"{_ADDRESS}{item}" if key == "$ref" else _resolve(item) for key, item in schema.items()}


def _find_problems(described: Json) -> tuple[list[str], int]:
    """Give what is wrong with examples, and how many there are."""
    registry = Registry[Any]().with_resource(_ADDRESS, DRAFT202012.create_resource(described))
    problems, count = [], 0
    for place, content in _list_contents(described):
        validator = Draft202012Validator(_resolve(content["schema"]), registry=registry)
        for name, example in content.get("examples", {}).items():
            count += 1
            problems += [f"{place} {name}: {error.message}" for error in validator.iter_errors(example["value"])]
    return problems, count


def _find_faults(described: Json) -> list[str]:
    return [error.message for error in OpenAPIV31SpecValidator(described).iter_errors()]


@pytest.mark.parametrize("language", ["", "ru/", "zh/"])
def test_the_description_is_valid(own: Mapping[str, Json], language: str) -> None:
    """It follows the specification, whose validator looks at schemas, references, parameters and defaults too."""
    assert _find_faults(own[language]) == []


def test_every_example_follows_its_schema(own: Mapping[str, Json]) -> None:
    """Requests, answers, streams and errors, of every operation."""
    problems, count = _find_problems(own[""])

    assert problems == []
    assert count > 150


def test_every_operation_is_there_once(own: Mapping[str, Json]) -> None:
    """By path and method; what only the body tells apart is one, and variables that can be counted are filled in."""
    assert [(path, method, call["operationId"]) for path, method, call in _list_calls(own[""])] == [
        ("/v1/messages", "post", "anthropic-messages-create"),
        ("/v1beta/models/{model}:generateContent", "post", "gemini-generate-content-generate"),
        ("/v1beta/models/{model}:streamGenerateContent", "post", "gemini-generate-content-stream"),
        ("/v1/chat/completions", "post", "openai-chat-completions-create"),
        ("/v1/embeddings", "post", "openai-embeddings-create"),
        ("/v1/images/generations", "post", "openai-images-generate"),
        ("/v1/responses", "post", "openai-responses-create"),
        ("/v1/audio/speech", "post", "openai-speech-create"),
        ("/v1/audio/transcriptions", "post", "openai-transcriptions-create"),
        ("/v1/videos", "post", "openai-videos-create"),
        ("/v1/videos/{video_id}", "get", "openai-videos-retrieve"),
        ("/v1/videos/{video_id}/content", "get", "openai-videos-download"),
    ]


def test_languages_differ_in_words_alone(own: Mapping[str, Json]) -> None:
    """The root speaks the language of the records; ids, paths and code are the same everywhere."""
    assert own[""] == own["en/"]
    assert own["ru/"]["paths"].keys() == own[""]["paths"].keys()
    for described in own.values():
        call = described["paths"]["/v1/embeddings"]["post"]
        assert call["operationId"] == "openai-embeddings-create"
        assert call["x-codeSamples"][1]["source"].startswith("import os")
    assert own["ru/"]["info"]["title"] == "Example Gateway: справочник API"
    assert (
        own["ru/"]["paths"]["/v1/embeddings"]["post"]["summary"]
        != own[""]["paths"]["/v1/embeddings"]["post"]["summary"]
    )


def test_a_call_says_how_it_is_made(own: Mapping[str, Json]) -> None:
    """Server, keys, fixed headers, bodies with their media types, code in three languages."""
    described = own[""]
    call = described["paths"]["/v1/messages"]["post"]

    assert described["servers"] == [{"url": "https://api.example.com"}]
    assert described["components"]["securitySchemes"] == {
        "authorization-bearer": {"type": "http", "scheme": "bearer"},
        "x-api-key": {"type": "apiKey", "in": "header", "name": "x-api-key"},
        "x-goog-api-key": {"type": "apiKey", "in": "header", "name": "x-goog-api-key"},
    }
    assert call["security"] == [{"authorization-bearer": []}, {"x-api-key": []}]
    assert [(item["name"], item["in"], item["required"]) for item in call["parameters"]] == [
        ("anthropic-version", "header", True)
    ]
    assert list(call["requestBody"]["content"]) == ["application/json"]
    assert list(call["responses"]["200"]["content"]) == ["application/json", "text/event-stream"]
    assert list(call["requestBody"]["content"]["application/json"]["examples"]) == [
        "create", "tools", "structured_output", "image_input", "reasoning", "stream",
    ]  # fmt: skip
    assert [(sample["lang"], sample["label"]) for sample in call["x-codeSamples"]] == [
        ("Shell", "cURL: Create a message"),
        ("Python", "Python · anthropic: Create a message"),
        ("JavaScript", "JavaScript · @anthropic-ai/sdk: Create a message"),
        ("Shell", "cURL: Stream a message"),
        ("Python", "Python · anthropic: Stream a message"),
        ("JavaScript", "JavaScript · @anthropic-ai/sdk: Stream a message"),
    ]


def test_files_are_files(own: Mapping[str, Json]) -> None:
    """Forms and answers that are no JSON have their media types."""
    paths = own[""]["paths"]
    form = paths["/v1/audio/transcriptions"]["post"]["requestBody"]["content"]
    speech = paths["/v1/audio/speech"]["post"]["responses"]["200"]["content"]
    video = paths["/v1/videos/{video_id}/content"]["get"]

    assert list(form) == ["multipart/form-data"]
    assert speech["audio/mpeg"] == {"schema": {"type": "string", "format": "binary"}}
    assert list(video["responses"]["200"]["content"]) == ["video/mp4"]
    assert "requestBody" not in video
    assert "x-codeSamples" not in video
    assert video["parameters"][0]["schema"] == {"type": "string", "examples": ["video_68f4c2b7a1d08190"]}


def test_models_are_named(own: Mapping[str, Json]) -> None:
    """Each protocol has the ids that it serves; a path or a body takes one of them."""
    described = own[""]
    ids = described["components"]["schemas"]["gemini-generate-content-model"]["enum"]
    parameter = described["paths"]["/v1beta/models/{model}:generateContent"]["post"]["parameters"][0]
    body = described["components"]["schemas"]["openai-speech-request"]["properties"]["model"]

    assert "gemini-3.1-flash-lite-preview" in ids
    assert parameter["schema"] == {"$ref": "#/components/schemas/gemini-generate-content-model"}
    assert body == {
        "description": "Callable id of the model.",
        "$ref": "#/components/schemas/openai-speech-model",
    }


def test_a_stream_is_described(own: Mapping[str, Json]) -> None:
    """Its query, its kinds of events, and an example as it is on the wire."""
    stream = own[""]["paths"]["/v1beta/models/{model}:streamGenerateContent"]["post"]
    answer = own[""]["paths"]["/v1/messages"]["post"]["responses"]["200"]

    assert stream["parameters"][1] == {
        "name": "alt",
        "in": "query",
        "required": True,
        "schema": {"type": "string", "enum": ["sse"]},
    }
    assert answer["description"].startswith(
        "The answer is JSON.\nThe answer comes as server-sent events.\n\n- `message_start`: The answer begins."
    )
    assert answer["content"]["text/event-stream"]["examples"]["stream"]["value"].startswith("event: message_start\n")


def test_errors_are_described(own: Mapping[str, Json]) -> None:
    """By status, with cause, remedy and an example in the shape of the protocol; the wait is a header."""
    answer = own[""]["paths"]["/v1/embeddings"]["post"]["responses"]["429"]

    assert answer["headers"] == {"Retry-After": {"schema": {"type": "integer"}}}
    assert "- `rate_limit_exceeded`: The key sent more requests" in answer["description"]
    assert "Retry: Yes, with exponential backoff." in answer["description"]
    assert answer["content"]["application/json"]["examples"]["rate_limit_exceeded"]["value"]["error"]["code"] == (
        "rate_limit_exceeded"
    )


def test_a_field_says_what_its_table_says(own: Mapping[str, Json]) -> None:
    """Description, constraints, conditions and values in words; what is replaced or of the gateway is marked."""
    fields = own[""]["components"]["schemas"]["openai-chat-completions-request"]["properties"]
    role = fields["messages"]["items"]["properties"]["role"]

    assert role["description"].startswith("Who the message comes from.\n\n- `developer`: Rules for the model")
    assert role["enum"] == ["developer", "system", "user", "assistant", "tool"]
    assert fields["max_tokens"]["deprecated"] is True


def _edit(site: Path, path: str, *pairs: tuple[str, str]) -> None:
    text = (site / path).read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    (site / path).write_text(text, encoding="utf-8")


_CHAT = "catalog/protocols/acme-chat.yaml"


def test_a_small_site_is_described(small_site: Path) -> None:
    """A variable whose values are not counted stays in the path; a protocol of one shape has one body."""
    described = _describe(small_site)["en/"]
    call = described["paths"]["/v1/chat/{action}"]["post"]

    assert _find_faults(described) == []
    assert _find_problems(described)[0] == []
    assert [(item["name"], item["schema"]) for item in call["parameters"]] == [
        ("action", {"type": "string", "examples": ["completions"]})
    ]
    assert described["components"]["schemas"]["acme-chat-model"]["enum"] == [
        "acme-large", "acme-large-latest", "acme-mini",
    ]  # fmt: skip


def test_a_protocol_may_say_little(small_site: Path) -> None:
    """No models, no errors, no stream, no variables, a word before the key in a header of its own."""
    protocol = (small_site / _CHAT).read_text(encoding="utf-8")
    head, _, tail = protocol.partition("path_variables:")
    operations = (
        "operations:\n  - {id: ask, name: Ask, description: Asks., method: POST, path: /ask, body: {fast: true}}\n"
        "  - {id: wait, name: Wait, description: Waits., method: POST, path: /wait, streaming: true}\n"
        "parameters:\n  - {name: prompt, type: string, required: true, description: The prompt.}\n"
        "  - {name: fast, type: boolean, origin: gateway, description: Whether it is fast.}\n"
        "examples: {request: {prompt: Hello}, response: {text: Hello}}\n"
    )
    text = f"{head}{operations}".replace("Authorization, scheme: Bearer", "x-key, scheme: Key")
    (small_site / "catalog/protocols/bare.yaml").write_text(text.replace("Acme Chat", "Bare"), encoding="utf-8")
    site = (small_site / "catalog/site.yaml").read_text(encoding="utf-8")
    (small_site / "catalog/site.yaml").write_text(site[: site.index("errors:")], encoding="utf-8")
    assert tail

    described = _describe(small_site)[""]

    schemas, call = described["components"]["schemas"], described["paths"]["/ask"]["post"]
    assert _find_faults(described) == []
    assert _find_problems(described)[0] == []
    assert schemas["bare-model"] == {"type": "string"}
    assert "bare-error" not in schemas
    assert schemas["bare-request"]["properties"]["fast"] == {
        "description": "Whether it is fast.",
        "x-gateway-extension": True,
        "type": "boolean",
    }
    assert list(call["responses"]) == ["200"]
    assert described["components"]["securitySchemes"]["x-key-key"] == {
        "type": "apiKey",
        "in": "header",
        "name": "x-key",
        "description": "`Key <key>`",
    }
    assert "examples" not in described["paths"]["/wait"]["post"]["responses"]["200"]["content"]["text/event-stream"]


def test_two_protocols_may_share_a_path(small_site: Path) -> None:
    """One call takes the bodies, keys and headers of both; what only one needs is not required."""
    text = (small_site / _CHAT).read_text(encoding="utf-8")
    other = (
        text.replace("name: Acme Chat", "name: Other Chat")
        .replace("{action}", "{deed}")
        .replace("name: action", "name: deed")
        .replace("variables: {action:", "variables: {deed:")
        .replace("{header: Authorization, scheme: Bearer}", "{header: x-api-key}")
        .replace(
            "path_variables:",
            "headers:\n  - {name: other-version, value: '1', description: Marks it.}\npath_variables:",
        )
        .replace("name: temperature", "name: warmth")
        .replace("    streaming: true", "    query: {alt: sse}\n    streaming: true")
    )
    (small_site / "catalog/protocols/other-chat.yaml").write_text(other, encoding="utf-8")

    described = _describe(small_site)[""]

    assert _find_faults(described) == []
    assert _find_problems(described)[0] == []
    assert list(described["paths"]) == ["/v1/chat/{action}"]
    call = described["paths"]["/v1/chat/{action}"]["post"]
    assert call["tags"] == ["Acme Chat", "Other Chat"]
    assert call["security"] == [{"authorization-bearer": []}, {"x-api-key": []}]
    assert [(item["name"], item["in"], item["required"]) for item in call["parameters"]] == [
        ("action", "path", True),
        ("other-version", "header", False),
        ("alt", "query", False),
    ]
    assert call["requestBody"]["content"]["application/json"]["schema"] == {
        "anyOf": [
            {"$ref": "#/components/schemas/acme-chat-request"},
            {"$ref": "#/components/schemas/other-chat-request"},
        ]
    }


def test_a_model_that_does_not_stream_has_no_code_for_it(small_site: Path) -> None:
    """The operation is there all the same, with what the protocol's record says of it."""
    _edit(small_site, "catalog/models/acme/large.yaml", ("streaming: yes", "streaming: no"))

    call = _describe(small_site)[""]["paths"]["/v1/chat/{action}"]["post"]

    assert {sample["label"].partition(": ")[2] for sample in call["x-codeSamples"]} == {"Answer at once"}


def test_the_model_of_a_path_may_be_called_by_any_protocol(small_site: Path) -> None:
    """Counted values are those of their variable where an operation does not choose one; equal schemas are one."""
    _edit(small_site, _CHAT, ("/v1/chat/{action}", "/v1/chat/{model}"), ("name: action", "name: model"))
    _edit(small_site, _CHAT, ("    variables: {action: completions}\n", ""))

    described = _describe(small_site)[""]

    assert _find_faults(described) == []
    assert described["paths"]["/v1/chat/{model}"]["post"]["parameters"][0]["schema"] == {
        "$ref": "#/components/schemas/acme-chat-model"
    }


def test_the_root_speaks_a_published_language(small_site: Path) -> None:
    """Where the language of the records is not published, it is the first one that is."""
    config = small_site / "catalog/site.yaml"
    lines = [line for line in config.read_text(encoding="utf-8").splitlines() if not line.startswith("locales:")]
    config.write_text("\n".join([*lines, "locales: [ru]"]) + "\n", encoding="utf-8")

    described = _describe(small_site)

    assert described.keys() == {"", "ru/"}
    assert described[""] == described["ru/"]
