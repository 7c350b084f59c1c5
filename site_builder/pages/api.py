"""A protocol as a section of a model page or as a page of its own: endpoint, fields, errors, snippets."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from site_builder.i18n.numbers import exact
from site_builder.i18n.text import Text
from site_builder.pages.chrome import LinkView
from site_builder.pages.context import ViewContext
from site_builder.pages.prices import host_of
from site_builder.pages.routes import PageKind
from site_builder.records.labels import message
from site_builder.records.model import ModelProtocol
from site_builder.records.parameter import AllowedValue, Parameter, ParameterOverride, walk_parameters
from site_builder.records.protocol import AuthHeader, ErrorCase, Operation, Protocol, StreamEvent
from site_builder.snippets.language import LANGUAGES
from site_builder.snippets.literals import write_json
from site_builder.snippets.request import HttpRequest, fill_model, make_request


@dataclass(frozen=True, slots=True)
class AllowedValueView:
    """One value of an enum, with its explanation if it has one."""

    value: str
    description: Text | None


@dataclass(frozen=True, slots=True)
class ParameterView:
    """One row of a field table.

    Attributes:
        path: Full path, e.g. `contents[].parts[].text`.
        name: Last part of the path.
        anchor: Id of the row in the page.
        depth: How deep it is nested, from 0.
        type: Type as shown, e.g. `array<object>`; not translated.
        required: Whether a call without it fails.
        default: Default as JSON, or empty.
        range: Range as shown, e.g. `0 – 2`, or empty.
        values: All values allowed, where they can be counted.
        format: Notation, e.g. `date-time`, or empty.
        example: Example as JSON, or empty.
        is_extension: Whether it is an extension of this gateway.
        is_supported: False where this model rejects it.
        differs: Whether this model overrides the protocol here.
    """

    path: str
    name: str
    anchor: str
    depth: int
    type: str
    required: bool
    default: str
    range: str
    values: tuple[AllowedValueView, ...]
    format: str
    example: str
    description: Text
    constraints: tuple[Text, ...]
    is_extension: bool
    is_supported: bool
    differs: bool


@dataclass(frozen=True, slots=True)
class ParameterGroupView:
    """A field table: `id` is core, advanced or response; `title` is localized."""

    id: str
    title: str
    rows: tuple[ParameterView, ...]


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
    """One method and path; `url` is the full address with this model's id filled in."""

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
class CodeView:
    """A piece of code to be highlighted.

    Attributes:
        code: The code with `{placeholder}` where the model id goes.
        lexer: Name of the Pygments lexer, e.g. `json`.
        placeholder: Text that stands for the model id in `code`.
        model_id: What takes its place.
    """

    code: str
    lexer: str
    placeholder: str
    model_id: str

    @property
    def text(self) -> str:
        """The code as the reader copies it."""
        return self.code.replace(self.placeholder, self.model_id)


@dataclass(frozen=True, slots=True)
class SnippetView:
    """A call in one language.

    Attributes:
        id: `<language>/<variant>`, e.g. `python/streaming`.
        language: Name of the language as shown, e.g. `Python (openai)`.
        language_id: Its id, e.g. `python`.
        variant: Localized name of the variant.
        variant_id: `basic` or `streaming`.
        file_name: Name to save it under, e.g. `request.sh`.
        install: Command that installs what it needs, or empty.
        code: The code.
    """

    id: str
    language: str
    language_id: str
    variant: str
    variant_id: str
    file_name: str
    install: str
    code: CodeView


@dataclass(frozen=True, slots=True)
class ErrorView:
    """A documented failure; `id` is `<status>/<code>`, `anchor` the row's id in the page."""

    id: str
    anchor: str
    status: int
    code: str
    trigger: Text
    fix: Text
    retry: Text


@dataclass(frozen=True, slots=True)
class ProtocolReferenceView:
    """What is the same for all models of a protocol, unless they override it."""

    parameters: tuple[ParameterGroupView, ...]
    response: ParameterGroupView
    path_variables: tuple[PathVariableView, ...]
    errors: tuple[ErrorView, ...]
    notes: tuple[Text, ...]
    how_to: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class ApiView:
    """How a model is called through one protocol.

    Attributes:
        id: Id of the protocol.
        anchor: Id of its section in the page, e.g. `api-gemini-generate-content`.
        href: The protocol's own page.
        headers: Authentication and other headers of a call without an SDK, in order.
        alternatives: Other headers the key is accepted in.
        request: Example request.
        response: Example response.
        stream: The same answer as server-sent events, if the protocol has them.
        notes: How this model behaves here, besides the protocol's own notes.
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
    key_link: str
    auth_description: Text
    headers: tuple[HeaderView, ...]
    alternatives: tuple[HeaderView, ...]
    operations: tuple[OperationView, ...]
    reference: ProtocolReferenceView
    request: CodeView
    response: CodeView
    stream: CodeView | None
    snippets: tuple[SnippetView, ...]
    notes: tuple[Text, ...]


_MODEL_TOKEN = "ZQMODELQZ"
"""Stands for the callable id while code is written and highlighted once for all models.

