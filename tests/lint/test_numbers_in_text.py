"""A number is the same number, whichever way a language writes it."""

from __future__ import annotations

import pytest

from site_builder.lint.numbers_in_text import find_numbers, says_in_words


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
        ("none", "en", []),
    ],
)
def test_numbers_are_normalised(text: str, language: str, values: list[str]) -> None:
    """Grouping, decimal mark and words of scale are those of the language; a unit is not a scale."""
    found = [number.value for number in find_numbers(text, language)]

    assert [value if isinstance(value, str) else f"{value:f}" for value in found] == values


@pytest.mark.parametrize(
    ("text", "language", "value", "expected"),
    [
        ("the third of March", "en", "3", True),
        ("someone", "en", "1", False),
        ("两个模型", "zh", "2", True),
        ("в двух словах", "ru", "2", True),
        ("три", "ru", "2", False),
        ("deux", "fr", "2", True),
        ("thirteen", "en", "13", False),
        ("two and a half", "en", "2.5", False),
    ],
)
def test_small_numbers_may_be_words(text: str, language: str, value: str, *, expected: bool) -> None:
    """Twelve and fewer are often written out, and months have names."""
    (number,) = find_numbers(value, "en")

    assert says_in_words(text, language, number.value) is expected


def test_version_is_never_a_word() -> None:
    """It is no quantity."""
    assert not says_in_words("two", "en", "2.0.1")
