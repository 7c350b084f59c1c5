"""The structured prices of LiteLLM's price map, in both directions.

Tables of steps, off-peak windows, search by context size, guardrail policies and factors; each has a reader and
a writer that undo each other. Flat keys are in `litellm_fields.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import cast, get_args

from site_builder.authoring.litellm_fields import (
    UnknownPriceError,
    is_inclusive,
    lower_bound,
    no_key,
    read_amount,
    read_field,
    write_field,
)
from site_builder.records.meters import TOKEN_METERS
from site_builder.records.price_condition import Condition, Schedule, Weekday
from site_builder.records.pricing import PriceLine

Line = dict[str, object]
"""A price line as an author writes it, e.g. `{meter: input, amount: "0.20"}`."""

Entry = dict[str, object]
"""Keys of the price map with their values: decimals, and lists and mappings of them."""

_WEEKDAYS: tuple[str, ...] = get_args(Weekday)
_SEARCH_SIZES = ("low", "medium", "high")
_PROCESSING_UPLIFT = "regional_processing_uplift_multiplier_"
_ENDPOINT_UPLIFT = "regional_endpoint_uplift_multiplier"
_FREE_IMAGES = "minimax_free_input_images"
_PROVIDER_FACTORS = {"us": {"region": "us"}, "fast": {"service_tier": "fast"}}
"""Keys of `provider_specific_entry` that are factors on the token prices."""


def _read_flat(step: Mapping[str, object], entry: Mapping[str, object], when: Line, other: set[str]) -> Iterator[Line]:
    """Give the lines of the flat keys in a part of an entry, each with an additional condition."""
    for key in sorted(set(step) - other):
        line = read_field(key, step[key], entry)
        if line is None:
            raise UnknownPriceError(f"`{key}` is not a price that is known")
        own = cast("Line", line.get("when", {}))
        if own.keys() & when.keys():
            raise UnknownPriceError(f"`{key}` sets the condition again that it is listed under")
        yield line | {"when": own | when}


def read_steps(entry: Mapping[str, object]) -> Iterator[Line]:
    """Give the lines of `tiered_pricing`: ranges of prompt tokens, or of results of a search."""
    for step in cast("Sequence[Mapping[str, object]]", entry["tiered_pricing"]):
        is_search = "max_results_range" in step
        name = "max_results_range" if is_search else "range"
        low, high = (int(Decimal(str(bound))) for bound in cast("Sequence[object]", step[name]))
        when: Line
        if is_search:
            when = {"min_results": low, "max_results": high}
        else:
            lower, upper = ("gte", "lt") if is_inclusive(entry) else ("gt", "lte")
            when = {"prompt_tokens": {lower: low, upper: high} if low else {upper: high}}
        yield from _read_flat(step, entry, {part: bound for part, bound in when.items() if bound}, {name})


def is_step(condition: Condition) -> bool:
    """Whether a condition is a range with an upper end, which `tiered_pricing` says."""
    threshold = condition.prompt_tokens
    return bool(condition.max_results or (threshold and (threshold.lt or threshold.lte)))


def write_steps(lines: Sequence[PriceLine]) -> Entry:
    """Give `tiered_pricing` for the lines that are steps, in rising order."""
    steps: dict[tuple[str, int, int], Entry] = {}
    for line in lines:
        when, threshold = line.when, line.when.prompt_tokens
        if threshold:
            place = ("range", lower_bound(threshold), threshold.lt or threshold.lte or 0)
        else:
            place = ("max_results_range", when.min_results or 0, when.max_results or 0)
        key, amount = _write_without(line, "prompt_tokens", "min_results", "max_results")
        steps.setdefault(place, {place[0]: [place[1], place[2]]})[key] = amount
    return {"tiered_pricing": [steps[place] for place in sorted(steps)]} if steps else {}


def _write_without(line: PriceLine, *parts: str) -> tuple[str, Decimal]:
    """Give key and amount of a line as if these parts of its condition were not there."""
    return write_field(line.model_copy(update={"when": line.when.model_copy(update=dict.fromkeys(parts))}))


def read_off_peak(entry: Mapping[str, object]) -> Iterator[Line]:
    """Give the lines of `off_peak_pricing`, one for each price and stretch of hours."""
    rates = cast("Mapping[str, object]", entry["off_peak_pricing"])
    for window in cast("Sequence[Mapping[str, object]]", rates["windows"]):
        zones = {"time_zone": "UTC"}
        if "weekday_timezone" in rates:
            zones["days_time_zone"] = str(rates["weekday_timezone"])
        days = [_WEEKDAYS[day - 1] for day in cast("Sequence[int]", window.get("weekdays", ()))]
        hours = window["hours_utc"]
        for stretch in [hours] if isinstance(hours, str) else cast("Sequence[str]", hours):
            start, end = stretch.split("-")
            schedule = {**zones, **({"days": days} if days else {}), "from": start, "to": end}
            yield from _read_flat(rates, entry, {"schedule": schedule}, {"windows", "weekday_timezone"})


def write_off_peak(lines: Sequence[PriceLine]) -> Entry:
    """Give `off_peak_pricing` for the lines with a schedule in UTC."""
    rates: Entry = {}
    windows: dict[tuple[str, ...], list[str]] = {}
    for line in lines:
        schedule = cast("Schedule", line.when.schedule)
        key, amount = _write_without(line, "schedule")
        zone = schedule.days_time_zone
        if schedule.time_zone != "UTC" or rates.setdefault(key, amount) != amount:
            raise no_key(line)
        if zone and rates.setdefault("weekday_timezone", zone) != zone:
            raise no_key(line)
        hours = windows.setdefault(schedule.days, [])
        stretch = f"{schedule.starts}-{schedule.ends}"
        if stretch not in hours:
            hours.append(stretch)
    if windows:
        rates["windows"] = [_write_window(days, hours) for days, hours in windows.items()]
    return {"off_peak_pricing": rates} if rates else {}


def _write_window(days: tuple[str, ...], hours: list[str]) -> Entry:
    window: Entry = {"hours_utc": hours[0] if len(hours) == 1 else hours}
    return window | ({"weekdays": [_WEEKDAYS.index(day) + 1 for day in days]} if days else {})


def read_searches(entry: Mapping[str, object]) -> Iterator[Line]:
    """Give the lines of `search_context_cost_per_query`: one, or three if the size of the context matters."""
    prices = cast("Mapping[str, object]", entry["search_context_cost_per_query"])
    amounts = {size: read_amount(prices[f"search_context_size_{size}"]) for size in _SEARCH_SIZES}
    shared: Line = {"unit": "query"} if entry.get("web_search_billing_unit") == "per_query" else {}
    free = cast("Mapping[str, object] | None", entry.get("search_free_requests"))
    if free:
        shared |= {"allowance": {"count": free["count"], "per": free["period"], "shared_with": free["shared_group"]}}
    if len(set(amounts.values())) == 1:
        yield {"meter": "web_search", "amount": amounts["low"], **shared}
        return
    for size, amount in amounts.items():
        yield {"meter": "web_search", "amount": amount, **shared, "when": {"search_context": size}}


def write_searches(lines: Sequence[PriceLine]) -> Entry:
    """Give the price of a web search by size of the context, how it is counted, and what is free."""
    prices: Entry = {}
    entry: Entry = {}
    for line in lines:
        if line.amount is None or line.when != Condition(search_context=line.when.search_context):
            raise no_key(line)
        for size in [line.when.search_context] if line.when.search_context else _SEARCH_SIZES:
            prices[f"search_context_size_{size}"] = line.amount
        if line.unit_id == "query":
            entry["web_search_billing_unit"] = "per_query"
        if free := line.allowance:
            entry["search_free_requests"] = {"count": free.count, "period": free.per, "shared_group": free.shared_with}
    return entry | ({"search_context_cost_per_query": prices} if prices else {})


def read_guardrail(entry: Mapping[str, object]) -> Iterator[Line]:
    """Give the lines of `guardrail_cost_per_unit`, one per policy: `topicPolicyUnits` is `topic-policy`."""
    for name, amount in cast("Mapping[str, object]", entry["guardrail_cost_per_unit"]).items():
        policy = re.sub(r"[A-Z]", lambda match: f"-{match[0].lower()}", name.removesuffix("Units"))
        unit = {"unit": "image"} if policy.endswith("-image") else {}
        yield {"meter": "guardrail", "amount": read_amount(amount), **unit, "when": {"policy": policy}}


def write_guardrail(lines: Sequence[PriceLine]) -> Entry:
    """Give the price of a guardrail by policy."""
    prices: Entry = {}
    for line in lines:
        policy = line.when.policy
        if line.amount is None or policy is None or line.when != Condition(policy=policy):
            raise no_key(line)
        prices[re.sub(r"-(.)", lambda match: match[1].upper(), policy) + "Units"] = line.amount
    return {"guardrail_cost_per_unit": prices} if prices else {}


def read_factors(entry: Mapping[str, object], lines: Sequence[Line]) -> Iterator[Line]:
    """Give the factors of regions, endpoints and tiers, as a line for each token price that always holds."""
    extra = cast("Mapping[str, object]", entry.get("provider_specific_entry", {}))
    factors = [(when, extra[name]) for name, when in _PROVIDER_FACTORS.items() if name in extra]
    factors += [
        ({"endpoint": "regional", "region": key.removeprefix(_PROCESSING_UPLIFT)}, entry[key])
        for key in sorted(entry)
        if key.startswith(_PROCESSING_UPLIFT)
    ]
    if _ENDPOINT_UPLIFT in entry:
        factors.append(({"endpoint": "regional"}, entry[_ENDPOINT_UPLIFT]))
    bases = [line["meter"] for line in lines if line.keys() == {"meter", "amount"} and line["meter"] in TOKEN_METERS]
    if factors and not bases:
        raise UnknownPriceError("the entry has a factor, and no token price for it")
    for when, factor in factors:
        for meter in bases:
            yield {"meter": meter, "multiplier": read_amount(factor), "when": dict(when)}


def write_factors(lines: Sequence[PriceLine]) -> Entry:
    """Give the factors of regions, endpoints and tiers; all lines of one must agree."""
    extra: Entry = {}
    entry: Entry = {}
    for line in lines:
        when = line.when.model_dump(exclude_none=True)
        provider = next((name for name, condition in _PROVIDER_FACTORS.items() if condition == when), None)
        if provider:
            target, key = extra, provider
        elif when == {"endpoint": "regional"}:
            target, key = entry, _ENDPOINT_UPLIFT
        elif when.keys() == {"endpoint", "region"} and line.when.endpoint == "regional":
            target, key = entry, f"{_PROCESSING_UPLIFT}{line.when.region}"
        else:
            raise no_key(line)
        if target.setdefault(key, line.multiplier) != line.multiplier:
            raise no_key(line)
    return entry | ({"provider_specific_entry": extra} if extra else {})


def read_free_images(entry: Mapping[str, object], lines: Sequence[Line]) -> Iterator[Line]:
    """Give the lines, with the images that each request may bring for nothing on the price of an image."""
    extra = cast("Mapping[str, object]", entry.get("provider_specific_entry", {}))
    for line in lines:
        is_image = (line["meter"], line.get("unit")) == ("image_input", "image")
        free: Line = {"count": extra.get(_FREE_IMAGES), "per": "request"}
        yield line | {"allowance": free} if is_image and _FREE_IMAGES in extra else line


def write_free_images(lines: Sequence[PriceLine]) -> Entry:
    """Give the number of images that each request may bring for nothing."""
    entry: Entry = {}
    for line in lines:
        free = line.allowance
        if free is None:
            continue
        if (line.meter, line.unit_id, free.per) != ("image_input", "image", "request"):
            raise no_key(line)
        entry["provider_specific_entry"] = {_FREE_IMAGES: free.count}
    return entry


READERS: Mapping[str, Callable[[Mapping[str, object]], Iterator[Line]]] = {
    "tiered_pricing": read_steps,
    "off_peak_pricing": read_off_peak,
    "search_context_cost_per_query": read_searches,
    "guardrail_cost_per_unit": read_guardrail,
}
"""Structured keys that make lines by themselves."""


def is_companion(key: str) -> bool:
    """Whether a key says something about the lines that other keys make."""
    names = ("search_free_requests", "web_search_billing_unit", "provider_specific_entry", _ENDPOINT_UPLIFT)
    return key in names or key.startswith(_PROCESSING_UPLIFT)
