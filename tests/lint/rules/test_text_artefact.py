"""Residue of other programs is found wherever it hides, and words that only resemble it are left alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from site_builder.lint.rules.text_artefact import TEXT_ARTEFACT
from site_builder.lint.written_text import TextSlip


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("It is fast. :contentReference[oaicite:0]{index=0}", "It is fast."),
        ("It is fast oaicite:12 and cheap.", "It is fast and cheap."),
        ("It is fast. turn0search1", "It is fast."),
        ("It is fast. citeturn0search1turn2view0", "It is fast."),
        ("It is fast. \ue200cite\ue202turn0search1\ue201", "It is fast."),
        ("It is fast【12†source】.", "It is fast."),
        ("See https://a.example/?utm_source=chatgpt.com", "See https://a.example/"),
        ("See https://a.example/?utm_source=chatgpt.com&a=1", "See https://a.example/?a=1"),
        ("See https://a.example/?a=1&utm_source=openai&b=2.", "See https://a.example/?a=1&b=2."),
        ("See [it](https://a.example/?utm_source=chatgpt.com).", "See [it](https://a.example/)."),
        ("Call `https://a.example/?utm_source=chatgpt.com`.", "Call `https://a.example/`."),
        ("Hid\u200bden and \u00adsoft.", "Hidden and soft."),
        ("\ufeffText.", "Text."),
        ("Be\x07ll, \x1b[31mred\x7f and \x9fmore.", "Bell, [31mred and more."),
        ("Reads \u202ebackwards.", "Reads backwards."),
        ("A join\u200ded word.", "A joined word."),
        (":::note\nText.", "\nText."),
        ("Text. ::: {.box}", "Text. "),
    ],
)
def test_certain_residue_is_removed(mend: Callable[..., str], text: str, mended: str) -> None:
    """Nothing of it means anything, so it goes with the space before it."""
    assert mend(TEXT_ARTEFACT, text) == mended


@pytest.mark.parametrize(
    ("text", "tag", "message"),
    [
        (
            "As an AI language model, I cannot say.",
            "en",
            "`As an AI language model` is a chat program speaking of itself",
        ),
        (
            "As of my last knowledge update, it is new.",
            "en",
            "`As of my last knowledge update` is a chat program speaking",
        ),
        ("作为一个 AI 语言模型，我无法回答。", "zh-Hans", "is a chat program speaking of itself"),
        ("Как языковая модель, я не знаю.", "ru", "is a chat program speaking of itself"),
        ("Lorem ipsum dolor.", "en", "`Lorem ipsum` is the mark of an unfinished text"),
        ("Limits: TBD.", "en", "`TBD` is the mark of an unfinished text"),
        ("As an AI assistant made by Acme, I cannot say.", "en", "`As an AI assistant` is a chat program speaking"),
        ("TODO: prices.", "en", "`TODO` is the mark of an unfinished text"),
        ("It reads text [TODO] and images.", "en", "`TODO` is the mark of an unfinished text"),
        ("FIXME", "en", "`FIXME` is the mark of an unfinished text"),
        ("It is fast. TODO.", "en", "`TODO` is the mark of an unfinished text"),
        ("价格：TODO。", "zh-Hans", "`TODO` is the mark of an unfinished text"),
        ('A <script async src="x">.', "en", '`<script async src="x">` is an HTML tag'),
        ("One line.<br />Another.", "en", "`<br />` is an HTML tag"),
        ("One line.<br/>Another.", "en", "`<br/>` is an HTML tag"),
        ('A <a href="x">link</a>.', "en", '`<a href="x">` is an HTML tag'),
        ("Text <!-- hidden --> text.", "en", "`<!-- hidden -->` is an HTML tag"),
        ("One&nbsp;word.", "en", "`&nbsp;` is an HTML entity"),
        ("A lost \ufffd character.", "en", "the character U+FFFD means nothing to a reader"),
        ("An icon \ue123 of a font.", "en", "the character U+E123 means nothing to a reader"),
    ],
)
def test_doubtful_residue_is_left_to_the_author(
    find_slips: Callable[..., list[TextSlip]], text: str, tag: str, message: str
) -> None:
    """What should stand there, only the author knows."""
    slips = find_slips(TEXT_ARTEFACT, text, tag)

    assert message in slips[0].message
    assert {slip.replacement for slip in slips} == {None}


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("The next turn searches again, and turn 2 views it.", "en"),
        ("Return search results as they are.", "en"),
        ("Write `TODO` or `<br>` or `&nbsp;` in code.", "en"),
        ("Keep a todo list, and let x < y and y > z.", "en"),
        ("It works well as an AI assistant for shops. I like it.", "en"),
        ("Builds a TODO app from one prompt.", "en"),
        ("It finds TODO and FIXME comments.", "en"),
        ("If a<b and b>c then it is sorted; if a<b and x==y and b>c, too.", "en"),
        ("Send <key> and <model>; R&D; AT&T.", "en"),
        ("Statuses 4XX and 5XX.", "en"),
        ("std::vector has two colons.", "en"),
        ("An AI model that speaks of knowledge.", "en"),
        ("参见【表 1】。", "zh-Hans"),
        ("人工智能语言模型。", "zh-Hans"),
        ("Это большая языковая модель.", "ru"),
        ("Не более 100\u00a0000 сообщений.", "ru"),
        ("A family: \U0001f468\u200d\U0001f469\u200d\U0001f467.", "en"),
        ("می\u200cخواهم", "fa"),
        ("See https://a.example/?utm_source=newsletter.", "en"),
        ("Two lines\nof one text.", "en"),
    ],
)
def test_what_only_resembles_residue_is_silent(find_slips: Callable[..., list[TextSlip]], text: str, tag: str) -> None:
    """Words of the trade, code, other scripts and emoji are what they are."""
    assert find_slips(TEXT_ARTEFACT, text, tag) == []
