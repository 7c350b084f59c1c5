"""A protocol as a model page and its own page show it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from site_builder.pages.api import ApiView, build_api
from site_builder.pages.code import CodeView
from site_builder.pages.context import ViewContext
from site_builder.pages.tokens import MODEL_TOKEN, fill_tokens, has_token, model_fills

Contexts = Mapping[str, ViewContext]


def _api(contexts: Contexts, key: str = "acme/rich", protocol: int = 0, tag: str = "en") -> ApiView:
    model = contexts[tag].catalog.models[key]
    return build_api(contexts[tag], model.protocols[protocol])


def _shown(contexts: Contexts, code: CodeView | None, key: str = "acme/rich") -> str:
    """Give code as the page of a model shows it."""
    assert code is not None
    return fill_tokens(code.code, model_fills(contexts["en"].catalog.models[key].api_id, key))


def test_errors_of_all_records_are_merged(rich_contexts: Contexts) -> None:
    """By status, each once: the model's own wins over the protocol's, and that over the gateway's."""
    errors = _api(rich_contexts).reference.errors

    assert [(error.id, error.status, error.trigger.markdown) for error in errors] == [
        ("400/Bad", 400, "T."),
        ("400/bad", 400, "T."),
        ("400/invalid_request_error", 400, "The body is wrong."),
        ("401/authentication_error", 401, "The key is wrong."),
        ("404/model_not_found", 404, "The id is wrong."),
        ("429/rate_limit_exceeded", 429, "Own."),
        ("500/internal_error", 500, "The gateway failed."),
    ]
    assert [error.id for error in errors if error.differs] == ["400/Bad", "400/bad", "429/rate_limit_exceeded"]
    assert [error.trigger.markdown for error in _api(rich_contexts, "acme/mini").reference.errors] == [
        "The body is wrong.",
        "The key is wrong.",
        "The id is wrong.",
        "Too many requests.",
        "The gateway failed.",
    ]


def test_errors_fall_back_as_a_row(rich_contexts: Contexts) -> None:
    """Trigger, fix and retry of one row are in one language."""
    errors = _api(rich_contexts, tag="ru").reference.errors

    assert [(error.trigger.lang, error.fix.lang, error.retry.lang) for error in errors] == [
        ("en", "en", "en"),
        ("en", "en", "en"),
        (None, None, None),
        (None, None, None),
        (None, None, None),
        ("en", "en", "en"),
        (None, None, None),
    ]


@pytest.mark.parametrize("protocol", [0, 1])
def test_anchors_are_unique_and_the_same_in_every_language(rich_contexts: Contexts, protocol: int) -> None:
    """Neither case nor a field's name in two tables makes two ids equal."""

    def anchors(tag: str) -> list[str]:
        api = _api(rich_contexts, protocol=protocol, tag=tag)
        groups = (*api.reference.parameters, api.reference.response)
        rows = [row.anchor for group in groups if group for row in group.rows if row.anchor]
        return [api.anchor, *rows, *(error.anchor for error in api.reference.errors)]

    english = anchors("en")

    assert len(set(english)) == len(english)
    assert all(anchors(tag) == english for tag in ("ru", "zh-Hans"))
    assert english[0] == ("api-acme-chat", "api-bare")[protocol]


def test_headers_show_an_example_of_a_key(rich_contexts: Contexts) -> None:
    """The preferred header first, then what has a fixed value; other headers the key may come in stand apart."""
    api = _api(rich_contexts, protocol=1)

    assert [(header.name, header.value) for header in api.headers] == [
        ("x-key", "sk-xxxxxx"),
        ("Content-Type", "application/json"),
        ("x-version", "1"),
    ]
    assert [(header.name, header.value) for header in api.alternatives] == [("Authorization", "Bearer sk-xxxxxx")]
    assert (api.base_url, api.content_type, api.key_link) == (
        "https://api.example.com",
        "application/json",
        "https://console.example.com/keys",
    )


def test_path_shows_its_variables(rich_contexts: Contexts) -> None:
    """Literal pieces and variables alternate; the full address has the token where the id goes."""
    api = _api(rich_contexts, protocol=1)
    operation = api.operations[0]

    assert [(part.text, part.is_variable) for part in operation.path] == [
        ("/v1/models/", False),
        ("{model}", True),
        (":", False),
        ("{action}", True),
    ]
    assert operation.url == f"https://api.example.com/v1/models/{MODEL_TOKEN}:run"
    assert [(item.name, [value.value for value in item.values]) for item in api.reference.path_variables] == [
        ("model", []),
        ("action", ["run"]),
    ]


