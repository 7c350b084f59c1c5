"""Prices: what is metered, per what, how much, under which conditions, by which source.

A list of lines, each saying one price; the page's table and headline price are computed
from it. Amounts are decimals from YAML to page. A threshold reprices the whole request.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, localcontext
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from site_builder.records.base import (
    MAX_DIGITS,
    Count,
    Day,
    ExactDecimal,
    Form,
    HttpsUrl,
    InlineProse,
    Problem,
    RecordPart,
    Slug,
    failure,
    report,
)
from site_builder.records.labels import Label, message

Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$"), Form("three upper-case letters, e.g. `USD`")]
"""A currency code, e.g. `USD`. Source: ISO 4217."""

Unit = Literal["million_tokens", "image", "second", "minute", "million_characters", "page", "query", "request"]
Meter = Literal[
    "input", "output", "cache_read", "cache_write", "reasoning",
    "audio_input", "audio_output", "image_input", "image_output", "video_input", "video_output",
    "image", "video", "speech", "transcription", "web_search", "request",
]  # fmt: skip

UNITS: dict[str, Label] = {
    "million_tokens": Label(message("1M tokens"), message("per 1 million tokens")),
    "image": Label(message("image"), message("per image")),
    "second": Label(message("second"), message("per second")),
    "minute": Label(message("minute"), message("per minute")),
    "million_characters": Label(message("1M characters"), message("per 1 million characters")),
    "page": Label(message("page"), message("per page")),
    "query": Label(message("query"), message("per query")),
    "request": Label(message("request"), message("per request")),
}
"""Units of prices: the short form for table heads, the long form for sentences."""

METERS: dict[str, tuple[str, str]] = {
    "input": (message("Input"), "million_tokens"),
    "output": (message("Output"), "million_tokens"),
    "cache_read": (message("Cached input"), "million_tokens"),
    "cache_write": (message("Cache write"), "million_tokens"),
    "reasoning": (message("Reasoning tokens"), "million_tokens"),
    "audio_input": (message("Audio input"), "million_tokens"),
    "audio_output": (message("Audio output"), "million_tokens"),
    "image_input": (message("Image input"), "million_tokens"),
    "image_output": (message("Image output"), "million_tokens"),
    "video_input": (message("Video input"), "million_tokens"),
    "video_output": (message("Video output"), "million_tokens"),
    "image": (message("Generated image"), "image"),
    "video": (message("Generated video"), "second"),
    "speech": (message("Generated speech"), "million_characters"),
    "transcription": (message("Transcribed audio"), "minute"),
    "web_search": (message("Web search"), "query"),
    "request": (message("Request"), "request"),
}
"""Meters in the order of price tables: label and the unit a line has when it names none."""


class Threshold(RecordPart):
    """A bound on the number of prompt tokens; beyond it the whole request has another price."""

    gt: Count | None = Field(default=None, description="Applies above this many tokens.", examples=[200000])
    gte: Count | None = Field(default=None, description="Applies from this many tokens on.", examples=[200000])

    @model_validator(mode="after")
    def _check_one_bound(self) -> Threshold:
        if (self.gt is None) == (self.gte is None):
            raise failure(
                "threshold-bounds",
                "a threshold needs one of `gt` and `gte`",
                why="whether the bound itself counts decides which price is paid there",
                fix="write `prompt_tokens: {gt: 200000}` or `prompt_tokens: {gte: 200000}`",
            )
        return self


class Condition(RecordPart):
    """When a price line applies; all its parts must hold. Absent means always."""

    service_tier: Slug | None = Field(
        default=None, description="Tier the call asks for: batch, flex, priority …", examples=["batch"]
    )
    prompt_tokens: Threshold | None = Field(
        default=None, description="How long the prompt is.", examples=[{"gt": 200000}]
    )


class PriceLine(RecordPart):
    """One price: a meter with an amount, or with a factor on its unconditional amount."""

    meter: Meter = Field(description="What is metered.", examples=["input"])
    amount: ExactDecimal | None = Field(
        default=None, description="What the gateway charges per unit.", examples=["0.20"]
    )
    list_amount: ExactDecimal | None = Field(
        default=None, alias="list", description="What the maker itself charges for the same.", examples=["0.25"]
    )
    multiplier: ExactDecimal | None = Field(
        default=None,
        description="Instead of `amount`: factor on the meter's unconditional amounts.",
        examples=["0.5"],
    )
    unit: Unit | None = Field(
        default=None,
        description="What the amount is per; tokens are priced per million unless said otherwise.",
        examples=["image"],
    )
    when: Condition = Field(
        default_factory=Condition,
        description="When the line applies.",
        examples=[{"service_tier": "batch"}],
    )
    note: InlineProse | None = Field(default=None, description="What else to know.", examples=["Stored for one hour."])

    @model_validator(mode="after")
    def _check_amounts(self) -> PriceLine:
        label = METERS[self.meter][0].lower()
        if (self.amount is None) == (self.multiplier is None):
            given = "neither `amount` nor" if self.amount is None else "both `amount` and"
            raise failure(
                "price-unnamed",
                f"the {label} price has {given} `multiplier`",
                why="each line says one price, in one way",
                fix='write `amount: "0.25"`, or `multiplier: "0.5"` on the unconditional amount',
                at=() if self.amount is None else ("multiplier",),
            )
        return self

    @property
    def unit_id(self) -> str:
        """The unit of the amount: its own, or the usual one of its meter."""
        return self.unit or METERS[self.meter][1]

    @property
    def is_unconditional(self) -> bool:
        """Whether the line is the meter's normal price."""
        return self.when == Condition()


