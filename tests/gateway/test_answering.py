"""What a request gets, for every protocol of our own catalog and for a small one."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.catalog.catalog import Catalog
from site_builder.catalog.loader import load_catalog
from site_builder.gateway.answering import Gateway, answer, refuse_size
from site_builder.gateway.exchange import Answer, Decision, ReceivedRequest
from site_builder.gateway.video_jobs import VideoJobs
from site_builder.records.protocol import Protocol
from site_builder.snippets.form import list_files, list_texts
from site_builder.snippets.request import HttpRequest, fill_model, make_request
from tests.gateway.conftest import KEY, Ask, asker, encode_form, read, read_events

PROTOCOLS = sorted(path.stem for path in (Path(__file__).parents[2] / "catalog/protocols").glob("*.yaml"))
FORMS = ("openai-transcriptions", "openai-videos")
every_protocol = pytest.mark.parametrize("protocol_id", PROTOCOLS)
CHAT, MESSAGES, GEMINI = "/v1/chat/completions", "/v1/messages", "/v1beta/models/{model}:generateContent"
VERSION = {"anthropic-version": "2023-06-01"}


def _documented(catalog: Catalog, protocol_id: str) -> list[HttpRequest]:
    """Give the documented request of every operation for every model served through a protocol."""
    protocol = catalog.protocols[protocol_id]
    return [
        make_request(catalog.site, protocol, operation, served=served, model_id=model.api_id)
        for model in catalog.models_of_protocol(protocol_id).values()
        for served in model.protocols
        if served.protocol == protocol_id
        for operation in protocol.operations
        if operation.method == "POST"
    ]


def _send(ask: Ask, request: HttpRequest, headers: Mapping[str, str] | None = None) -> Answer:
    """Send a documented request as a snippet would, with further headers or others."""
    target = request.url.removeprefix(request.base_url)
    if not request.is_form:
        return ask(target, dict(request.body), headers={**dict(request.headers), **(headers or {})})
    texts: list[tuple[str, str | tuple[str, bytes]]] = list(list_texts(request))
    body, form = encode_form([*texts, *((name, (file, b"x")) for name, file in list_files(request))])
    return ask(target, body, headers={**form, **(headers or {})})


def _first(catalog: Catalog, protocol_id: str) -> HttpRequest:
    return _documented(catalog, protocol_id)[0]


@every_protocol
def test_every_documented_request_is_answered(catalog: Catalog, ask: Ask, protocol_id: str) -> None:
    """What the site publishes for a model passes the check, for all its operations."""
    requests = _documented(catalog, protocol_id)

    refused = {request.url: _send(ask, request).decision.refusal for request in requests}

    assert len(requests) > 0
    assert {url: reason for url, reason in refused.items() if reason} == {}


def _is_chat(protocol: Protocol) -> bool:
    return any(operation.streaming for operation in protocol.operations)


@every_protocol
def test_a_chat_gets_the_published_example(catalog: Catalog, ask: Ask, protocol_id: str) -> None:
    """Answer and events are the record's examples, with the id that was called."""
    protocol = catalog.protocols[protocol_id]
    if not _is_chat(protocol):
        return
    plain, streamed = _documented(catalog, protocol_id)[:2]
    model_id = next(iter(catalog.models_of_protocol(protocol_id).values())).api_id

    whole, events = _send(ask, plain), _send(ask, streamed)

    assert read(whole) == fill_model(protocol.examples.response, model_id)
    expected = [fill_model(event.data, model_id) for event in protocol.examples.stream]
    names = [event.event for event in protocol.examples.stream]
    named = [(name, data) if name else data for name, data in zip(names, expected, strict=True)]
    assert read_events(events) == named
    assert (whole.content_type, events.content_type) == ("application/json", "text/event-stream")
    assert (whole.is_stream, events.is_stream) == (False, True)
    assert len(events.pieces) == len(expected)


