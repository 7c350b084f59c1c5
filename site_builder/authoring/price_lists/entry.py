"""One entry of a list, asked for its values by key: what is not as it should be is kept as a slip, never raised."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Context, Decimal, InvalidOperation
from typing import Any

from site_builder.catalog.positions import KeyPath
from site_builder.records.base import show_value

_SIGNIFICANT_DIGITS = 12
_EXACT_DIGITS = 15
"""A binary fraction gives back every decimal of so many digits; what has more was calculated by a program."""

_HIGHEST, _SMALLEST = 9, -15
"""Powers of ten between which amounts lie."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DAY_OR_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])(-[0-9]{2})?")


@dataclass(frozen=True, slots=True)
class Slip:
    """A value that is not what it should be: where in the file, and what is wrong with it."""

    place: KeyPath
    message: str


class Entry:
    """A mapping of a list, and the slips found in it and in its parts.

    Missing, `null` and, for limits, 0 are the same: the list does not say it.
    """

    def __init__(self, value: Mapping[str, Any], place: KeyPath, slips: list[Slip] | None = None) -> None:
        """Begin with nothing asked for.

        Args:
            value: The mapping.
            place: Where it is in the file.
            slips: Where to keep what is wrong; that of the entry it is a part of.
        """
        self.value = value
        self.place = place
        self.slips: list[Slip] = [] if slips is None else slips
        self._asked: set[str] = set()

    def ask(self, key: str) -> Any:  # noqa: ANN401 - any JSON value
        """Give a value as it stands; None if there is none."""
        self._asked.add(key)
        return self.value.get(key)

    def unasked(self) -> tuple[str, ...]:
        """Give the keys that nobody has asked for, sorted; those without a value are left out."""
        return tuple(sorted(key for key, value in self.value.items() if key not in self._asked and value is not None))

    def slip(self, key: str, words: str) -> None:
        """Keep that the value of a key is not what it should be."""
        self.slips.append(Slip((*self.place, key), f"`{key}` is {show_value(self.value.get(key))}, {words}"))

    def text(self, key: str) -> str | None:
        """Give a text without spaces around it; an empty one is none."""
        value = self.ask(key)
        if value is not None and not isinstance(value, str):
            self.slip(key, "not a text")
            return None
        return " ".join(value.split()) or None if value else None

    def flag(self, key: str) -> bool | None:
        """Give `true` or `false`."""
        value = self.ask(key)
        if value is not None and not isinstance(value, bool):
            self.slip(key, "not `true` or `false`")
            return None
        return value

    def count(self, key: str) -> int | None:
        """Give a whole number above 0."""
        value = self.ask(key)
        if value is None or (value == 0 and not isinstance(value, bool)):
            return None
        is_whole = isinstance(value, Decimal) and value.is_finite() and value.adjusted() <= _EXACT_DIGITS
        if isinstance(value, bool) or not (isinstance(value, int) or (is_whole and value == int(value))) or value < 0:
            self.slip(key, "not a whole number above 0")
            return None
        return int(value)

    def day(self, key: str) -> str | None:
        """Give a day of the calendar, e.g. `2026-03-20`."""
        value = self.text(key)
        if value is not None and not _is_day(value):
            self.slip(key, "not a day of the calendar")
            return None
        return value

    def day_or_month(self, key: str) -> str | None:
        """Give a day or a month, e.g. `2026-03`."""
        value = self.text(key)
        if value is not None and not (_DAY_OR_MONTH.fullmatch(value) and _is_day(f"{value}-01"[:10])):
            self.slip(key, "neither a day nor a month")
            return None
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Give a list of texts, each once; `null` in it is passed over."""
        value = self.ask(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(item is None or isinstance(item, str) for item in value):
            self.slip(key, "not a list of texts")
            return ()
        return tuple(dict.fromkeys(item for item in value if item))

    def part(self, key: str) -> Entry:
        """Give a mapping below this one; an empty one if there is none."""
        value = self.ask(key)
        if value is not None and not isinstance(value, dict):
            self.slip(key, "not a mapping")
        return Entry(value if isinstance(value, dict) else {}, (*self.place, key), self.slips)

    def parts(self, key: str) -> Iterator[Entry]:
        """Give the mappings of a list below this one."""
        value = self.ask(key)
        items = value if isinstance(value, list) else []
        if value is not None and not (isinstance(value, list) and all(isinstance(item, dict) for item in items)):
            self.slip(key, "not a list of mappings")
            return
        for index, item in enumerate(items):
            yield Entry(item, (*self.place, key, index), self.slips)

    def amount(self, key: str) -> Decimal | None:
        """Give an amount of money of 0 or more, as a number or as digits in a text."""
        value = self.ask(key)
        if value is None:
            return None
        number = read_decimal(value)
        if number is None:
            self.slip(key, "not an amount of money")
        elif number < 0:
            self.slip(key, "below zero")
            return None
        return number


def read_decimal(value: object) -> Decimal | None:
    """Give a number, or digits in a text, as a decimal without binary noise; None if it is none that can be a price."""
    if isinstance(value, bool) or not isinstance(value, int | str | Decimal):
        return None
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    if not number.is_finite() or (number and not _SMALLEST <= number.adjusted() <= _HIGHEST):
        return None
    is_noisy = len(number.as_tuple().digits) > _EXACT_DIGITS
    return Context(prec=_SIGNIFICANT_DIGITS).plus(number) if is_noisy else number


def _is_day(text: str) -> bool:
    try:
        return bool(_DAY.fullmatch(text) and date.fromisoformat(text))
    except ValueError:
        return False
