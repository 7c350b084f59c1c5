"""Characters of another script are found, and those that two scripts share are left alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from site_builder.lint.rules.script_mixed import SCRIPT_MIXED
from site_builder.lint.written_text import TextSlip


@pytest.mark.parametrize(
    ("text", "tag", "mended"),
    [
        ("免費註冊，輸入與輸出。", "zh-Hans", "免费注册，输入与输出。"),
        ("免費註冊。", "zh-CN", "免费注册。"),
        ("免费手册。", "zh-Hant", "免費手冊。"),
        ("免费手册。", "zh-TW", "免費手冊。"),
        ("因为听众说启动伪码。", "zh-Hant", "因為聽眾說啟動偽碼。"),
        ("cкорость ответа", "ru", "скорость ответа"),
        ("данные c сервера", "ru", "данные с сервера"),
        ("работает через АРI", "ru", "работает через API"),
        ("Ask the Сomet API.", "en", "Ask the Comet API."),
        ("Use the сору.", "en", "Use the copy."),
        ("使用 АPI 调用。", "zh-Hans", "使用 API 调用。"),
    ],
)
def test_certain_characters_are_mended(mend: Callable[..., str], text: str, tag: str, mended: str) -> None:
    """Where a character has one counterpart, it is written."""
    assert mend(SCRIPT_MIXED, text, tag) == mended


@pytest.mark.parametrize(
    ("text", "tag", "code", "fix"),
    [
        ("多餘的內容", "zh-Hans", "", "write it in Simplified Chinese"),
        ("出发", "zh-Hant", "", "write it in Traditional Chinese"),
        ("Модель быстро отвечает на вопросы.", "en", "script-mixed-language", "write it in the language of the text"),
        ("Модель быстро отвечает на вопросы.", "zh-Hans", "script-mixed-language", "write it in the language"),
        (
            "It answers 快速回答简单的问题 at once.",
            "en",
            "script-mixed-language",
            "write it in the language of the text",
        ),
        ("Ответ: 快速回答简单的问题。", "ru", "script-mixed-language", "write it in the language of the text"),
    ],
)
def test_doubtful_text_is_left_to_the_author(
    find_slips: Callable[..., list[TextSlip]], text: str, tag: str, code: str, fix: str
) -> None:
    """A character with several counterparts, or a sentence, needs somebody who reads it."""
    slip = find_slips(SCRIPT_MIXED, text, tag)[0]

    assert (slip.code, slip.replacement) == (code, None)
    assert fix in slip.fix


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("这里后面只有一台干净的著名机器。", "zh-Hans"),
        ("這裡後面只有一臺乾淨的著名機器，台灣干涉。", "zh-Hant"),
        ("高峰時段、床、群組、秘密、雇員、灶、痴、發霉、粽、菜肴、虱、晒。", "zh-Hant"),
        ("溫度、税、脱離、用户、卧室。", "zh-HK"),
        ("`免費` 是代码。", "zh-Hans"),
        ("無料で登録、発話、学習", "ja"),
        ("API-ключ, PDFы, SDKа и SDKшный код; JSON-схема.", "ru"),
        ("Запрос к OpenAI, модель c3 и язык C.", "ru"),
        ("API для ключа", "ru"),
        ("The language is called Русский, or 中文.", "en"),
        ("Naïve café – 5 µs.", "en"),
        ("Код `cкорость` не слово.", "ru"),
        ("Модель быстро отвечает на вопросы.", "uk"),
        ("The letter Я and the word Привет.", "en"),
    ],
)
def test_shared_characters_and_names_are_silent(find_slips: Callable[..., list[TextSlip]], text: str, tag: str) -> None:
    """Both scripts have many characters; names, code and other languages keep theirs."""
    assert find_slips(SCRIPT_MIXED, text, tag) == []
