"""Numbers as readers of each language see them, with all their digits."""

from __future__ import annotations

import re
from decimal import Decimal, localcontext

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.i18n.locale import Locale
from site_builder.i18n.numbers import (
    currency_name,
    discount_percent,
    exact,
    format_change,
    format_money,
    format_number,
    format_percentage,
    format_score_percent,
)

EN, ZH, RU = Locale("en", "en", "English"), Locale("zh-Hans", "zh", "简体中文"), Locale("ru", "ru", "Русский")
BY_TAG = {locale.tag: locale for locale in (EN, ZH, RU)}
LONG = "0.12345678901234567890123456789012345"
AMOUNTS = st.decimals(min_value=0, max_value=10**24, allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Decimal("0.20"), "0.20"),
        (Decimal("0.000125"), "0.000125"),
        (Decimal("1E-7"), "0.0000001"),
        (Decimal("1E+6"), "1000000"),
        (Decimal("-26.80"), "-26.80"),
        (1048576, "1048576"),
        (Decimal(LONG), LONG),
    ],
)
def test_machine_form_has_the_digits_written(value: Decimal | int, expected: str) -> None:
    """Programs get plain digits, as many as the author wrote."""
    assert exact(value) == expected


@pytest.mark.parametrize(
    ("value", "tag", "expected"),
    [
        ("1048576", "en", "1,048,576"),
        ("1048576", "zh-Hans", "1,048,576"),
        ("1048576", "ru", "1\xa0048\xa0576"),
        ("1E+6", "en", "1,000,000"),
        ("0", "ru", "0"),
        ("0.10", "en", "0.1"),
        ("0.000125", "ru", "0,000125"),
        ("-0.5", "zh-Hans", "-0.5"),
        (LONG, "en", LONG),
        ("123456789012345678901234567890.5", "en", "123,456,789,012,345,678,901,234,567,890.5"),
    ],
)
def test_number_has_all_its_digits(value: str, tag: str, expected: str) -> None:
    """Separators are those of the locale, and nothing is rounded."""
    assert format_number(Decimal(value), BY_TAG[tag]) == expected


def test_whole_numbers_may_be_integers() -> None:
    """A limit comes as an integer."""
    assert format_number(1000000, RU) == "1\xa0000\xa0000"


@pytest.mark.parametrize(
    ("value", "currency", "tag", "expected"),
    [
        ("0.000125", "USD", "en", "$0.000125"),
        ("0.000125", "USD", "zh-Hans", "US$0.000125"),
        ("0.000125", "USD", "ru", "0,000125\xa0$"),
        ("0.2", "USD", "en", "$0.20"),
        ("0.20", "USD", "ru", "0,20\xa0$"),
        ("0", "USD", "en", "$0.00"),
        ("1E+1", "USD", "en", "$10.00"),
        ("1234567.891", "USD", "en", "$1,234,567.891"),
        ("150", "JPY", "en", "¥150"),
        ("150", "JPY", "zh-Hans", "JP¥150"),
        ("0.5", "JPY", "ru", "0,5\xa0¥"),
        ("1234.5", "CNY", "zh-Hans", "¥1,234.50"),
        ("1234.5", "CNY", "ru", "1\xa0234,50\xa0CN¥"),
        ("1234.5", "CNY", "en", "CN¥1,234.50"),
        ("1.5", "KWD", "en", "KWD1.500"),
        ("5", "ABC", "ru", "5,00\xa0ABC"),
        (LONG, "USD", "en", f"${LONG}"),
    ],
)
def test_money_is_never_rounded(value: str, currency: str, tag: str, expected: str) -> None:
    """A sum has at least the usual digits of its currency, and all its own."""
    assert format_money(Decimal(value), currency, BY_TAG[tag]) == expected


def test_money_is_no_float() -> None:
    """Three tenths are three tenths."""
    assert format_money(Decimal("0.1") + Decimal("0.2"), "USD", EN) == "$0.30"


@settings(deadline=None)
@given(AMOUNTS, st.sampled_from([EN, ZH]))
def test_any_amount_reads_back(value: Decimal, locale: Locale) -> None:
    """The digits of a formatted amount are the amount."""
    shown = format_money(value, "USD", locale)

    assert Decimal(re.sub(r"[^0-9.]", "", shown)) == value


@settings(deadline=None)
@given(AMOUNTS)
def test_any_number_reads_back_in_russian(value: Decimal) -> None:
    """The same with a decimal comma."""
    shown = format_number(value, RU)

    assert Decimal(shown.replace("\xa0", "").replace(",", ".")) == value


def test_formatting_does_not_depend_on_the_context_of_the_caller() -> None:
    """Whoever computes with few digits elsewhere does not change a page."""
    with localcontext(prec=3):
        shown = format_percentage(Decimal("12.34567"), EN)

    assert shown == "12.34567%"


