"""Prices as they are published: each says by itself what is charged, since when, and by which source."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from site_builder.i18n.numbers import discount_percent, exact
from site_builder.outputs.api.published_type import DAY, DECIMAL, Schema, Translate, part_schema, write_part
from site_builder.records.pricing import PriceLine, Pricing


def build_prices(pricing: Pricing, lines: Iterable[PriceLine], translate: Translate) -> list[dict[str, Any]]:
    """Give lines of a price list; amounts have their multiplier applied, so nothing is left to calculate."""
    return [_build_price(pricing, line, translate) for line in lines]


def _build_price(pricing: Pricing, line: PriceLine, translate: Translate) -> dict[str, Any]:
    amount, list_amount = pricing.amounts(line)
    discount = None if amount is None or list_amount is None else discount_percent(amount, list_amount)
    numbers = {"amount": amount, "list_amount": list_amount, "discount_percent": discount}
    return {
        **write_part(line, translate),
        "unit": line.unit_id,
        "currency": pricing.currency_of(line),
        **{name: exact(number) for name, number in numbers.items() if number is not None},
        "period": _find_period(pricing, line),
        "source": line.source or pricing.source,
        "checked": (line.checked or pricing.checked).isoformat(),
    }


def _find_period(pricing: Pricing, line: PriceLine) -> str:
    """Say where a price stands on the day the prices were checked."""
    if pricing.is_current(line):
        return "current"
    return "past" if line.valid_to is not None and line.valid_to < pricing.checked else "announced"


def price_schema() -> Schema:
    """Give the schema of a price."""
    schema = part_schema(PriceLine)
    given = schema["properties"]
    return {
        **schema,
        "description": "One price, complete in itself.",
        "properties": {
            **given,
            "unit": {**given["unit"], "description": "What the amounts are per."},
            "currency": {**given["currency"], "description": "Currency of the amounts, by ISO 4217."},
            "discount_percent": {
                "description": "Difference of `amount` to `list_amount` in percent; below 0 if it is cheaper here.",
                **DECIMAL,
            },
            "period": {
                "description": "Where it stands on the day it was checked.",
                "enum": ["current", "past", "announced"],
            },
            "source": {**given["source"], "description": "Page that states the maker's price."},
            "checked": {"description": "Day it was last compared with that page.", **DAY},
        },
        "required": [*schema["required"], "unit", "currency", "period", "source", "checked"],
    }
