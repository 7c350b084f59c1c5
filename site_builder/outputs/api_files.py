"""The facts of the catalog as JSON, for programs; what stands in the files is described in `docs/api.md`.

One file has what decides between models, one for each model all that its record says; the texts are those of the
records and their translations, so that no language has files of its own.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from site_builder.catalog.catalog import Catalog, RecordId, provider_of
from site_builder.fingerprints import Fingerprint, fingerprint_bytes, fingerprint_parts
from site_builder.outputs.api.api_schema import FORMAT, build_schema
from site_builder.outputs.api.api_source import ApiSource, make_api_source
from site_builder.outputs.api.catalog_document import build_catalog
from site_builder.outputs.api.model_document import SHOWN_OF_BENCHMARK, build_model, describe_entry
from site_builder.outputs.json_text import write_json_file
from site_builder.outputs.links import PieceLinks
from site_builder.outputs.output import OutputContent, OutputFile, OutputSource
from site_builder.outputs.program import program_fingerprint
from site_builder.pages.routes import API_CATALOG, API_SCHEMA, model_file


def plan_api(source: OutputSource) -> Iterator[OutputFile]:
    """Give the catalog, each model, and the schema of both."""
    catalog, api = source.catalog, make_api_source(source)
    find_common = functools.cache(partial(_find_common, source))
    find_protocol = functools.cache(partial(_fingerprint_protocol, catalog))
    yield OutputFile(API_CATALOG, partial(_find_catalog_inputs, catalog), partial(_make_catalog, api), find_common)
    for key in catalog.models:
        find_inputs = partial(_find_model_inputs, catalog, key, find_protocol)
        yield OutputFile(model_file(key), find_inputs, partial(_make_model, api, key), find_common)
    yield OutputFile(API_SCHEMA, partial(_find_schema_inputs, catalog), partial(_make_schema, api))


def _find_common(source: OutputSource) -> Mapping[str, Fingerprint]:
    """Give what all files with facts are made from: addresses and translations are those of every language."""
    localizers = [context.localizer for context in source.contexts.values()]
    return {
        "program": program_fingerprint(),
        "site": source.catalog.fingerprints[RecordId("site")],
        "locales": fingerprint_parts([part for item in localizers for part in (item.locale.tag, item.locale.slug)]),
        "messages": fingerprint_parts([item.prose.fingerprint for item in localizers if item.needs_prose]),
    }


def _find_catalog_inputs(catalog: Catalog) -> Mapping[str, Fingerprint]:
    others = [
        part
        for record_id, fingerprint in catalog.fingerprints.items()
        if record_id.startswith(("providers/", "protocols/", "benchmarks/"))
        for part in (record_id, fingerprint)
    ]
    models = [part for key, model in catalog.models.items() for part in (key, describe_entry(model))]
    return {"records": fingerprint_parts(others), "shown records": fingerprint_parts(models)}


def _find_model_inputs(
    catalog: Catalog, key: str, find_protocol: Callable[[str], Fingerprint]
) -> Mapping[str, Fingerprint]:
    model = catalog.models[key]
    shown = (
        catalog.providers[provider_of(key)].name,
        *(find_protocol(served.protocol) for served in model.protocols),
        *(
            catalog.benchmarks[score.benchmark].model_dump_json(include=SHOWN_OF_BENCHMARK)
            for score in model.benchmarks
        ),
    )
    return {"record": catalog.fingerprints[RecordId(f"models/{key}")], "shown records": fingerprint_parts(shown)}


def _fingerprint_protocol(catalog: Catalog, protocol_id: str) -> Fingerprint:
    """Give the fingerprint of what the file of a model says of a protocol."""
    return fingerprint_bytes(catalog.protocols[protocol_id].model_dump_json(include={"name", "operations"}).encode())


def _find_schema_inputs(catalog: Catalog) -> Mapping[str, Fingerprint]:
    return {"program": program_fingerprint(), "site": catalog.fingerprints[RecordId("site")]}


def _make_catalog(api: ApiSource) -> OutputContent:
    facts = build_catalog(api)
    return _write(api, "catalog", facts, _find_own(facts, *facts["providers"], *facts["protocols"], *facts["models"]))


def _make_model(api: ApiSource, key: str) -> OutputContent:
    facts = build_model(api, key)
    return _write(api, "model", facts, _find_own(facts))


def _make_schema(api: ApiSource) -> OutputContent:
    return OutputContent(write_json_file(build_schema(api.url(API_SCHEMA))))


def _write(api: ApiSource, kind: str, facts: Mapping[str, Any], links: Iterable[str]) -> OutputContent:
    """Give a file: what it is, then the facts."""
    schema = api.url(API_SCHEMA)
    content = write_json_file({"$schema": schema, "format": FORMAT, "type": kind, **facts})
    return OutputContent(content, PieceLinks((schema, *links)))


def _find_own(*places: Mapping[str, Any]) -> Iterator[str]:
    """Give the addresses of this site: they are checked like any link."""
    for place in places:
        yield from place["pages"].values()
        yield from (place[name] for name in ("catalog", "openapi", "json") if name in place)