@every_protocol
def test_the_decision_says_what_was_asked(catalog: Catalog, ask: Ask, protocol_id: str) -> None:
    """Protocol, operation, model and body are recorded, for logs and for the proof of snippets."""
    request = _first(catalog, protocol_id)
    model_id = next(iter(catalog.models_of_protocol(protocol_id).values())).api_id

    decision = _send(ask, request).decision

    assert (decision.protocol, decision.model, decision.refusal) == (protocol_id, model_id, "")
    assert decision.operation == catalog.protocols[protocol_id].operations[0].id
    assert decision.body.keys() == request.body.keys()


def test_every_id_of_a_model_can_be_called(catalog: Catalog, ask: Ask) -> None:
    """Versions and other spellings are callable, through the protocols they are for."""
    called = 0
    for model in catalog.models.values():
        for version in model.versions:
            protocols = version.protocols or tuple(served.protocol for served in model.protocols)
            if "openai-chat-completions" in protocols:
                called += 1
                body = {"model": version.id, "messages": [{"role": "user", "content": "Hi"}]}
                assert read(ask(CHAT, body))["model"] == version.id

    assert called > 10


def _code(catalog: Catalog, protocol_id: str, answered: Answer) -> tuple[Any, ...]:
    """Give the status and the code of an error, found as the maker's reference says."""
    error = read(answered)["error"]
    sdk = catalog.protocols[protocol_id].sdk
    if sdk == "google-genai":
        assert error["code"] == answered.status
        return answered.status, error["status"]
    if sdk == "anthropic":
        assert read(answered)["type"] == "error"
        return answered.status, error["type"]
    assert error.keys() == {"message", "type", "param", "code"}
    return answered.status, error["code"]


@every_protocol
def test_a_missing_or_wrong_key_gets_401(catalog: Catalog, ask: Ask, protocol_id: str) -> None:
    """Only the headers the protocol accepts can carry the key, and the error is the documented one."""
    request, protocol = _first(catalog, protocol_id), catalog.protocols[protocol_id]
    accepted = {header.header.lower() for header in protocol.auth.accepts}

    refused = [
        _send(ask, request, {"authorization": ""}),
        _send(ask, request, {"authorization": "Bearer wrong"}),
        _send(ask, request, {"authorization": f"Basic {KEY}"}),
        _send(ask, request, {"authorization": KEY}),
        *(_send(ask, request, {"authorization": "", name: KEY}) for name in {"x-api-key", "x-goog-api-key"} - accepted),
    ]
    taken = [
        _send(ask, request, {"authorization": "", header.header.lower(): f"{header.scheme} {KEY}".strip()})
        for header in protocol.auth.accepts
    ]

    assert {_code(catalog, protocol_id, item) for item in refused} == {(401, "authentication_error")}
    assert {item.status for item in taken} == {200}
    assert protocol.auth.accepts[0].header in read(refused[0])["error"]["message"]


@every_protocol
def test_every_documented_error_can_be_played(catalog: Catalog, ask: Ask, protocol_id: str) -> None:
    """`x-example-error` gives status, code and shape of any documented error."""
    protocol = catalog.protocols[protocol_id]
    request = _first(catalog, protocol_id)

    for error in (*protocol.errors, *catalog.site.errors):
        played = _send(ask, request, {"x-example-error": error.code})
        assert _code(catalog, protocol_id, played) == (error.status, error.code)
        has_retry = any(name == "retry-after" for name, _ in played.headers)
        assert has_retry is (error.code == "rate_limit_exceeded")
        assert played.decision.refusal == f"{error.code}: asked for by x-example-error"


def test_the_example_error_is_played_as_it_is(catalog: Catalog, ask: Ask) -> None:
    """Where the record has an example of the error, that is the answer."""
    for protocol_id, code in (
        ("anthropic-messages", "overloaded_error"),
        ("openai-images", "moderation_blocked"),
        ("gemini-generate-content", "INVALID_ARGUMENT"),
    ):
        played = _send(ask, _first(catalog, protocol_id), {"x-example-error": code})
        assert read(played) == catalog.protocols[protocol_id].examples.error


