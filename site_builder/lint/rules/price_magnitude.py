"""Prices a factor of a thousand or a million off: per token in a per-million field, or the other way round."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from site_builder.catalog.catalog import Catalog, RecordId
from site_builder.catalog.finding import Finding
from site_builder.lint.rule import Example, RecordRule
from site_builder.records.meters import METERS, UNITS
from site_builder.records.model import Model
from site_builder.records.pricing import PriceLine, Pricing

_BOUNDS: dict[str, tuple[Decimal, Decimal]] = {
    "million_tokens": (Decimal("0.0005"), Decimal(2000)),
    "million_characters": (Decimal("0.01"), Decimal(2000)),
    "million_pixels": (Decimal("0.00001"), Decimal(100)),
    "image": (Decimal("0.00001"), Decimal(20)),
    "second": (Decimal("0.000001"), Decimal(20)),
    "minute": (Decimal("0.00001"), Decimal(100)),
    "hour": (Decimal("0.0001"), Decimal(100_000)),
}
"""Smallest and largest amount per unit that any maker charges, with room; in US dollars."""

_OTHERS = (Decimal("0.0000001"), Decimal(1000))
"""The same for all other units: calls, pages, sessions …"""

_PER_DOLLAR: dict[str, int] = {
    "USD": 1, "EUR": 1, "GBP": 1, "CHF": 1, "CAD": 1, "AUD": 1, "SGD": 1, "BRL": 5, "CNY": 7, "HKD": 8,
    "RUB": 100, "INR": 100, "JPY": 150, "KRW": 1500,
}  # fmt: skip
"""About how many units of a currency make a dollar; prices in others are not judged."""

_MILLION = Decimal(1_000_000)


def _check(_: RecordId, model: Model, __: Catalog) -> Iterator[Finding]:
    pricing = model.pricing
    if pricing is None:
        return
    for index, line in enumerate(pricing.lines):
        for field, amount in (("amount", line.amount), ("list", line.list_amount)):
            yield from _check_amount(pricing, line, amount, ("pricing", "lines", index, field))


def _check_amount(
    pricing: Pricing, line: PriceLine, amount: Decimal | None, place: tuple[str | int, ...]
) -> Iterator[Finding]:
    currency = pricing.currency_of(line)
    rate = _PER_DOLLAR.get(currency)
    if not amount or rate is None:
        return
    smallest, largest = (bound * rate for bound in _BOUNDS.get(line.unit_id, _OTHERS))
    if smallest <= amount <= largest:
        return
    unit = UNITS[line.unit_id].unit
    meant = (amount * _MILLION if amount < smallest else amount / _MILLION).normalize()
    slip = f'; for a slip of a million, write `{place[-1]}: "{meant:f}"`' if smallest <= meant <= largest else ""
    yield Finding(
        "price-magnitude",
        place,
        f"{METERS[line.meter].label.lower()} price is {amount:f} {currency} {unit}",
        f"no maker charges that; prices {unit} lie between {smallest:f} and {largest:f} {currency}",
        f"compare the unit with the source{slip}",
    )


PRICE_MAGNITUDE = RecordRule(
    name="price-magnitude",
    summary="Finds amounts far outside what is charged anywhere for the same unit, which are slips of the unit.",
    why="A price per token in a field per million tokens is wrong by a factor of a million and looks like any other.",
    bad=Example(
        "catalog/models/acme/mini.yaml",
        """pricing:
  currency: USD
  source: https://acme.example.com/pricing
  checked: 2026-11-01
  lines:
    - {meter: input, amount: "0.0000002"}
""",
    ),
    good=Example(
        "catalog/models/acme/mini.yaml",
        """pricing:
  currency: USD
  source: https://acme.example.com/pricing
  checked: 2026-11-01
  lines:
    - {meter: input, amount: "0.20"}
""",
    ),
    record_class=Model,
    check=_check,
)
