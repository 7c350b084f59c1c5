"""A model as JSON: all that its record says, and on the list of all models what decides between them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from site_builder.catalog.catalog import provider_of
from site_builder.outputs.api.api_source import ApiSource
from site_builder.outputs.api.operation_addresses import OPERATION_SCHEMA, find_operations
from site_builder.outputs.api.price_entries import build_prices
from site_builder.outputs.api.published_type import TEXTS, Schema, part_schema, published_fields, write_part
from site_builder.pages.routes import PageKind, model_file
from site_builder.records.model import Model, callable_ids
from site_builder.records.model_protocol import ModelProtocol
from site_builder.records.pricing import PriceLine
from site_builder.records.score import Score

_RESHAPED = frozenset({"pricing", "protocols", "benchmarks"})
"""Fields of the record that are given with what other records say of them."""

_ENTRY_FIELDS = frozenset({
    "name", "family", "api_id", "kind", "status", "released", "updated", "deprecated", "retires", "successor",
    "summary", "modalities", "limits", "capabilities", "knowledge_cutoff", "license", "reasoning_levels",
})  # fmt: skip
"""What the list of all models has of each."""

SHOWN_OF_BENCHMARK = {"name", "unit", "direction"}
"""What a result is given with."""


def build_model(source: ApiSource, key: str) -> dict[str, Any]:
    """Give everything there is to say about a model."""
    model = source.catalog.models[key]
    own = frozenset(published_fields(Model)) - _RESHAPED
    return {
        **_identify(source, key),
        **write_part(model, source.translate, own),
        "prices": _build_prices(source, model, model.pricing.lines if model.pricing else ()),
        "protocols": [_build_protocol(source, model, served) for served in model.protocols],
        "benchmarks": [_build_score(source, score) for score in model.benchmarks],
        "pages": source.pages(PageKind.MODEL, key),
        "catalog": source.catalog_url,
    }


def build_entry(source: ApiSource, key: str) -> dict[str, Any]:
    """Give what the list of all models says of one."""
    model = source.catalog.models[key]
    return {
        **_identify(source, key),
        **write_part(model, source.translate, _ENTRY_FIELDS),
        "ids": list(callable_ids(model)),
        "prices": _build_prices(source, model, model.pricing.current_lines() if model.pricing else ()),
        "protocols": [served.protocol for served in model.protocols],
        "pages": source.pages(PageKind.MODEL, key),
        "json": source.url(model_file(key)),
    }


def describe_entry(model: Model) -> str:
    """Give a text that differs if anything differs that an entry says of the model's own record."""
    served = (item.protocol for item in model.protocols)
    return " ".join((model.model_dump_json(include={*_ENTRY_FIELDS, "pricing"}), *callable_ids(model), *served))


def _identify(source: ApiSource, key: str) -> dict[str, str]:
    provider = provider_of(key)
    return {"id": key, "provider": provider, "provider_name": source.catalog.providers[provider].name}


def _build_prices(source: ApiSource, model: Model, lines: Iterable[PriceLine]) -> list[dict[str, Any]]:
    return [] if model.pricing is None else build_prices(model.pricing, lines, source.translate)


def _build_protocol(source: ApiSource, model: Model, served: ModelProtocol) -> dict[str, Any]:
    return {
        **write_part(served, source.translate),
        "name": source.catalog.protocols[served.protocol].name,
        "operations": find_operations(source, served.protocol, model.api_id),
    }


def _build_score(source: ApiSource, score: Score) -> dict[str, Any]:
    benchmark = source.catalog.benchmarks[score.benchmark]
    return {
        **write_part(score, source.translate),
        "name": source.translate(benchmark.name),
        "unit": benchmark.unit,
        "direction": benchmark.direction,
    }


_IDENTITY: Schema = {
    "id": {"description": "Id of the model in this catalog, e.g. `google/gemini-3.1-pro`.", "type": "string"},
    "provider": {"description": "Id of its maker.", "type": "string"},
    "provider_name": {"description": "Name of its maker.", "type": "string"},
}
_PAGES: Schema = {"description": "Its page in each language.", "$ref": "#/$defs/Addresses"}
_URL: Schema = {"type": "string", "format": "uri"}


def model_schema() -> Schema:
    """Give the schema of a model."""
    schema = part_schema(Model, frozenset(published_fields(Model)) - _RESHAPED)
    added = {
        "prices": {"description": "Its prices, those that ended or will begin too.", **_list_of("Price")},
        "protocols": {"description": "How it is called, the recommended protocol first.", **_list_of("ServedProtocol")},
        "benchmarks": {"description": "Its results on benchmarks.", **_list_of("BenchmarkResult")},
        "pages": _PAGES,
        "catalog": {"description": "The list of all models.", **_URL},
    }
    return extend(schema, before=_IDENTITY, after=added)


def entry_schema() -> Schema:
    """Give the schema of an entry of the list of all models."""
    added = {
        "ids": {"description": "Every id it answers to, `api_id` first.", **_STRINGS},
        "prices": {"description": "Its current prices.", **_list_of("Price")},
        "protocols": {
            "description": "Ids of the protocols it is called through, the recommended one first.",
            **_STRINGS,
        },
        "pages": _PAGES,
        "json": {"description": "The file with all facts of the model.", **_URL},
    }
    schema = part_schema(Model, _ENTRY_FIELDS) | {"description": "What decides between models."}
    return extend(schema, before=_IDENTITY, after=added)


def protocol_schema() -> Schema:
    """Give the schema of a protocol as a model is served through it."""
    added = {
        "name": {"description": "Name of the protocol.", "type": "string"},
        "operations": {"description": "Where calls go.", "type": "array", "items": OPERATION_SCHEMA},
    }
    return extend(part_schema(ModelProtocol), after=added)


def score_schema() -> Schema:
    """Give the schema of a result."""
    added = {
        "name": {"description": "Name of the benchmark.", **TEXTS},
        "unit": {"description": "Unit of the score.", "type": "string"},
        "direction": {"description": "Whether a higher or a lower score is better.", "enum": ["higher", "lower"]},
    }
    return extend(part_schema(Score), after=added)


def extend(schema: Schema, *, before: Schema | None = None, after: Schema) -> Schema:
    """Give the schema of an object with further fields, all of which are always there."""
    first = before or {}
    return {
        **schema,
        "properties": {**first, **schema["properties"], **after},
        "required": [*first, *schema["required"], *after],
    }


_STRINGS: Schema = {"type": "array", "items": {"type": "string"}}


def _list_of(name: str) -> Schema:
    return {"type": "array", "items": {"$ref": f"#/$defs/{name}"}}