def test_an_undocumented_error_is_refused_with_those_there_are(catalog: Catalog, ask: Ask) -> None:
    """A typo in `x-example-error` gets 400 and the list of codes."""
    played = _send(ask, _first(catalog, "openai-speech"), {"x-example-error": "nonsense"})

    assert _code(catalog, "openai-speech", played) == (400, "invalid_request_error")
    message = read(played)["error"]["message"]
    assert "nonsense" in message
    assert all(error.code in message for error in catalog.protocols["openai-speech"].errors + catalog.site.errors)


def _chat(**fields: object) -> dict[str, object]:
    return {"model": "gpt-4.1", "messages": [{"role": "user", "content": "Hi"}], **fields}


@pytest.mark.parametrize(
    ("body", "code", "param", "message"),
    [
        ({"messages": []}, "invalid_request_error", "model", "`model` must be the id of a model"),
        (_chat(model=3), "invalid_request_error", "model", "`model` must be the id of a model"),
        (_chat(temperatures=1), "invalid_request_error", "temperatures", "unknown; did you mean `temperature`?"),
        (_chat(zzz=1), "invalid_request_error", "zzz", "The field `zzz` is unknown."),
        (
            {"model": "gpt-4.1"},
            "invalid_request_error",
            "messages",
            "The required field `messages` is missing.",
        ),
        (
            _chat(messages=[{"role": "user", "content": [{"type": "text"}]}]),
            "invalid_request_error",
            "messages[0].content[0].text",
            "`messages[0].content[0].text` is missing",
        ),
        (_chat(messages="Hi"), "invalid_request_error", "messages", "is the text `Hi`, but must be of type array"),
        (
            _chat(messages=[{"role": "user", "content": {}}]),
            "invalid_request_error",
            "messages[0].content",
            "an object",
        ),
        (_chat(temperature=None), "invalid_request_error", "temperature", "is `null`, but must be of type number"),
        (_chat(temperature=""), "invalid_request_error", "temperature", "an empty text"),
        (_chat(temperature=2.5), "invalid_request_error", "temperature", "is 2.5, above the largest value allowed, 2"),
        (_chat(temperature=-1), "invalid_request_error", "temperature", "is -1, below the smallest value allowed, 0"),
        (
            _chat(messages=[{"role": "me", "content": "x"}]),
            "invalid_request_error",
            "messages[0].role",
            "must be one of developer, system, user, assistant, tool",
        ),
        (
            _chat(stream_options={"include_usage": True}),
            "invalid_request_error",
            "stream_options",
            "allowed only with `stream: true`",
        ),
        (
            _chat(max_tokens=3, max_completion_tokens=3),
            "invalid_request_error",
            "max_completion_tokens",
            "cannot stand together with `max_tokens`",
        ),
        (
            _chat(reasoning_effort="low"),
            "unsupported_parameter",
            "reasoning_effort",
            "The model `gpt-4.1` does not support `reasoning_effort`.",
        ),
    ],
)
def test_a_bad_body_gets_400_with_the_path(
    catalog: Catalog, ask: Ask, body: object, code: str, param: str, message: str
) -> None:
    """The first contradiction to the field tree is told, with the path of the field."""
    answered = ask(CHAT, body)

    assert _code(catalog, "openai-chat-completions", answered) == (400, code)
    error = read(answered)["error"]
    assert (error["param"], error["type"]) == (param, "invalid_request_error")
    assert message in error["message"]


def test_a_value_the_model_does_not_take_is_told_apart(catalog: Catalog, ask: Ask) -> None:
    """A value outside the model's own range or list is `unsupported_value`; the message names the model."""
    images = {"model": "gpt-image-1.5", "prompt": "x", "size": "1x1"}

    refused = ask("/v1/images/generations", images)

    assert _code(catalog, "openai-images", refused) == (400, "unsupported_value")
    assert "for the model `gpt-image-1.5`" in read(refused)["error"]["message"]


