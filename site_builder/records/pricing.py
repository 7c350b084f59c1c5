"""Prices: what is metered, per what, how much, under which conditions, by which source.

A list of lines, each saying one price; the page's table and headline price are computed
from it. Amounts are decimals from YAML to page. A threshold reprices the whole request.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal, localcontext
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, model_validator

from site_builder.records.allowance import Allowance
from site_builder.records.amount import Amount, Currency
from site_builder.records.base import (
    MAX_DIGITS,
    Day,
    Flag,
    HttpsUrl,
    InlineProse,
    Problem,
    RecordPart,
    failure,
    report,
)
from site_builder.records.json_schema import Words, all_of, at_least_one, at_most_one, snippet
from site_builder.records.labels import message
from site_builder.records.meters import METERS, UNITS, Meter, Unit
from site_builder.records.price_condition import ALWAYS, Condition

PRICE_STATES: dict[str, str] = {
    "free": message("Free"),
    "included": message("Included in the plan"),
    "unknown": message("Not known"),
    "variable": message("Depends on the call"),
}
PriceState = Annotated[Literal["free", "included", "unknown", "variable"], Words(PRICE_STATES)]
"""Instead of an amount: costs nothing, is part of a plan, is not known, or depends on the call."""

_ONE_PRICE = "Each line has one of `amount`, `multiplier` and `state`."


class PriceLine(RecordPart):
    """One price: a meter with an amount, with a factor on its unconditional amount, or with a state."""

    model_config = ConfigDict(
        json_schema_extra={
            **snippet(
                "price line with an amount", "A meter and its amount.", {"meter": "${1:input}", "amount": '"${2:0.25}"'}
            ),
            **all_of(
                at_least_one("amount", "multiplier", "state", why=_ONE_PRICE),
                *at_most_one("amount", "multiplier", "state", why=_ONE_PRICE),
            ),
        }
    )

    meter: Meter = Field(description="What is metered.", examples=["input"])
    amount: Amount | None = Field(default=None, description="What the gateway charges per unit.", examples=["0.20"])
    list_amount: Amount | None = Field(
        default=None, alias="list", description="What the maker itself charges for the same.", examples=["0.25"]
    )
    multiplier: Amount | None = Field(
        default=None,
        description="Instead of `amount`: factor on the meter's unconditional amounts.",
        examples=["0.5"],
    )
    state: PriceState | None = Field(
        default=None,
        description="Instead of `amount`: free, included in a plan, unknown, or variable.",
        examples=["free"],
    )
    unit: Unit | None = Field(
        default=None,
        description="What the amount is per; tokens are priced per million unless said otherwise.",
        examples=["image"],
    )
    when: Condition = Field(
        default_factory=lambda: ALWAYS,
        description="When the line applies.",
        examples=[{"service_tier": "batch"}],
    )
    equivalent: Flag = Field(
        default=False,
        description="Whether the line says in another unit what other lines charge; not charged on top.",
        examples=[True],
    )
    allowance: Allowance | None = Field(
        default=None, description="What is free before the price applies.", examples=[{"count": 1500, "per": "day"}]
    )
    currency: Currency | None = Field(
        default=None, description="Currency of the line, where it is another one.", examples=["CNY"]
    )
    valid_from: Day | None = Field(default=None, description="First day of the price.", examples=["2026-05-01"])
    valid_to: Day | None = Field(
        default=None,
        description="Last day of the price; a line with it is history or will end.",
        examples=["2026-04-30"],
    )
    source: HttpsUrl | None = Field(
        default=None,
        description="Page that states this price, where it is another one.",
        examples=["https://openai.com/api/pricing/"],
    )
    checked: Day | None = Field(
        default=None, description="Day it was last compared with that page.", examples=["2026-11-01"]
    )
    note: InlineProse | None = Field(default=None, description="What else to know.", examples=["Stored for one hour."])

    @model_validator(mode="after")
    def _check_amounts(self) -> PriceLine:
        ways = {"amount": self.amount, "multiplier": self.multiplier, "state": self.state}
        given = [key for key, value in ways.items() if value is not None]
        if len(given) != 1:
            said = f"both `{given[0]}` and `{given[1]}`" if given else "none of `amount`, `multiplier` and `state`"
            raise failure(
                "price-unnamed",
                f"the {METERS[self.meter].label.lower()} price has {said}",
                why="each line says one price, in one way",
                fix='write `amount: "0.25"`, or `multiplier: "0.5"` on the unconditional amount, or `state: free`',
                at=(given[1],) if given else (),
            )
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise failure(
                "price-period-empty",
                f"the price ends on {self.valid_to}, before it begins on {self.valid_from}",
                why="no day lies in that period",
                fix="exchange the two days",
                at=("valid_to",),
            )
        return self

    @property
    def unit_id(self) -> str:
        """The unit of the amount: its own, or the usual one of its meter."""
        return self.unit or METERS[self.meter].unit

    @property
    def is_unconditional(self) -> bool:
        """Whether the line is the meter's normal price."""
        return self.when is ALWAYS or not self.when.model_fields_set or self.when == ALWAYS

    def is_valid_on(self, day: date) -> bool:
        """Whether a day lies in the period of the price."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)

    def is_beside(self, other: PriceLine) -> bool:
        """Whether there is a day on which both prices are valid."""
        begins = max(self.valid_from or date.min, other.valid_from or date.min)
        return begins <= min(self.valid_to or date.max, other.valid_to or date.max)


class Pricing(RecordPart):
    """All prices of a model, with the evidence for them.

    A line is *current* on the day the prices were checked; lines that ended before are history,
    lines that begin later are announced.
    """

    currency: Currency = Field(
        description="Currency of every amount, without which a number says no price.", examples=["USD"]
    )
    source: HttpsUrl = Field(
        description="Page that states the maker's prices, for readers to check them.",
        examples=["https://ai.google.dev/gemini-api/docs/pricing"],
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
        seen: dict[tuple[object, ...], list[PriceLine]] = {}
        for index, line in enumerate(self.lines):
            same = seen.setdefault((line.meter, line.when, line.unit_id, self.currency_of(line)), [])
            if any(number is not None and number < 0 for number in (line.amount, line.list_amount, line.multiplier)):
                yield from self._find_negative(index, line)
            if any(line.is_beside(earlier) for earlier in same):
                days = " on the same days" if any(entry.valid_from or entry.valid_to for entry in (line, *same)) else ""
                yield Problem(
                    "price-duplicate",
                    f"the {METERS[line.meter].label.lower()} price is stated twice for the same condition{days}",
                    why="only one of the two can be charged",
                    fix="remove one, give it its own `when`, or let one end with `valid_to` before the other begins",
                    at=("lines", index),
                )
            same.append(line)
            if line.multiplier is not None and self._base_of(line) is None:
                yield self._unbased(index, line)

    def _unbased(self, index: int, line: PriceLine) -> Problem:
        base = self.base_line(line.meter)
        what = f"the {METERS[line.meter].label.lower()} price is a multiple of an amount"
        if base is None or (base.unit_id, self.currency_of(base)) == (line.unit_id, self.currency_of(line)):
            return Problem(
                "price-multiplier-unbased",
                f"{what} that is not stated",
                why="a factor needs an unconditional amount of the same meter on the same days",
                fix=f'add `- {{meter: {line.meter}, amount: "…"}}`',
                at=("lines", index, "multiplier"),
            )
        return Problem(
            "price-multiplier-unbased",
            f"{what} in {self.currency_of(line)} {UNITS[line.unit_id].unit}, "
            f"but that is stated in {self.currency_of(base)} {UNITS[base.unit_id].unit}",
            why="a factor keeps the unit and the currency of what it multiplies",
            fix=f"write `unit: {base.unit_id}, currency: {self.currency_of(base)}` beside `multiplier`",
            at=("lines", index, "multiplier"),
        )

    def _find_negative(self, index: int, line: PriceLine) -> Iterator[Problem]:
        label, unit = METERS[line.meter].label.lower(), UNITS[line.unit_id].unit
        currency = self.currency_of(line)
        for key, value in (("amount", line.amount), ("list", line.list_amount), ("multiplier", line.multiplier)):
            if value is None or value >= 0:
                continue
            is_factor = key == "multiplier"
            said = (
                f"multiplier of the {label} price is {value}"
                if is_factor
                else f"{label} price is {value} {currency} {unit}"
            )
            yield Problem(
                "price-negative",
                said,
                why="a price is what the reader pays, so it must be 0 or more",
                fix=f'write it as a positive decimal, e.g. `{key}: "{-value}"`',
                at=("lines", index, key),
            )

    def currency_of(self, line: PriceLine) -> str:
        """Give the currency of a line: its own, or that of the price list."""
        return line.currency or self.currency

    def is_current(self, line: PriceLine) -> bool:
        """Whether a line applies on the day the prices were checked."""
        return line.is_valid_on(self.checked)

    def current_lines(self) -> tuple[PriceLine, ...]:
        """Give the lines that apply on the day the prices were checked."""
        return tuple(line for line in self.lines if self.is_current(line))

    def base_line(self, meter: str) -> PriceLine | None:
        """Give the current unconditional line of a meter that has an amount."""
        return next(
            (
                line
                for line in self.lines
                if line.meter == meter and line.amount is not None and line.is_unconditional and self.is_current(line)
            ),
            None,
        )

    def _base_of(self, line: PriceLine) -> PriceLine | None:
        """Give what a factor multiplies: the amount in its unit and currency that is valid when the factor is."""
        day = max(min(self.checked, line.valid_to or date.max), line.valid_from or date.min)
        return next(
            (
                base
                for base in self.lines
                if base.meter == line.meter
                and base.amount is not None
                and base.is_unconditional
                and base.unit_id == line.unit_id
                and self.currency_of(base) == self.currency_of(line)
                and base.is_valid_on(day)
            ),
            None,
        )

    def amounts(self, line: PriceLine) -> tuple[Decimal | None, Decimal | None]:
        """Give what the gateway and what the maker charges, per unit of the line.

        A multiplier is applied to both, unless the line states the maker's. None where there is no
        amount: the gateway's price is a state, the maker's is not known.
        """
        base = None if line.multiplier is None else self._base_of(line)
        if line.multiplier is None or base is None or base.amount is None:
            return line.amount, line.list_amount
        with localcontext(prec=2 * MAX_DIGITS):
            maker = line.list_amount
            if maker is None and base.list_amount is not None:
                maker = base.list_amount * line.multiplier
            return base.amount * line.multiplier, maker