def test_examples_have_the_id_of_the_model(rich_contexts: Contexts) -> None:
    """Request, response and snippets are those of this model; what it adds to the request is there."""
    rich, mini = _api(rich_contexts), _api(rich_contexts, "acme/mini")

    request = _shown(rich_contexts, rich.request)
    assert json.loads(request)["temperature"] == 0.5
    assert '"temperature": 0.50' in request
    assert json.loads(request)["model"] == "acme-rich"
    assert json.loads(_shown(rich_contexts, mini.request, "acme/mini")) == {
        "model": "acme-mini",
        "messages": [{"role": "user", "content": "Hello"}],
    }
    codes = [_shown(rich_contexts, item.code, "acme/mini") for variant in mini.variants for item in variant.snippets]
    assert all("acme-mini" in code and "acme-rich" not in code and not has_token(code) for code in codes)


def test_models_that_use_a_protocol_alike_share_its_view(
    contexts_of: Callable[[Path], Contexts], small_site: Path
) -> None:
    """Two models without anything of their own have one view; one that does not stream, or differs, has its own."""
    large = small_site / "catalog/models/acme/large.yaml"
    text = large.read_text(encoding="utf-8")
    large.write_text(text.replace('    parameters:\n      temperature: {max: "1"}\n', ""), encoding="utf-8")
    contexts = contexts_of(small_site)
    models = contexts["en"].catalog.models

    mini, alike = (build_api(contexts["en"], models[key].protocols[0]) for key in ("acme/mini", "acme/large"))
    silent = build_api(contexts["en"], models["acme/mini"].protocols[0], can_stream=False)

    assert mini is alike
    assert silent is not mini
    assert [variant.id for variant in silent.variants] == ["basic"]
    assert build_api(contexts["ru"], models["acme/mini"].protocols[0]) is not mini


def test_quick_start_is_the_plainest_call(rich_contexts: Contexts) -> None:
    """It is that of the protocol, in the main languages, and leads to all code of the model."""
    api = _api(rich_contexts, protocol=1)

    assert (api.quick_start.id, api.quick_start.name) == (api.id, api.name)
    assert api.quick_start.snippets is api.variants[0].snippets
    assert fill_tokens(api.code_page, model_fills("acme-rich", "acme/rich")) == "/en/models/acme/rich/code/"


def test_requests_that_differ_only_in_type_are_not_shared(
    contexts_of: Callable[[Path], Contexts], small_site: Path
) -> None:
    """A number and a text of the same digits are two requests."""
    for name, value in (("large", "0.5"), ("mini", '"0.5"')):
        path = small_site / "catalog" / "models" / "acme" / f"{name}.yaml"
        text = path.read_text(encoding="utf-8")
        text = text.replace('    parameters:\n      temperature: {max: "1"}\n', "")
        path.write_text(
            text.replace("protocol: acme-chat\n", f"protocol: acme-chat\n    request: {{temperature: {value}}}\n"),
            encoding="utf-8",
        )
    contexts = contexts_of(small_site)

    requests = [json.loads(_api(contexts, key).request.code) for key in ("acme/large", "acme/mini")]

    assert [request["temperature"] for request in requests] == [0.5, "0.5"]


def test_variants_are_those_the_protocol_has(rich_contexts: Contexts) -> None:
    """Streaming only where there is a streaming operation, each in every language."""
    chat, bare = _api(rich_contexts), _api(rich_contexts, protocol=1)

    assert [[item.id for item in variant.snippets] for variant in chat.variants] == [
        ["curl/basic", "python/basic", "javascript/basic"],
        ["curl/streaming", "python/streaming", "javascript/streaming"],
    ]
    assert [variant.id for variant in bare.variants] == ["basic"]
    assert [variant.label for variant in chat.variants] == ["Basic", "Streaming"]
    assert [item.file_name for variant in chat.variants for item in variant.snippets] == [
        "chat.sh",
        "chat.py",
        "chat.mjs",
        "stream.sh",
        "stream.py",
        "stream.mjs",
    ]


def test_stream_is_shown_as_on_the_wire(rich_contexts: Contexts) -> None:
    """Events are separated by blank lines; a protocol without streaming shows none."""
    chat, bare = _api(rich_contexts), _api(rich_contexts, protocol=1)

    assert chat.stream is not None
    assert chat.stream.code == 'data: {"id": "answer-1", "choices": []}\n\ndata: [DONE]\n'
    assert bare.stream is None


