"""Prices that do not fit those beside them: cached above normal input, batch above standard, a sibling 20 × off."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from site_builder.catalog.catalog import Catalog, RecordId, provider_of
from site_builder.catalog.finding import Finding
from site_builder.catalog.positions import KeyPath
from site_builder.diagnostics import Severity
from site_builder.lint.rule import Example, RecordRule
from site_builder.records.meters import METERS, UNITS
from site_builder.records.model import Model
from site_builder.records.pricing import PriceLine, Pricing

_FAR = 20
"""Factor to the nearest sibling at which a slip is likelier than a decision."""

_TOO_FAR = 10_000
"""Factor from which on the unit is wrong, which is the business of `price-magnitude`."""

_MOST_OFF = Decimal("0.5")
"""Largest discount on the maker's price that is taken for granted."""

_CHEAPER_TIERS = frozenset({"batch", "flex"})
_CACHED = {
    "cache_read": "input",
    "audio_cache_read": "audio_input",
    "image_cache_read": "image_input",
    "video_cache_read": "video_input",
}


@dataclass(frozen=True, slots=True)
class _Normal:
    """The unconditional prices of all models.

    Attributes:
        amounts: By maker, family, kind of model, meter, unit and currency: the amount of each model.
        ratios: By maker and kind of model: what output costs in units of what input costs, of each model.
    """

    amounts: Mapping[tuple[str, ...], Mapping[str, Decimal]]
    ratios: Mapping[tuple[str, str], Mapping[str, Decimal]]


def _check(record_id: RecordId, model: Model, catalog: Catalog) -> Iterator[Finding]:
    pricing = model.pricing
    if pricing is None:
        return
    key = record_id.partition("/")[2]
    for index, line in enumerate(pricing.lines):
        if pricing.is_current(line):
            yield from _check_line(pricing, line, ("pricing", "lines", index))
    for meter in ("input", "output"):
        base = pricing.base_line(meter)
        if base is not None and base.amount:
            yield from _check_siblings(key, model, pricing, base, catalog)
    yield from _check_ratio(key, model, pricing, catalog)


def _check_line(pricing: Pricing, line: PriceLine, place: KeyPath) -> Iterator[Finding]:
    label, tier = METERS[line.meter].label.lower(), line.when.service_tier
    amount, maker = line.amount, line.list_amount
    if line.multiplier is not None and line.multiplier > 1 and tier in _CHEAPER_TIERS:
        said = f"the {label} price of tier {tier} is {line.multiplier} times the usual one"
        yield _finding(place, said, "compare it with the source; this tier is sold as the cheaper one")
    if amount is None:
        return
    if maker and amount and amount < maker * _MOST_OFF and maker < amount * _TOO_FAR:
        said = f"the {label} price is {amount:f}, less than half of the maker's {maker:f}"
        yield _finding(place, said, "check both amounts; a higher discount is rarely meant")
    normal = _amount(pricing, _CACHED[line.meter], line) if line.meter in _CACHED and line.is_unconditional else None
    if normal is not None and amount > normal:
        said = f"the {label} price is {amount:f}, above the {normal:f} that is paid without a cache"
        yield _finding(place, said, "compare both with the source; they may be exchanged")
    standard = _amount(pricing, line.meter, line) if tier in _CHEAPER_TIERS and not line.when.prompt_tokens else None
    if standard is not None and amount > standard:
        said = f"the {label} price of tier {tier} is {amount:f}, above the usual {standard:f}"
        yield _finding(place, said, "compare both with the source; they may be exchanged")


def _amount(pricing: Pricing, meter: str, line: PriceLine) -> Decimal | None:
    """Give the normal amount of a meter in the unit and currency of a line."""
    base = pricing.base_line(meter)
    if base is None or base.unit_id != line.unit_id or pricing.currency_of(base) != pricing.currency_of(line):
        return None
    return base.amount


def _check_ratio(key: str, model: Model, pricing: Pricing, catalog: Catalog) -> Iterator[Finding]:
    """Find output that costs less than input, where every other model of the maker has it the other way round."""
    ratios = _normal_prices(catalog).ratios.get((provider_of(key), model.kind), {})
    others = [ratio for other, ratio in ratios.items() if other != key]
    if 1 / Decimal(_TOO_FAR) < ratios.get(key, Decimal(1)) < 1 and others and min(others) > 1:
        yield _finding(
            (*_place(pricing, pricing.base_line("output")), "amount"),
            "output costs less than input; with all other models of the maker it costs more",
            "compare both with the source; they may be exchanged",
        )


def _check_siblings(key: str, model: Model, pricing: Pricing, line: PriceLine, catalog: Catalog) -> Iterator[Finding]:
    """Find an amount that is far from the nearest of its family."""
    amounts = _normal_prices(catalog).amounts[_group(key, model, pricing, line)]
    own = amounts[key]
    factors = {max(other / own, own / other): other for owner, other in amounts.items() if owner != key}
    if factors and _FAR <= min(factors) < _TOO_FAR:
        label, unit = METERS[line.meter].label.lower(), UNITS[line.unit_id].unit
        nearest = f"the nearest of family {model.family} is {factors[min(factors)]:f}"
        yield _finding(
            (*_place(pricing, line), "amount"),
            f"the {label} price is {own:f} {unit}; {nearest}",
            "compare the amount and its decimal point with the source",
        )


def _place(pricing: Pricing, line: PriceLine | None) -> KeyPath:
    return ("pricing", "lines", next(index for index, entry in enumerate(pricing.lines) if entry is line))


@functools.lru_cache(maxsize=2)
def _normal_prices(catalog: Catalog) -> _Normal:
    amounts: dict[tuple[str, ...], dict[str, Decimal]] = {}
    ratios: dict[tuple[str, str], dict[str, Decimal]] = {}
    for key, model in catalog.models.items():
        if model.pricing is None:
            continue
        found = {meter: model.pricing.base_line(meter) for meter in ("input", "output")}
        given, output = (line.amount if line else None for line in found.values())
        for line in found.values():
            if line is not None and line.amount:
                amounts.setdefault(_group(key, model, model.pricing, line), {})[key] = line.amount
        if given and output:
            ratios.setdefault((provider_of(key), model.kind), {})[key] = output / given
    return _Normal(amounts, ratios)


def _group(key: str, model: Model, pricing: Pricing, line: PriceLine) -> tuple[str, ...]:
    return provider_of(key), model.family, model.kind, line.meter, line.unit_id, pricing.currency_of(line)


def _finding(place: KeyPath, message: str, fix: str) -> Finding:
    return Finding(
        "price-out-of-line", place, message, "prices beside each other follow a pattern; this one breaks it", fix
    )


_LINES = """pricing:
  currency: USD
  source: https://acme.example.com/pricing
  checked: 2026-11-01
  lines:
    - {meter: input, amount: "0.20"}
    - {meter: output, amount: "0.80"}
    - {meter: cache_read, amount: "%s"}
"""

PRICE_OUT_OF_LINE = RecordRule(
    name="price-out-of-line",
    summary="Finds prices that do not fit those beside them: cached or batch above normal, a sibling 20 × off.",
    why="A slip of a digit or two lines exchanged look like a price; only those beside it show that it is none.",
    bad=Example("catalog/models/acme/mini.yaml", _LINES % "2.00"),
    good=Example("catalog/models/acme/mini.yaml", _LINES % "0.02"),
    severity=Severity.WARNING,
    record_class=Model,
    check=_check,
)
