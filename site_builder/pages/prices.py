"""The price table of a model."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from site_builder.i18n.numbers import currency_name, discount_percent, format_change, format_number
from site_builder.i18n.text import Text
from site_builder.pages.card import AmountView, amount_view
from site_builder.pages.chrome import DateView, day_view
from site_builder.pages.context import ViewContext
from site_builder.records.labels import message
from site_builder.records.pricing import METERS, UNITS, Condition, PriceLine, Pricing


@dataclass(frozen=True, slots=True)
class PriceRowView:
    """One price line.

    Attributes:
        meter: Id of the meter, e.g. `cache_read`.
        label: Localized name of the meter.
        condition: When it applies, localized; empty for the normal price.
        unit: What it is per, e.g. `per 1 million tokens`.
        amount: What the gateway charges.
        list_amount: What the maker charges, if known.
        discount: Difference in percent, e.g. `-20%`; empty where there is none.
        note: What else to know.
    """

    meter: str
    label: str
    condition: str
    unit: str
    amount: AmountView
    list_amount: AmountView | None
    discount: str
    note: Text | None


@dataclass(frozen=True, slots=True)
class PriceTableView:
    """All prices of a model in one currency.

    Attributes:
        currency: ISO 4217 code, e.g. `USD`.
        currency_name: Localized name, e.g. `US Dollars`.
        has_list: Whether any row knows the maker's price.
        has_discount: Whether any row has a discount.
        source: Page that states the maker's prices; `source_host` its host name.
        checked: Day the prices were last compared with it.
    """

    currency: str
    currency_name: str
    rows: tuple[PriceRowView, ...]
    has_conditions: bool
    has_list: bool
    has_discount: bool
    source: str
    source_host: str
    checked: DateView


_TIERS = {
    "batch": message("Batch tier"),
    "flex": message("Flex tier"),
    "priority": message("Priority tier"),
    "standard": message("Standard tier"),
}


def build_price_table(context: ViewContext, pricing: Pricing) -> PriceTableView:
    """Give all prices of a model: meters in their usual order, the normal price before conditional ones."""
    order = list(METERS)
    lines = sorted(pricing.lines, key=lambda line: (order.index(line.meter), not line.is_unconditional))
    rows = tuple(_build_row(context, pricing, line) for line in lines)
    return PriceTableView(
        currency=pricing.currency,
        currency_name=currency_name(pricing.currency, context.locale),
        rows=rows,
        has_conditions=any(row.condition for row in rows),
        has_list=any(row.list_amount for row in rows),
        has_discount=any(row.discount for row in rows),
        source=pricing.source,
        source_host=host_of(pricing.source),
        checked=day_view(pricing.checked, context.locale),
    )


def host_of(url: str) -> str:
    """Give the host name of an address, which is how a source is named to readers."""
    return urlsplit(url).netloc


def _build_row(context: ViewContext, pricing: Pricing, line: PriceLine) -> PriceRowView:
    localizer = context.localizer
    amount, list_amount = pricing.amounts(line)
    discount = discount_percent(amount, list_amount) if list_amount is not None else None
    return PriceRowView(
        meter=line.meter,
        label=localizer.ui(METERS[line.meter][0]),
        condition=describe_condition(context, line.when),
        unit=localizer.ui(UNITS[line.unit_id].unit),
        amount=amount_view(context, amount, pricing.currency),
        list_amount=None if list_amount is None else amount_view(context, list_amount, pricing.currency),
        discount="" if discount is None else format_change(discount, context.locale),
        note=None if line.note is None else localizer.text(line.note),
    )


def describe_condition(context: ViewContext, condition: Condition) -> str:
    """Say when a price applies; empty for the normal price."""
    localizer, parts = context.localizer, []
    if condition.service_tier:
        tier = _TIERS.get(condition.service_tier)
        parts.append(localizer.ui(tier) if tier else localizer.ui("Tier {name}", name=condition.service_tier))
    threshold = condition.prompt_tokens
    if threshold and threshold.gt:
        parts.append(localizer.ui("Prompt over {count} tokens", count=format_number(threshold.gt, context.locale)))
    if threshold and threshold.gte:
        count = format_number(threshold.gte, context.locale)
        parts.append(localizer.ui("Prompt of {count} tokens or more", count=count))
    return localizer.join(parts)