def test_nested_fields_are_checked_for_the_model(catalog: Catalog, ask: Ask) -> None:
    """An override deep in the tree counts, in the spelling of the SDK too, and Google's details name the field."""
    body = {
        "contents": [{"parts": [{"text": "Hi"}]}],
        "generationConfig": {"thinkingConfig": {"thinking_level": "LOW"}},
    }

    old = ask(GEMINI.replace("{model}", "gemini-2.5-flash"), body)
    new = ask(GEMINI.replace("{model}", "gemini-3.1-pro-preview"), body)

    assert _code(catalog, "gemini-generate-content", old) == (400, "INVALID_ARGUMENT")
    (detail,) = read(old)["error"]["details"]
    assert detail["fieldViolations"][0]["field"] == "generationConfig.thinkingConfig.thinkingLevel"
    assert new.decision.refusal == ""


def test_a_field_for_other_families_is_not_supported(small_catalog: Catalog) -> None:
    """A field that the record gives to some families is refused for models of others."""
    protocol = small_catalog.protocols["acme-chat"]
    parameters = tuple(
        item.model_copy(update={"families": ("Other",)}) if item.name == "temperature" else item
        for item in protocol.parameters
    )
    changed = {"acme-chat": protocol.model_copy(update={"parameters": parameters})}
    ask = asker(dataclasses.replace(small_catalog, protocols=changed))

    refused = ask(CHAT, {"model": "acme-mini", "messages": [], "temperature": 1})

    assert "does not support `temperature`" in refused.decision.refusal


@pytest.mark.parametrize(
    ("target", "body", "expected"),
    [
        (CHAT, _chat(model="gpt-4.1-mi"), (404, "model_not_found", "did you mean `gpt-4.1`?")),
        (CHAT, _chat(model="xyzzy-123"), (404, "model_not_found", "There is no model `xyzzy-123`.")),
        (CHAT, _chat(model="gpt-image-1.5"), (404, "model_not_found", "is not served through OpenAI Chat")),
    ],
)
def test_an_unknown_model_gets_404(
    catalog: Catalog, ask: Ask, target: str, body: object, expected: tuple[int, str, str]
) -> None:
    """The message tells a wrong id from a wrong protocol."""
    answered = ask(target, body)

    assert _code(catalog, "openai-chat-completions", answered) == expected[:2]
    assert expected[2] in read(answered)["error"]["message"]


def test_an_unknown_model_gets_the_code_of_its_protocol(catalog: Catalog, ask: Ask) -> None:
    """Google documents NOT_FOUND of its own; Anthropic's shape carries the gateway's code."""
    gemini = ask(GEMINI.replace("{model}", "nope"), {"contents": []})
    anthropic = ask(MESSAGES, {"model": "nope", "max_tokens": 1, "messages": []}, headers=VERSION)

    assert _code(catalog, "gemini-generate-content", gemini) == (404, "NOT_FOUND")
    assert _code(catalog, "anthropic-messages", anthropic) == (404, "model_not_found")


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"", "The body is not JSON at line 1, column 1"),
        (b"{", "The body is not JSON at line 1, column 2"),
        (b"[]", "The body must be a JSON object."),
        (b"\xff", "The body is not UTF-8 at byte 0."),
        (b'{"model": NaN}', "The body has NaN, which is not JSON."),
        (b'{"a": 1e999999999}', "which is out of range"),
        (b'{"a": 1e-400}', "which is out of range"),
        (b'{"a": ' + b"9" * 5000 + b"}", "a number with too many digits"),
        (b"[" * 200_000, "The body is nested too deeply."),
    ],
)
def test_what_is_no_json_gets_400(ask: Ask, body: bytes, message: str) -> None:
    """A body that cannot be read says why."""
    answered = ask(CHAT, body)

    assert answered.status == 400
    assert message in read(answered)["error"]["message"]


