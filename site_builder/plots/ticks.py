"""Round values for axes: where an axis begins and ends, and what is written along it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import chain, count

_LINEAR = (1, 2, 5)
_FINE = tuple(map(Decimal, ("1", "1.5", "2", "3", "4", "5", "7")))
_LOG = (_FINE, (1, 2, 5), (1, 3), (1,))
_MONTHS = (1, 3, 6, 12, 24, 60, 120)
_MONTHS_A_YEAR = 12


def linear_ticks(low: Decimal, high: Decimal, most: int) -> tuple[Decimal, ...]:
    """Give equally far, round values around all others: the finest row of at most `most`, e.g. 40, 50 … 90.

    Args:
        low: The lowest value; may be the highest too.
        high: The highest value.
        most: How many values there may be; at least 3.
    """
    if low == high:
        return low - 1, low, low + 1
    return next(row for step in _steps(high - low) if len(row := _enclose(low, high, step)) <= most)


def _steps(span: Decimal) -> Iterator[Decimal]:
    """Give round steps, each wider than the one before; the first is much too fine for the span."""
    return (Decimal(digit).scaleb(exponent) for exponent in count(span.adjusted() - 2) for digit in _LINEAR)


def _enclose(low: Decimal, high: Decimal, step: Decimal) -> tuple[Decimal, ...]:
    first = int((low / step).to_integral_value(ROUND_FLOOR))
    last = int((high / step).to_integral_value(ROUND_CEILING))
    return tuple(step * number for number in range(first, last + 1))


def log_ends(low: Decimal, high: Decimal) -> tuple[Decimal, Decimal]:
    """Give the nearest of 1, 1.5, 2, 3, 4, 5, 7, 10 … around all values, which are more than 0; the two differ."""
    ladder = list(_ladder(_FINE, low.adjusted() - 1, high.adjusted() + 1))
    return max(value for value in ladder if value <= low), min(
        value for value in ladder if value >= high and value > low
    )


def log_ticks(low: Decimal, high: Decimal, most: int) -> tuple[Decimal, ...]:
    """Give round values of about the same ratio between the ends of a logarithmic axis, at most `most`.

    They are 1, 1.5, 2, 3, 4, 5, 7, 10 …, or else 1, 2, 5, 10 …, or else 1, 3, 10 …, or else powers of ten, or else
    every second, third … of these.
    """
    ladders = (_ladder(digits, low.adjusted(), high.adjusted()) for digits in _LOG)
    rows = [[value for value in ladder if low <= value <= high] for ladder in ladders]
    sparser = (rows[-1][::stride] for stride in count(2))
    return tuple(next(row for row in chain(rows, sparser) if len(row) <= most))


def _ladder(digits: Iterable[Decimal | int], first: int, last: int) -> Iterator[Decimal]:
    for exponent in range(first, last + 1):
        yield from (Decimal(digit).scaleb(exponent) for digit in digits)


def month_ticks(first: dt.date, last: dt.date, most: int) -> tuple[dt.date, ...]:
    """Give first days of months at equal distances within a period: the finest row of at most `most`.

    Years begin a row wherever the distance allows it, so that every January is among the days of a row of months.
    """
    begin, end = _month_number(first) + (first.day > 1), _month_number(last)
    rows = ([month for month in range(begin, end + 1) if month % step == 0] for step in chain(_MONTHS, count(240, 120)))
    shown = next(row for row in rows if len(row) <= most)
    return tuple(dt.date(month // _MONTHS_A_YEAR, month % _MONTHS_A_YEAR + 1, 1) for month in shown)


def _month_number(day: dt.date) -> int:
    return day.year * _MONTHS_A_YEAR + day.month - 1
