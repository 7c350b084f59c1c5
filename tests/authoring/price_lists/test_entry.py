"""Entries of lists: what each kind of value may be, and what is said of others."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from site_builder.authoring.price_lists.entry import Entry, read_decimal


@pytest.mark.parametrize(
    ("ask", "value", "expected"),
    [
        (Entry.text, "  two \n words ", "two words"),
        (Entry.text, "", None),
        (Entry.text, None, None),
        (Entry.flag, False, False),
        (Entry.count, 12, 12),
        (Entry.count, 0, None),
        (Entry.count, Decimal("32000.0"), 32000),
        (Entry.day, "2026-03-20", "2026-03-20"),
        (Entry.day_or_month, "2026-03", "2026-03"),
        (Entry.day_or_month, "2026-03-20", "2026-03-20"),
        (Entry.texts, ["b", None, "a", "b"], ("b", "a")),
        (Entry.texts, None, ()),
        (Entry.amount, Decimal("2.5"), Decimal("2.5")),
        (Entry.amount, "0.0000025", Decimal("0.0000025")),
        (Entry.amount, 0, Decimal(0)),
        (Entry.amount, None, None),
    ],
)
def test_value_is_read(ask: Callable[[Entry, str], Any], value: object, expected: object) -> None:
    """Missing stays missing, and 0 is kept only where it says something."""
    entry = Entry({"key": value}, ("models", 0))

    actual = ask(entry, "key")

    assert (actual, entry.slips) == (expected, [])


@pytest.mark.parametrize(
    ("ask", "value", "message"),
    [
        (Entry.text, 5, "`key` is `5`, not a text"),
        (Entry.flag, "yes", "`key` is `yes`, not `true` or `false`"),
        (Entry.count, -1, "`key` is `-1`, not a whole number above 0"),
        (Entry.count, True, "`key` is `true`, not a whole number above 0"),
        (Entry.count, Decimal("1.5"), "`key` is `1.5`, not a whole number above 0"),
        (Entry.count, Decimal("1E+999999"), "`key` is `1E+999999`, not a whole number above 0"),
        (Entry.day, "2026-02-30", "`key` is `2026-02-30`, not a day of the calendar"),
        (Entry.day, "soon", "`key` is `soon`, not a day of the calendar"),
        (Entry.day_or_month, "2026-13", "`key` is `2026-13`, neither a day nor a month"),
        (Entry.texts, ["a", 1], "`key` is a list, not a list of texts"),
        (Entry.part, [], "`key` is an empty list, not a mapping"),
        (lambda entry, key: list(entry.parts(key)), [1], "`key` is a list, not a list of mappings"),
        (lambda entry, key: list(entry.parts(key)), "x", "`key` is `x`, not a list of mappings"),
        (Entry.amount, Decimal("-0.1"), "`key` is `-0.1`, below zero"),
        (Entry.amount, "cheap", "`key` is `cheap`, not an amount of money"),
        (Entry.amount, "NaN", "`key` is `NaN`, not an amount of money"),
        (Entry.amount, True, "`key` is `true`, not an amount of money"),
        (Entry.amount, Decimal("1E+99"), "`key` is `1E+99`, not an amount of money"),
    ],
)
def test_other_value_is_a_slip(ask: Callable[[Entry, str], Any], value: object, message: str) -> None:
    """It is kept with its place, and nothing is made of it."""
    entry = Entry({"key": value}, ("models", 0))

    ask(entry, "key")

    assert [(slip.place, slip.message) for slip in entry.slips] == [(("models", 0, "key"), message)]


def test_parts_share_the_slips_of_the_whole() -> None:
    """What is wrong deep inside is a slip of the entry."""
    entry = Entry({"part": {"day": "x"}, "parts": [{"day": "y"}]}, ())

    entry.part("part").day("day")
    for part in entry.parts("parts"):
        part.day("day")

    assert [slip.place for slip in entry.slips] == [("part", "day"), ("parts", 0, "day")]


def test_keys_nobody_asked_for_are_known() -> None:
    """So what a record has no place for can be told; `null` says nothing."""
    entry = Entry({"b": 1, "asked": 2, "a": 3, "none": None}, ())

    entry.ask("asked")

    assert entry.unasked() == ("a", "b")


def test_noise_of_binary_fractions_is_no_price() -> None:
    """What a program has calculated is rounded to what was meant; what somebody wrote stays."""
    numbers = [read_decimal(Decimal(text)) for text in ("3.3333333333333335E-5", "2.9999999999999997E-7", "1.25E-7")]

    assert [format(number or 0, "f") for number in numbers] == [
        "0.0000333333333333",
        "0.000000300000000000",
        "0.000000125",
    ]