@pytest.mark.parametrize("content_type", ["", "text/plain", "application/x-www-form-urlencoded"])
def test_another_content_type_gets_400(ask: Ask, content_type: str) -> None:
    """JSON must be announced as JSON."""
    answered = ask(CHAT, _chat(), headers={"content-type": content_type})

    assert answered.status == 400
    assert "`Content-Type`" in read(answered)["error"]["message"]


def test_a_fixed_header_must_be_there_with_any_value(catalog: Catalog, ask: Ask) -> None:
    """Newer versions of a contract are accepted; none at all is not."""
    body = {"model": "claude-opus-4-8", "max_tokens": 1, "messages": []}

    without = ask(MESSAGES, body)
    newer = ask(MESSAGES, body, headers={"anthropic-version": "2026-10-21"})

    assert _code(catalog, "anthropic-messages", without) == (400, "invalid_request_error")
    assert "anthropic-version: 2023-06-01" in read(without)["error"]["message"]
    assert newer.decision.refusal == ""


def test_an_unknown_path_or_method_is_refused(catalog: Catalog, ask: Ask) -> None:
    """The shape is that of the protocol whose paths are most alike; a wrong method names the right one."""
    path = ask("/v1/chat/complete", _chat())
    gemini = ask("/v1beta/models/gemini-2.5-flash:sing", {})
    marked = ask("/v1/message", {}, headers=VERSION)
    method = ask(CHAT, method="DELETE")

    assert _code(catalog, "openai-chat-completions", path) == (404, "not_found")
    assert _code(catalog, "gemini-generate-content", gemini) == (404, "NOT_FOUND")
    assert _code(catalog, "anthropic-messages", marked) == (404, "not_found")
    assert _code(catalog, "openai-chat-completions", method) == (405, "method_not_allowed")
    assert method.headers == (("allow", "POST"),)


def test_a_stream_by_path_needs_its_query(catalog: Catalog, ask: Ask) -> None:
    """`streamGenerateContent` answers with events only on `alt=sse`."""
    path = "/v1beta/models/gemini-2.5-flash:streamGenerateContent"
    body = {"contents": [{"parts": [{"text": "Hi"}]}]}

    without, with_query = ask(path, body), ask(f"{path}?alt=sse&x=1", body)

    assert _code(catalog, "gemini-generate-content", without) == (400, "INVALID_ARGUMENT")
    assert "`alt=sse`" in read(without)["error"]["message"]
    assert with_query.is_stream


def test_a_body_too_large_gets_413(catalog: Catalog) -> None:
    """The refusal needs no body."""
    gateway = Gateway(catalog, KEY, VideoJobs())

    refused = refuse_size(gateway, ReceivedRequest("POST", MESSAGES, VERSION), 10)

    assert _code(catalog, "anthropic-messages", refused) == (413, "request_too_large")
    assert refused.headers == (("connection", "close"),)
    assert refused.decision == Decision(
        "anthropic-messages", refusal="request_too_large: The body has more than 10 bytes."
    )


def test_a_small_catalog_is_served_with_the_errors_it_has(small_catalog: Catalog) -> None:
    """Without an example of an error the shape is OpenAI's; a code that is not documented is the usual one."""
    ask = asker(small_catalog)
    body = {"model": "acme-mini", "messages": [{"role": "user", "content": "Hi"}]}

    plain, streamed = ask(CHAT, body), ask(CHAT, {**body, "stream": True})
    refused = [
        ask(CHAT, {**body, "x": 1}),
        ask(CHAT, {**body, "model": "acme-maxi"}),
        ask(CHAT, body, headers={"authorization": ""}),
        ask(CHAT, {**body, "model": "acme-large", "temperature": 1.5}),
        ask(CHAT, body, headers={"x-example-error": "rate_limit_exceeded"}),
    ]

    assert read(plain) == {"id": "answer-1", "choices": [{"message": {"content": "Hello to you"}}]}
    assert read_events(streamed) == [{"id": "answer-1", "choices": []}, "[DONE]"]
    assert [(item.status, read(item)["error"]["code"]) for item in refused] == [
        (400, "invalid_request_error"),
        (404, "model_not_found"),
        (401, "authentication_error"),
        (400, "invalid_request_error"),
        (429, "rate_limit_exceeded"),
    ]


