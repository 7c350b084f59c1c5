"""A number is the same number, whichever way a language writes it."""

from __future__ import annotations

import pytest

from site_builder.lint.numbers_in_text import find_numbers


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("1,000,000 tokens, 2.5 times, 45%", "en", ["1000000", "2.5", "45"]),
        ("1\u00a0000\u00a0000 токенов, в 2,5 раза, 45\u00a0%", "ru", ["1000000", "2.5", "45"]),
        ("1M or 128K, 1.6 trillion, 8B", "en", ["1000000", "128000", "1600000000000", "8000000000"]),
        ("1 млн, 128 тыс., 1,6 триллиона, 8 млрд", "ru", ["1000000", "128000", "1600000000000", "8000000000"]),
        ("100 万、12.8 万、1.6 万亿、80 亿", "zh", ["1000000", "128000", "1600000000000", "8000000000"]),
        ("1.000.000 und 2,5", "de", ["1.000.000", "2.5"]),
        ("version 2.0.1 of 2026-03", "en", ["2.0.1", "2026", "3"]),
        ("3–5 MB, 10 Mbit, 1,5", "en", ["3", "5", "10", "1,5"]),
        ("in 2026 100 models", "en", ["2026", "100"]),
        ("с 05.06.2025, но не 45.06.2025 и 1.13.2025", "ru", ["5", "6", "2025", "45.06.2025", "1.13.2025"]),
        ("none", "en", []),
    ],
)
def test_numbers_are_normalised(text: str, language: str, values: list[str]) -> None:
    """Grouping, decimal mark and words of scale are those of the language; a unit is not a scale."""
    found = [number.value for number in find_numbers(text, language)]

    assert [value if isinstance(value, str) else f"{value:f}" for value in found] == values


@pytest.mark.parametrize(
    ("text", "language", "meanings"),
    [
        ("2–3 million tokens", "en", [{2, 2000000}, {3000000}]),
        ("from 10 to 20k", "en", [{10, 10000}, {20000}]),
        ("10–20 тыс.", "ru", [{10, 10000}, {20000}]),
        ("200 至 300 万", "zh", [{200, 2000000}, {3000000}]),
        ("2K–3M", "en", [{2000}, {3000000}]),
        ("2, 3 million", "en", [{2}, {3000000}]),
        ("2–3 tokens", "en", [{2}, {3}]),
        ("9 a.m. to 5 p.m.", "en", [{9}, {5, 17}]),
        ("1:30–2:15 PM, 12 pm", "en", [{1, 13}, {30}, {2, 14}, {15}, {12}]),
    ],
)
def test_number_may_mean_what_follows_it_says(text: str, language: str, meanings: list[set[int]]) -> None:
    """A range can have one scale for both ends, and hours are counted to 12 or to 24."""
    assert [{number.value, *number.others} for number in find_numbers(text, language)] == meanings
