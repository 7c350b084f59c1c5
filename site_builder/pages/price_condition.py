"""Says in words when a price applies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from babel.dates import get_day_names
from babel.units import format_unit

from site_builder.i18n.localizer import Localizer
from site_builder.i18n.numbers import format_number
from site_builder.records.labels import message
from site_builder.records.price_condition import Condition, Schedule, Threshold

_TIERS = {
    "batch": message("Batch tier"),
    "flex": message("Flex tier"),
    "priority": message("Priority tier"),
    "fast": message("Fast tier"),
    "standard": message("Standard tier"),
}
_QUALITIES = {
    "low": message("Low quality"),
    "medium": message("Medium quality"),
    "standard": message("Standard quality"),
    "high": message("High quality"),
    "hd": message("HD quality"),
}
_CACHE_KINDS = {
    "implicit": message("Automatic caching"),
    "explicit": message("Explicit caching"),
}
_ENDPOINTS = {
    "global": message("Global endpoint"),
    "regional": message("Regional endpoint"),
}
_DURATION_UNITS = {
    "S": "duration-second",
    "TM": "duration-minute",
    "H": "duration-hour",
    "D": "duration-day",
    "W": "duration-week",
    "M": "duration-month",
    "Y": "duration-year",
}
_DAYS_OF_RANGE = 3
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def describe_condition(localizer: Localizer, condition: Condition) -> str:
    """Say when a price applies: each part begins like a sentence, so a point stands between; empty if always."""
    return " · ".join(_parts(localizer, condition)) if condition.model_fields_set else ""


def _parts(localizer: Localizer, condition: Condition) -> Iterator[str]:
    if condition.service_tier:
        known = _TIERS.get(condition.service_tier)
        yield localizer.ui(known) if known else localizer.ui("Tier {name}", name=condition.service_tier)
    if condition.prompt_tokens:
        yield from _describe_threshold(localizer, condition.prompt_tokens)
    if condition.cache:
        yield localizer.ui(_CACHE_KINDS[condition.cache])
    if condition.cache_ttl:
        yield localizer.ui("Kept for {duration}", duration=describe_duration(localizer, condition.cache_ttl))
    yield from _describe_place(localizer, condition)
    if condition.schedule:
        yield _describe_schedule(localizer, condition.schedule)
    if condition.commitment:
        yield localizer.ui("Reserved for {duration}", duration=describe_duration(localizer, condition.commitment))
    yield from _describe_output(localizer, condition)
    yield from _describe_use(localizer, condition)


def _describe_place(localizer: Localizer, condition: Condition) -> Iterator[str]:
    """Say where the call goes: region, endpoint."""
    if condition.region:
        yield localizer.ui("Region {name}", name=condition.region)
    if condition.endpoint:
        known = _ENDPOINTS.get(condition.endpoint)
        yield localizer.ui(known) if known else localizer.ui("Endpoint {name}", name=condition.endpoint)


def _describe_use(localizer: Localizer, condition: Condition) -> Iterator[str]:
    """Say what else is used: tool, size of a search, policy of a guardrail."""
    if condition.tool:
        yield localizer.ui("Tool {name}", name=condition.tool)
    if condition.search_context:
        yield localizer.ui("Search context {name}", name=condition.search_context)
    if condition.min_results:
        count = format_number(condition.min_results, localizer.locale)
        yield localizer.plural("From {count} result", "From {count} results", condition.min_results, count=count)
    if condition.max_results:
        count = format_number(condition.max_results, localizer.locale)
        yield localizer.plural("Up to {count} result", "Up to {count} results", condition.max_results, count=count)
    if condition.policy:
        yield localizer.ui("Policy {name}", name=condition.policy)


def _describe_output(localizer: Localizer, condition: Condition) -> Iterator[str]:
    """Say what is made: size, quality, steps, resolution, length, sound."""
    if condition.size:
        yield localizer.ui("{size} pixels", size=condition.size.replace("x", " × "))
    if condition.quality:
        known = _QUALITIES.get(condition.quality)
        yield localizer.ui(known) if known else localizer.ui("Quality {name}", name=condition.quality)
    if condition.steps:
        count = format_number(condition.steps, localizer.locale)
        yield localizer.plural("{count} step", "{count} steps", condition.steps, count=count)
    if condition.resolution:
        yield localizer.ui("Resolution {name}", name=condition.resolution)
    if condition.clip_seconds:
        yield localizer.ui("Clip of {duration}", duration=_format_unit(localizer, condition.clip_seconds, "S"))
    if condition.interval_over_seconds:
        duration = _format_unit(localizer, condition.interval_over_seconds, "S")
        yield localizer.ui("Intervals over {duration}", duration=duration)
    if condition.with_audio is not None:
        yield localizer.ui("With sound") if condition.with_audio else localizer.ui("Without sound")


def _describe_threshold(localizer: Localizer, threshold: Threshold) -> Iterator[str]:
    bounds = {
        message("Prompt over {count} tokens"): threshold.gt,
        message("Prompt of {count} tokens or more"): threshold.gte,
        message("Prompt under {count} tokens"): threshold.lt,
        message("Prompt of up to {count} tokens"): threshold.lte,
    }
    for source, bound in bounds.items():
        if bound is not None:
            yield localizer.ui(source, count=format_number(bound, localizer.locale))


def _describe_schedule(localizer: Localizer, schedule: Schedule) -> str:
    hours = f"{schedule.starts}–{schedule.ends} ({schedule.time_zone})"
    if not schedule.days:
        return localizer.ui("Daily {hours}", hours=hours)
    days = _describe_days(localizer, schedule.days)
    if schedule.days_time_zone:
        zone = schedule.days_time_zone
        return localizer.ui("{days} ({zone}) {hours}", days=days, zone=zone, hours=hours)
    return localizer.ui("{days} {hours}", days=days, hours=hours)


def _describe_days(localizer: Localizer, days: Iterable[str]) -> str:
    """Give days of the week; three or more in a row as a range: `Mon–Fri`."""
    names = get_day_names("abbreviated", locale=localizer.locale.babel)
    numbers = sorted(_WEEKDAYS.index(day) for day in days)
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts: list[str] = []
    for run in runs:
        is_range = len(run) >= _DAYS_OF_RANGE
        parts += [f"{names[run[0]]}–{names[run[-1]]}"] if is_range else [names[number] for number in run]
    return localizer.join(parts)


def describe_duration(localizer: Localizer, duration: str) -> str:
    """Give an ISO 8601 duration in words: `PT1H` is en `1 hour`, ru `1 час`."""
    unit = "TM" if duration.startswith("PT") and duration.endswith("M") else duration[-1]
    return _format_unit(localizer, int(duration[:-1].lstrip("PT")), unit)


def _format_unit(localizer: Localizer, count: int, unit: str) -> str:
    """Give a count with its unit, in the long form if the locale has one of its own.

    Babel 2.18 leaves out aliases of CLDR, by which long forms of zh and ja are the short ones, and writes
    `1 duration-hour`. Remove once `format_unit` follows them as `babel.dates.format_timedelta` does.
    """
    name, locale = _DURATION_UNITS[unit], localizer.locale.babel
    text = format_unit(count, name, locale=locale)
    return format_unit(count, name, length="short", locale=locale) if name in text else text
