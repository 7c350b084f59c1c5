"""The JSON Schema of the files of the API, in draft 2020-12.

Objects may have further fields: what is added to a record later does not break a program that was made before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from site_builder.outputs.api.catalog_document import catalog_schema
from site_builder.outputs.api.model_document import entry_schema, model_schema, protocol_schema, score_schema
from site_builder.outputs.api.price_entries import price_schema
from site_builder.outputs.api.published_type import Schema, find_parts, part_schema
from site_builder.records.benchmark import Benchmark
from site_builder.records.model import Model
from site_builder.records.protocol import Protocol
from site_builder.records.provider import Provider
from site_builder.records.site import SiteConfig

FORMAT = 1
"""Version of the files; another one is not understood by programs that were made for this one."""

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_TAG = "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"


def build_schema(url: str) -> Schema:
    """Give the schema of every file: `type` says which kind it is.

    Args:
        url: Where it is published.
    """
    known = _name_definitions()
    return {
        "$schema": _DRAFT,
        "$id": url,
        "title": "Catalog of AI models",
        "description": "Every file of the API. A field that is absent says that nothing is known or stated.",
        "type": "object",
        "properties": {
            "$schema": {"description": "This schema.", "type": "string", "format": "uri"},
            "format": {"description": "Version of the format.", "const": FORMAT},
            "type": {"description": "What the file is.", "enum": ["catalog", "model"]},
        },
        "required": ["$schema", "format", "type"],
        "oneOf": [_kind("catalog", "Catalog"), _kind("model", "Model")],
        "$defs": {name: known[name] for name in sorted(_find_used(known, ("Catalog", "Model")))},
    }


def _kind(name: str, definition: str) -> Schema:
    return {"properties": {"type": {"const": name}}, "$ref": f"#/$defs/{definition}"}


def _name_definitions() -> Mapping[str, Schema]:
    parts = find_parts(SiteConfig, Provider, Protocol, Benchmark, Model)
    return {
        **{part.__name__: part_schema(part) for part in parts},
        "Catalog": catalog_schema(),
        "Model": model_schema(),
        "ModelEntry": entry_schema(),
        "Price": price_schema(),
        "ServedProtocol": protocol_schema(),
        "BenchmarkResult": score_schema(),
        "Texts": _by_tag("A text in each language that has it, by BCP 47 tag; Markdown without HTML.", {}),
        "Addresses": _by_tag("An address for each published language, by BCP 47 tag.", {"format": "uri"}),
    }


def _by_tag(description: str, more: Mapping[str, Any]) -> Schema:
    values = {"type": "string", **more}
    return {
        "type": "object",
        "description": description,
        "propertyNames": {"pattern": _TAG},
        "additionalProperties": values,
        "minProperties": 1,
    }


def _find_used(known: Mapping[str, Schema], names: tuple[str, ...]) -> frozenset[str]:
    """Give the names of the definitions that are needed for some of them."""
    used: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in used:
            used.add(name)
            waiting += _find_references(known[name])
    return frozenset(used)


def _find_references(schema: object) -> Iterator[str]:
    yield from re.findall(r"'#/\$defs/([A-Za-z]+)'", repr(schema))
