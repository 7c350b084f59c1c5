"""A model beside another one, as a maintainer writes it."""

from __future__ import annotations

from pydantic import Field

from site_builder.records.base import (
    InlineProse,
    ModelReference,
    PlainProse,
    RecordPart,
)


class ComparisonRow(RecordPart):
    """One hand-written line of a comparison."""

    aspect: PlainProse = Field(description="What is compared.", examples=["Latency and throughput"])
    this: InlineProse = Field(description="This model.", examples=["Tuned for speed"])
    other: InlineProse = Field(description="The other model.", examples=["Balanced with depth"])


class Comparison(RecordPart):
    """This model beside another one: facts are derived, judgements are written."""

    model: ModelReference = Field(description="The other model.", examples=["google/gemini-3.1-pro"])
    rows: tuple[ComparisonRow, ...] = Field(
        default=(),
        description="What no record field says.",
        examples=[[{"aspect": "Latency", "this": "Low", "other": "Medium"}]],
    )
    takeaway: InlineProse = Field(description="What follows, in one sentence.", examples=["Choose it for bulk work."])
