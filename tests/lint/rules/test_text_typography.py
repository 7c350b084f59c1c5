"""Each language gets its own marks, and every finding brings the mended words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from site_builder.lint.rules.text_typography import TEXT_TYPOGRAPHY
from site_builder.lint.written_text import TextSlip, make_text


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("模型很快,也便宜.", "模型很快，也便宜。"),
        ("注意:此参数必填;其他可选!", "注意：此参数必填；其他可选！"),
        ("用API调用", "用 API 调用"),
        ("共3个模型,价格$5起", "共 3 个模型，价格 $5 起"),
        ("字段`model`必填", "字段 `model` 必填"),
        ("字段 `a`, 再看 `b`.", "字段 `a`，再看 `b`."),
        ("模型(预览版)已发布", "模型（预览版）已发布"),
        ("模型 (含 `a`) 已发布", "模型（含 `a`）已发布"),
        ('所谓"思考"功能', "所谓“思考”功能"),
        ("等等...很多", "等等……很多"),
        ("等等…很多", "等等……很多"),
        ("模型--很快", "模型——很快"),
        ("很快 ，也 （很）便宜。 真的", "很快，也（很）便宜。真的"),
        ("支持ＡＰＩ１", "支持 API1"),
        ("role: 用户", "role：用户"),
        ("很快，，真的。。", "很快，真的。"),
        ("很快。下一句.\n第三句", "很快。下一句。\n第三句"),
    ],
)
def test_chinese_is_mended(mend: Callable[..., str], text: str, mended: str) -> None:
    """Marks of full width without spaces, one space between Han and Latin."""
    assert mend(TEXT_TYPOGRAPHY, text, "zh-Hans") == mended


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ('Режим "мышление" включён.', "Режим «мышление» включён."),
        ("Режим “auto” включён.", "Режим «auto» включён."),
        ("Модель - это просто.", "Модель — это просто."),
        ("Модель – это просто.", "Модель — это просто."),
        ("Модель -- это просто.", "Модель — это просто."),
        ("Готово.Дальше ждите.", "Готово. Дальше ждите."),
        ("Текст,аудио и видео.", "Текст, аудио и видео."),
        ("Два  пробела.", "Два пробела."),
    ],
)
def test_russian_is_mended(mend: Callable[..., str], text: str, mended: str) -> None:
    """Quotation marks and dashes of the language, and spaces where they belong."""
    assert mend(TEXT_TYPOGRAPHY, text, "ru") == mended


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("Two  spaces, and `a`  more.", "Two spaces, and `a` more."),
        ("It is fast -- really.", "It is fast – really."),
        ("It is 45 % faster.", "It is 45% faster."),
        ("Text,audio and video,, too.", "Text, audio and video, too."),
        ("The end.. Really", "The end. Really"),
        ("Chat and reasoning:Supports both.", "Chat and reasoning: Supports both."),
    ],
)
def test_english_is_mended(mend: Callable[..., str], text: str, mended: str) -> None:
    """Only what is certain: straight quotation marks stay."""
    assert mend(TEXT_TYPOGRAPHY, text) == mended


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("用 API 调用，共 3 个模型（预览版）。价格 $5 起，快 45% 以上。", "zh-Hans"),
        ("字段 `model,name` 和 `a:用户` 必填：见 [文档](https://a.example/b,c)。", "zh-Hans"),
        ("代码 `用API` 不算。", "zh-Hans"),
        ("等等……很多——真的。", "zh-Hans"),
        ("时间 10:30，版本 3.1，比例 16:9。", "zh-Hans"),
        ("他说“好”，又说“不”。", "zh-Hans"),
        ("GPT (preview) 模型", "zh-Hans"),
        ("{count} 个模型，{date}停用。", "zh-Hans"),
        ("От 5 - до 10; диапазон 3-5, 1–2.", "ru"),
        ("Модель — это «быстро», из-за `a - b`.", "ru"),
        ("- первый\n- второй", "ru"),
        ('Экран 5" и `"a"`.', "ru"),
        ("Он сказал «это „проба“ пера».", "ru"),
        ("См. Node.js и Vertex.AI, 2,5 раза.", "ru"),
        ('He said "yes" at 10:30, 1,000 times; see Node.JS...', "en"),
        ("A table | a  | b |", "en"),
        ("Set `a  b` and `x,y`, or --flag.", "en"),
        ("Wait... Then go.", "en"),
        ("50 % plus rapide", "fr"),
    ],
)
def test_right_and_uncertain_texts_are_silent(find_slips: Callable[..., list[TextSlip]], text: str, tag: str) -> None:
    """Code, numbers, lists and what may be meant are left alone."""
    assert find_slips(TEXT_TYPOGRAPHY, text, tag) == []


def test_finding_quotes_the_words_and_gives_what_to_paste(find_slips: Callable[..., list[TextSlip]]) -> None:
    """The reason and the words around it are enough to mend it by hand."""
    (slip,) = find_slips(TEXT_TYPOGRAPHY, "模型很快,也便宜。", "zh-Hans")

    assert (slip.message, slip.fix) == (
        "a mark of half width stands: “模型很快,也便宜。”",
        "write `模型很快，也便宜。`",
    )


@pytest.mark.parametrize(
    ("text", "tag", "fix"),
    [
        ("A quick,and cheap model", "en", "write `A quick, and cheap…`"),
        ("Every one is answered,and fast", "en", "write `…answered, and fast`"),
        ("这是很快的一个好模型,也很便宜的一个好模型", "zh-Hans", "write `…很快的一个好模型，也很便宜的一个好…`"),
    ],
)
def test_words_around_a_mend_are_whole(text: str, tag: str, fix: str) -> None:
    """Where the text goes on, the words to write say so."""
    (slip,) = TEXT_TYPOGRAPHY.check(make_text(text, tag))

    assert slip.fix == fix
