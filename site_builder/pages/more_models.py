"""Models a reader may want instead, found by what the records say: same family, same maker, next in price."""

from __future__ import annotations

import functools
import heapq
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from operator import itemgetter

from site_builder.catalog.catalog import Catalog, provider_of
from site_builder.catalog.once_per_record import once_per_record
from site_builder.pages.chrome import LinkView
from site_builder.pages.context import ViewContext
from site_builder.pages.pairs import pair_of, paired_models
from site_builder.pages.routes import PageKind
from site_builder.records.labels import message
from site_builder.records.model import Model

_MOST = 5

_Measure = tuple[str, str, str]
"""Kind of model, currency and unit: prices are compared only where all three are equal."""

_Price = tuple[_Measure, Decimal]

REASONS: dict[str, str] = {
    "pair": message("Side by side"),
    "family": message("Same family"),
    "provider": message("Same maker"),
    "price": message("Similar price"),
}


@dataclass(frozen=True, slots=True)
class MoreModelsView:
    """Links to models for one reason: `id` is pair, family, provider or price."""

    id: str
    title: str
    links: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class _Index:
    """Models that can still be called, by what makes them alike; made once, so that planning stays linear."""

    by_family: Mapping[str, list[str]]
    by_provider: Mapping[str, list[str]]
    by_price: Mapping[_Measure, list[tuple[Decimal, str]]]
    found: dict[str, dict[str, tuple[str, ...]]]


@functools.lru_cache(maxsize=1)
def _index(catalog: Catalog) -> _Index:
    by_family: defaultdict[str, list[str]] = defaultdict(list)
    by_provider: defaultdict[str, list[str]] = defaultdict(list)
    by_price: defaultdict[_Measure, list[tuple[Decimal, str]]] = defaultdict(list)
    for name, model in catalog.models.items():
        if model.status == "retired":
            continue
        by_family[model.family].append(name)
        by_provider[provider_of(name)].append(name)
        price = _output_price(name, model)
        if price is not None:
            by_price[price[0]].append((price[1], name))
    for prices in by_price.values():
        prices.sort()
    return _Index(by_family, by_provider, by_price, {})


def more_models(catalog: Catalog, key: str) -> dict[str, tuple[str, ...]]:
    """Give the keys of a few other models per reason; reasons without models are left out."""
    index = _index(catalog)
    if key not in index.found:  # asked for by the plan, and then by the page in every locale
        index.found[key] = _find_more(catalog, index, key)
    return index.found[key]


def _find_more(catalog: Catalog, index: _Index, key: str) -> dict[str, tuple[str, ...]]:
    model = catalog.models[key]
    named = {key, *model.related}
    family = (name for name in index.by_family.get(model.family, ()) if name not in named)

    def is_other_family(name: str) -> bool:
        return name not in named and catalog.models[name].family != model.family

    maker = filter(is_other_family, index.by_provider.get(provider_of(key), ()))
    similar = _nearest_in_price(
        _output_price(key, model),
        index,
        lambda name: is_other_family(name) and provider_of(name) != provider_of(key),
    )
    found = {"pair": paired_models(catalog, key)}
    found |= {"family": tuple(islice(family, _MOST)), "provider": tuple(islice(maker, _MOST)), "price": similar}
    return {reason: names for reason, names in found.items() if names}


def build_more_models(context: ViewContext, key: str) -> tuple[MoreModelsView, ...]:
    """Give the links of all reasons that have any."""
    models = context.catalog.models
    return tuple(
        MoreModelsView(
            reason,
            context.localizer.ui(REASONS[reason]),
            tuple(LinkView(models[name].name, _href(context, key, name, reason)) for name in names),
        )
        for reason, names in more_models(context.catalog, key).items()
    )


def _href(context: ViewContext, key: str, name: str, reason: str) -> str:
    """Give the page a link leads to: the model's own, or the one that compares both."""
    if reason == "pair":
        return context.href(PageKind.PAIR, pair_of(key, name))
    return context.href(PageKind.MODEL, name)


def _nearest_in_price(own: _Price | None, index: _Index, is_wanted: Callable[[str], bool]) -> tuple[str, ...]:
    """Give the wanted models whose output price is nearest to one, for the same kind, in one currency and unit."""
    if own is None:
        return ()
    measure, amount = own
    prices = index.by_price.get(measure, [])
    start = bisect_left(prices, (amount, ""))
    cheaper = ((amount - prices[place][0], prices[place][1]) for place in range(start - 1, -1, -1))
    dearer = ((prices[place][0] - amount, prices[place][1]) for place in range(start, len(prices)))
    found: list[tuple[Decimal, str]] = []
    for distance, name in heapq.merge(cheaper, dearer, key=itemgetter(0)):
        if len(found) >= _MOST and distance > found[-1][0]:
            break
        if is_wanted(name):
            found.append((distance, name))
    return tuple(name for _, name in sorted(found)[:_MOST])


@once_per_record
def _output_price(_: str, model: Model) -> _Price | None:
    """Give the normal price of output, after the model's kind, its currency and its unit."""
    line = model.pricing.base_line("output") if model.pricing else None
    if model.pricing is None or line is None or line.amount is None:
        return None
    return (model.kind, model.pricing.currency_of(line), line.unit_id), line.amount
