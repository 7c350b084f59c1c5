"""By what the models of a catalog are divided, and how their lists are cut into pages.

A list is all models, or those with one value of a facet. Its first page may be another page of the site: all models
begin on the home page, those of a maker on the page of the maker. Knows no locale and makes no views.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from site_builder.catalog.catalog import Catalog, provider_of
from site_builder.catalog.once_per_record import once_per_record
from site_builder.fingerprints import Fingerprint, fingerprint_parts
from site_builder.pages.row_facts import capabilities_in_state
from site_builder.records.labels import message
from site_builder.records.model import KINDS, STATUSES, Model
from site_builder.records.specification import MODALITIES, Capabilities

MODELS_PER_PAGE = 250
"""Rows of one table: about 25 KB compressed, and a catalog of most sites on one page."""

FACETS: dict[str, str] = {
    "provider": message("Provider"),
    "kind": message("Kind"),
    "input": message("Accepts"),
    "output": message("Produces"),
    "capability": message("Capabilities"),
    "status": message("Status"),
    "protocol": message("Protocol"),
}
"""Everything that models are divided by, with its title, in the order of the page."""

_OWN_PAGES = frozenset({"all", "provider", "protocol"})
"""Lists whose first page is another page of the site."""


@dataclass(frozen=True, slots=True)
class ModelList:
    """One page of a list of models.

    Attributes:
        facet: A key of `FACETS`, or `all`.
        value: E.g. `preview`; empty for all models.
        number: The page, from 1.
        page_count: How many pages the list has.
        total: How many models the list has.
        keys: Keys of the models on this page, in catalog order.
    """

    facet: str
    value: str
    number: int
    page_count: int
    total: int
    keys: tuple[str, ...]


@functools.lru_cache(maxsize=1)
def facet_models(catalog: Catalog) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Give the keys of the models with each value of each facet, in catalog order; values without models are left out.

    Values of a provider or protocol stand in catalog order, all others in the order of their vocabulary.
    """
    order = {
        "provider": catalog.providers,
        "kind": KINDS,
        "input": MODALITIES,
        "output": MODALITIES,
        "capability": Capabilities.model_fields,
        "status": STATUSES,
        "protocol": catalog.protocols,
    }
    found: dict[str, dict[str, list[str]]] = {facet: {value: [] for value in order[facet]} for facet in FACETS}
    for key, model in catalog.models.items():
        for facet, values in _values_of(key, model).items():
            for value in values:
                found[facet][value].append(key)
    return {facet: {value: tuple(keys) for value, keys in lists.items() if keys} for facet, lists in found.items()}


@once_per_record
def _values_of(key: str, model: Model) -> Mapping[str, tuple[str, ...]]:
    return {
        "provider": (provider_of(key),),
        "kind": (model.kind,),
        "input": model.modalities.input,
        "output": model.modalities.output,
        "capability": tuple(capabilities_in_state(model, "yes")),
        "status": (model.status,),
        "protocol": tuple(dict.fromkeys(served.protocol for served in model.protocols)),
    }


def cut_list(catalog: Catalog, facet: str, value: str = "", number: int = 1) -> ModelList:
    """Give one page of a list; an empty one for a value that no model has."""
    whole = tuple(catalog.models) if facet == "all" else facet_models(catalog)[facet].get(value, ())
    keys = whole[(number - 1) * MODELS_PER_PAGE : number * MODELS_PER_PAGE]
    return ModelList(facet, value, number, count_pages(len(whole)), len(whole), keys)


def count_pages(total: int) -> int:
    """Give how many pages a list of so many models has, at least one."""
    return max(1, -(-total // MODELS_PER_PAGE))


def list_key(facet: str, value: str, number: int = 1) -> str:
    """Give the key of a page that shows a part of a list: `status/preview`, `status/preview/2`, `all/2`."""
    return "/".join(part for part in (facet, value, str(number) if number > 1 else "") if part)


def read_list_key(catalog: Catalog, key: str) -> ModelList:
    """Give the part of a list that a page of this key shows."""
    facet, *rest = key.split("/")
    value = "" if facet == "all" else rest.pop(0)
    return cut_list(catalog, facet, value, int(rest[0]) if rest else 1)


def list_keys(catalog: Catalog) -> tuple[str, ...]:
    """Give the keys of all pages that show nothing but a part of a list."""
    lists = {("all", ""): len(catalog.models)}
    for facet, values in facet_models(catalog).items():
        lists |= {(facet, value): len(keys) for value, keys in values.items()}
    return tuple(
        list_key(facet, value, number)
        for (facet, value), total in lists.items()
        for number in range(2 if facet in _OWN_PAGES else 1, count_pages(total) + 1)
    )


def is_cut(catalog: Catalog) -> bool:
    """Whether the catalog has more models than one page shows."""
    return count_pages(len(catalog.models)) > 1


@functools.lru_cache(maxsize=1)
def counts_fingerprints(catalog: Catalog) -> Mapping[str, Fingerprint]:
    """Give, for each facet, the fingerprint of how many models have each of its values; under `all`, of every count.

    Every count takes in what only filters show: capabilities that are denied, context windows and currencies.
    """
    facets = {
        facet: fingerprint_parts(f"{value}={len(keys)}" for value, keys in values.items())
        for facet, values in facet_models(catalog).items()
    }
    more = Counter(name for model in catalog.models.values() for name in _names_counted(model))
    counts = (f"{name}={more[name]}" for name in sorted(more))
    return {**facets, "all": fingerprint_parts([*facets.values(), *counts])}


def _names_counted(model: Model) -> Iterator[str]:
    for state in ("no", "unknown"):
        yield from (f"{state}/{name}" for name in capabilities_in_state(model, state))
    yield f"context/{model.limits.context_window_tokens}"
    yield f"currency/{model.pricing.currency if model.pricing else ''}"
