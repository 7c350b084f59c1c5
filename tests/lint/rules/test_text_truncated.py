"""A text that stops in the middle is told from one that is short."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from site_builder.lint.rules.text_truncated import TEXT_TRUNCATED
from site_builder.lint.written_text import TextSlip


@pytest.mark.parametrize(
    ("text", "tag", "form", "message"),
    [
        ("Fast, cheap,", "en", "plain", "the text ends with “,”"),
        ("Tools and", "en", "plain", "the text ends with “and”"),
        ("It is faster than.", "en", "inline", "the text ends with “than.”"),
        ("These are allowed:", "en", "inline", "the text ends with “:”"),
        ("It goes on and on…", "en", "inline", "the text ends with “…”"),
        ("It goes on and on...", "en", "inline", "the text ends with “...”"),
        ("Модель для текста и", "ru", "inline", "the text ends with “и”"),
        ("支持文本、图像，", "zh-Hans", "inline", "the text ends with “，”"),
        ("支持文本和", "zh-Hans", "plain", "the text ends with “和”"),
        ("支持文本和。", "zh-Hans", "inline", "the text ends with “和。”"),
        ("支持图像以及。", "zh-Hans", "inline", "the text ends with “以及。”"),
        ("For multimodal input details", "en", "inline", "the text ends without a full stop"),
        ("Модель быстро отвечает на вопросы", "ru", "block", "the text ends without a full stop"),
        ("这个模型很快地回答问题", "zh-Hans", "inline", "the text ends without a full stop"),
        ("For more details, see.", "en", "inline", "words are missing at “details, see.”"),
        ("Подробнее см. .", "ru", "inline", "words are missing at “Подробнее см. .”"),
        ("价格详见。", "zh-Hans", "inline", "words are missing at “详见。”"),
        ("It is called “” here.", "en", "inline", "words are missing at ““”"),
        ("It works () well.", "en", "inline", "words are missing at “()”"),
        ("See [](https://a.example/) first.", "en", "inline", "words are missing at “[](”"),
    ],
)
def test_cut_text_is_reported(
    find_slips: Callable[..., list[TextSlip]], text: str, tag: str, form: str, message: str
) -> None:
    """What is missing cannot be guessed, so there is no mend."""
    slips = find_slips(TEXT_TRUNCATED, text, tag, form)

    assert [slip.replacement for slip in slips] == [None]
    assert message in slips[0].message


@pytest.mark.parametrize(
    ("text", "tag", "form", "field"),
    [
        ("Fast and cheap", "en", "inline", "summary"),
        ("Balanced with more depth than others", "en", "inline", "other"),
        ("Voices to choose from", "en", "plain", "title"),
        ("A call the model asked for.", "en", "inline", "description"),
        ("Vitamin A and vitamin C or the like.", "en", "inline", "summary"),
        ("These are allowed:", "en", "block", "answer"),
        ("- one of the many\n- another of the many", "en", "block", "answer"),
        ("1. first do this thing", "en", "block", "answer"),
        ("The model takes `minimal`, `low` or `high`", "en", "inline", "summary"),
        ("Is it really fast?", "en", "inline", "question"),
        ("It answers (as far as it can)", "en", "inline", "summary"),
        ("Call `f()` or f() at once.", "en", "inline", "summary"),
        ("Write `“”` or `()` for nothing.", "en", "inline", "summary"),
        ("As far as the eye can see.", "en", "inline", "summary"),
        ("ответ готов", "ru", "inline", "summary"),
        ("模型很快", "zh-Hans", "inline", "summary"),
        ("所有用户都可以参与。", "zh-Hans", "inline", "summary"),
        ("费用是两部分的总和。", "zh-Hans", "inline", "summary"),
        ("语气温和。", "zh-Hans", "inline", "summary"),
        ("这类工具已经普及", "zh-Hans", "plain", "title"),
        ("โมเดล ที่ เร็ว มาก", "th", "inline", "summary"),
        ("Model:", "en", "block", ""),
    ],
)
def test_short_and_other_texts_are_silent(
    find_slips: Callable[..., list[TextSlip]], text: str, tag: str, form: str, field: str
) -> None:
    """Labels, facts, lists and languages without a full stop end as they should."""
    assert find_slips(TEXT_TRUNCATED, text, tag, form, field) == []
