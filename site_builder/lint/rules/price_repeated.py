"""One meter priced twice for the same calls, in different units."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from site_builder.catalog.catalog import Catalog, RecordId
from site_builder.catalog.finding import Finding
from site_builder.lint.rule import Example, RecordRule
from site_builder.records.meters import METERS, UNITS
from site_builder.records.model import Model
from site_builder.records.pricing import PriceLine, Pricing


def _check(_: RecordId, model: Model, __: Catalog) -> Iterator[Finding]:
    pricing = model.pricing
    if pricing is None:
        return
    for (_index, line), (index, other) in combinations(enumerate(pricing.lines), 2):
        if line.meter == other.meter and line.unit_id != other.unit_id and _is_same_charge(pricing, line, other):
            yield Finding(
                "price-repeated",
                ("pricing", "lines", index),
                f"the {METERS[other.meter].label.lower()} price is stated {UNITS[line.unit_id].unit} "
                f"and {UNITS[other.unit_id].unit} for the same calls",
                "a reader adds up all lines that apply, and would pay twice",
                "write `equivalent: true` if it says the same price in another unit, or give it its own `when`",
            )


def _is_same_charge(pricing: Pricing, line: PriceLine, other: PriceLine) -> bool:
    return (
        line.when == other.when
        and pricing.currency_of(line) == pricing.currency_of(other)
        and line.is_beside(other)
        and line.equivalent is other.equivalent
    )


_LINES = """pricing:
  currency: USD
  source: https://acme.example.com/pricing
  checked: 2026-11-01
  lines:
    - {{meter: video, amount: "0.05"}}
    - {{meter: video, amount: "3.00", unit: minute{rest}}}
"""

PRICE_REPEATED = RecordRule(
    name="price-repeated",
    summary="Finds meters that are priced twice under the same conditions, in different units.",
    why="All lines that apply are charged together; a price that is said twice would be paid twice.",
    bad=Example(
        "catalog/models/acme/mini.yaml", "modalities: {input: [text], output: [video]}\n" + _LINES.format(rest="")
    ),
    good=Example(
        "catalog/models/acme/mini.yaml",
        "modalities: {input: [text], output: [video]}\n" + _LINES.format(rest=", equivalent: true"),
    ),
    record_class=Model,
    check=_check,
)
