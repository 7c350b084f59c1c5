"""The operations of a protocol with the address that each has for a model."""

from __future__ import annotations

from typing import Any

from site_builder.outputs.api.api_source import ApiSource
from site_builder.outputs.api.published_type import TEXTS, Schema
from site_builder.snippets.request import fill_path, write_url


def find_operations(source: ApiSource, protocol_id: str, model_id: str) -> list[dict[str, Any]]:
    """Give where a model is called through a protocol; variables besides the model are filled as in the examples."""
    catalog = source.catalog
    return [
        {
            "id": operation.id,
            "name": source.translate(operation.name),
            "method": operation.method,
            "url": write_url(
                catalog.site.api_base_url,
                fill_path(operation.path, {**operation.variables, "model": model_id}),
                tuple(operation.query.items()),
            ),
            "streaming": operation.streaming,
        }
        for operation in catalog.protocols[protocol_id].operations
    ]


OPERATION_SCHEMA: Schema = {
    "type": "object",
    "description": "One method and address.",
    "properties": {
        "id": {"description": "Name of the operation in its protocol.", "type": "string"},
        "name": {"description": "What it does.", **TEXTS},
        "method": {"description": "HTTP method.", "type": "string"},
        "url": {"description": "Address of the call, query included.", "type": "string", "format": "uri"},
        "streaming": {"description": "Whether the answer comes as server-sent events.", "type": "boolean"},
    },
    "required": ["id", "name", "method", "url", "streaming"],
}
