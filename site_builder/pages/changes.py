"""What changed in a catalog, as its records say: releases, retirements and prices, each on its day; without words."""

from __future__ import annotations

import datetime as dt
import functools
import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from site_builder.catalog.catalog import Catalog, RecordId, provider_of
from site_builder.catalog.once_per_record import once_per_record
from site_builder.fingerprints import Fingerprint, fingerprint_parts
from site_builder.pages.price_periods import group_periods
from site_builder.records.model import Model
from site_builder.records.price_condition import Condition
from site_builder.records.pricing import PriceLine, PriceState, Pricing

MOST_CHANGES = 200
"""Of a large catalog the newest are shown, so that the page stays readable; all others stand on the pages of models."""


class ChangeKind(StrEnum):
    """What can change, in the order in which changes of one day are told."""

    RELEASE = "release"
    VERSION = "version"
    PRICE = "price"
    DEPRECATION = "deprecation"
    RETIREMENT = "retirement"
    VERSION_RETIREMENT = "version-retirement"


@dataclass(frozen=True, slots=True)
class StatedPrice:
    """An amount, or a state in its place."""

    amount: Decimal | None
    state: PriceState | None
    currency: str


@dataclass(frozen=True, slots=True)
class PriceStep:
    """A price that took the place of another one, for the same meter, unit and condition."""

    meter: str
    unit_id: str
    condition: Condition
    before: StatedPrice
    after: StatedPrice


@dataclass(frozen=True, slots=True)
class Change:
    """What happens to a model on a day.

    Attributes:
        model: The key of the model.
        ids: The callable ids that come or go, where not the model itself does.
        prices: What changes in its price list.
    """

    day: dt.date
    kind: ChangeKind
    model: str
    ids: tuple[str, ...] = ()
    prices: tuple[PriceStep, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangeLog:
    """What a catalog says of its own past and future.

    No clock is asked: its present is the newest day on which a model was compared with a source.

    Attributes:
        announced: What will happen, the soonest first.
        recent: What has happened, the newest first.
        is_cut: Whether there was more of it.
    """

    announced: tuple[Change, ...]
    recent: tuple[Change, ...]
    is_cut: bool = False

    @property
    def changes(self) -> tuple[Change, ...]:
        """All of them."""
        return (*self.announced, *self.recent)


@functools.lru_cache(maxsize=1)
def read_changes(catalog: Catalog) -> ChangeLog:
    """Give what is known of a catalog's past and future."""
    found = [_read_model(RecordId(f"models/{key}"), model) for key, model in catalog.models.items()]
    today = max((checked for checked, _ in found), default=dt.date.min)
    changes = [change for _, own in found for change in own]
    announced = (change for change in changes if change.day > today)
    past = [change for change in changes if change.day <= today]
    return ChangeLog(
        tuple(heapq.nsmallest(MOST_CHANGES, announced, key=_order)),
        tuple(heapq.nsmallest(MOST_CHANGES, past, key=_order_newest_first)),
        is_cut=len(past) > MOST_CHANGES,
    )


def has_changes(catalog: Catalog) -> bool:
    """Whether there is anything to tell."""
    return bool(read_changes(catalog).changes)


def changes_fingerprint(catalog: Catalog) -> Fingerprint:
    """Give the fingerprint of what is told of all records, and of nothing else."""
    log = read_changes(catalog)
    return fingerprint_parts([repr(log), *(part for change in log.changes for part in _names(catalog, change))])


def _names(catalog: Catalog, change: Change) -> Iterator[str]:
    """Give what is told of a change besides what it says itself."""
    model = catalog.models[change.model]
    yield model.name
    yield catalog.providers[provider_of(change.model)].name
    match change.kind:
        case ChangeKind.RELEASE:
            yield model.summary
        case ChangeKind.DEPRECATION | ChangeKind.RETIREMENT:
            yield f"{model.retires} {model.successor} {model.successor and catalog.models[model.successor].name}"


def _order(change: Change) -> tuple[dt.date, str, int]:
    return change.day, change.model, list(ChangeKind).index(change.kind)


def _order_newest_first(change: Change) -> tuple[int, str, int]:
    return -change.day.toordinal(), change.model, list(ChangeKind).index(change.kind)


@once_per_record
def _read_model(record_id: RecordId, model: Model) -> tuple[dt.date, tuple[Change, ...]]:
    """Give the newest day on which a model was compared with a source, and what its record says."""
    checked = [model.updated, *(source.checked for source in model.sources)]
    if model.pricing is not None:
        checked.append(model.pricing.checked)
    return max(checked), tuple(_list_changes(record_id.removeprefix("models/"), model))


def _list_changes(key: str, model: Model) -> Iterator[Change]:
    for kind, day in (
        (ChangeKind.RELEASE, model.released),
        (ChangeKind.DEPRECATION, model.deprecated),
        (ChangeKind.RETIREMENT, model.retires),
    ):
        if day is not None:
            yield Change(day, kind, key)
    yield from _list_ids(key, ChangeKind.VERSION, ((item.released, item.id) for item in model.versions), model.released)
    retiring = ((item.retires, item.id) for item in model.versions)
    yield from _list_ids(key, ChangeKind.VERSION_RETIREMENT, retiring, model.retires)
    if model.pricing is not None:
        yield from _list_prices(key, model.pricing)


def _list_ids(
    key: str, kind: ChangeKind, dated: Iterable[tuple[dt.date | None, str]], day_of_model: dt.date | None
) -> Iterator[Change]:
    """Give the days on which ids come or go; those that do so with the model itself are no news."""
    by_day: dict[dt.date, list[str]] = {}
    for day, callable_id in dated:
        if day is not None and day != day_of_model:
            by_day.setdefault(day, []).append(callable_id)
    yield from (Change(day, kind, key, ids=tuple(ids)) for day, ids in by_day.items())


def _list_prices(key: str, pricing: Pricing) -> Iterator[Change]:
    """Give the days on which prices take the place of others."""
    by_day: dict[dt.date, list[PriceStep]] = {}
    for lines in group_periods(pricing):
        for before, after in pairwise(lines):
            stated = _state(pricing, before), _state(pricing, after)
            if after.valid_from is not None and stated[0] != stated[1]:
                step = PriceStep(after.meter, after.unit_id, after.when, *stated)
                by_day.setdefault(after.valid_from, []).append(step)
    yield from (Change(day, ChangeKind.PRICE, key, prices=tuple(steps)) for day, steps in by_day.items())


def _state(pricing: Pricing, line: PriceLine) -> StatedPrice:
    return StatedPrice(pricing.amounts(line)[0], line.state, pricing.currency_of(line))
