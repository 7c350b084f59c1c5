"""Which prose each page shows, by the records and fields it is made from."""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterator, Mapping

from site_builder.catalog.catalog import Catalog, RecordId
from site_builder.catalog.once_per_record import once_per_record
from site_builder.catalog.prose import record_prose
from site_builder.pages.changes import ChangeKind, read_changes
from site_builder.pages.landscape_survey import survey_models
from site_builder.pages.pairs import list_pairs
from site_builder.pages.price_pages import price_pages
from site_builder.pages.routes import PageKind
from site_builder.records.base import Record

_EVERYWHERE = ("summary",)
_SITE_FIELDS: dict[PageKind, tuple[str, ...]] = {
    PageKind.CATALOG: ("summary", "onboarding", "call_to_action"),
    PageKind.MODEL: ("summary", "onboarding", "call_to_action", "errors"),
    PageKind.PROTOCOL: ("summary", "errors"),
    PageKind.REDIRECT: (),
}
"""Fields of `site.yaml` that a page shows; the others show its summary at their foot."""


@functools.lru_cache(maxsize=2)
def page_prose(catalog: Catalog, kind: PageKind, key: str) -> frozenset[str]:
    """Give the messages a page shows: every paragraph and every short text, each once.

    What a model's record takes the place of is counted too, e.g. a description of an error: that is rare,
    and to leave it out would mean to build the view.
    """
    records = _records(catalog)
    shown: list[frozenset[str]] = []
    for record_id, fields in _shown_records(catalog, kind, key):
        sources = _sources_by_field(record_id, records[record_id])
        shown += (sources[field] for field in fields or sources if field in sources)
    if kind is PageKind.PRICING:
        shown.append(_shared_allowances(catalog, key))
    return frozenset().union(*shown)


def _shared_allowances(catalog: Catalog, key: str) -> frozenset[str]:
    """Give all prose that a page of prices shows of its models: their notes are not on it."""
    return frozenset(
        use.source
        for model in price_pages(catalog)[key]
        for use in record_prose(RecordId(f"models/{model}"), catalog.models[model])
        if use.place[-1] == "shared_with"
    )


@functools.lru_cache(maxsize=1)
def _records(catalog: Catalog) -> Mapping[RecordId, Record]:
    return catalog.records()


@once_per_record
def _sources_by_field(record_id: RecordId, record: Record) -> Mapping[str, frozenset[str]]:
    """Give the messages of a record by its fields, found once for the many pages that show them."""
    fields: dict[str, set[str]] = {}
    for use in record_prose(record_id, record):
        fields.setdefault(str(use.place[0]), set()).add(use.source)
    return {field: frozenset(sources) for field, sources in fields.items()}


def prose_pages(catalog: Catalog) -> tuple[tuple[PageKind, str], ...]:
    """Give kind and key of every page whose subject is prose of records: the home page, then record by record."""
    keys = {PageKind.PROVIDER: catalog.providers, PageKind.PROTOCOL: catalog.protocols, PageKind.MODEL: catalog.models}
    return ((PageKind.CATALOG, ""), *((kind, key) for kind, records in keys.items() for key in records))


def _shown_records(catalog: Catalog, kind: PageKind, key: str) -> Iterator[tuple[RecordId, Collection[str]]]:
    """Give the id of each record a page shows prose of, and its fields; no fields mean all."""
    if site_fields := _SITE_FIELDS.get(kind, _EVERYWHERE):
        yield RecordId("site"), site_fields
    match kind:
        case PageKind.PROVIDER | PageKind.PROTOCOL:
            yield RecordId(f"{kind}s/{key}"), ()
        case PageKind.CATALOG:
            yield from ((RecordId(f"protocols/{protocol}"), ("summary",)) for protocol in catalog.protocols)
        case PageKind.MODEL:
            yield from _shown_on_model(catalog, key)
        case PageKind.LANDSCAPE:
            yield from _shown_on_landscape(catalog)
        case PageKind.CHANGES:
            released = (item.model for item in read_changes(catalog).changes if item.kind is ChangeKind.RELEASE)
            yield from ((RecordId(f"models/{model}"), ("summary",)) for model in released)
        case PageKind.COMPARE:
            yield from ((RecordId(f"benchmarks/{benchmark}"), ()) for benchmark in catalog.benchmarks)
        case PageKind.PAIR:
            yield from _shown_on_pair(catalog, key)


def _shown_on_landscape(catalog: Catalog) -> Iterator[tuple[RecordId, Collection[str]]]:
    for plot in survey_models(catalog).plots:
        yield RecordId(f"benchmarks/{plot.id}"), ()
        yield from ((RecordId(f"models/{point.key}"), ("benchmarks",)) for point in plot.points if point.conditions)


_COMPARED_FIELDS = ("summary", "architecture", "facts", "pricing", "benchmarks")


def _shown_on_pair(catalog: Catalog, key: str) -> Iterator[tuple[RecordId, Collection[str]]]:
    """Give what both models show, their comparisons counted whole: to tell them apart would cost more than it says."""
    for model in list_pairs(catalog)[key]:
        yield RecordId(f"models/{model}"), (*_COMPARED_FIELDS, "comparisons")
        yield from ((RecordId(f"benchmarks/{score.benchmark}"), ()) for score in catalog.models[model].benchmarks)


def _shown_on_model(catalog: Catalog, key: str) -> Iterator[tuple[RecordId, Collection[str]]]:
    model = catalog.models[key]
    yield RecordId(f"models/{key}"), ()
    yield from ((RecordId(f"models/{other}"), ("summary",)) for other in model.related)
    yield from ((RecordId(f"models/{other}"), ("benchmarks",)) for other in model.rivals)
    yield from ((RecordId(f"benchmarks/{score.benchmark}"), ()) for score in model.benchmarks)
    for served in model.protocols:
        hidden = {"summary", "why"} if served.why else {"summary"}
        protocol = RecordId(f"protocols/{served.protocol}")
        yield protocol, _sources_by_field(protocol, catalog.protocols[served.protocol]).keys() - hidden
