"""`catalog/benchmarks/<id>.yaml`: a named test, its unit, and which way is better."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from site_builder.records.base import ExactDecimal, HttpsUrl, PlainProse, Record
from site_builder.records.json_schema import Words
from site_builder.records.labels import Label, message

UNITS: dict[str, Label] = {
    "percent": Label(message("Percent"), "%"),
    "points": Label(message("Points")),
    "elo": Label(message("Elo rating")),
}
ScoreUnit = Annotated[Literal["percent", "points", "elo"], Words({key: unit.title for key, unit in UNITS.items()})]


class Benchmark(Record):
    """A test that models are measured with, e.g. GPQA Diamond."""

    name: PlainProse = Field(
        description="Name of the test; a proper name stays as it is in every language.", examples=["GPQA Diamond"]
    )
    measures: PlainProse = Field(description="What it measures, in a few words.", examples=["Scientific knowledge"])
    unit: ScoreUnit = Field(description="Unit of its scores.", examples=["percent"])
    direction: Literal["higher", "lower"] = Field(
        description="Whether a higher or a lower score is better.", examples=["higher"]
    )
    maximum: ExactDecimal | None = Field(
        default=None, description="The best score there can be; bars are drawn against it.", examples=["100"]
    )
    url: HttpsUrl | None = Field(
        default=None, description="Page or paper that defines the test.", examples=["https://arxiv.org/abs/2311.12022"]
    )
