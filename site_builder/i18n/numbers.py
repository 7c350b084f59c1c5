"""Numbers, percentages and sums of money by CLDR; never rounded to fit.

`value` of an amount is the exact decimal for machines; the texts here are for readers.
"""

from __future__ import annotations

import functools
from decimal import ROUND_HALF_EVEN, Decimal

from babel.numbers import format_currency, format_decimal, format_percent, get_currency_name

from site_builder.i18n.locale import Locale


def exact(value: Decimal | int) -> str:
    """Give the machine form: plain digits, no exponent, e.g. `0.000125`."""
    return format(value, "f")


@functools.cache
def format_number(value: Decimal | int, locale: Locale) -> str:
    """Give a number with the separators of the locale and all its digits: ru `1 048 576`."""
    return format_decimal(Decimal(value).normalize(), locale=locale.babel, decimal_quantization=False)


@functools.cache
def format_money(value: Decimal, currency: str, locale: Locale) -> str:
    """Give a sum with at least the usual digits of the currency and all its own: ru `0,000125 $`."""
    return format_currency(value.normalize(), currency, locale=locale.babel, decimal_quantization=False)


@functools.cache
def format_percentage(value: Decimal, locale: Locale) -> str:
    """Give a percentage, e.g. of `Decimal("86.9")`: en `86.9%`, ru `86,9 %`."""
    return format_percent(value.scaleb(-2).normalize(), locale=locale.babel, decimal_quantization=False)


def discount_percent(amount: Decimal, list_amount: Decimal) -> Decimal | None:
    """Give the difference to the list price in percent, to one place: `-20` for 0.20 against 0.25.

    None where there is no list price to compare with, or no difference.
    """
    if list_amount <= 0 or amount == list_amount:
        return None
    percent = (amount - list_amount) / list_amount * 100
    return percent.quantize(Decimal("0.1"), rounding=ROUND_HALF_EVEN).normalize()


@functools.cache
def currency_name(currency: str, locale: Locale) -> str:
    """Give the name of a currency: en `US Dollar`, ru `доллар США`."""
    return get_currency_name(currency, locale=locale.babel)
