"""Which models stand on which page of prices: as many whole makers as fit on one, so that no page grows without end."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from site_builder.catalog.catalog import Catalog, provider_of
from site_builder.catalog.once_per_record import once_per_record
from site_builder.records.model import Model

ROWS_PER_PAGE = 1000
"""About 20 KB compressed, and as many rows as a browser lays out and sorts without being noticed."""


@functools.lru_cache(maxsize=1)
def price_pages(catalog: Catalog) -> Mapping[str, tuple[str, ...]]:
    """Give the models with current prices of each page, in the order of the catalog.

    The first page has the empty key, the next ones `2`, `3` …; empty if no model has a price.
    """
    rows = ((key, _count_rows(key, model)) for key, model in catalog.models.items())
    pages = cut_pages([(key, count) for key, count in rows if count], ROWS_PER_PAGE)
    return {str(number) if number > 1 else "": page for number, page in enumerate(pages, 1)}


@once_per_record
def _count_rows(_: str, model: Model) -> int:
    return len(model.pricing.current_lines()) if model.pricing else 0


def cut_pages(rows: Iterable[tuple[str, int]], limit: int) -> tuple[tuple[str, ...], ...]:
    """Cut models with their numbers of rows into pages; a maker is cut only if it is too large for a page of its own.

    A page has more rows than the limit only if a single model has.
    """
    pages: list[tuple[str, ...]] = []
    room = 0
    for _, models in groupby(rows, key=lambda row: provider_of(row[0])):
        for keys, count in _cut_maker(models, limit):
            if count > room or not pages:
                pages.append(())
                room = limit
            pages[-1] += keys
            room -= count
    return tuple(pages)


def _cut_maker(models: Iterable[tuple[str, int]], limit: int) -> Iterator[tuple[tuple[str, ...], int]]:
    """Give the models of a maker in parts that fit on a page, each with its number of rows."""
    keys: tuple[str, ...] = ()
    total = 0
    for key, count in models:
        if keys and total + count > limit:
            yield keys, total
            keys, total = (), 0
        keys, total = (*keys, key), total + count
    yield keys, total
