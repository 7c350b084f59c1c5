"""Numbers are found in the words of a language, and words that only begin alike are not taken for them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from site_builder.lint.number_words import says_in_words


@pytest.mark.parametrize(
    ("text", "language", "value", "expected"),
    [
        ("the third of March", "en", "3", True),
        ("someone", "en", "1", False),
        ("两个模型", "zh", "2", True),
        ("в двух словах", "ru", "2", True),
        ("три", "ru", "2", False),
        ("вдвое быстрее", "ru", "2", True),
        ("втрое быстрее", "ru", "3", True),
        ("вчетверо быстрее", "ru", "4", True),
        ("速度提升一倍", "zh", "2", True),
        ("Twenty calls", "en", "20", True),
        ("двадцать вызовов, шестьдесят минут", "ru", "20", True),
        ("шестидесяти минут", "ru", "60", True),
        ("пятиуровневый", "ru", "5", True),
        ("двухчасовой, трёхмерный", "ru", "2", True),
        ("третьего августа", "ru", "8", True),
        ("стоит дёшево", "ru", "100", False),
        ("Размер файла, первичный", "ru", "1", False),
        ("требует, тридцать", "ru", "3", False),
        ("двадцать", "ru", "2", False),
        ("четверг", "ru", "4", False),
        ("пятно, пятьдесят, пятнадцать, пятисот, пятидесяти, майнер", "ru", "5", False),
        ("семейство, семья, семинар, семьдесят", "ru", "7", False),
        ("десятичный", "ru", "10", False),
        ("deux", "fr", "2", True),
        ("thirteen", "en", "13", True),
        ("twenty-one", "en", "21", False),
        ("two and a half", "en", "2.5", False),
    ],
)
def test_small_numbers_may_be_words(text: str, language: str, value: str, *, expected: bool) -> None:
    """Twelve and fewer are often written out, and months have names."""
    assert says_in_words(text, language, Decimal(value)) is expected


def test_version_is_never_a_word() -> None:
    """It is no quantity."""
    assert not says_in_words("two", "en", "2.0.1")
