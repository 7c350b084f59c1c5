"""What costs nothing before a price applies, as free tiers have it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from site_builder.records.base import Count, PlainProse, RecordPart


class Allowance(RecordPart):
    """What costs nothing before a price applies."""

    count: Count = Field(description="How many units of the line are free.", examples=[1500])
    per: Literal["request", "day", "month"] = Field(description="When the count starts again.", examples=["day"])
    shared_with: PlainProse | None = Field(
        default=None, description="What else takes from the same allowance.", examples=["all Gemini 3 models"]
    )