An id has only characters that no lexer treats specially, so replacing the token gives what
highlighting the id itself would; `tests/pages/test_api.py` proves it.
"""

_VARIANTS = {"basic": message("Basic"), "streaming": message("Streaming")}


def build_api(context: ViewContext, served: ModelProtocol, model_id: str) -> ApiView:
    """Give how a model is called through one of its protocols.

    Args:
        context: The catalog as one locale sees it.
        served: The protocol, with what differs for the model.
        model_id: Callable id of the model.
    """
    shared = _share_api(context, served)
    return replace(
        shared,
        operations=tuple(replace(item, url=item.url.replace(_MODEL_TOKEN, model_id)) for item in shared.operations),
        request=replace(shared.request, model_id=model_id),
        response=replace(shared.response, model_id=model_id),
        stream=None if shared.stream is None else replace(shared.stream, model_id=model_id),
        snippets=tuple(replace(item, code=replace(item.code, model_id=model_id)) for item in shared.snippets),
    )


def _share_api(context: ViewContext, served: ModelProtocol) -> ApiView:
    """Give the view for all models that use the protocol in the same way, with a token for the id."""
    key = served.model_dump_json()
    return context.share(("api", key), lambda: _build_api(context, served))


def _build_api(context: ViewContext, served: ModelProtocol) -> ApiView:
    catalog, localizer = context.catalog, context.localizer
    protocol = catalog.protocols[served.protocol]
    request = make_request(catalog.site, protocol, protocol.plain_operation, served=served, model_id=_MODEL_TOKEN)
    return ApiView(
        id=served.protocol,
        anchor=f"api-{served.protocol}",
        name=protocol.name,
        href=context.href(PageKind.PROTOCOL, served.protocol),
        summary=localizer.text(protocol.summary),
        why=localizer.text(served.why or protocol.why),
        documentation=LinkView(host_of(protocol.documentation), protocol.documentation),
        base_url=catalog.site.api_base_url,
        content_type="application/json",
        key_link=catalog.site.key_url,
        auth_description=localizer.text(protocol.auth.description),
        headers=_build_headers(context, protocol),
        alternatives=tuple(_key_header(context, header) for header in protocol.auth.accepts[1:]),
        operations=tuple(_build_operation(context, protocol, served, item) for item in protocol.operations),
        reference=_share_reference(context, served, protocol),
        request=_json_code(request.body),
        response=_json_code(fill_model(protocol.examples.response, _MODEL_TOKEN)),
        stream=_stream_code(protocol.examples.stream) if protocol.examples.stream else None,
        snippets=_build_snippets(context, protocol, served),
        notes=tuple(localizer.text(note) for note in served.notes),
    )


def _build_headers(context: ViewContext, protocol: Protocol) -> tuple[HeaderView, ...]:
    fixed = (HeaderView(item.name, item.value, context.localizer.text(item.description)) for item in protocol.headers)
    return (
        _key_header(context, protocol.auth.accepts[0]),
        HeaderView("Content-Type", "application/json", None),
        *fixed,
    )


def _key_header(context: ViewContext, header: AuthHeader) -> HeaderView:
    value = f"{header.scheme} {context.catalog.site.key_example}".strip()
    return HeaderView(header.header, value, None)


def _build_operation(
    context: ViewContext, protocol: Protocol, served: ModelProtocol, operation: Operation
) -> OperationView:
    request = make_request(context.catalog.site, protocol, operation, served=served, model_id=_MODEL_TOKEN)
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


def _share_reference(context: ViewContext, served: ModelProtocol, protocol: Protocol) -> ProtocolReferenceView:
    key = ("reference", served.protocol, repr(served.parameters), repr(served.errors))
    return context.share(key, lambda: _build_reference(context, served, protocol))


def _build_reference(context: ViewContext, served: ModelProtocol, protocol: Protocol) -> ProtocolReferenceView:
    localizer, anchor = context.localizer, f"api-{served.protocol}"
    titles = {"core": localizer.ui("Core parameters"), "advanced": localizer.ui("Advanced parameters")}
    groups = []
    for group, title in titles.items():
        parameters = tuple(item for item in protocol.parameters if item.group == group)
        if parameters:
            groups.append(_build_group(context, group, title, parameters, anchor=anchor, overrides=served.parameters))
    errors = (*served.errors, *protocol.errors, *context.catalog.site.errors)
    return ProtocolReferenceView(
        parameters=tuple(groups),
        response=_build_group(
            context, "response", localizer.ui("Response fields"), protocol.response, anchor=anchor, overrides={}
        ),
        path_variables=tuple(
            PathVariableView(
                item.name,
                localizer.text(item.description),
                tuple(AllowedValueView(value.value, localizer.text(value.description)) for value in item.values),
            )
            for item in protocol.path_variables
        ),
        errors=_build_errors(context, errors, anchor),
        notes=tuple(localizer.text(note) for note in protocol.notes),
        how_to=localizer.texts(*protocol.how_to) if protocol.how_to else (),
    )


def _build_group(
    context: ViewContext,
    group: str,
    title: str,
    parameters: tuple[Parameter, ...],
    *,
    anchor: str,
    overrides: dict[str, ParameterOverride],
) -> ParameterGroupView:
    rows = tuple(
        _build_parameter(context, path, depth, parameter, anchor=f"{anchor}-{group}", override=overrides.get(path))
        for path, depth, parameter in walk_parameters(parameters)
    )
    return ParameterGroupView(group, title, rows)


def _build_parameter(
    context: ViewContext,
    path: str,
    depth: int,
    parameter: Parameter,
    *,
    anchor: str,
    override: ParameterOverride | None,
) -> ParameterView:
    changed = override or ParameterOverride()
    default = parameter.default if changed.default is None else changed.default
    smallest = parameter.min if changed.min is None else changed.min
    largest = parameter.max if changed.max is None else changed.max
    constraints = (*parameter.constraints, *((changed.note,) if changed.note else ()))
    return ParameterView(
        path=path,
        name=parameter.name,
        anchor=f"{anchor}-{path.replace('[]', '').replace('.', '-').lower()}",
        depth=depth,
        type=parameter.type,
        required=parameter.required,
        default="" if default is None else write_json(default, indent=None),
        range=_describe_range(smallest, largest),
        values=_allowed_values(context, parameter, changed),
        format=parameter.format or "",
        example="" if parameter.example is None else write_json(parameter.example, indent=None),
        description=context.localizer.text(parameter.description),
        constraints=tuple(context.localizer.text(constraint) for constraint in constraints),
        is_extension=parameter.origin == "gateway",
        is_supported=changed.supported,
        differs=override is not None,
    )


def _describe_range(smallest: Any, largest: Any) -> str:  # noqa: ANN401 - two optional decimals
    if smallest is not None and largest is not None:
        return f"{exact(smallest)} – {exact(largest)}"
    if smallest is not None:
        return f"≥ {exact(smallest)}"
    return f"≤ {exact(largest)}" if largest is not None else ""


def _allowed_values(
    context: ViewContext, parameter: Parameter, override: ParameterOverride
) -> tuple[AllowedValueView, ...]:
    values = (value if isinstance(value, AllowedValue) else (value, None) for value in parameter.enum)
    views = [
        AllowedValueView(value.value, context.localizer.text(value.description))
        if isinstance(value, AllowedValue)
        else AllowedValueView(value[0], None)
        for value in values
    ]
    if not override.enum:
        return tuple(views)
    described = {view.value: view for view in views}
    return tuple(described.get(value, AllowedValueView(value, None)) for value in override.enum)


def _build_errors(context: ViewContext, errors: tuple[ErrorCase, ...], anchor: str) -> tuple[ErrorView, ...]:
    """Give every failure once, by status; what comes first in `errors` wins over a namesake."""
    by_id = {f"{error.status}/{error.code}": error for error in reversed(errors)}
    views = []
    for error_id, error in sorted(by_id.items(), key=lambda item: (item[1].status, item[0])):
        trigger, fix, retry = context.localizer.texts(error.trigger, error.fix, error.retry)
        row = f"{anchor}-error-{error_id.replace('/', '-').lower()}"
        views.append(ErrorView(error_id, row, error.status, error.code, trigger, fix, retry))
    return tuple(views)


def _build_snippets(context: ViewContext, protocol: Protocol, served: ModelProtocol) -> tuple[SnippetView, ...]:
    snippets = []
    for variant, operation in (("basic", protocol.plain_operation), ("streaming", protocol.streaming_operation)):
        if operation is None:
            continue
        request = make_request(context.catalog.site, protocol, operation, served=served, model_id=_MODEL_TOKEN)
        snippets += _write_snippets(context, request, variant)
    return tuple(snippets)


def _write_snippets(context: ViewContext, request: HttpRequest, variant: str) -> list[SnippetView]:
    stem = "request" if variant == "basic" else "stream"
    return [
        SnippetView(
            id=f"{language.id}/{variant}",
            language=language.name(request.sdk),
            language_id=language.id,
            variant=context.localizer.ui(_VARIANTS[variant]),
            variant_id=variant,
            file_name=f"{stem}.{language.file_ending}",
            install=language.install(request.sdk),
            code=CodeView(language.write(request), language.lexer, _MODEL_TOKEN, _MODEL_TOKEN),
        )
        for language in LANGUAGES
    ]


def _json_code(value: Any) -> CodeView:  # noqa: ANN401 - any JSON value
    return CodeView(f"{write_json(value)}\n", "json", _MODEL_TOKEN, _MODEL_TOKEN)


def _stream_code(events: tuple[StreamEvent, ...]) -> CodeView:
    """Write events as they are on the wire. Source: WHATWG HTML, 9.2.6 "Interpreting an event stream"."""
    lines = []
    for event in events:
        if event.event:
            lines.append(f"event: {event.event}\n")
        data = event.data if event.data == "[DONE]" else write_json(fill_model(event.data, _MODEL_TOKEN), indent=None)
        lines.append(f"data: {data}\n\n")
    return CodeView("".join(lines).rstrip("\n") + "\n", "text", _MODEL_TOKEN, _MODEL_TOKEN)
