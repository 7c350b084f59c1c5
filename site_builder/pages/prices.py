"""The price table of a model."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from site_builder.i18n.numbers import currency_name, discount_percent, exact, format_change, format_number
from site_builder.i18n.text import Text
from site_builder.pages.card import AmountView, amount_view
from site_builder.pages.chrome import DateView, LinkView, day_view
from site_builder.pages.context import ViewContext
from site_builder.pages.price_condition import build_condition
from site_builder.pages.price_history import PriceHistoryView, build_price_history
from site_builder.records.allowance import Allowance
from site_builder.records.labels import message
from site_builder.records.meters import METERS, UNITS
from site_builder.records.pricing import PRICE_STATES, PriceLine, Pricing

_ORDER = {meter: place for place, meter in enumerate(METERS)}


@dataclass(frozen=True, slots=True)
class PriceRowView:
    """One price line.

    Attributes:
        meter: Id of the meter, e.g. `cache_read`.
        label: Localized name of the meter.
        continues: Whether the row above has the same meter, so that the condition alone tells them apart.
        condition: When it applies, localized; empty for the normal price.
        condition_key: The same for scripts, see `ConditionView`.
        unit: What it is per, e.g. `per 1 million tokens`.
        unit_id: The same for scripts, e.g. `million_tokens`.
        currency: ISO 4217 code, where it is another one than that of the price list; else empty.
        amount: What the gateway charges; None where `state` says it in words, e.g. `Free`.
        state_id: The same for scripts, e.g. `free`.
        list_amount: What the maker charges, if known.
        discount: Difference in percent, e.g. `−20%`; empty where there is none.
        discount_value: The same for scripts, e.g. `-20`.
        allowance: What is free before the price applies, localized; may be empty.
        allowance_key: The same for scripts, e.g. `1500/day`.
        is_equivalent: Whether the row says in another unit what other rows charge.
        remark: Localized, where the row says in another unit what other rows charge; else empty.
            Rows that continue one with a remark do not repeat it.
        note: What else to know.
        currency: ISO 4217 code of both amounts.
    """

    meter: str
    label: str
    continues: bool
    condition: str
    condition_key: str
    unit: str
    unit_id: str
    currency: str
    amount: AmountView | None
    state: str
    state_id: str
    list_amount: AmountView | None
    discount: str
    discount_value: str
    allowance: str
    allowance_key: str
    is_equivalent: bool
    remark: str
    note: Text | None


@dataclass(frozen=True, slots=True)
class PriceSourceView:
    """A page that states prices, and the last day it was looked at."""

    link: LinkView
    checked: DateView


@dataclass(frozen=True, slots=True)
class PriceTableView:
    """All current prices of a model, and how they changed.

    Attributes:
        currency: ISO 4217 code of the price list, e.g. `USD`.
        currency_name: Localized name, e.g. `US Dollar`.
        has_list: Whether any row knows the maker's price.
        has_discount: Whether any row has a discount.
        is_calculable: Whether any row says what is charged, be it nothing; without one there is nothing to calculate.
        history: Prices that have changed or will change.
        sources: Pages that state the prices.
        checked: Day the prices were last compared with their main source.
    """

    currency: str
    currency_name: str
    rows: tuple[PriceRowView, ...]
    has_list: bool
    has_discount: bool
    is_calculable: bool
    history: tuple[PriceHistoryView, ...]
    sources: tuple[PriceSourceView, ...]
    checked: DateView


def build_price_table(context: ViewContext, pricing: Pricing) -> PriceTableView:
    """Give the current prices of a model, and how they changed."""
    rows = _mark_continued(build_price_rows(context, pricing))
    return PriceTableView(
        currency=pricing.currency,
        currency_name=currency_name(pricing.currency, context.locale),
        rows=rows,
        has_list=any(row.list_amount for row in rows),
        has_discount=any(row.discount for row in rows),
        is_calculable=any(row.amount or row.state_id in ("free", "included") for row in rows),
        history=build_price_history(context, pricing),
        sources=_build_sources(context, pricing),
        checked=day_view(pricing.checked, context.locale),
    )


def sort_lines(lines: Iterable[PriceLine]) -> list[PriceLine]:
    """Give price lines as readers expect them: meters in their usual order, the normal price before others."""
    return sorted(lines, key=lambda line: (_ORDER[line.meter], not line.is_unconditional))


def build_price_rows(context: ViewContext, pricing: Pricing) -> tuple[PriceRowView, ...]:
    """Give the current prices, each row for itself: meters in their usual order, the normal price before others."""
    return tuple(build_price_row(context, pricing, line) for line in sort_lines(pricing.current_lines()))


def _mark_continued(rows: tuple[PriceRowView, ...]) -> tuple[PriceRowView, ...]:
    meters = ["", *(row.meter for row in rows)]
    marked = []
    for row, above in zip(rows, meters, strict=False):
        continues = bool(row.condition) and above == row.meter
        marked.append(replace(row, continues=True, remark="") if continues else row)
    return tuple(marked)


def host_of(url: str) -> str:
    """Give the host name of an address, which is how a source is named to readers."""
    return urlsplit(url).netloc


def _build_sources(context: ViewContext, pricing: Pricing) -> tuple[PriceSourceView, ...]:
    """Give every page that states a price, each with the last day it was looked at."""
    checked: dict[str, dt.date] = {pricing.source: pricing.checked}
    for line in pricing.lines:
        url, day = line.source or pricing.source, line.checked or pricing.checked
        checked[url] = max(day, checked.get(url, day))
    return tuple(
        PriceSourceView(LinkView(host_of(url), url), day_view(day, context.locale)) for url, day in checked.items()
    )


def build_price_row(context: ViewContext, pricing: Pricing, line: PriceLine) -> PriceRowView:
    """Give one price line as a row that does not continue another one, made once for all pages that show it.

    The line is kept with its row: as long as it is there, no other line has its identity.
    """
    _, row = context.share(("price", id(line)), lambda: (line, _build_price_row(context, pricing, line)))
    return row


def _build_price_row(context: ViewContext, pricing: Pricing, line: PriceLine) -> PriceRowView:
    localizer = context.localizer
    amount, list_amount = pricing.amounts(line)
    discount = None
    if amount is not None and list_amount is not None:
        discount = discount_percent(amount, list_amount)
    currency = pricing.currency_of(line)
    condition = context.share(("condition", line.when), lambda: build_condition(localizer, line.when))
    return PriceRowView(
        meter=line.meter,
        label=localizer.ui(METERS[line.meter].label),
        continues=False,
        condition=condition.text,
        condition_key=condition.key,
        unit=localizer.ui(UNITS[line.unit_id].unit),
        unit_id=line.unit_id,
        currency="" if currency == pricing.currency else currency,
        amount=None if amount is None else amount_view(context, amount, currency),
        state="" if line.state is None else localizer.ui(PRICE_STATES[line.state]),
        state_id=line.state or "",
        list_amount=None if list_amount is None else amount_view(context, list_amount, currency),
        discount="" if discount is None else format_change(discount, context.locale),
        discount_value="" if discount is None else exact(discount),
        allowance=_describe_allowance(context, line.allowance),
        allowance_key="" if line.allowance is None else f"{line.allowance.count}/{line.allowance.per}",
        is_equivalent=line.equivalent,
        remark=localizer.ui("Equivalent to other rows; not charged in addition") if line.equivalent else "",
        note=None if line.note is None else localizer.text(line.note),
    )


def _describe_allowance(context: ViewContext, allowance: Allowance | None) -> str:
    if allowance is None:
        return ""
    localizer, count = context.localizer, format_number(allowance.count, context.locale)
    sources = {
        "request": message("{count} per request are free"),
        "day": message("{count} a day are free"),
        "month": message("{count} a month are free"),
    }
    text = localizer.ui(sources[allowance.per], count=count)
    if allowance.shared_with is None:
        return text
    others = localizer.text(allowance.shared_with).markdown
    return localizer.ui("{text}, shared with {others}", text=text, others=others)
