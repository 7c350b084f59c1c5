"""Numbers of source and translation agree; what is reported names both."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from site_builder.lint.rules.translation_numbers import TRANSLATION_NUMBERS
from site_builder.lint.written_text import TextSlip


@pytest.mark.parametrize(
    ("source", "target", "tag", "messages"),
    [
        (
            "At most 100,000 messages.",
            "Не более 10\u00a0000 сообщений.",
            "ru",
            ["the translation says 10\u00a0000, the source has 100,000: “Не более 10 000 сообщений.”"],
        ),
        (
            "A context of 1M tokens.",
            "上下文为 1 万 token。",
            "zh-Hans",
            ["the translation says 1 万, the source has 1M: “上下文为 1 万 token。”"],
        ),
        (
            "About 45% faster.",
            "Быстрее.",
            "ru",
            ["the translation does not say 45%: “About 45% faster.”".replace("45%:", "45:")],
        ),
        (
            "It is faster.",
            "快 45%。",
            "zh-Hans",
            ["the translation says 45, the source has no such number: “快 45%。”"],
        ),
        (
            "It takes 100 files at most, 3 at once.",
            "Стоит и требует: не более файлов.",
            "ru",
            [
                "the translation does not say 100: “It takes 100 files at most, 3 at…”",
                "the translation does not say 3: “…100 files at most, 3 at once.”",
            ],
        ),
        (
            "2–3 million tokens.",
            "2–4 млн токенов.",
            "ru",
            ["the translation says 4 млн, the source has 3 million: “2–4 млн токенов.”"],
        ),
        ("Gemini 3.1 and 3.1.", "Gemini 3.1", "ru", ["the translation does not say 3.1: “Gemini 3.1 and 3.1.”"]),
    ],
)
def test_changed_number_is_reported(
    compare: Callable[..., list[TextSlip]], source: str, target: str, tag: str, messages: list[str]
) -> None:
    """A lost number is shown in its source, another one in the translation."""
    assert [slip.message for slip in compare(TRANSLATION_NUMBERS, source, target, tag)] == messages


@pytest.mark.parametrize(
    ("source", "target", "tag"),
    [
        ("per 1M tokens", "每 100 万 token", "zh-Hans"),
        ("64,000 tokens, 2.5 times", "64\u202f000 токенов, в 2,5 раза", "ru"),
        ("The first version of April 2026.", "2026 年 4 月首个版本。", "zh-Hans"),
        ("Up to three files.", "Не более 3 файлов.", "ru"),
        ("Up to 3 files.", "Не более трёх файлов.", "ru"),
        ("Set `n` to `10`.", "Задайте для `n` значение.", "ru"),
        ("Two words.", "Два слова.", "ru"),
        ("GPT-5.3 and Gemini 3.1", "Gemini 3.1 и GPT-5.3", "ru"),
        ("1.6 trillion", "1,6 трлн", "ru"),
        ("It is 2x faster, or 3x.", "Он вдвое быстрее, а то и втрое.", "ru"),
        ("It reads 2–3 million tokens.", "它可读取 200 万至 300 万 token。", "zh-Hans"),
        ("It reads 10k–20k tokens.", "Читает 10–20 тыс. токенов.", "ru"),
        ("It reads 200,000–300,000 tokens.", "它可读取 20 至 30 万 token。", "zh-Hans"),
        ("Open from 9 a.m. to 5 p.m.", "Открыто с 9 до 17 часов.", "ru"),
        ("Open from 9 a.m. to 5 p.m.", "Открыто с 9 утра до 5 вечера.", "ru"),
        ("Since June 5, 2025.", "С 05.06.2025.", "ru"),
        ("Since 2025-06-05.", "С 5.6.2025.", "ru"),
        ("Twenty calls.", "20 вызовов.", "ru"),
    ],
)
def test_same_numbers_in_another_dress_are_silent(
    compare: Callable[..., list[TextSlip]], source: str, target: str, tag: str
) -> None:
    """Order, grouping, scale, months and words are the translator's."""
    assert compare(TRANSLATION_NUMBERS, source, target, tag) == []
