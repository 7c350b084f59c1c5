"""Price lines that say the same price at different times."""

from __future__ import annotations

import datetime as dt

from site_builder.records.pricing import PriceLine, Pricing


def group_periods(pricing: Pricing) -> tuple[tuple[PriceLine, ...], ...]:
    """Give the lines of each meter, unit and condition together, the oldest first, in the order of the record."""
    groups: dict[tuple[str, str, str], list[PriceLine]] = {}
    for line in pricing.lines:
        groups.setdefault((line.meter, line.unit_id, repr(line.when)), []).append(line)
    return tuple(tuple(sorted(lines, key=_first_day)) for lines in groups.values())


def _first_day(line: PriceLine) -> dt.date:
    return line.valid_from or dt.date.min
