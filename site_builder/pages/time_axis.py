"""The months along an axis of time, at places in percent, so that letters keep their size in any width."""

from __future__ import annotations

from dataclasses import dataclass

from site_builder.i18n.dates import format_axis_month
from site_builder.i18n.locale import Locale
from site_builder.plots.scale import TimeScale, format_tenths
from site_builder.plots.ticks import month_ticks

WHOLE = 1000
"""Where a `TimeScale` ends whose places are tenths of a percent."""


@dataclass(frozen=True, slots=True)
class MonthView:
    """A month along the axis.

    Attributes:
        x: Where it begins, as a percentage of the width, e.g. `33.3`.
        text: Its short name; for January the year.
    """

    x: str
    text: str
    is_year: bool


def build_months(scale: TimeScale, most: int, locale: Locale) -> tuple[MonthView, ...]:
    """Give at most so many months of the days of a scale from 0 to `WHOLE`."""
    return tuple(
        MonthView(format_tenths(scale.place(tick)), format_axis_month(tick, locale), tick.month == 1)
        for tick in month_ticks(scale.first, scale.last, most)
    )
