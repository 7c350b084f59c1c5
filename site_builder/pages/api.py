"""A protocol as a section of a model page or as a page of its own: endpoint, fields, errors, snippets."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from site_builder.i18n.text import Text
from site_builder.pages.body_formats import ANSWERS, CONTENT_TYPES
from site_builder.pages.chrome import LinkView
from site_builder.pages.code import CodeView, SnippetView, VariantView, build_main_variants, json_code, stream_code
from site_builder.pages.context import ViewContext
from site_builder.pages.errors import ErrorView, build_errors
from site_builder.pages.parameters import AllowedValueView, ParameterGroupView, build_group
from site_builder.pages.routes import PageKind
from site_builder.pages.tokens import KEY_TOKEN, MODEL_TOKEN
from site_builder.records.model_protocol import ModelProtocol
from site_builder.records.protocol import AuthHeader, Operation, PathVariable, Protocol
from site_builder.snippets.request import fill_model, make_request


@dataclass(frozen=True, slots=True)
class PathPartView:
    """A piece of a path: literal text, or a variable such as `{model}`."""

    text: str
    is_variable: bool


@dataclass(frozen=True, slots=True)
class PathVariableView:
    """A path variable explained; `values` all its values, where they can be counted."""

    name: str
    description: Text
    values: tuple[AllowedValueView, ...]


@dataclass(frozen=True, slots=True)
class OperationView:
    """One method and path; `url` is the full address with a token for the id of the model."""

    id: str
    name: Text
    description: Text
    method: str
    path: tuple[PathPartView, ...]
    url: str
    streaming: bool


@dataclass(frozen=True, slots=True)
class HeaderView:
    """A request header with its value; the key is shown as a placeholder."""

    name: str
    value: str
    description: Text | None


@dataclass(frozen=True, slots=True)
class EventView:
    """A kind of server-sent event."""

    name: str
    description: Text


@dataclass(frozen=True, slots=True)
class ProtocolReferenceView:
    """What is the same for all models of a protocol, unless they override it.

    Attributes:
        protocol: Its name.
        parameters: Fields of the request, by group.
        response: Fields of the answer, where it is JSON.
        main_response: Those of them that the page of a model shows; all are on the protocol's page.
        path_variables: Variables of the addresses.
        events: Kinds of server-sent events.
        errors: What can go wrong, the gateway's errors included.
        notes: How calls behave.
        how_to: Steps of a call.
    """

    protocol: str
    parameters: tuple[ParameterGroupView, ...]
    response: ParameterGroupView | None
    main_response: ParameterGroupView | None
    path_variables: tuple[PathVariableView, ...]
    events: tuple[EventView, ...]
    errors: tuple[ErrorView, ...]
    notes: tuple[Text, ...]
    how_to: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class QuickStartView:
    """The plainest call through a protocol in the main languages; `id` and `name` are the protocol's."""

    id: str
    name: str
    snippets: tuple[SnippetView, ...]


@dataclass(frozen=True, slots=True)
class ApiView:
    """How models are called through one protocol; tokens stand for the names of the model.

    Attributes:
        id: Id of the protocol.
        anchor: Id of its section in the page, e.g. `api-gemini-generate-content`.
        href: The protocol's own page.
        headers: Authentication and other headers of a call without an SDK, in order.
        alternatives: Other headers the key is accepted in.
        request: Example request.
        response: Example response, where it is JSON.
        error: Example of an answer that says what went wrong.
        stream: The same answer as server-sent events, if the protocol has them.
        quick_start: Its plainest call.
        code_page: Where all variants are, in all languages.
        notes: How the model behaves here, besides the protocol's own notes.
    """

    id: str
    anchor: str
    name: str
    href: str
    summary: Text
    why: Text
    documentation: LinkView
    base_url: str
    content_type: str
    answer: str
    key_link: str
    auth_description: Text
    headers: tuple[HeaderView, ...]
    alternatives: tuple[HeaderView, ...]
    operations: tuple[OperationView, ...]
    reference: ProtocolReferenceView
    request: CodeView
    response: CodeView | None
    error: CodeView | None
    stream: CodeView | None
    variants: tuple[VariantView, ...]
    quick_start: QuickStartView
    code_page: str
    notes: tuple[Text, ...]


def build_api(context: ViewContext, served: ModelProtocol, *, can_stream: bool = True) -> ApiView:
    """Give how a model is called through one of its protocols.

    Models that use a protocol in the same way share the view, with tokens for their names.

    Args:
        context: The catalog as one locale sees it.
        served: The protocol, with what differs for the model.
        can_stream: Whether the model streams, where the protocol does.
    """
    key = ("api", describe_use(context, served), can_stream)
    return context.share(key, lambda: _build_api(context, served, can_stream=can_stream))


def describe_use(context: ViewContext, served: ModelProtocol) -> str:
    """Give a text that is the same for all models that use a protocol in the same way."""
    _, text = context.share_everywhere(
        ("use", id(served)), lambda: (served, _describe(served))
    )  # alive, it keeps its id
    return text


def _describe(served: ModelProtocol) -> str:
    """JSON is written twenty times as fast as `repr`, but says the same of a number and of a text with its digits."""
    has_values = served.request or any(item.default is not None for item in served.parameters.values())
    return repr(served) if has_values else served.model_dump_json(exclude_unset=True)


