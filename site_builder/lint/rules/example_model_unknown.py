"""Example bodies that call a model which no record declares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from site_builder.catalog.catalog import Catalog, RecordId
from site_builder.catalog.finding import Finding, suggest
from site_builder.catalog.positions import KeyPath
from site_builder.lint.callable_ids import index_ids
from site_builder.lint.rule import CatalogRule, Example


def _check(catalog: Catalog) -> Iterator[tuple[RecordId, Finding]]:
    for record_id, body, place in _bodies(catalog):
        name = body.get("model")
        if isinstance(name, str) and name != "{model}" and name not in index_ids(catalog).owners:
            yield (
                record_id,
                Finding(
                    "example-model-unknown",
                    (*place, "model"),
                    f"no model has the id `{name}`{suggest(name, index_ids(catalog).owners)}",
                    "the example is what readers copy first, and this one fails",
                    "write `{model}`, which every page replaces by the id of its own model",
                ),
            )


def _bodies(catalog: Catalog) -> Iterator[tuple[RecordId, Mapping[str, Any], KeyPath]]:
    """Give every body of a request or an answer with its place."""
    for key, protocol in catalog.protocols.items():
        record_id = RecordId(f"protocols/{key}")
        yield record_id, protocol.examples.request, ("examples", "request")
        yield record_id, protocol.examples.response or {}, ("examples", "response")
        yield from ((record_id, entry.body, ("operations", at, "body")) for at, entry in enumerate(protocol.operations))
    for key, model in catalog.models.items():
        for at, served in enumerate(model.protocols):
            yield RecordId(f"models/{key}"), served.request, ("protocols", at, "request")


EXAMPLE_MODEL_UNKNOWN = CatalogRule(
    name="example-model-unknown",
    summary="Finds bodies of examples whose `model` is no id of this catalog.",
    why="The example is what readers copy first; with an id that is declared nowhere, the call fails.",
    bad=Example(
        "catalog/models/acme/mini.yaml",
        "protocols:\n  - protocol: acme-chat\n    request: {model: acme-mini-2}\n",
    ),
    good=Example(
        "catalog/models/acme/mini.yaml",
        "protocols:\n  - protocol: acme-chat\n    request: {model: acme-mini}\n",
    ),
    check=_check,
)
