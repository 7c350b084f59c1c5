"""Values along axes are round, enclose or stay within what is drawn, and are not too many."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.plots.ticks import linear_ticks, log_ends, log_ticks, month_ticks

_PRICES = st.decimals("0.0001", "99999", places=4)
_SCORES = st.decimals("-999", "9999", places=2)


def _texts(values: tuple[Decimal, ...]) -> list[str]:
    return [format(value, "f") for value in values]


@pytest.mark.parametrize(
    ("low", "high", "most", "expected"),
    [
        ("63.1", "78.2", 5, ["60", "65", "70", "75", "80"]),
        ("14.9", "69.2", 8, ["10", "20", "30", "40", "50", "60", "70"]),
        ("0", "1", 3, ["0.0", "0.5", "1.0"]),
        ("-3", "4", 4, ["-5", "0", "5"]),
        ("50", "50", 5, ["49", "50", "51"]),
    ],
)
def test_linear_ticks_are_round_and_enclose(low: str, high: str, most: int, expected: list[str]) -> None:
    """One, two or five of a power of ten apart, the first not above the lowest, the last not below the highest."""
    assert _texts(linear_ticks(Decimal(low), Decimal(high), most)) == expected


@given(_SCORES, _SCORES, st.integers(3, 12))
def test_linear_ticks_enclose_whatever_is_drawn(one: Decimal, other: Decimal, most: int) -> None:
    """Never too many, always around all values, always equally far."""
    low, high = sorted((one, other))

    ticks = linear_ticks(low, high, most)

    assert 2 <= len(ticks) <= most
    assert ticks[0] <= low <= high <= ticks[-1]
    assert len({after - before for before, after in pairwise(ticks)}) == 1


@pytest.mark.parametrize(
    ("low", "high", "ends", "most", "expected"),
    [
        ("0.99", "11.25", ("0.7", "15"), 8, ["1", "2", "5", "10"]),
        ("0.2625", "3.4375", ("0.2", "4"), 10, ["0.2", "0.3", "0.4", "0.5", "0.7", "1", "1.5", "2", "3", "4"]),
        ("0.01", "700", ("0.01", "700"), 12, ["0.01", "0.03", "0.1", "0.3", "1", "3", "10", "30", "100", "300"]),
        ("0.01", "700", ("0.01", "700"), 5, ["0.01", "0.1", "1", "10", "100"]),
        ("0.01", "700", ("0.01", "700"), 3, ["0.01", "1", "100"]),
        ("2", "2", ("2", "3"), 5, ["2", "3"]),
    ],
)
def test_log_axis_has_round_ends_and_values(
    low: str, high: str, ends: tuple[str, str], most: int, expected: list[str]
) -> None:
    """The finest row that is not too long; a wide axis has powers of ten, the widest not even all of them."""
    first, last = log_ends(Decimal(low), Decimal(high))

    assert _texts((first, last)) == list(ends)
    assert _texts(log_ticks(first, last, most)) == expected


@given(_PRICES, _PRICES, st.integers(1, 9))
def test_log_axis_encloses_whatever_is_drawn(one: Decimal, other: Decimal, most: int) -> None:
    """Ends are around all values and differ; what is written along the axis lies on it."""
    low, high = sorted((one, other))

    first, last = log_ends(low, high)
    ticks = log_ticks(first, last, most)

    assert 0 < first <= low <= high <= last
    assert first < last
    assert len(ticks) <= most
    assert all(first <= tick <= last for tick in ticks)


@pytest.mark.parametrize(
    ("first", "last", "most", "expected"),
    [
        ("2026-01-01", "2026-03-31", 5, ["2026-01-01", "2026-02-01", "2026-03-01"]),
        ("2026-01-02", "2026-03-31", 5, ["2026-02-01", "2026-03-01"]),
        ("2025-11-05", "2026-08-01", 4, ["2026-01-01", "2026-04-01", "2026-07-01"]),
        ("2024-01-01", "2026-06-30", 5, ["2024-01-01", "2024-07-01", "2025-01-01", "2025-07-01", "2026-01-01"]),
        ("2024-02-01", "2026-06-30", 3, ["2025-01-01", "2026-01-01"]),
        ("1900-01-01", "2026-06-30", 3, ["1920-01-01", "1960-01-01", "2000-01-01"]),
        ("2026-05-04", "2026-05-20", 3, []),
    ],
)
def test_months_are_equally_far_and_within(first: str, last: str, most: int, expected: list[str]) -> None:
    """The finest row that is not too long; no month that began before the first day."""
    days = month_ticks(dt.date.fromisoformat(first), dt.date.fromisoformat(last), most)

    assert [day.isoformat() for day in days] == expected
