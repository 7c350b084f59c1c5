"""The catalog as JSON: the gateway, the makers, the protocols, the benchmarks, and what decides between models."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from site_builder.outputs.api.api_source import ApiSource
from site_builder.outputs.api.model_document import build_entry, extend
from site_builder.outputs.api.published_type import Schema, part_schema, published_fields, write_part
from site_builder.pages.routes import OPENAPI, PageKind
from site_builder.records.benchmark import Benchmark
from site_builder.records.protocol import Protocol
from site_builder.records.provider import Provider
from site_builder.records.site import SiteConfig

_SITE_FIELDS = frozenset({
    "name", "summary", "public_url", "api_base_url", "key_variable", "key_url", "source_locale", "locales", "errors",
})  # fmt: skip
_PROTOCOL_FIELDS = frozenset(published_fields(Protocol)) - {"parameters", "response", "examples", "events"}
"""All but what a body may have, which the OpenAPI description says."""


def build_catalog(source: ApiSource) -> dict[str, Any]:
    """Give the catalog."""
    catalog = source.catalog
    return {
        "site": write_part(catalog.site, source.translate, _SITE_FIELDS),
        **({"openapi": source.url(OPENAPI)} if catalog.protocols else {}),
        "pages": source.pages(PageKind.CATALOG),
        "providers": _build_records(source, catalog.providers, page=PageKind.PROVIDER),
        "protocols": _build_records(source, catalog.protocols, page=PageKind.PROTOCOL, only=_PROTOCOL_FIELDS),
        "benchmarks": _build_records(source, catalog.benchmarks),
        "models": [build_entry(source, key) for key in catalog.models],
    }


def _build_records(
    source: ApiSource,
    records: Mapping[str, BaseModel],
    *,
    page: PageKind | None = None,
    only: frozenset[str] | None = None,
) -> list[dict[str, Any]]:
    return [
        {
            "id": key,
            **write_part(record, source.translate, only),
            **({"pages": source.pages(page, key)} if page else {}),
        }
        for key, record in records.items()
    ]


def catalog_schema() -> Schema:
    """Give the schema of the catalog."""
    properties = {
        "site": {"description": "The gateway that sells access.", **part_schema(SiteConfig, _SITE_FIELDS)},
        "openapi": {"description": "The description of all protocols.", "type": "string", "format": "uri"},
        "pages": {"description": "The list of models in each language.", "$ref": "#/$defs/Addresses"},
        "providers": _list_of("Makers of models.", _record_schema(Provider, "Its page")),
        "protocols": _list_of(
            "Contracts models are called through.", _record_schema(Protocol, "Its page", _PROTOCOL_FIELDS)
        ),
        "benchmarks": _list_of("Tests models are measured with.", _record_schema(Benchmark)),
        "models": _list_of("All models, by maker and id.", {"$ref": "#/$defs/ModelEntry"}),
    }
    return {
        "type": "object",
        "description": "The catalog: what decides between models, and all that they refer to.",
        "properties": properties,
        "required": [name for name in properties if name != "openapi"],  # without protocols there is none
    }


def _record_schema(record: type[BaseModel], page: str = "", only: frozenset[str] | None = None) -> Schema:
    identity = {"id": {"description": "Id that other records refer to.", "type": "string"}}
    pages = {"pages": {"description": f"{page} in each language.", "$ref": "#/$defs/Addresses"}} if page else {}
    return extend(part_schema(record, only), before=identity, after=pages)


def _list_of(description: str, item: Schema) -> Schema:
    return {"description": description, "type": "array", "items": item}
