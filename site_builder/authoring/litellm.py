"""Prices of LiteLLM's price map as price lines, and back without loss.

One call per entry of the map; sizes, qualities and regions that LiteLLM puts into an entry's id are the caller's
matter. Read the file with `json.load(file, parse_float=Decimal)`, so that no digit is lost.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from site_builder.authoring.litellm_fields import UnknownPriceError, read_field, write_field
from site_builder.authoring.litellm_structures import (
    READERS,
    Entry,
    Line,
    is_companion,
    is_step,
    read_factors,
    read_free_images,
    write_factors,
    write_free_images,
    write_guardrail,
    write_off_peak,
    write_searches,
    write_steps,
)
from site_builder.records.meters import METERS
from site_builder.records.pricing import PriceLine

_ORDER = tuple(METERS)
_PRICE_WORDS = ("cost", "pricing", "uplift", "free_requests", "billing_unit")
_SEARCH = "search_context_cost_per_query"


def is_price_key(key: str) -> bool:
    """Whether a key of an entry names a price or something that belongs to one, known or not."""
    return any(word in key for word in _PRICE_WORDS) or is_companion(key)


def read_prices(entry: Mapping[str, object]) -> tuple[Line, ...]:
    """Give the prices of an entry as price lines, in the shape an author writes below `pricing.lines`.

    Tokens, characters and pixels are priced per million, and the currency is USD where a line names none. Lines are
    in the order of meters, each meter's normal price first. Zeros of the map are kept: something is free.

    Args:
        entry: An entry of the map; `mode` and `litellm_provider` decide what some keys mean.

    Raises:
        UnknownPriceError: The entry has a price key, or a combination of them, that is not known.
    """
    lines: list[Line] = []
    for key, value in entry.items():
        if key in READERS:
            lines += READERS[key](entry)
        elif line := read_field(key, value, entry):
            lines.append(line)
        elif is_price_key(key) and not is_companion(key):
            raise UnknownPriceError(f"`{key}` is not a price that is known")
    if {"search_free_requests", "web_search_billing_unit"} & entry.keys() and _SEARCH not in entry:
        raise UnknownPriceError(f"the entry says how searches are billed, but has no `{_SEARCH}`")
    lines = sorted(read_free_images(entry, lines), key=_place)
    return (*lines, *read_factors(entry, lines))


def _place(line: Line) -> tuple[int, bool, bool, bool]:
    return _ORDER.index(str(line["meter"])), "when" in line, "currency" in line, "unit" in line


def write_prices(lines: Sequence[PriceLine]) -> Entry:
    """Give the keys of the price map that say these lines, with LiteLLM's amounts: USD per token, character, pixel ….

    Args:
        lines: Current lines of a price list in USD. What the map has no place for beside a price is left out: the
            maker's price, sources, days and notes.

    Raises:
        UnknownPriceError: The map has no key for a line, or two lines would need the same.
    """
    _check_currencies(lines)
    factors = [line for line in lines if line.multiplier is not None]
    others = [line for line in lines if line.multiplier is None]
    searches = [line for line in others if line.meter == "web_search"]
    guardrails = [line for line in others if line.meter == "guardrail"]
    plain = [line for line in others if line.meter not in ("web_search", "guardrail")]
    entry = write_searches(searches) | write_guardrail(guardrails)
    entry |= write_off_peak([line for line in plain if line.when.schedule])
    entry |= write_steps([line for line in plain if not line.when.schedule and is_step(line.when)])
    for line in plain:
        if not line.when.schedule and not is_step(line.when):
            key, amount = write_field(line)
            if key in entry:
                raise UnknownPriceError(f"two prices would both be `{key}`")
            entry[key] = amount
    return _join(entry, write_factors(factors), write_free_images(plain))


def _check_currencies(lines: Sequence[PriceLine]) -> None:
    for line in lines:
        if line.currency not in (None, "USD", "DBU"):
            raise UnknownPriceError(f"LiteLLM's price map has no prices in {line.currency}")


def _join(*parts: Entry) -> Entry:
    """Join parts of an entry; those of `provider_specific_entry` too."""
    extra: Entry = {}
    joined: Entry = {}
    for part in parts:
        own = part.get("provider_specific_entry")
        extra |= own if isinstance(own, dict) else {}
        joined |= part
    return joined | ({"provider_specific_entry": extra} if extra else {})
