"""Scales: from a value to its place in a drawing, in whole units.

Logarithms are those of the `decimal` module, which rounds them correctly, so that no machine places a point elsewhere.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class LinearScale:
    """Equal differences are equally far.

    Attributes:
        low: The value at `start`; not equal to `high`.
        high: The value at `end`.
        start: Place of the lowest value; after `end` where higher values stand further up.
        end: Place of the highest value.
    """

    low: Decimal
    high: Decimal
    start: int
    end: int

    def place(self, value: Decimal) -> int:
        """Give the place of a value."""
        return self.start + round((self.end - self.start) * (value - self.low) / (self.high - self.low))


@dataclass(frozen=True, slots=True)
class LogScale:
    """Equal ratios are equally far; all values are more than 0. The attributes are those of `LinearScale`."""

    low: Decimal
    high: Decimal
    start: int
    end: int

    def place(self, value: Decimal) -> int:
        """Give the place of a value."""
        linear = LinearScale(self.low.log10(), self.high.log10(), self.start, self.end)
        return linear.place(value.log10())


@dataclass(frozen=True, slots=True)
class TimeScale:
    """Equal numbers of days are equally far.

    Attributes:
        first: The day at `start`.
        last: The day at `end`; may be the first day, where everything is at `start`.
        start: Place of the first day.
        end: Place of the last day.
    """

    first: dt.date
    last: dt.date
    start: int
    end: int

    def place(self, day: dt.date) -> int:
        """Give the place of a day."""
        days = max(1, (self.last - self.first).days)
        return self.start + (self.end - self.start) * (day - self.first).days // days


def format_tenths(tenths: int) -> str:
    """Give a number of tenths as SVG reads it: 333 is `33.3`."""
    return f"{tenths // 10}.{tenths % 10}"
