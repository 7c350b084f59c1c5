"""All protocols of the gateway as one description. Source: OpenAPI Specification 3.1.1, 2024-10."""

from __future__ import annotations

from functools import partial
from typing import Any

from site_builder.catalog.body_schema import body_schema
from site_builder.gateway.refusal import make_error_body
from site_builder.outputs.openapi.answers import list_errors
from site_builder.outputs.openapi.called_protocol import CalledProtocol, find_called_protocols
from site_builder.outputs.openapi.calls import build_call
from site_builder.outputs.openapi.example_schema import infer_schema
from site_builder.outputs.openapi.field_texts import annotate_field
from site_builder.outputs.openapi.operation_groups import group_operations
from site_builder.outputs.openapi.references import schema_name, schema_reference, security_name
from site_builder.pages.context import ViewContext
from site_builder.pages.routes import PageKind
from site_builder.records.protocol import AuthHeader

_VERSION = "3.1.0"
Json = dict[str, Any]


def build_openapi(context: ViewContext) -> Json:
    """Give the description in the language of a context. Its version is the day the protocols were last compared."""
    site, localizer = context.catalog.site, context.localizer
    protocols = find_called_protocols(context.catalog)
    checked = max((called.protocol.checked for called in protocols), default=None)
    return {
        "openapi": _VERSION,
        "info": {
            "title": localizer.ui("{name}: API reference", name=site.name),
            "description": localizer.text(site.summary).markdown,
            "version": checked.isoformat() if checked else "0",
        },
        "externalDocs": {"url": context.url(PageKind.CATALOG)},
        "servers": [{"url": site.api_base_url}],
        "tags": _build_tags(context, protocols),
        "paths": {
            path: {method: build_call(context, path, uses) for method, uses in methods.items()}
            for path, methods in group_operations(protocols).items()
        },
        "components": {
            "schemas": dict(item for called in protocols for item in _build_schemas(context, called).items()),
            "securitySchemes": _build_security(protocols),
        },
    }


def _build_tags(context: ViewContext, protocols: tuple[CalledProtocol, ...]) -> list[Json]:
    """Give a tag for each protocol; protocols of one name share it."""
    tags: dict[str, Json] = {}
    for called in protocols:
        protocol = called.protocol
        texts = context.localizer.texts(protocol.summary, protocol.why, protocol.auth.description)
        description = "\n\n".join(text.markdown for text in texts)
        page = {"url": context.url(PageKind.PROTOCOL, called.id)}
        tags.setdefault(protocol.name, {"name": protocol.name, "description": description, "externalDocs": page})
    return list(tags.values())


def _build_schemas(context: ViewContext, called: CalledProtocol) -> Json:
    """Give the schemas of a protocol: the ids of its models, its bodies, and its errors if there are any."""
    protocol, annotate = called.protocol, partial(annotate_field, context)
    ids = {"enum": list(called.model_ids)} if called.model_ids else {}
    errors = [make_error_body(protocol, error) for error in list_errors(context.catalog.site, called).values()]
    return {
        schema_name(called.id, "model"): {"type": "string", **ids},
        schema_name(called.id, "request"): _name_models(called, body_schema(protocol.parameters, annotate)),
        schema_name(called.id, "response"): body_schema(protocol.response, annotate, is_open=True),
        **({schema_name(called.id, "error"): infer_schema(errors)} if errors else {}),
    }


def _name_models(called: CalledProtocol, request: Json) -> Json:
    """Give the schema of a body whose field `model`, if it has one, takes the ids of the models."""
    fields = request["properties"]
    if "model" not in fields:
        return request
    model = {"description": fields["model"]["description"], **schema_reference(called.id, "model")}
    return {**request, "properties": {**fields, "model": model}}


def _build_security(protocols: tuple[CalledProtocol, ...]) -> Json:
    headers = {security_name(header): header for called in protocols for header in called.protocol.auth.accepts}
    return {name: _security_scheme(header) for name, header in headers.items()}


def _security_scheme(header: AuthHeader) -> Json:
    """Give how a key is sent: after a word in `Authorization`, or in a header of its own.

    Where a word stands before the key in another header, a client has to send it with the key.
    """
    if header.scheme and header.header.lower() == "authorization":
        return {"type": "http", "scheme": header.scheme.lower()}
    value = f"`{header.scheme} <key>`" if header.scheme else ""
    return {"type": "apiKey", "in": "header", "name": header.header, **({"description": value} if value else {})}
