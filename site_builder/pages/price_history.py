"""How the prices of a model changed: a table of periods, and a step line where there are enough points."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from site_builder.pages.card import AmountView, amount_view
from site_builder.pages.chrome import DateView, day_view
from site_builder.pages.context import ViewContext
from site_builder.pages.price_condition import build_condition, describe_condition
from site_builder.pages.price_periods import group_periods
from site_builder.pages.price_plot import PricePlotView, build_price_plot
from site_builder.records.meters import METERS, UNITS
from site_builder.records.pricing import PRICE_STATES, PriceLine, Pricing

_PLOT_FROM_POINTS = 3


@dataclass(frozen=True, slots=True)
class PricePeriodView:
    """A price, or its localized state, and the days it holds; days the record does not name are None.

    Attributes:
        is_current: Whether it held on the day the prices were checked.
    """

    amount: AmountView | None
    state: str
    begins: DateView | None
    ends: DateView | None
    is_current: bool


@dataclass(frozen=True, slots=True)
class PriceHistoryView:
    """All periods of one price, the newest first.

    Attributes:
        plot: Only where three or more periods have a first day, and all of these an amount in one currency.
    """

    meter: str
    label: str
    condition: str
    unit: str
    periods: tuple[PricePeriodView, ...]
    plot: PricePlotView | None


def build_price_history(context: ViewContext, pricing: Pricing) -> tuple[PriceHistoryView, ...]:
    """Give every price that has changed or will change, in the order of the price table."""
    order = list(METERS)
    changed = [lines for lines in group_periods(pricing) if _has_changes(pricing, lines)]
    changed.sort(key=lambda lines: (order.index(lines[0].meter), build_condition(context.localizer, lines[0].when).key))
    return tuple(_build_history(context, pricing, lines) for lines in changed)


def _has_changes(pricing: Pricing, lines: tuple[PriceLine, ...]) -> bool:
    """Whether a price has ended, will end or will begin, or another one came before or comes after it."""
    if any(line.valid_to is not None or not pricing.is_current(line) for line in lines):
        return True
    return len(lines) > 1 and any(line.valid_from is not None for line in lines)


def _build_history(context: ViewContext, pricing: Pricing, lines: tuple[PriceLine, ...]) -> PriceHistoryView:
    newest_first = lines[::-1]
    first = newest_first[0]
    return PriceHistoryView(
        meter=first.meter,
        label=context.localizer.ui(METERS[first.meter].label),
        condition=describe_condition(context.localizer, first.when),
        unit=context.localizer.ui(UNITS[first.unit_id].unit),
        periods=tuple(_build_period(context, pricing, line) for line in newest_first),
        plot=_build_plot(context, pricing, newest_first),
    )


def _build_period(context: ViewContext, pricing: Pricing, line: PriceLine) -> PricePeriodView:
    amount, _ = pricing.amounts(line)
    return PricePeriodView(
        amount=None if amount is None else amount_view(context, amount, pricing.currency_of(line)),
        state="" if line.state is None else context.localizer.ui(PRICE_STATES[line.state]),
        begins=None if line.valid_from is None else day_view(line.valid_from, context.locale),
        ends=None if line.valid_to is None else day_view(line.valid_to, context.locale),
        is_current=pricing.is_current(line),
    )


def _build_plot(context: ViewContext, pricing: Pricing, lines: Iterable[PriceLine]) -> PricePlotView | None:
    changes: list[tuple[dt.date, Decimal, str]] = []
    for line in lines:
        amount, _ = pricing.amounts(line)
        if line.valid_from is None:
            continue
        if amount is None:
            return None
        changes.append((line.valid_from, amount, pricing.currency_of(line)))
    changes.sort()
    if len(changes) < _PLOT_FROM_POINTS or len({currency for _, _, currency in changes}) > 1:
        return None
    return build_price_plot(context, [(day, amount) for day, amount, _ in changes], changes[0][2], pricing.checked)
