"""The OpenAPI description of the gateway: one for each locale, and at the root one in the language of the records.

Field tables and errors are translated anyway, and a description takes 0.04 s, however many models there are; so the
tools of a reader speak the reader's language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial

from site_builder.catalog.catalog import Catalog, RecordId
from site_builder.fingerprints import Fingerprint, fingerprint_parts
from site_builder.outputs.json_text import write_json_file
from site_builder.outputs.links import PieceLinks
from site_builder.outputs.openapi.called_protocol import find_model_ids
from site_builder.outputs.openapi.document import build_openapi
from site_builder.outputs.output import OutputContent, OutputFile, OutputSource
from site_builder.outputs.program import program_fingerprint
from site_builder.pages.context import ViewContext
from site_builder.pages.protocol_page import example_model
from site_builder.pages.routes import OPENAPI, PageKind
from site_builder.records.model import Model


def plan_openapi(source: OutputSource) -> Iterator[OutputFile]:
    """Give the file at the root, then those of the locales; none if there are no protocols."""
    catalog = source.catalog
    find_shown = cache(partial(_find_shown, catalog))
    root = source.contexts.get(catalog.site.source_locale) or next(iter(source.contexts.values()))
    makers = {tag: cache(partial(_make, context)) for tag, context in source.contexts.items()}  # the root repeats one
    files = {OPENAPI: root}
    files |= {f"{context.locale.slug}/{OPENAPI}": context for context in source.contexts.values()}
    for path, context in files.items() if catalog.protocols else ():
        yield OutputFile(path, partial(_find_inputs, source, context, find_shown), makers[context.locale.tag])


def _find_inputs(
    source: OutputSource, context: ViewContext, find_shown: Callable[[], Fingerprint]
) -> Mapping[str, Fingerprint]:
    locale = context.locale
    return {
        "program": program_fingerprint(),
        "site": source.catalog.fingerprints[RecordId("site")],
        "locale": fingerprint_parts([locale.tag, locale.slug]),
        "messages": source.messages[locale.tag],
        "shown records": find_shown(),
    }


def _find_shown(catalog: Catalog) -> Fingerprint:
    """Give the fingerprint of the protocols, of the ids that are called through them, and of the models in examples."""
    parts: list[str] = []
    for key in catalog.protocols:
        parts += [key, catalog.fingerprints[RecordId(f"protocols/{key}")], *find_model_ids(catalog, key)]
        example = example_model(catalog, key)
        parts += _describe_example(catalog.models[example], key) if example else []
    return fingerprint_parts(parts)


def _describe_example(model: Model, protocol_id: str) -> tuple[str, ...]:
    """Give what the examples of a protocol show of their model: its id, what it can do, how it is served."""
    decides = {"api_id", "kind", "capabilities", "modalities", "reasoning_levels"}
    served = (repr(item) for item in model.protocols if item.protocol == protocol_id)
    return (model.model_dump_json(include=decides), *served)


def _make(context: ViewContext) -> OutputContent:
    described = build_openapi(context)
    pages = (context.url(PageKind.CATALOG), *(context.url(PageKind.PROTOCOL, key) for key in context.catalog.protocols))
    return OutputContent(write_json_file(described), PieceLinks(pages))
