"""Numbers, percentages and sums of money by CLDR; never rounded to fit.

`value` of an amount is the exact decimal for machines; the texts here are for readers.
"""

from __future__ import annotations

import copy
import functools
from contextlib import AbstractContextManager
from decimal import ROUND_HALF_EVEN, Context, Decimal, localcontext

from babel.numbers import format_currency, format_decimal, format_percent, get_currency_name, get_plus_sign_symbol

from site_builder.i18n.deferred import by_locale
from site_builder.i18n.locale import Locale


def exact(value: Decimal | int) -> str:
    """Give the machine form: plain digits, no exponent, e.g. `0.000125`."""
    return format(Decimal(value), "f")


@by_locale
@functools.cache
def format_number(value: Decimal | int, locale: Locale) -> str:
    """Give a number with the separators of the locale and all its digits: ru `1 048 576`."""
    with _all_digits(value):
        return format_decimal(value, locale=locale.babel, decimal_quantization=False)


@by_locale
@functools.cache
def format_money(value: Decimal, currency: str, locale: Locale) -> str:
    """Give a sum with at least the usual digits of the currency and all its own: ru `0,000125 $`."""
    with _all_digits(value):
        return format_currency(value, currency, locale=locale.babel, decimal_quantization=False)


@by_locale
@functools.cache
def format_round_money(value: Decimal, currency: str, locale: Locale) -> str:
    """Give a sum as it stands along an axis, without decimals where it is whole: en `$0.50`, `$20`."""
    if value != value.to_integral_value():
        return format_money(value, currency, locale)
    pattern = copy.copy(locale.babel.currency_formats["standard"])
    pattern.frac_prec = (0, 0)
    with _all_digits(value):
        text: str = pattern.apply(value, locale.babel, currency=currency, currency_digits=False)
    return text


@by_locale
@functools.cache
def format_percentage(value: Decimal, locale: Locale) -> str:
    """Give a percentage, e.g. of `Decimal("86.9")`: en `86.9%`, ru `86,9 %`."""
    with _all_digits(value):
        return format_percent(value.scaleb(-2), locale=locale.babel, decimal_quantization=False)


@by_locale
def format_change(value: Decimal, locale: Locale) -> str:
    """Give a percentage with its sign, so that more is not taken for less: en `+20%`, ru `-26,8 %`."""
    sign = get_plus_sign_symbol(locale.babel) if value > 0 else ""
    return f"{sign}{format_percentage(value, locale)}"


@by_locale
@functools.cache
def format_score_percent(value: Decimal, digits: int, locale: Locale) -> str:
    """Give a percentage with a fixed number of digits after the point, so that `72.0` stays `72.0%`."""
    pattern = copy.copy(locale.babel.percent_formats[None])
    pattern.frac_prec = (digits, digits)
    with _all_digits(value):
        text: str = pattern.apply(value.scaleb(-2), locale.babel)
    return text


def discount_percent(amount: Decimal, list_amount: Decimal) -> Decimal | None:
    """Give the difference to the list price in percent, to one place: `-20` for 0.20 against 0.25.

    None where there is no list price to compare with, or no difference worth a tenth of a percent.
    """
    if list_amount <= 0:
        return None
    with _all_digits(amount, list_amount):
        percent = (amount - list_amount) / list_amount * 100
        rounded = percent.quantize(Decimal("0.1"), rounding=ROUND_HALF_EVEN)
        return rounded.normalize() if rounded else None


@by_locale
@functools.cache
def currency_name(currency: str, locale: Locale) -> str:
    """Give the name of a currency: en `US Dollar`, ru `доллар США`."""
    return get_currency_name(currency, locale=locale.babel)


def _all_digits(*values: Decimal | int) -> AbstractContextManager[Context]:
    """Give room for every digit of the values: the usual 28 would round an amount with more, or fail on it."""
    return localcontext(prec=28 + sum(len(exact(value)) for value in values))
