"""The search index of each locale: entries as compact JSON, which the search script reads on first use.

`search/catalog.json` has all that has an exact name and lists the other files, each with the prose of some
models. Every file stands for itself, so a browser may keep an old one beside a new one.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from zlib import crc32

from site_builder.catalog.catalog import Catalog, RecordId
from site_builder.fingerprints import Fingerprint, fingerprint_parts
from site_builder.outputs.links import PieceLinks
from site_builder.outputs.output import OutputContent, OutputFile, OutputSource
from site_builder.outputs.page_inputs import site_fingerprint
from site_builder.outputs.program import program_fingerprint
from site_builder.pages.card import card_fingerprint
from site_builder.pages.context import ViewContext
from site_builder.pages.model_page import SECTIONS as MODEL_SECTIONS
from site_builder.pages.model_page import present_sections
from site_builder.pages.protocol_page import SECTIONS as PROTOCOL_SECTIONS
from site_builder.pages.routes import SEARCH_INDEX, PageKind, route_of
from site_builder.pages.search_entries import (
    EntryKind,
    SearchEntry,
    build_catalog_entries,
    build_prose_entries,
)
from site_builder.pages.search_words import MORE_SECTION_WORDS
from site_builder.records.model import callable_ids

_MODELS_PER_FILE = 250
"""About 60 KB compressed: the prose of a large site arrives in pieces that a phone can take in between two keys."""

_KINDS = list(EntryKind)
_SECTIONS = {EntryKind.MODEL: MODEL_SECTIONS, EntryKind.PROTOCOL: PROTOCOL_SECTIONS}


def plan_search(source: OutputSource) -> Iterator[OutputFile]:
    """Give the files of the index, locale by locale."""
    catalog, shards = source.catalog, _shard_models(source.catalog)
    names = [f"prose-{number}.json" for number in range(1, len(shards) + 1)]
    find_shown = functools.cache(partial(_shown_fingerprint, catalog))  # once for all locales
    find_prose = functools.cache(partial(_prose_fingerprint, catalog))
    for tag, context in source.contexts.items():
        folder = route_of(PageKind.CATALOG, "", context.locale).removeprefix("/")
        find_inputs = partial(_find_inputs, source, tag)
        yield OutputFile(
            f"{folder}{SEARCH_INDEX}", partial(find_inputs, find_shown), partial(_make_catalog, context, names)
        )
        for name, keys in zip(names, shards, strict=True):
            shown = partial(find_prose, keys)
            yield OutputFile(f"{folder}search/{name}", partial(find_inputs, shown), partial(_make_prose, context, keys))


def _find_inputs(source: OutputSource, tag: str, find_shown: Callable[[], Fingerprint]) -> Mapping[str, Fingerprint]:
    return {
        "program": program_fingerprint(),
        "site": site_fingerprint(source.catalog),
        "messages": source.messages[tag],
        "shown records": find_shown(),
    }


def _shard_models(catalog: Catalog) -> tuple[tuple[str, ...], ...]:
    """Give the models of each file of prose; by a hash of the key, so that a new model changes one file."""
    count = -(-len(catalog.models) // _MODELS_PER_FILE)
    shards: list[list[str]] = [[] for _ in range(count)]
    for key in catalog.models:
        shards[crc32(key.encode()) % count].append(key)
    return tuple(tuple(shard) for shard in shards)


def _shown_fingerprint(catalog: Catalog) -> Fingerprint:
    """Give the fingerprint of what `search/catalog.json` shows of all records."""
    parts: list[str] = [catalog.fingerprints[RecordId(f"protocols/{key}")] for key in catalog.protocols]
    parts += [
        provider.model_dump_json(include={"name", "summary", "other_names"}) for provider in catalog.providers.values()
    ]
    for key, model in catalog.models.items():
        parts += [key, card_fingerprint(model)]
        served = [item.protocol for item in model.protocols]  # each protocol says how many models it serves
        parts += [" ".join(names) for names in (callable_ids(model), present_sections(catalog, key), served)]
    return fingerprint_parts(parts)


def _prose_fingerprint(catalog: Catalog, keys: tuple[str, ...]) -> Fingerprint:
    """Give the fingerprint of what a file of prose shows of some models."""
    shown = {"name", "summary", "faq", "highlights", "use_cases"}
    return fingerprint_parts(part for key in keys for part in (key, catalog.models[key].model_dump_json(include=shown)))


def _make_catalog(context: ViewContext, names: list[str]) -> OutputContent:
    """Give the first file: the names of the others, the sections of pages by kind of entry, and the entries."""
    sections = {
        _KINDS.index(kind): [_section(context, name, title) for name, title in titles.items()]
        for kind, titles in _SECTIONS.items()
    }
    return _write(context, {"files": names, "sections": sections}, build_catalog_entries(context))


def _section(context: ViewContext, name: str, title: str) -> list[str]:
    """Give a section as a list: anchor, title, further words by which it is found."""
    ui, more = context.localizer.ui, MORE_SECTION_WORDS.get(name)
    return [name, ui(title), ui(more) if more else ""]


def _make_prose(context: ViewContext, keys: tuple[str, ...]) -> OutputContent:
    entries = (entry for key in keys for entry in build_prose_entries(context, key))
    return _write(context, {}, entries)


def _write(context: ViewContext, head: dict[str, object], entries: Iterable[SearchEntry]) -> OutputContent:
    home = context.href(PageKind.CATALOG)
    rows, links = [], set()
    for entry in entries:
        rows.append(_row(entry, home))
        links |= {entry.href, *(f"{entry.href}#{section}" for section in entry.sections)}
    written = json.dumps({**head, "entries": rows}, separators=(",", ":"), ensure_ascii=False)
    return OutputContent(written.encode(), PieceLinks(tuple(sorted(links))))


def _row(entry: SearchEntry, home: str) -> list[object]:
    """Give an entry as a list without what is empty at its end; sections are bits, which halves a large index."""
    present = (1 << place for place, name in enumerate(_SECTIONS.get(entry.kind, ())) if name in entry.sections)
    row: list[object] = [
        _KINDS.index(entry.kind),
        entry.title,
        entry.href.removeprefix(home),
        list(entry.ids),
        entry.detail,
        entry.text,
        sum(present),
        entry.lang,
    ]
    while not row[-1]:
        row.pop()
    return row