class Pricing(RecordPart):
    """All prices of a model in one currency, with the evidence for them."""

    currency: Currency = Field(description="Currency of every amount.", examples=["USD"])
    source: HttpsUrl = Field(
        description="Page that states the maker's prices.", examples=["https://ai.google.dev/gemini-api/docs/pricing"]
    )
    checked: Day = Field(description="Day the amounts were last compared with it.", examples=["2026-11-01"])
    lines: tuple[PriceLine, ...] = Field(
        min_length=1,
        description="The prices.",
        examples=[[{"meter": "input", "amount": "0.20", "list": "0.25"}]],
    )

    @model_validator(mode="after")
    def _check_lines(self) -> Pricing:
        report(self._find_problems())
        return self

    def _find_problems(self) -> Iterator[Problem]:
        seen: set[tuple[str, str, str]] = set()
        for index, line in enumerate(self.lines):
            label = METERS[line.meter][0].lower()
            name = (line.meter, repr(line.when), line.unit_id)
            yield from self._find_negative(index, line)
            if name in seen:
                yield Problem(
                    "price-duplicate",
                    f"the {label} price is stated twice for the same condition",
                    why="only one of the two can be charged",
                    fix="remove one, or give it its own `when`",
                    at=("lines", index),
                )
            seen.add(name)
            if line.multiplier is not None and self.base_line(line.meter) is None:
                yield Problem(
                    "price-multiplier-unbased",
                    f"the {label} price is a multiple of an amount that is not stated",
                    why="a factor needs an unconditional amount of the same meter",
                    fix=f'add `- {{meter: {line.meter}, amount: "…"}}`',
                    at=("lines", index, "multiplier"),
                )

    def _find_negative(self, index: int, line: PriceLine) -> Iterator[Problem]:
        label, unit = METERS[line.meter][0].lower(), UNITS[line.unit_id].unit
        for key, value in (("amount", line.amount), ("list", line.list_amount), ("multiplier", line.multiplier)):
            if value is None or value >= 0:
                continue
            what = "multiplier of the price" if key == "multiplier" else "price"
            amount = f"{value}" if key == "multiplier" else f"{value} {self.currency} {unit}"
            yield Problem(
                "price-negative",
                f"{label} {what} is {amount}",
                why="a price is what the reader pays, so it must be 0 or more",
                fix=f'write it as a positive decimal, e.g. `{key}: "{-value}"`',
                at=("lines", index, key),
            )

    def base_line(self, meter: str) -> PriceLine | None:
        """Give the unconditional line of a meter."""
        return next(
            (line for line in self.lines if line.meter == meter and line.is_unconditional and line.amount is not None),
            None,
        )

    def amounts(self, line: PriceLine) -> tuple[Decimal, Decimal | None]:
        """Give what the gateway and what the maker charges, per unit of the line.

        A multiplier is applied to both; the maker's amount is None where it is not known.
        """
        base = self.base_line(line.meter)
        if line.multiplier is None or base is None or base.amount is None:
            return line.amount or Decimal(0), line.list_amount
        with localcontext(prec=2 * MAX_DIGITS):
            maker_base = base.list_amount
            maker = line.list_amount if maker_base is None else maker_base * line.multiplier
            return base.amount * line.multiplier, maker
