"""The step line of one price: from its first change to the day of the check, over an axis that begins at zero."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from site_builder.i18n.deferred import need_words
from site_builder.pages.card import AmountView, amount_view
from site_builder.pages.chrome import DateView, day_view
from site_builder.pages.context import ViewContext
from site_builder.pages.time_axis import WHOLE, MonthView, build_months
from site_builder.plots.box import Box
from site_builder.plots.scale import LinearScale, TimeScale, format_tenths
from site_builder.plots.text_width import text_width

_TOP, _BOTTOM, _HEIGHT = 22, 142, 162
_NARROWEST = 280
"""Width in pixels at which the amounts still have room."""
_GAP = 6
_MOST_MONTHS = 6


@dataclass(frozen=True, slots=True)
class PlotPointView:
    """A change of the price.

    Attributes:
        x: Its day, as a percentage of the width, e.g. `33.3`.
        y: Its amount, in pixels from the top; `base` is the base line of the text.
        anchor: Which end of the text stands at the point.
        is_named: Whether there is room for the text.
    """

    x: str
    y: int
    base: int
    anchor: Literal["start", "end"]
    is_named: bool
    amount: AmountView
    date: DateView


@dataclass(frozen=True, slots=True)
class PricePlotView:
    """A step line of one price; the table beside it says the same.

    Attributes:
        height: Height of the drawing in pixels; it may have any width.
        bottom: Where the axis is, which stands for a price of zero.
        whole: Width that `line` is drawn in, to be stretched to that of the drawing.
        line: Path data of the step line.
        points: One per change.
    """

    height: int
    bottom: int
    whole: int
    line: str
    months: tuple[MonthView, ...]
    points: tuple[PlotPointView, ...]


@dataclass(frozen=True, slots=True)
class _Name:
    """Where the text of a point stands: `y` is its base line."""

    y: int
    anchor: Literal["start", "end"]
    is_shown: bool


def build_price_plot(
    context: ViewContext, changes: Sequence[tuple[dt.date, Decimal]], currency: str, checked: dt.date
) -> PricePlotView:
    """Give the line of a price.

    Args:
        context: The catalog as its locale sees it.
        changes: First days of prices with their amounts, in order; at least one.
        currency: Of all amounts.
        checked: Day up to which the last price is known to hold, if it has begun by then.

    Raises:
        LocaleNeededError: The context is that of every locale; where texts stand depends on how long they are.
    """
    across = TimeScale(changes[0][0], max(checked, changes[-1][0]), 0, WHOLE)
    up = LinearScale(Decimal(0), max(amount for _, amount in changes) or Decimal(1), _BOTTOM, _TOP)
    places = [(across.place(day), up.place(amount)) for day, amount in changes]
    amounts = [amount_view(context, amount, currency) for _, amount in changes]
    for amount in amounts:
        need_words(amount.text)
    names = _place_names(places, [amount.text for amount in amounts])
    return PricePlotView(
        height=_HEIGHT,
        bottom=_BOTTOM,
        whole=WHOLE,
        line=_step_path(places),
        months=build_months(across, _MOST_MONTHS, context.locale),
        points=tuple(
            PlotPointView(
                format_tenths(x), y, name.y, name.anchor, name.is_shown, amount, day_view(day, context.locale)
            )
            for (x, y), name, amount, (day, _) in zip(places, names, amounts, changes, strict=True)
        ),
    )


def _place_names(places: Sequence[tuple[int, int]], texts: Sequence[str]) -> list[_Name]:
    """Give each amount its place, the newest first: above its point or below it, where it covers nothing.

    Looked at in the narrowest drawing: in a wider one, all only moves apart.
    """
    points = [(x * _NARROWEST // WHOLE, y) for x, y in places]
    taken = {point: Box(point[0] - 4, point[1] - 4, point[0] + 4, point[1] + 4) for point in points}
    names: list[_Name] = []
    for (x, y), text in zip(reversed(points), reversed(texts), strict=True):
        width = text_width(text)
        anchor: Literal["start", "end"] = "start" if x + width <= _NARROWEST else "end"
        left = x if anchor == "start" else x - width
        boxes = {base: Box(left, base - 10, left + width + _GAP, base + 3) for base in (y - 8, y + 18)}
        others = [box for point, box in taken.items() if point != (x, y)]
        free = [base for base, box in boxes.items() if base < _BOTTOM and not any(box.overlaps(one) for one in others)]
        names.append(_Name(free[0] if free else y, anchor, is_shown=bool(free)))
        if free:
            taken[x, free[0]] = boxes[free[0]]
    return names[::-1]


def _step_path(places: Sequence[tuple[int, int]]) -> str:
    """Give a line that keeps its height until the next point and ends at the right edge."""
    steps = "".join(f"H{x}V{y}" for x, y in places[1:])
    return f"M{places[0][0]} {places[0][1]}{steps}H{WHOLE}"
