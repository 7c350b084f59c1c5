"""Characters of a script that the language of the text is not written in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from site_builder.lint.rule import Example, TextRule
from site_builder.lint.script_tables import SIMPLIFIED, SIMPLIFIED_COUNTERPARTS, TRADITIONAL, TRADITIONAL_COUNTERPARTS
from site_builder.lint.scripts import CYRILLIC, HAN, own_letters
from site_builder.lint.written_text import TextSlip, WrittenText

_TRADITIONAL_TAG = re.compile(r"zh-(?:.*-)?(?:Hant|TW|HK|MO)\b", re.IGNORECASE)
_TRADITIONAL = re.compile(f"[{TRADITIONAL}]+")
_SIMPLIFIED = re.compile(f"[{SIMPLIFIED}]+")
_TO_SIMPLIFIED = dict(zip(TRADITIONAL, TRADITIONAL_COUNTERPARTS, strict=True))
_TO_TRADITIONAL = dict(zip(SIMPLIFIED, SIMPLIFIED_COUNTERPARTS, strict=True))

_LATIN_ALIKE = "aceopxyABCEHKMOPTXiIjJsSdhl"
_CYRILLIC_ALIKE = "асеорхуАВСЕНКМОРТХіІјЈѕЅԁһӏ"
_TO_CYRILLIC = str.maketrans(_LATIN_ALIKE[:18], _CYRILLIC_ALIKE[:18])
_TO_LATIN = str.maketrans(_CYRILLIC_ALIKE, _LATIN_ALIKE)
_ANY_CYRILLIC = re.compile(f"[{CYRILLIC}]")
_BORDER = re.compile(f"[A-Za-z](?:(?=[{CYRILLIC}])|(?<=[{CYRILLIC}][A-Za-z]))")
_WORD = re.compile(f"[A-Za-z{CYRILLIC}]+")
_INFLECTED = re.compile("[A-Z]{2,}[а-яё]{1,3}")  # SDKа
_LONE_LATIN_C = re.compile(r"(?<=[а-яё] )c(?= [а-яё])")

_HAN_SENTENCE = re.compile(rf"[{HAN}][{HAN}，、：；“”]{{5,}}")
_CYRILLIC_SENTENCE = re.compile(rf"(?<![{CYRILLIC}])[{CYRILLIC}]{{2,}}+(?:[ ,:—-]++[{CYRILLIC}]++){{2,}}+")


def _check(text: WrittenText) -> Iterator[TextSlip]:
    if text.prose.isascii():
        return
    if text.language == "zh":
        yield from _find_other_chinese(text)
    if _ANY_CYRILLIC.search(text.prose):
        yield from _find_homoglyphs(text)
        if own_letters(text.language) != own_letters("ru"):
            yield from _find_sentences(text, _CYRILLIC_SENTENCE, "Cyrillic")
    if text.language not in ("zh", "ja", "ko"):
        yield from _find_sentences(text, _HAN_SENTENCE, "Chinese")


def _find_other_chinese(text: WrittenText) -> Iterator[TextSlip]:
    is_traditional = _TRADITIONAL_TAG.match(text.tag) is not None
    pattern, counterparts = (_SIMPLIFIED, _TO_TRADITIONAL) if is_traditional else (_TRADITIONAL, _TO_SIMPLIFIED)
    other, own = ("Simplified", "Traditional") if is_traditional else ("Traditional", "Simplified")
    for match in pattern.finditer(text.prose):
        written = "".join(counterparts[character] for character in match[0])
        is_certain = " " not in written
        yield TextSlip(
            match.start(),
            match.end(),
            f"`{match[0]}` is {other} Chinese in a text of {own} Chinese: {text.quote(*match.span())}",
            f"write `{written}`" if is_certain else f"write it in {own} Chinese",
            replacement=written if is_certain else None,
        )


def _find_homoglyphs(text: WrittenText) -> Iterator[TextSlip]:
    is_cyrillic_text = own_letters(text.language) == own_letters("ru")
    if is_cyrillic_text and " c " not in text.prose and not _BORDER.search(text.prose):
        return
    for match in _WORD.finditer(text.prose):
        word = match[0]
        written = _write_in_one_script(word, is_cyrillic_text=is_cyrillic_text)
        if written is not None:
            yield _homoglyph(text, match.start(), word, written)
    for match in _LONE_LATIN_C.finditer(text.prose):
        yield _homoglyph(text, match.start(), match[0], "с")


def _write_in_one_script(word: str, *, is_cyrillic_text: bool) -> str | None:
    """Give a word with its look-alike letters in the script of the others; None if it is in one script."""
    cyrillic = len(_ANY_CYRILLIC.findall(word))
    if not cyrillic or (is_cyrillic_text and cyrillic == len(word)) or _INFLECTED.fullmatch(word):
        return None
    in_latin, in_cyrillic = word.translate(_TO_LATIN), word.translate(_TO_CYRILLIC)
    can_be_cyrillic = cyrillic < len(word) and all(map(_ANY_CYRILLIC.match, in_cyrillic))
    if in_latin.isascii() and not (can_be_cyrillic and is_cyrillic_text and cyrillic * 2 > len(word)):
        return in_latin
    return in_cyrillic if can_be_cyrillic else None


def _homoglyph(text: WrittenText, start: int, word: str, written: str) -> TextSlip:
    wrong = next(letter for letter, other in zip(word, written, strict=True) if letter != other)
    script = "Cyrillic" if _ANY_CYRILLIC.match(wrong) else "Latin"
    return TextSlip(
        start,
        start + len(word),
        f"the `{wrong}` in `{word}` is a {script} letter: {text.quote(start, start + len(word))}",
        f"write `{written}`",
        "it looks right, but search does not find the word, and screen readers spell it",
        code="script-mixed-homoglyph",
        replacement=written,
    )


def _find_sentences(text: WrittenText, pattern: re.Pattern[str], script: str) -> Iterator[TextSlip]:
    for match in pattern.finditer(text.prose):
        yield TextSlip(
            match.start(),
            match.end(),
            f"there is a {script} sentence in a text of language {text.tag}: {text.quote(*match.span())}",
            "write it in the language of the text; translations belong into `locales/`",
            "readers of the other languages cannot read it",
            code="script-mixed-language",
        )


SCRIPT_MIXED = TextRule(
    name="script-mixed",
    summary="Finds Traditional characters in Simplified Chinese and the reverse, look-alike letters of another script, "
    "and sentences in another script.",
    why="To a reader of the language it is a spelling mistake in every such word, and search does not find it.",
    bad=Example("locales/zh-Hans/LC_MESSAGES/ui.po", 'msgid "Sign up at no cost."\nmsgstr "免費註冊。"\n'),
    good=Example("locales/zh-Hans/LC_MESSAGES/ui.po", 'msgid "Sign up at no cost."\nmsgstr "免费注册。"\n'),
    fixes=True,
    check=_check,
)
