"""What readers filter and sort models by, in the machine form that a row of a table carries.

The words are those of the addresses of filtered tables, so both can be read side by side:
`provider=google kind=chat status=stable input=text,image can=streaming released=2026-03-03 price-input=0.20`.
"""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.catalog.catalog import provider_of
from site_builder.i18n.numbers import exact
from site_builder.records.model import Model
from site_builder.records.price_condition import Condition, Threshold
from site_builder.records.pricing import PriceLine, Pricing
from site_builder.records.specification import Capabilities

PRICE_METERS = {"input": "input", "cached": "cache_read", "output": "output"}
"""Names of the prices in a row, with the meter of each."""
_OTHER_CONDITIONS = tuple(name for name in Condition.model_fields if name != "prompt_tokens")


def row_facts(key: str, model: Model) -> str:
    """Give the facts of a model as `name=value` pairs, separated by spaces; what is not known is left out.

    Lists are separated by commas. A capability is under `can` or under `cannot`; one that is in neither is unknown.
    A price is per 1 million tokens: the normal one, then those for lengths of the prompt, each after the first and
    the last length in tokens, e.g. `price-input=0.40|256001-:1.20`.
    """
    facts = {
        "provider": provider_of(key),
        "kind": model.kind,
        "status": model.status,
        "input": ",".join(model.modalities.input),
        "output": ",".join(model.modalities.output),
        "protocol": ",".join(served.protocol for served in model.protocols),
        "can": ",".join(capabilities_in_state(model, "yes")),
        "cannot": ",".join(capabilities_in_state(model, "no")),
        "context": str(model.limits.context_window_tokens or ""),
        "released": model.released.isoformat() if model.released else "",
    }
    if model.pricing is not None:
        facts |= _price_facts(model.pricing)
    return " ".join(f"{name}={value}" for name, value in facts.items() if value)


def capabilities_in_state(model: Model, state: str) -> Iterator[str]:
    """Give the names of the capabilities that the record says are in a state, in the order of the record class."""
    return (name for name in Capabilities.model_fields if getattr(model.capabilities, name) == state)


def _price_facts(pricing: Pricing) -> dict[str, str]:
    prices = {f"price-{name}": "|".join(_prices_of(pricing, meter)) for name, meter in PRICE_METERS.items()}
    return {"currency": pricing.currency, **prices} if any(prices.values()) else {}


def _prices_of(pricing: Pricing, meter: str) -> Iterator[str]:
    """Give the prices of a meter that depend on nothing but the length of the prompt, the normal one first."""
    lines = [line for line in pricing.current_lines() if line.meter == meter and _is_comparable(pricing, line)]
    for line in sorted(lines, key=lambda line: not line.is_unconditional):
        amount = "0" if line.state == "free" else _amount(pricing, line)
        if amount:
            bounds = line.when.prompt_tokens
            yield amount if bounds is None else f"{_write_bounds(bounds)}:{amount}"


def _is_comparable(pricing: Pricing, line: PriceLine) -> bool:
    """Whether a price is per 1 million tokens, and depends on nothing but the length of the prompt."""
    is_plain = all(getattr(line.when, name) is None for name in _OTHER_CONDITIONS) and not line.equivalent
    return is_plain and line.unit_id == "million_tokens" and pricing.currency_of(line) == pricing.currency


def _amount(pricing: Pricing, line: PriceLine) -> str:
    amount, _ = pricing.amounts(line)
    return "" if amount is None else exact(amount)


def _write_bounds(bounds: Threshold) -> str:
    """Give the first and the last length in tokens for which a price holds; an end that is open is left out."""
    first = bounds.gte or (bounds.gt or 0) + 1
    last = bounds.lte or (bounds.lt and bounds.lt - 1)
    return f"{first}-{last or ''}"
