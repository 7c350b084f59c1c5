"""Says in words when a price applies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from babel.dates import get_day_names
from babel.units import format_unit

from site_builder.i18n.deferred import by_locale
from site_builder.i18n.lists import join_words
from site_builder.i18n.locale import Locale
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


SEPARATOR = " · "
"""Stands between the parts of a condition; scripts take it apart there."""


@dataclass(frozen=True, slots=True)
class ConditionView:
    """When a price applies; both are empty for the normal price.

    Attributes:
        text: In words, parts separated by `SEPARATOR`, each beginning like a sentence.
        key: The same for scripts, with as many parts: `service_tier=batch;prompt_tokens.gt=200000`.
    """

    text: str
    key: str


_ALWAYS = ConditionView("", "")
_Part = tuple[str, object, str]
"""A part of a condition: the field, its value, and what it says in words."""


def build_condition(localizer: Localizer, condition: Condition) -> ConditionView:
    """Say when a price applies, for readers and for scripts."""
    if not condition.model_fields_set:
        return _ALWAYS
    parts = tuple(_parts(localizer, condition))
    return ConditionView(
        text=SEPARATOR.join(text for _, _, text in parts), key=";".join(f"{name}={value}" for name, value, _ in parts)
    )


def describe_condition(localizer: Localizer, condition: Condition) -> str:
    """Say when a price applies: each part begins like a sentence, so a point stands between; empty if always."""
    return build_condition(localizer, condition).text


def _parts(localizer: Localizer, condition: Condition) -> Iterator[_Part]:
    if condition.service_tier:
        yield _named(localizer, "service_tier", condition.service_tier, _TIERS, message("Tier {name}"))
    if condition.prompt_tokens:
        yield from _describe_threshold(localizer, condition.prompt_tokens)
    if condition.cache:
        yield "cache", condition.cache, localizer.ui(_CACHE_KINDS[condition.cache])
    if condition.cache_ttl:
        duration = describe_duration(localizer, condition.cache_ttl)
        yield "cache_ttl", condition.cache_ttl, localizer.ui("Kept for {duration}", duration=duration)
    yield from _describe_place(localizer, condition)
    if condition.schedule:
        yield "schedule", _schedule_key(condition.schedule), _describe_schedule(localizer, condition.schedule)
    if condition.commitment:
        duration = describe_duration(localizer, condition.commitment)
        yield "commitment", condition.commitment, localizer.ui("Reserved for {duration}", duration=duration)
    yield from _describe_output(localizer, condition)
    yield from _describe_use(localizer, condition)


def _named(localizer: Localizer, field: str, value: str, known: Mapping[str, str], other: str) -> _Part:
    """Give a part whose value has a name of its own, or is named as the record writes it."""
    return field, value, localizer.ui(known[value]) if value in known else localizer.ui(other, name=value)


def _describe_place(localizer: Localizer, condition: Condition) -> Iterator[_Part]:
    """Say where the call goes: region, endpoint."""
    if condition.region:
        yield "region", condition.region, localizer.ui("Region {name}", name=condition.region)
    if condition.endpoint:
        yield _named(localizer, "endpoint", condition.endpoint, _ENDPOINTS, message("Endpoint {name}"))


def _describe_use(localizer: Localizer, condition: Condition) -> Iterator[_Part]:
    """Say what else is used: tool, size of a search, policy of a guardrail."""
    if condition.tool:
        yield "tool", condition.tool, localizer.ui("Tool {name}", name=condition.tool)
    if condition.search_context:
        text = localizer.ui("Search context {name}", name=condition.search_context)
        yield "search_context", condition.search_context, text
    if condition.min_results:
        count = format_number(condition.min_results, localizer.locale)
        text = localizer.plural("From {count} result", "From {count} results", condition.min_results, count=count)
        yield "min_results", condition.min_results, text
    if condition.max_results:
        count = format_number(condition.max_results, localizer.locale)
        text = localizer.plural("Up to {count} result", "Up to {count} results", condition.max_results, count=count)
        yield "max_results", condition.max_results, text
    if condition.policy:
        yield "policy", condition.policy, localizer.ui("Policy {name}", name=condition.policy)


def _describe_output(localizer: Localizer, condition: Condition) -> Iterator[_Part]:
    """Say what is made: size, quality, steps, resolution, length, sound."""
    if condition.size:
        yield "size", condition.size, localizer.ui("{size} pixels", size=condition.size.replace("x", " × "))
    if condition.quality:
        yield _named(localizer, "quality", condition.quality, _QUALITIES, message("Quality {name}"))
    if condition.steps:
        count = format_number(condition.steps, localizer.locale)
        yield "steps", condition.steps, localizer.plural("{count} step", "{count} steps", condition.steps, count=count)
    if condition.resolution:
        yield "resolution", condition.resolution, localizer.ui("Resolution {name}", name=condition.resolution)
    if condition.clip_seconds:
        duration = _format_unit(condition.clip_seconds, "S", localizer.locale)
        yield "clip_seconds", condition.clip_seconds, localizer.ui("Clip of {duration}", duration=duration)
    if condition.interval_over_seconds:
        seconds = condition.interval_over_seconds
        text = localizer.ui("Intervals over {duration}", duration=_format_unit(seconds, "S", localizer.locale))
        yield "interval_over_seconds", seconds, text
    if condition.with_audio is not None:
        text = localizer.ui("With sound") if condition.with_audio else localizer.ui("Without sound")
        yield "with_audio", "yes" if condition.with_audio else "no", text


def _describe_threshold(localizer: Localizer, threshold: Threshold) -> Iterator[_Part]:
    bounds = {
        message("Prompt over {count} tokens"): ("gt", threshold.gt),
        message("Prompt of {count} tokens or more"): ("gte", threshold.gte),
        message("Prompt under {count} tokens"): ("lt", threshold.lt),
        message("Prompt of up to {count} tokens"): ("lte", threshold.lte),
    }
    for source, (name, bound) in bounds.items():
        if bound is not None:
            text = localizer.ui(source, count=format_number(bound, localizer.locale))
            yield f"prompt_tokens.{name}", bound, text


def _schedule_key(schedule: Schedule) -> str:
    """Give hours for scripts: `01:00/04:00/UTC/monday+friday`; then the zone of the days, if it is another one."""
    parts = [schedule.starts, schedule.ends, schedule.time_zone]
    if schedule.days:
        parts += ["+".join(schedule.days), *filter(None, [schedule.days_time_zone])]
    return "/".join(parts)


def _describe_schedule(localizer: Localizer, schedule: Schedule) -> str:
    hours = f"{schedule.starts}–{schedule.ends} ({schedule.time_zone})"
    if not schedule.days:
        return localizer.ui("Daily {hours}", hours=hours)
    days = _describe_days(schedule.days, localizer.locale)
    if schedule.days_time_zone:
        zone = schedule.days_time_zone
        return localizer.ui("{days} ({zone}) {hours}", days=days, zone=zone, hours=hours)
    return localizer.ui("{days} {hours}", days=days, hours=hours)


@by_locale
def _describe_days(days: tuple[str, ...], locale: Locale) -> str:
    """Give days of the week; three or more in a row as a range: `Mon–Fri`."""
    names = get_day_names("abbreviated", locale=locale.babel)
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
    return join_words(parts, locale)


def describe_duration(localizer: Localizer, duration: str) -> str:
    """Give an ISO 8601 duration in words: `PT1H` is en `1 hour`, ru `1 час`."""
    unit = "TM" if duration.startswith("PT") and duration.endswith("M") else duration[-1]
    return _format_unit(int(duration[:-1].lstrip("PT")), unit, localizer.locale)


@by_locale
def _format_unit(count: int, unit: str, locale: Locale) -> str:
    """Give a count with its unit, in the long form if the locale has one of its own.

    Babel 2.18 leaves out aliases of CLDR, by which long forms of zh and ja are the short ones, and writes
    `1 duration-hour`. Remove once `format_unit` follows them as `babel.dates.format_timedelta` does.
    """
    name = _DURATION_UNITS[unit]
    text = format_unit(count, name, locale=locale.babel)
    return format_unit(count, name, length="short", locale=locale.babel) if name in text else text