@pytest.mark.parametrize("missing", ["response", "stream"])
def test_without_an_example_the_answer_says_so(small_catalog: Catalog, missing: str) -> None:
    """A record need not have every example; its answers are whole all the same."""
    protocol = small_catalog.protocols["acme-chat"]
    examples = protocol.examples.model_copy(update={missing: None if missing == "response" else ()})
    protocols = {"acme-chat": protocol.model_copy(update={"examples": examples})}
    ask = asker(dataclasses.replace(small_catalog, protocols=protocols))
    body: dict[str, object] = {"model": "acme-mini", "messages": []}

    answered = ask(CHAT, {**body, "stream": True} if missing == "stream" else body)

    assert b"no example" in answered.body
    assert answered.is_stream is (missing == "stream")


def test_a_code_of_the_sites_own_is_used(small_site: Path) -> None:
    """A site may name its errors as it likes; the only one of a status is meant."""
    path = small_site / "catalog/site.yaml"
    path.write_text(path.read_text().replace("authentication_error", "who_are_you"))
    loaded = load_catalog(small_site)
    assert loaded.catalog is not None

    refused = asker(loaded.catalog)(CHAT, {}, headers={"authorization": ""})

    assert read(refused)["error"]["code"] == "who_are_you"


def test_the_base_path_may_be_sent_or_left_out(small_catalog: Catalog) -> None:
    """A client may be pointed at the gateway with the path of the real base URL, or without it."""
    site = small_catalog.site.model_copy(update={"api_base_url": "https://api.example.com/llm"})
    ask = asker(dataclasses.replace(small_catalog, site=site))
    body = {"model": "acme-mini", "messages": []}

    assert [ask(f"{base}{CHAT}", body).status for base in ("", "/llm", "/other")] == [200, 200, 404]


def test_without_a_key_of_its_own_any_key_will_do(catalog: Catalog) -> None:
    """A gateway that was given no key takes any, but not none."""
    gateway = Gateway(catalog, None, VideoJobs())

    def status(value: str) -> int:
        return answer(gateway, ReceivedRequest("GET", "/v1/models", {"authorization": value})).status

    assert [status("Bearer x"), status("bearer x"), status("Bearer "), status("")] == [200, 200, 401, 401]


_TEXTS = st.sampled_from(["", "auto", "function", "json_schema", "object", "array", "#", "你好", "\ud800"])
_NAMES = st.sampled_from(["type", "name", "role", "content", "parts", "function", "parameters", "$ref", "items", "a"])
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.decimals(allow_nan=False, allow_infinity=False, places=2) | _TEXTS,
    lambda below: st.lists(below, max_size=3) | st.dictionaries(_NAMES, below, max_size=4),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_any_body_is_answered(catalog: Catalog, data: st.DataObject) -> None:
    """Whatever stands in a field, the request is answered or refused as documented; nothing fails."""
    ask = asker(catalog)
    protocol_id = data.draw(st.sampled_from([key for key in PROTOCOLS if key not in FORMS]))
    request = _first(catalog, protocol_id)
    names = st.sampled_from([parameter.name for parameter in catalog.protocols[protocol_id].parameters])
    fields = data.draw(st.dictionaries(names, _VALUES, max_size=3))
    changed = dataclasses.replace(request, body={**request.body, **fields})

    answered = _send(ask, changed)

    assert answered.status in {200, 400, 404}
    assert (answered.status == 200) is (answered.decision.refusal == "")
