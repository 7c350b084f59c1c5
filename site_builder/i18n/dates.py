"""Days and months by CLDR."""

from __future__ import annotations

import datetime as dt
import functools

from babel.dates import format_date, format_skeleton

from site_builder.i18n.deferred import by_locale
from site_builder.i18n.locale import Locale


@by_locale
@functools.cache
def format_day(day: dt.date, locale: Locale) -> str:
    """Give a day in full: en `March 20, 2026`, zh `2026年3月20日`, ru `20 марта 2026`."""
    return format_date(day, format="long", locale=locale.babel)


@by_locale
@functools.cache
def format_day_or_month(written: str, locale: Locale) -> str:
    """Give a day, or a month where only that is known: `2026-03` is en `March 2026`."""
    if len(written) == len("2026-03"):
        first = dt.date.fromisoformat(f"{written}-01")
        return format_skeleton("yMMMM", first, locale=locale.babel)
    return format_day(dt.date.fromisoformat(written), locale)


@by_locale
@functools.cache
def format_month_heading(first: dt.date, locale: Locale) -> str:
    """Give a month as a heading, which begins with a capital where the language has them: ru `Октябрь …`."""
    text = format_skeleton("yMMMM", first, locale=locale.babel)
    return f"{text[0].upper()}{text[1:]}"


@by_locale
@functools.cache
def format_axis_month(first: dt.date, locale: Locale) -> str:
    """Give a month as it stands along an axis: January as its year, en `2026`, others as a short name, en `Apr`."""
    return format_skeleton("y" if first.month == 1 else "MMM", first, locale=locale.babel)
