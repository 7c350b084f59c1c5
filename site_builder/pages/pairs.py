"""Which models have a page that compares the two: pairs that the records name, each once, whoever names it.

A record names at least two where it can, so there are about two pairs for each model, however large the catalog is.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from itertools import islice

from site_builder.catalog.catalog import Catalog, provider_of
from site_builder.catalog.once_per_record import once_per_record
from site_builder.records.model import Model

Pair = tuple[str, str]
"""The keys of two models, in catalog order."""

_FEW = 2
"""So many pairs a record names by its related models, if its comparisons and its successor are fewer."""
_MOST_LINKS = 6


def pair_of(one: str, other: str) -> str:
    """Give the key of the page that compares two models: `google/gemini-3.1-pro/vs/openai/gpt-5.4`."""
    return "/vs/".join(sorted((one, other)))


@functools.lru_cache(maxsize=1)
def list_pairs(catalog: Catalog) -> Mapping[str, Pair]:
    """Give every pair by the key of its page, in catalog order of the models."""
    found = {tuple(sorted((key, other))) for key in catalog.models for other in _named(catalog, key)}
    return {pair_of(first, second): (first, second) for first, second in sorted(found)}


def paired_models(catalog: Catalog, key: str) -> tuple[str, ...]:
    """Give the models a page compares with this one, at most six: those its record names, then those that name it."""
    named = _named(catalog, key)
    others = (other for other in _partners(catalog).get(key, ()) if other not in named)
    return (*named, *others)[:_MOST_LINKS]


@functools.lru_cache(maxsize=1)
def _partners(catalog: Catalog) -> Mapping[str, list[str]]:
    """Give the first few partners of each model: one that everybody names would have a link to half the catalog."""
    partners: dict[str, list[str]] = {}
    for first, second in list_pairs(catalog).values():
        for key, other in ((first, second), (second, first)):
            known = partners.setdefault(key, [])
            if len(known) < _MOST_LINKS:
                known.append(other)
    return partners


def _named(catalog: Catalog, key: str) -> tuple[str, ...]:
    """Give the other models of the pairs that a record names, the most telling first."""
    return _find_named(key, catalog.models[key])


@once_per_record
def _find_named(key: str, model: Model) -> tuple[str, ...]:
    written = dict.fromkeys((*(item.model for item in model.comparisons), model.successor or key))
    chosen = [other for other in written if other != key]
    # Readers ask for models of two makers more often than for two of one.
    related = sorted(model.related, key=lambda other: provider_of(other) == provider_of(key))
    more = (other for other in related if other not in written)
    return (*chosen, *islice(more, max(0, _FEW - len(chosen))))