def test_reasons_and_notes_are_the_models_own(rich_contexts: Contexts) -> None:
    """The model's reason replaces the protocol's, its notes are added; steps are in one language."""
    rich, mini, bare = _api(rich_contexts), _api(rich_contexts, "acme/mini"), _api(rich_contexts, protocol=1)

    assert (rich.why.markdown, mini.why.markdown) == ("Because.", "It is the only protocol here.")
    assert [note.markdown for note in rich.notes] == ["No logprobs."]
    assert [step.markdown for step in bare.reference.how_to] == ["One.", "Two."]
    assert [note.markdown for note in bare.reference.notes] == ["A note."]
    assert mini.reference.how_to == ()
    assert bare.documentation.href == "https://acme.example.com/docs/bare"


EVENTS = """
events:
  - {event: message_stop, description: The next message.}
  - {event: response.output_text.delta, description: A *piece*.}
"""
ERROR = """
  error: {error: {model: "{model}", code: busy}}
"""


def _with_protocol(contexts_of: Callable[[Path], Contexts], site: Path, *changes: tuple[str, str]) -> Contexts:
    path = site / "catalog" / "protocols" / "acme-chat.yaml"
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    return contexts_of(site)


def test_events_of_a_stream_are_explained(contexts_of: Callable[[Path], Contexts], small_site: Path) -> None:
    """In the order of the record, in the language of the page where it is translated."""
    contexts = _with_protocol(contexts_of, small_site, ("errors:\n", f"{EVENTS.strip()}\nerrors:\n"))

    events = {tag: _api(contexts, "acme/mini", tag=tag).reference.events for tag in ("en", "ru")}

    assert [(event.name, event.description.markdown, event.description.lang) for event in events["en"]] == [
        ("message_stop", "The next message.", None),
        ("response.output_text.delta", "A *piece*.", None),
    ]
    assert [(event.name, event.description.markdown, event.description.lang) for event in events["ru"]] == [
        ("message_stop", "Следующее сообщение.", None),
        ("response.output_text.delta", "A *piece*.", "en"),
    ]


def test_error_is_shown_where_there_is_an_example(contexts_of: Callable[[Path], Contexts], small_site: Path) -> None:
    """An answer that says what went wrong, with the id of the model; a protocol without an example has none."""
    without = _api(contexts_of(small_site), "acme/mini")

    contexts = _with_protocol(contexts_of, small_site, ("  stream:\n", f"{ERROR.strip(chr(10))}\n  stream:\n"))
    shown = [_shown(contexts, _api(contexts, key).error, key) for key in ("acme/mini", "acme/large")]

    assert without.error is None
    assert [json.loads(code) for code in shown] == [
        {"error": {"model": "acme-mini", "code": "busy"}},
        {"error": {"model": "acme-large", "code": "busy"}},
    ]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("json", {"en": "The answer is JSON.", "ru": "Ответ приходит в JSON.", "zh-Hans": "回答为 JSON。"}),
        ("audio", {"en": "The answer is an audio file.", "ru": "Ответ — аудиофайл.", "zh-Hans": "回答为音频文件。"}),
        ("video", {"en": "The answer is a video file.", "ru": "Ответ — видеофайл.", "zh-Hans": "回答为视频文件。"}),
    ],
)
def test_form_of_the_answer_is_said(
    contexts_of: Callable[[Path], Contexts], worded_site: Path, written: str, expected: dict[str, str]
) -> None:
    """JSON, or a file."""
    contexts = _with_protocol(contexts_of, worded_site, ("sdk:", f"response_format: {written}\nsdk:"))

    assert {tag: _api(contexts, "acme/mini", tag=tag).answer for tag in contexts} == expected


def test_form_is_sent_as_one(contexts_of: Callable[[Path], Contexts], small_site: Path) -> None:
    """The type of the body is that of a form, in the header as in the summary."""
    contexts = _with_protocol(contexts_of, small_site, ("sdk:", "request_format: form\nsdk:"))

    api = _api(contexts, "acme/mini")

    assert api.content_type == "multipart/form-data"
    assert [header.value for header in api.headers if header.name == "Content-Type"] == ["multipart/form-data"]
    assert "--form-string" in api.variants[0].snippets[0].code.code


def test_protocol_without_answer_fields_shows_none(contexts_of: Callable[[Path], Contexts], rich_site: Path) -> None:
    """A file has no fields and no example in JSON."""
    path = rich_site / "catalog" / "protocols" / "bare.yaml"
    text = path.read_text(encoding="utf-8")
    text = text[: text.index("response:")] + text[text.index("examples:") :]
    path.write_text(text.replace('  response: {contents: {model: "{model}"}}\n', ""), encoding="utf-8")

    api = _api(contexts_of(rich_site), protocol=1)

    assert (api.reference.response, api.response) == (None, None)
