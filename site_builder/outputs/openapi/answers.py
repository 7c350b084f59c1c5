"""What an operation answers: the body of a success, and the documented errors by status."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from site_builder.gateway.endpoints.videos import VIDEO_TYPE, gives_file
from site_builder.gateway.media.sounds import SOUND_TYPES
from site_builder.gateway.refusal import make_error_body, names_retry_after
from site_builder.outputs.openapi.call_examples import answer_examples, stream_examples
from site_builder.outputs.openapi.called_protocol import CalledProtocol
from site_builder.outputs.openapi.media_content import Body, join_bodies
from site_builder.outputs.openapi.operation_groups import CalledOperation
from site_builder.outputs.openapi.references import schema_reference
from site_builder.pages.body_formats import ANSWERS
from site_builder.pages.context import ViewContext
from site_builder.pages.errors import ErrorView, build_errors
from site_builder.records.labels import message
from site_builder.records.protocol import ErrorCase
from site_builder.records.site import SiteConfig

_STREAM = message("The answer comes as server-sent events.")
_FILE = {"type": "string", "format": "binary"}


def build_answers(context: ViewContext, uses: tuple[CalledOperation, ...]) -> dict[str, Any]:
    """Give the `responses` of operations that share a path, by status."""
    protocols = tuple({use.called.id: use.called for use in uses}.values())
    return {"200": _build_success(context, uses), **_build_errors(context, protocols)}


def _build_success(context: ViewContext, uses: tuple[CalledOperation, ...]) -> dict[str, Any]:
    sentences = dict.fromkeys(sentence for use in uses for sentence in _describe_success(context, use))
    bodies = (body for use in uses for body in _list_bodies(context, use))
    return {"description": "\n".join(sentences), "content": join_bodies(bodies)}


def _answer_format(use: CalledOperation) -> str:
    """Give what an operation answers with: `stream`, `json`, `audio` or `video`."""
    if use.operation.streaming:
        return "stream"
    is_video = use.called.protocol.sdk == "openai-videos" and gives_file(use.operation)
    return "video" if is_video else use.called.protocol.response_format


def _describe_success(context: ViewContext, use: CalledOperation) -> Iterator[str]:
    localizer, answer = context.localizer, _answer_format(use)
    if answer != "stream":
        yield localizer.ui(ANSWERS[answer])
        return
    yield localizer.ui(_STREAM)
    if use.called.protocol.events:
        yield ""
        for event in use.called.protocol.events:
            yield f"- `{event.event}`: {localizer.text(event.description).markdown}"


def _list_bodies(context: ViewContext, use: CalledOperation) -> Iterator[Body]:
    match _answer_format(use):
        case "stream":
            yield Body("text/event-stream", {"type": "string"}, stream_examples(context, use))
        case "audio":
            yield from (Body(media_type, _FILE) for media_type in SOUND_TYPES.values())
        case "video":
            yield Body(VIDEO_TYPE, _FILE)
        case _:
            examples = answer_examples(context, use)
            yield Body("application/json", schema_reference(use.called.id, "response"), examples)


def list_errors(site: SiteConfig, called: CalledProtocol) -> Mapping[str, ErrorCase]:
    """Give the errors of a protocol and of the gateway by status and code; the protocol's own win."""
    errors = (*called.protocol.errors, *site.errors)
    return {f"{error.status}/{error.code}": error for error in reversed(errors)}


def _build_errors(context: ViewContext, protocols: tuple[CalledProtocol, ...]) -> dict[str, Any]:
    described: dict[str, dict[str, None]] = {}
    bodies: dict[str, list[Body]] = {}
    waiting: set[str] = set()
    for called in protocols:
        cases = list_errors(context.catalog.site, called)
        for view in build_errors(context, tuple(cases.values()), ""):
            status, case = str(view.status), cases[view.id]
            described.setdefault(status, {})[_describe_error(context, view)] = None
            example = {view.code: {"value": make_error_body(called.protocol, case)}}
            schema = schema_reference(called.id, "error")
            bodies.setdefault(status, []).append(Body("application/json", schema, example))
            waiting |= {status} if names_retry_after(case) else set()
    return {
        status: {
            "description": "\n".join(described[status]),
            **({"headers": {"Retry-After": {"schema": {"type": "integer"}}}} if status in waiting else {}),
            "content": join_bodies(bodies[status]),
        }
        for status in sorted(described)
    }


def _describe_error(context: ViewContext, view: ErrorView) -> str:
    retry = context.localizer.ui("{facet}: {value}", facet=context.localizer.ui("Retry"), value=view.retry.markdown)
    return f"- `{view.code}`: {view.trigger.markdown} {view.fix.markdown} {retry}"