@pytest.mark.parametrize(
    ("value", "tag", "expected"),
    [
        ("86.9", "en", "86.9%"),
        ("86.9", "zh-Hans", "86.9%"),
        ("86.9", "ru", "86,9\xa0%"),
        ("-20", "en", "-20%"),
        ("100", "ru", "100\xa0%"),
        ("0", "en", "0%"),
        ("72.0", "en", "72%"),
        ("0.125", "en", "0.125%"),
        (LONG, "en", f"{LONG}%"),
    ],
)
def test_percentage(value: str, tag: str, expected: str) -> None:
    """A percentage has the sign and the spaces of the locale."""
    assert format_percentage(Decimal(value), BY_TAG[tag]) == expected


@pytest.mark.parametrize(
    ("value", "tag", "expected"),
    [
        ("20", "en", "+20%"),
        ("20", "ru", "+20\xa0%"),
        ("-26.8", "zh-Hans", "-26.8%"),
        ("0", "en", "0%"),
    ],
)
def test_change_shows_its_direction(value: str, tag: str, expected: str) -> None:
    """More cannot be taken for less."""
    assert format_change(Decimal(value), BY_TAG[tag]) == expected


@pytest.mark.parametrize(
    ("value", "digits", "tag", "expected"),
    [
        ("72.0", 1, "en", "72.0%"),
        ("72.0", 1, "ru", "72,0\xa0%"),
        ("86.95", 2, "zh-Hans", "86.95%"),
        ("72", 0, "en", "72%"),
        ("100.00", 2, "en", "100.00%"),
        (LONG, 35, "en", f"{LONG}%"),
    ],
)
def test_score_keeps_the_digits_it_was_reported_with(value: str, digits: int, tag: str, expected: str) -> None:
    """Scores of one column line up."""
    assert format_score_percent(Decimal(value), digits, BY_TAG[tag]) == expected


@pytest.mark.parametrize(
    ("amount", "list_amount", "expected"),
    [
        ("0.20", "0.25", "-20"),
        ("0.30", "0.25", "20"),
        ("0", "1", "-100"),
        ("2", "3", "-33.3"),
        ("0.00012", "0.000125", "-4"),
        ("0.1", "0.10", None),
        ("1", "0", None),
        ("0.9999", "1", None),
        ("0.9994", "1", "-0.1"),
        ("1.0005", "1", None),
        ("1.0015", "1", "0.2"),
        ("1" + "0" * 30, "0.01", "9" * 32 + "00"),
    ],
)
def test_discount_is_computed(amount: str, list_amount: str, expected: str | None) -> None:
    """To a tenth of a percent, halves to even; a difference too small to show is none."""
    actual = discount_percent(Decimal(amount), Decimal(list_amount))

    assert actual == (None if expected is None else Decimal(expected))


def test_discount_is_never_minus_nothing() -> None:
    """Neither `-0%` nor an exponent comes out."""
    percent = discount_percent(Decimal("0.20"), Decimal("0.25"))

    assert percent is not None
    assert format_change(percent, EN) == "-20%"


@pytest.mark.parametrize(
    ("currency", "tag", "expected"),
    [
        ("USD", "en", "US Dollar"),
        ("USD", "ru", "доллар США"),
        ("JPY", "zh-Hans", "日元"),
        ("CNY", "ru", "китайский юань"),
        ("ABC", "en", "ABC"),
    ],
)
def test_currency_has_a_name(currency: str, tag: str, expected: str) -> None:
    """A code that CLDR does not know stands for itself."""
    assert currency_name(currency, BY_TAG[tag]) == expected


_FURTHER = {tag: Locale(tag, tag[:2], tag) for tag in ("de", "fr", "ja", "ar", "zh-Hant", "qps", *BY_TAG)}


@pytest.mark.parametrize(
    ("tag", "number", "money", "percentage", "change"),
    [
        ("en", "1,048,576.5", "$1,234.50", "86.9%", "+20%"),
        ("zh-Hans", "1,048,576.5", "US$1,234.50", "86.9%", "+20%"),
        ("zh-Hant", "1,048,576.5", "US$1,234.50", "86.9%", "+20%"),
        ("ru", "1\xa0048\xa0576,5", "1\xa0234,50\xa0$", "86,9\xa0%", "+20\xa0%"),
        ("de", "1.048.576,5", "1.234,50\xa0$", "86,9\xa0%", "+20\xa0%"),
        ("fr", "1\u202f048\u202f576,5", "1\u202f234,50\xa0$US", "86,9\xa0%", "+20\xa0%"),
        ("ja", "1,048,576.5", "$1,234.50", "86.9%", "+20%"),
        ("ar", "1,048,576.5", "\u200f1,234.50\xa0US$", "86.9%", "\u200e+20%"),
        ("qps", "1,048,576.5", "$1,234.50", "86.9%", "+20%"),
    ],
)
def test_every_language_has_its_marks(tag: str, number: str, money: str, percentage: str, change: str) -> None:
    """Separators, the place of the currency, the space before the sign and the direction of writing are CLDR's."""
    locale = _FURTHER[tag]

    assert format_number(Decimal("1048576.5"), locale) == number
    assert format_money(Decimal("1234.5"), "USD", locale) == money
    assert format_percentage(Decimal("86.9"), locale) == percentage
    assert format_change(Decimal(20), locale) == change
