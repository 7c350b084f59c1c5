"""Under which conditions a price applies; all parts of a condition must hold.

A threshold on the prompt reprices the whole request, not the tokens above it.
"""

from __future__ import annotations

import functools
import zoneinfo
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, StringConstraints, field_validator, model_validator

from site_builder.records.base import Count, Flag, Form, RecordPart, Slug, failure, show_value
from site_builder.records.json_schema import all_of, at_least_one, at_most_one

Duration = Annotated[
    str,
    StringConstraints(pattern=r"^P(?:[1-9][0-9]*[DWMY]|T[1-9][0-9]*[SMH])$"),
    Form("a length of time such as `PT5M`, `PT1H`, `P1D` or `P1M`"),
]
"""A length of time in one unit. Source: ISO 8601-1, 5.5.2."""

ClockTime = Annotated[
    str, StringConstraints(pattern=r"^(?:[01][0-9]|2[0-3]):[0-5][0-9]$"), Form("hours and minutes, e.g. `08:30`")
]
Pixels = Annotated[
    str, StringConstraints(pattern=r"^[1-9][0-9]*x[1-9][0-9]*$"), Form("width x height, e.g. `1024x1024`")
]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


CacheKind = Literal["implicit", "explicit"]


class Threshold(RecordPart):
    """Bounds on the number of prompt tokens; `gt` and `lt` leave the bound out, `gte` and `lte` take it in."""

    model_config = ConfigDict(
        json_schema_extra=all_of(
            at_least_one("gt", "gte", "lt", "lte", why="A threshold needs a bound."),
            *at_most_one("gt", "gte", why="A lower bound is either taken in or left out."),
            *at_most_one("lt", "lte", why="An upper bound is either taken in or left out."),
        )
    )

    gt: Count | None = Field(default=None, description="Applies above this many tokens.", examples=[200000])
    gte: Count | None = Field(default=None, description="Applies from this many tokens on.", examples=[200000])
    lt: Count | None = Field(default=None, description="Applies below this many tokens.", examples=[1000000])
    lte: Count | None = Field(default=None, description="Applies up to this many tokens.", examples=[1000000])

    @model_validator(mode="after")
    def _check_bounds(self) -> Threshold:
        lower, upper = (self.gt, self.gte), (self.lt, self.lte)
        if None not in lower or None not in upper or {*lower, *upper} == {None}:
            raise failure(
                "threshold-bounds",
                "a threshold needs one of `gt` and `gte`, or one of `lt` and `lte`, or one of each",
                why="whether the bound itself counts decides which price is paid there",
                fix="write `prompt_tokens: {gt: 200000}` or `prompt_tokens: {gte: 200000}`",
            )
        first = self.gte or (self.gt or 0) + 1
        last = self.lte or (self.lt and self.lt - 1)
        if last is not None and last < first:
            raise failure(
                "threshold-bounds",
                f"no number of tokens lies between the bounds: the first is {first}, the last {last}",
                why="the price would never apply",
                fix="exchange the two bounds, or leave one out",
            )
        return self


class Schedule(RecordPart):
    """Hours of the week in one time zone; `to` may be before `from`, over midnight."""

    time_zone: str = Field(description="Name of the time zone.", examples=["Asia/Shanghai"])
    days: tuple[Weekday, ...] = Field(
        default=(), description="Days of the week; all if absent.", examples=[["monday", "tuesday"]]
    )
    days_time_zone: str | None = Field(
        default=None,
        description="Time zone in which the days begin, where it is another one.",
        examples=["Asia/Shanghai"],
    )
    starts: ClockTime = Field(alias="from", description="First minute.", examples=["00:30"])
    ends: ClockTime = Field(alias="to", description="First minute after it.", examples=["08:30"])

    @field_validator("time_zone", "days_time_zone")
    @classmethod
    def _check_time_zone(cls, name: str | None) -> str | None:
        if name is not None and name not in _time_zones():
            raise failure(
                "time-zone-unknown",
                f"{show_value(name)} is not a time zone",
                why="an hour means nothing without its zone",
                fix="write a name of the IANA database, e.g. `Asia/Shanghai` or `UTC`",
            )
        return name


@functools.cache
def _time_zones() -> frozenset[str]:
    """Give the zones that every machine knows: `localtime` and the like are of one machine."""
    return frozenset(name for name in zoneinfo.available_timezones() if "/" in name or name == "UTC")


class Condition(RecordPart):
    """When a price line applies; all its parts must hold. Absent means always."""

    service_tier: Slug | None = Field(
        default=None, description="Tier the call asks for: batch, flex, priority …", examples=["batch"]
    )
    prompt_tokens: Threshold | None = Field(
        default=None, description="How long the prompt is.", examples=[{"gt": 200000}]
    )
    cache: CacheKind | None = Field(
        default=None,
        description="Whether the gateway caches by itself or the call says what to cache.",
        examples=["explicit"],
    )
    cache_ttl: Duration | None = Field(default=None, description="How long a cache entry is kept.", examples=["PT1H"])
    tool: Slug | None = Field(default=None, description="Tool that the tokens are spent on.", examples=["computer-use"])
    region: Slug | None = Field(default=None, description="Where the call is processed.", examples=["us"])
    endpoint: Slug | None = Field(
        default=None, description="Kind of endpoint the call is sent to.", examples=["regional"]
    )
    schedule: Schedule | None = Field(
        default=None,
        description="Hours of the week.",
        examples=[{"time_zone": "Asia/Shanghai", "from": "00:30", "to": "08:30"}],
    )
    commitment: Duration | None = Field(
        default=None, description="For how long capacity is reserved.", examples=["P1M"]
    )
    size: Pixels | None = Field(default=None, description="Size of the image or video.", examples=["1024x1024"])
    quality: Slug | None = Field(default=None, description="Quality asked for.", examples=["high"])
    steps: Count | None = Field(default=None, description="Steps of diffusion.", examples=[50])
    resolution: Slug | None = Field(default=None, description="Resolution of the video.", examples=["1080p"])
    clip_seconds: Count | None = Field(default=None, description="Length of the clip in seconds.", examples=[8])
    interval_over_seconds: Count | None = Field(
        default=None, description="Intervals of the video are longer than this many seconds.", examples=[15]
    )
    with_audio: Flag | None = Field(default=None, description="Whether the video has sound.", examples=[True])
    search_context: Slug | None = Field(default=None, description="How much a search reads.", examples=["medium"])
    min_results: Count | None = Field(default=None, description="Fewest results of a search.", examples=[11])
    max_results: Count | None = Field(default=None, description="Most results of a search.", examples=[25])
    policy: Slug | None = Field(
        default=None, description="Policy that a guardrail checks.", examples=["content-policy"]
    )


ALWAYS = Condition()
"""The condition of a normal price."""
