"""One path and method: what is sent, with which key, and what comes back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from site_builder.outputs.openapi.answers import build_answers
from site_builder.outputs.openapi.call_examples import request_examples
from site_builder.outputs.openapi.called_protocol import CalledProtocol
from site_builder.outputs.openapi.code_samples import write_code_samples
from site_builder.outputs.openapi.media_content import Body, join_bodies
from site_builder.outputs.openapi.operation_groups import CalledOperation, find_variables
from site_builder.outputs.openapi.references import schema_reference, security_name
from site_builder.pages.body_formats import CONTENT_TYPES
from site_builder.pages.context import ViewContext

Json = dict[str, Any]


def build_call(context: ViewContext, path: str, uses: tuple[CalledOperation, ...]) -> Json:
    """Give the OpenAPI operation of one path and method.

    Args:
        context: The catalog as one locale sees it.
        path: The path, with variables in braces.
        uses: The operations that share it.
    """
    first = uses[0]
    protocols = tuple({use.called.id: use.called for use in uses}.values())
    samples = write_code_samples(context, uses)
    parameters = [*_path_parameters(context, path, uses), *_headers(context, protocols), *_query(uses)]
    return {
        "operationId": first.id,
        "summary": context.localizer.text(first.operation.name).markdown,
        "description": _describe(context, uses),
        "tags": list(dict.fromkeys(called.protocol.name for called in protocols)),
        **({"parameters": parameters} if parameters else {}),
        **_request_body(context, uses),
        "responses": build_answers(context, uses),
        "security": _security(protocols),
        **({"x-codeSamples": samples} if samples else {}),
    }


def _describe(context: ViewContext, uses: tuple[CalledOperation, ...]) -> str:
    written = [(use.operation.name, use.operation.description) for use in uses]
    if len(written) == 1:
        return context.localizer.text(written[0][1]).markdown
    texts = (context.localizer.texts(*pair) for pair in written)
    return "\n".join(f"- **{name.markdown}**: {description.markdown}" for name, description in texts)


def _path_parameters(context: ViewContext, path: str, uses: tuple[CalledOperation, ...]) -> Iterator[Json]:
    """Give the variables of the path; in another protocol, that of the same place may have another name."""
    described = {item.name: item.description for item in uses[0].called.protocol.path_variables}
    for place, name in enumerate(find_variables(path)):
        yield {
            "name": name,
            "in": "path",
            "required": True,
            "description": context.localizer.text(described[name]).markdown,
            "schema": _join_schemas([_variable_schema(use, find_variables(use.path)[place]) for use in uses]),
        }


def _variable_schema(use: CalledOperation, name: str) -> Mapping[str, Any]:
    if name == "model":
        return schema_reference(use.called.id, "model")
    return {"type": "string", "examples": [use.operation.variables[name]]}


def _join_schemas(schemas: list[Mapping[str, Any]]) -> Mapping[str, Any]:
    different = [schema for index, schema in enumerate(schemas) if schema not in schemas[:index]]
    return different[0] if len(different) == 1 else {"anyOf": different}


def _headers(context: ViewContext, protocols: tuple[CalledProtocol, ...]) -> Iterator[Json]:
    """Give the fixed headers; one that marks one of several protocols is not always there."""
    headers = {header.name.lower(): header for called in protocols for header in called.protocol.headers}
    for name, header in headers.items():
        sent = [name in {item.name.lower() for item in called.protocol.headers} for called in protocols]
        yield {
            "name": header.name,
            "in": "header",
            "required": all(sent),
            "description": context.localizer.text(header.description).markdown,
            "schema": {"type": "string", "examples": [header.value]},
        }


def _query(uses: tuple[CalledOperation, ...]) -> Iterator[Json]:
    """Give the query parameters; one that asks for one of several operations is not always there."""
    queries = [use.operation.query for use in uses]
    for name in dict.fromkeys(name for query in queries for name in query):
        values = dict.fromkeys(query[name] for query in queries if name in query)
        yield {
            "name": name,
            "in": "query",
            "required": all(name in query for query in queries),
            "schema": {"type": "string", "enum": list(values)},
        }


def _request_body(context: ViewContext, uses: tuple[CalledOperation, ...]) -> Json:
    if uses[0].operation.method == "GET":
        return {}
    bodies = (
        Body(
            CONTENT_TYPES[use.called.protocol.request_format],
            schema_reference(use.called.id, "request"),
            request_examples(context, use),
        )
        for use in uses
    )
    return {"requestBody": {"required": True, "content": join_bodies(bodies)}}


def _security(protocols: tuple[CalledProtocol, ...]) -> list[Json]:
    names = (security_name(header) for called in protocols for header in called.protocol.auth.accepts)
    return [{name: []} for name in dict.fromkeys(names)]
