"""What a call costs by a price list, computed from the record with `Decimal`: what the calculator is compared with.

Written apart from the script, from the rules in `records/pricing.py` and `price_condition.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, localcontext
from typing import Any

from site_builder.records.pricing import PriceLine, Pricing

MILLION = Decimal(1000000)
PROMPT = (
    "input", "cache_read", "cache_write", "audio_input", "audio_cache_read", "audio_cache_write",
    "image_input", "image_cache_read", "video_input", "video_cache_read",
)  # fmt: skip
SPANS = {"request": Decimal(1), "day": Decimal(1), "month": Decimal(30)}


@dataclass(frozen=True, slots=True)
class Quantity:
    """What is asked of a meter, in tokens, characters, images …; `group` as the calculator names it."""

    meter: str
    unit: str
    is_equivalent: bool
    count: Decimal

    @property
    def group(self) -> str:
        """The name of the field: `input.million_tokens`, `image.image.equivalent`."""
        return f"{self.meter}.{self.unit}{'.equivalent' if self.is_equivalent else ''}"


@dataclass(slots=True)
class Cost:
    """Sums by currency and span of time, and what has no price, with the reason."""

    totals: dict[str, dict[str, Decimal]] = field(default_factory=dict)
    problems: set[tuple[str, str]] = field(default_factory=set)


def compute_cost(pricing: Pricing, quantities: list[Quantity], chosen: Mapping[str, Any], requests: Decimal) -> Cost:
    """Give what a call costs on the day of the check.

    Args:
        pricing: The price list.
        quantities: What one request asks for.
        chosen: Parts of a condition that hold, as the record has them, without the length of the prompt.
        requests: How many requests a day.
    """
    prompt = sum(
        (item.count for item in quantities if _is_prompt(item)),
        Decimal(0),
    )
    cost = Cost()
    for item in quantities:
        lines = [line for line in pricing.current_lines() if _is_priced_by(line, item)]
        matching = [line for line in lines if _applies(line, chosen, prompt)]
        line = _find_narrowest(matching)
        if line is None:
            cost.problems.add((item.group, "unclear" if matching else "unmatched"))
        elif line.state in ("unknown", "variable"):
            cost.problems.add((item.group, "unnamed"))
        else:
            _add(cost, pricing, line, item, requests)
    return cost


def _is_prompt(item: Quantity) -> bool:
    return item.meter in PROMPT and item.unit == "million_tokens" and not item.is_equivalent


def _is_priced_by(line: PriceLine, item: Quantity) -> bool:
    return (line.meter, line.unit_id, line.equivalent) == (item.meter, item.unit, item.is_equivalent)


def _applies(line: PriceLine, chosen: Mapping[str, Any], prompt: Decimal) -> bool:
    parts = line.when.model_dump(exclude_none=True)
    bounds = parts.pop("prompt_tokens", {})
    return all(chosen.get(name) == value for name, value in parts.items()) and not (
        ("gt" in bounds and prompt <= bounds["gt"])
        or ("gte" in bounds and prompt < bounds["gte"])
        or ("lt" in bounds and prompt >= bounds["lt"])
        or ("lte" in bounds and prompt > bounds["lte"])
    )


def _find_narrowest(lines: list[PriceLine]) -> PriceLine | None:
    """Give the line that names all that any other one names; of several thresholds, the highest."""
    if not lines:
        return None
    named = {id(line): set(line.when.model_dump(exclude_none=True)) for line in lines}
    best = max(lines, key=lambda line: (len(named[id(line)]), _lowest(line)))
    return best if all(named[id(line)] <= named[id(best)] for line in lines) else None


def _lowest(line: PriceLine) -> int:
    threshold = line.when.prompt_tokens
    return 0 if threshold is None else threshold.gte or (threshold.gt or 0) + 1


def _add(cost: Cost, pricing: Pricing, line: PriceLine, item: Quantity, requests: Decimal) -> None:
    scale = MILLION if item.unit.startswith("million_") else Decimal(1)
    amount, _ = pricing.amounts(line)
    price = (amount or Decimal(0)) / scale
    free = {line.allowance.per: line.allowance.count * scale} if line.allowance else {}
    with localcontext(prec=200):
        once = max(Decimal(0), item.count - free.get("request", 0))
        day = max(Decimal(0), once * requests - free.get("day", 0))
        month = max(Decimal(0), day * 30 - free.get("month", 0))
        sums = cost.totals.setdefault(pricing.currency_of(line), dict.fromkeys(SPANS, Decimal(0)))
        for span, count in (("request", once), ("day", day), ("month", month)):
            sums[span] += count * price
