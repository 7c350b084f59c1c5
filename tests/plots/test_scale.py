"""Values have their place in whole units."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from site_builder.plots.scale import LinearScale, LogScale, TimeScale, format_tenths


def test_linear_scale_may_grow_upwards() -> None:
    """An axis of scores ends further up, where y is less."""
    scale = LinearScale(Decimal(60), Decimal(80), 300, 0)

    assert [scale.place(Decimal(value)) for value in ("60", "65", "70.02", "80")] == [300, 225, 150, 0]


def test_log_scale_puts_equal_ratios_equally_far() -> None:
    """From 1 to 10 is as far as from 10 to 100."""
    scale = LogScale(Decimal("0.1"), Decimal(100), 0, 300)

    assert [scale.place(Decimal(value)) for value in ("0.1", "1", "2", "10", "100")] == [0, 100, 130, 200, 300]


def test_time_scale_counts_days() -> None:
    """A day is as far as any other; a scale of a single day has everything at its start."""
    scale = TimeScale(dt.date(2026, 1, 1), dt.date(2026, 4, 11), 0, 1000)
    day = dt.date(2026, 1, 1)

    assert [scale.place(day), scale.place(dt.date(2026, 1, 11)), scale.place(scale.last)] == [0, 100, 1000]
    assert TimeScale(day, day, 0, 1000).place(day) == 0


@given(st.decimals("0.001", "9999", places=3), st.decimals("0.001", "9999", places=3))
def test_more_is_never_further_left(one: Decimal, other: Decimal) -> None:
    """Scales keep the order of values, and stay between their ends."""
    scale = LogScale(Decimal("0.001"), Decimal(10_000), 10, 490)
    low, high = sorted((one, other))

    assert 10 <= scale.place(low) <= scale.place(high) <= 490


def test_tenths_are_written_with_a_point() -> None:
    """As SVG reads them, in every language."""
    assert [format_tenths(tenths) for tenths in (0, 5, 333, 1000)] == ["0.0", "0.5", "33.3", "100.0"]
