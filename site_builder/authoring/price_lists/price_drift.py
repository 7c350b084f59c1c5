"""Prices that a record and a list state differently for the same thing, however each of them writes it.

The record's side is the maker's price where the record has it: a list says what the maker charges, and what a
gateway charges is its own affair.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from site_builder.authoring.price_lists.drift import Drift
from site_builder.authoring.price_lists.listed_model import ListedModel
from site_builder.catalog.flow_style import write_flow
from site_builder.catalog.positions import KeyPath
from site_builder.records.meters import METERS, UNITS
from site_builder.records.model import Model
from site_builder.records.price_condition import Condition
from site_builder.records.pricing import PriceLine, Pricing

_PER_HOUR = {"second": Decimal(3600), "minute": Decimal(60), "hour": Decimal(1)}
"""What an amount per unit of time is multiplied with to compare it with others."""

_USUAL_CACHE = "PT5M"
"""How long a cache entry is kept where a price list does not say it."""

_EVIDENCE = {"currency": "USD", "source": "https://example.com", "checked": "2000-01-01"}

_Key = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class _Price:
    """An amount in the unit that others of its kind are compared in, its line, and where the line says it."""

    amount: Decimal
    line: PriceLine
    place: KeyPath
    stated: Decimal


def find_price_drifts(model: Model, listed: ListedModel) -> Iterator[Drift]:
    """Give the prices in which a record and an entry differ, and those that only the entry has.

    Of prices that depend on the hour each of them may call another one the normal price; so all of a meter are
    compared with all.
    """
    ours, theirs = _group(model.pricing), _group(_read_listed(listed))
    for key, prices in theirs.items():
        own = ours.get(key, [])
        for price in prices:
            is_filler = not own and price.amount == 0  # lists write 0 where there is no price, too
            if not is_filler and price.amount not in {known.amount for known in own}:
                yield _drift(price, own[0] if own else None)


def _read_listed(listed: ListedModel) -> Pricing | None:
    try:
        return Pricing.model_validate({**_EVIDENCE, "lines": listed.lines})
    except ValidationError:  # two prices for the same: nobody can say which is meant
        return None


def _group(pricing: Pricing | None) -> dict[_Key, list[_Price]]:
    """Give the current prices with an amount, by what they are for."""
    found: dict[_Key, list[_Price]] = {}
    for index, line in enumerate(pricing.lines if pricing else ()):
        amount = _amount(pricing, line) if pricing and pricing.is_current(line) else None
        if pricing is not None and amount is not None:
            hours = _PER_HOUR.get(line.unit_id)
            unit = "hour" if hours else line.unit_id
            key = (line.meter, unit, pricing.currency_of(line), _condition(line.when))
            price = _Price(amount * (hours or 1), line, ("pricing", "lines", index, _field(line)), amount)
            found.setdefault(key, []).append(price)
    return found


def _amount(pricing: Pricing, line: PriceLine) -> Decimal | None:
    """Give the maker's price of a line, or the gateway's where the record has only that."""
    if line.state == "free":
        return Decimal(0)
    gateway, maker = pricing.amounts(line)
    return gateway if maker is None else maker


def _field(line: PriceLine) -> str:
    """Give the key of a line that says the price that is compared."""
    if line.list_amount is not None:
        return "list"
    return "multiplier" if line.multiplier is not None else "amount" if line.amount is not None else "state"


def _condition(when: Condition) -> str:
    """Give a condition without what lists and records say differently about the same."""
    parts: dict[str, Any] = when.model_dump(exclude_none=True, by_alias=True)
    bounds = parts.pop("prompt_tokens", {})
    above = bounds.get("gt") or bounds.get("gte")  # whether the bound itself counts, few lists say
    parts |= {"prompt_tokens": above} if above else {}
    if parts.get("cache_ttl") == _USUAL_CACHE:
        del parts["cache_ttl"]
    parts.pop("schedule", None)
    if "region" in parts:
        parts.pop("endpoint", None)
    return write_flow(dict(sorted(parts.items())))


def _drift(price: _Price, own: _Price | None) -> Drift:
    line = price.line
    when = line.when.model_dump(exclude_none=True, by_alias=True)
    condition = f" when {write_flow(_plain(when))}" if when else ""
    fact = f"{METERS[line.meter].label.lower()} price {UNITS[line.unit_id].unit}{condition}"
    if own is None:
        said = f"{{meter: {line.meter}, amount: {write_flow(_digits(price.stated))}}}"
        return Drift("drift-pricing", fact, "", _digits(price.stated), ("pricing", "lines"), f"add `- {said}`")
    scale = _PER_HOUR.get(own.line.unit_id, Decimal(1))
    ours, theirs = own.stated, price.amount / scale
    fact = f"{METERS[line.meter].label.lower()} price {UNITS[own.line.unit_id].unit}{condition}"
    key = "amount" if own.place[-1] in ("state", "multiplier") else own.place[-1]
    return Drift("drift-price", fact, _digits(ours), _digits(theirs), own.place, f'write `{key}: "{_digits(theirs)}"`')


def _plain(when: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: _plain(value) if isinstance(value, dict) else list(value) if isinstance(value, tuple) else value
        for key, value in when.items()
    }


def _digits(amount: Decimal) -> str:
    return format(amount.normalize(), "f")
