"""Days and months as readers of each language see them."""

from __future__ import annotations

import datetime as dt

import pytest

from site_builder.i18n.dates import format_day, format_day_or_month
from site_builder.i18n.locale import Locale

BY_TAG = {tag: Locale(tag, tag[:2], tag) for tag in ("en", "zh-Hans", "zh-Hant", "ru", "de", "fr", "ja", "ar", "qps")}


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("en", "March 20, 2026"),
        ("zh-Hans", "2026年3月20日"),
        ("zh-Hant", "2026年3月20日"),
        ("ru", "20 марта 2026\u202fг."),
        ("de", "20. März 2026"),
        ("fr", "20 mars 2026"),
        ("ja", "2026年3月20日"),
        ("ar", "20 مارس 2026"),
        ("qps", "March 20, 2026"),
    ],
)
def test_day_is_written_in_full(tag: str, expected: str) -> None:
    """The name of the month is in the language, in Russian in the genitive."""
    assert format_day(dt.date(2026, 3, 20), BY_TAG[tag]) == expected
    assert format_day_or_month("2026-03-20", BY_TAG[tag]) == expected


@pytest.mark.parametrize(
    ("written", "tag", "expected"),
    [
        ("2026-03", "en", "March 2026"),
        ("2026-03", "zh-Hans", "2026年3月"),
        ("2026-03", "ru", "март 2026\u202fг."),
        ("2025-12", "ru", "декабрь 2025\u202fг."),
        ("2024-02-29", "en", "February 29, 2024"),
    ],
)
def test_month_stands_alone_where_no_day_is_known(written: str, tag: str, expected: str) -> None:
    """No day is made up, and a Russian month without a day is in the nominative."""
    assert format_day_or_month(written, BY_TAG[tag]) == expected
