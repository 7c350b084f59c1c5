"""Plain scalars mean what the YAML 1.2 core schema says, and decimals keep every digit."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from site_builder.catalog.scalars import UNUSABLE, resolve_plain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", None), ("~", None), ("null", None), ("Null", None), ("NULL", None), ("nULL", "nULL"),
        ("true", True), ("True", True), ("TRUE", True), ("false", False), ("False", False), ("FALSE", False),
        ("yes", "yes"), ("no", "no"), ("on", "on"), ("off", "off"), ("y", "y"), ("tRUE", "tRUE"),
        ("0", 0), ("-0", 0), ("+12", 12), ("-12", -12), ("0777", 777),
        ("0b11", "0b11"), ("0o8", "0o8"), ("0xG", "0xG"), ("-0x1F", "-0x1F"), ("1_000", "1_000"), ("1,000", "1,000"),
        ("12:30:45", "12:30:45"), ("2026-03-03", "2026-03-03"), ("3.1.2", "3.1.2"), ("1.2e", "1.2e"),
        ("-", "-"), ("+", "+"), (".", "."), ("-.", "-."), ("...", "..."), ("+.", "+."), ("e5", "e5"), ("=", "="),
        ("Infinity", "Infinity"), ("nan", "nan"), ("<<", "<<"),
    ],
)  # fmt: skip
def test_plain_scalar_has_the_value_of_the_core_schema(text: str, expected: Any) -> None:  # noqa: ANN401
    """Only what the schema names is a number, a truth value or null; the rest, `no` too, is text."""
    value = resolve_plain(text)

    assert value == expected
    assert type(value) is type(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0.20", "0.20"), ("-0.10", "-0.10"), (".5", "0.5"), ("5.", "5"), ("1e3", "1E+3"), ("1.50e-3", "0.00150"),
        ("0.000125", "0.000125"), ("1e99", "1E+99"), ("1e-99", "1E-99"), ("1e007", "1E+7"),
        ("12345678901234567890.1234567890123456789", "12345678901234567890.1234567890123456789"),
    ],
)  # fmt: skip
def test_decimal_keeps_every_digit(text: str, expected: str) -> None:
    """A price of 0.20 stays `0.20`; nothing passes through a float."""
    value = resolve_plain(text)

    assert isinstance(value, Decimal)
    assert str(value) == expected


@pytest.mark.parametrize(
    "text",
    [
        ".inf", "-.inf", "+.Inf", ".INF", ".nan", ".NaN", ".NAN",
        "0o14", "0x1F", "0xff", "9" * 41, "0." + "1" * 40, "1e100", "1e-100", "1e00000100",
        "1e0000099999999999999999", "9" * 100_000, "1e" + "9" * 100_000,
    ],
)  # fmt: skip
def test_number_that_cannot_be_kept_is_refused(text: str) -> None:
    """Infinite, endless, not decimal or astronomically large numbers are neither rounded nor computed with."""
    assert resolve_plain(text) is UNUSABLE