def _build_api(context: ViewContext, served: ModelProtocol, *, can_stream: bool) -> ApiView:
    catalog, localizer = context.catalog, context.localizer
    protocol = catalog.protocols[served.protocol]
    request = make_request(catalog.site, protocol, protocol.plain_operation, served=served, model_id=MODEL_TOKEN)
    variants = build_main_variants(context, protocol, served, can_stream=can_stream)
    return ApiView(
        id=served.protocol,
        anchor=f"api-{served.protocol}",
        name=protocol.name,
        href=context.href(PageKind.PROTOCOL, served.protocol),
        summary=localizer.text(protocol.summary),
        why=localizer.text(served.why or protocol.why),
        documentation=LinkView(localizer.ui("Reference by the maker"), protocol.documentation),
        base_url=catalog.site.api_base_url,
        content_type=CONTENT_TYPES[protocol.request_format],
        answer=localizer.ui(ANSWERS[protocol.response_format]),
        key_link=catalog.site.key_url,
        auth_description=localizer.text(protocol.auth.description),
        headers=_build_headers(context, protocol),
        alternatives=tuple(_key_header(context, header) for header in protocol.auth.accepts[1:]),
        operations=tuple(_build_operation(context, protocol, served, item) for item in protocol.operations),
        reference=share_reference(context, served),
        request=json_code(request.body),
        response=_optional_json(protocol.examples.response),
        error=_optional_json(protocol.examples.error),
        stream=stream_code(protocol.examples.stream) if protocol.examples.stream else None,
        variants=variants,
        quick_start=QuickStartView(served.protocol, protocol.name, variants[0].snippets),
        code_page=context.href(PageKind.MODEL_CODE, KEY_TOKEN),
        notes=localizer.texts(*served.notes),
    )


def _optional_json(value: Mapping[str, Any] | None) -> CodeView | None:
    return None if value is None else json_code(fill_model(value, MODEL_TOKEN))


def _build_headers(context: ViewContext, protocol: Protocol) -> tuple[HeaderView, ...]:
    fixed = (HeaderView(item.name, item.value, context.localizer.text(item.description)) for item in protocol.headers)
    return (
        _key_header(context, protocol.auth.accepts[0]),
        HeaderView("Content-Type", CONTENT_TYPES[protocol.request_format], None),
        *fixed,
    )


def _key_header(context: ViewContext, header: AuthHeader) -> HeaderView:
    value = f"{header.scheme} {context.catalog.site.key_example}".strip()
    return HeaderView(header.header, value, None)


def _build_operation(
    context: ViewContext, protocol: Protocol, served: ModelProtocol, operation: Operation
) -> OperationView:
    request = make_request(context.catalog.site, protocol, operation, served=served, model_id=MODEL_TOKEN)
    pieces = re.split(r"(\{[a-z_]+\})", operation.path)
    name, description = context.localizer.texts(operation.name, operation.description)
    return OperationView(
        id=operation.id,
        name=name,
        description=description,
        method=operation.method,
        path=tuple(PathPartView(piece, piece.startswith("{")) for piece in pieces if piece),
        url=request.url,
        streaming=operation.streaming,
    )


def share_reference(context: ViewContext, served: ModelProtocol) -> ProtocolReferenceView:
    """Give what is the same for all models that use a protocol in the same way, made on first use."""
    key = ("reference", served.protocol, repr(served.parameters), repr(served.errors))
    return context.share(key, lambda: _build_reference(context, served))


def _build_reference(context: ViewContext, served: ModelProtocol) -> ProtocolReferenceView:
    protocol = context.catalog.protocols[served.protocol]
    localizer, anchor = context.localizer, f"api-{served.protocol}"
    titles = {"core": localizer.ui("Core parameters"), "advanced": localizer.ui("Advanced parameters")}
    groups = []
    build = partial(build_group, context, protocol=protocol.name, anchor=anchor)
    for group, title in titles.items():
        parameters = tuple(item for item in protocol.parameters if item.group == group)
        if parameters:
            groups.append(build(group, title, parameters, overrides=served.parameters))
    errors = (*protocol.errors, *context.catalog.site.errors)
    response = build("response", localizer.ui("Response fields"), protocol.response, overrides={})
    main_rows = tuple(row for row in response.rows if row.depth <= _MAIN_DEPTH)
    return ProtocolReferenceView(
        protocol=protocol.name,
        parameters=tuple(groups),
        response=response if response.rows else None,
        main_response=replace(response, rows=main_rows) if main_rows else None,
        path_variables=tuple(_build_path_variable(context, item) for item in protocol.path_variables),
        events=tuple(EventView(item.event, localizer.text(item.description)) for item in protocol.events),
        errors=build_errors(context, errors, anchor, served.errors),
        notes=localizer.texts(*protocol.notes),
        how_to=localizer.texts(*protocol.how_to),
    )


_MAIN_DEPTH = 1
"""Levels of an answer below the first that the page of a model shows; most of the others are rarely read there."""


def _build_path_variable(context: ViewContext, variable: PathVariable) -> PathVariableView:
    """Give a variable of an address; its description and those of its values are in one language."""
    written = (value.description for value in variable.values)
    description, *explained = context.localizer.texts(variable.description, *written)
    values = zip(variable.values, explained, strict=True)
    return PathVariableView(
        variable.name, description, tuple(AllowedValueView(value.value, text) for value, text in values)
    )
