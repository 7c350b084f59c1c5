"""Punctuation, quotation marks and spaces as each language has them; every finding comes with its mend.

Source: GB/T 15834-2011 for Chinese punctuation; W3C, Requirements for Chinese Text Layout, for the space between Han
and Latin; Мильчин and Чельцова, Справочник издателя и автора, for Russian quotation marks and dashes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from site_builder.diagnostics import Severity
from site_builder.lint.rule import Example, TextRule
from site_builder.lint.scripts import CYRILLIC, HAN
from site_builder.lint.written_text import TextSlip, WrittenText

_SHOWN = 8
"""So many characters are shown before and after what is mended, and the rest of a word that these begin in."""

_FULL_WIDTH = {",": "，", ".": "。", ":": "：", ";": "；", "?": "？", "!": "！"}
_HALF_WIDTH = {chr(code + 0xFEE0): chr(code) for code in (*range(0x30, 0x3A), *range(0x41, 0x5B), *range(0x61, 0x7B))}


@dataclass(frozen=True, slots=True)
class _Habit:
    """Something a language writes otherwise.

    Attributes:
        pattern: What is found.
        write: Gives what to write instead; or the two marks to write instead of its first and its last.
        message: What is wrong, as the beginning of a sentence that ends with the words in question.
        sees_code: Whether the pattern sees code and addresses; if not, there are spaces in their place.
    """

    pattern: re.Pattern[str]
    write: Callable[[re.Match[str]], str] | tuple[str, str]
    message: str
    sees_code: bool = False


def _as(template: str) -> Callable[[re.Match[str]], str]:
    return lambda match: match.expand(template)


def _widen(match: re.Match[str]) -> str:
    return _FULL_WIDTH[match[0].strip()]


def _narrow(match: re.Match[str]) -> str:
    return "".join(map(_HALF_WIDTH.__getitem__, match[0]))


_LETTER = f"A-Za-z{CYRILLIC}"
_IN_WORD = re.compile(rf"[{_LETTER}0-9_]{{2}}")
"""A place where a word would be cut in two."""
_EVERYWHERE = (
    _Habit(re.compile(r"(?<=[^\s|])  +(?=[^\s|])"), _as(" "), "two spaces stand", sees_code=True),
    _Habit(re.compile(r"(?<=\w)(?:([,;，。、；])\1+|\.\.(?=\s|$))"), lambda match: match[0][0], "a mark stands twice"),
    _Habit(re.compile(rf"(?<=[{_LETTER}]{{2}})([,;])(?=[{_LETTER}]{{2}})"), _as(r"\1 "), "no space follows a mark"),
)
_ENGLISH = (
    _Habit(re.compile(r"(?<=\w) --+ (?=\w)"), _as(" – "), "a dash is written with hyphens"),
    _Habit(re.compile(r"(?<=[0-9]) %"), _as("%"), "a space stands before %"),
    _Habit(re.compile(r"(?<=[a-z]{2})([:!?])(?=[A-Z][a-z])"), _as(r"\1 "), "no space follows a mark"),
)
_RUSSIAN = (
    _Habit(re.compile(r'(?<![\w"])"[^"«»\n]+"(?!\w)'), ("«", "»"), "quotation marks are «…» here"),
    _Habit(re.compile(r"“[^“”„«»\n]+”"), ("«", "»"), "quotation marks are «…» here"),
    _Habit(
        re.compile(rf"(?<=[{CYRILLIC}»).,]) (?:--?|–) (?=[{_LETTER}«])"),
        _as(" — "),
        "a dash is — between words here",
    ),
    _Habit(re.compile(rf"(?<=[{CYRILLIC}]{{2}})([.:!?])(?=[А-ЯЁ][а-яё])"), _as(r"\1 "), "no space follows a mark"),
)
_HAN_OR_CLOSED = f"{HAN}）”》"
_CHINESE = (
    _Habit(
        re.compile(
            rf"(?<=[{_HAN_OR_CLOSED}`])[,;:?!](?: +|$|(?=[{HAN}A-Za-z0-9（“《]))|(?<=[A-Za-z0-9])[,;:?!] *(?=[{HAN}])"
        ),
        _widen,
        "a mark of half width stands",
        sees_code=True,
    ),
    _Habit(
        re.compile(rf"(?<=[{_HAN_OR_CLOSED}])\.(?: +(?=[{HAN}A-Z])|$|(?=[{HAN}\n]))"),
        _widen,
        "a full stop of half width stands",
    ),
    _Habit(
        re.compile(rf"\((?=[^()\n]*[{HAN}])[^()\n]*\)|(?<=[{HAN}])\([^()\n]*\)|\([^()\n]*\)(?=[{HAN}，。；：？！、])"),
        ("（", "）"),
        "brackets of half width stand",
    ),
    _Habit(re.compile(rf'"[^"“”\n]*[{HAN}][^"“”\n]*"'), ("“", "”"), "quotation marks are “…” here"),
    _Habit(
        re.compile(rf"(?<=[{_HAN_OR_CLOSED}])(?:\.{{3,}}|。{{3,}}|(?<!…)…(?!…))|(?<!\.)\.{{3,}}+(?=[{HAN}])"),
        _as("……"),
        "an ellipsis is …… here",
    ),
    _Habit(re.compile(rf"(?<=[{_HAN_OR_CLOSED}]) ?--+ ?(?=[{HAN}（“])"), _as("——"), "a dash is —— here"),
    _Habit(
        re.compile(
            r"(?<=[，。；：？！、（）【】《》])[ \u3000]+(?=\S)|(?<=\S)[ \u3000]+(?=[，。；：？！、）】》（【《])"
        ),
        _as(""),
        "a space stands beside a mark of full width",
        sees_code=True,
    ),
    _Habit(
        re.compile(rf"(?<=[{HAN}])(?=[A-Za-z0-9`$])|(?<=[A-Za-z0-9%])(?=[{HAN}])|(?<=`)(?=[{HAN}])"),
        _as(" "),
        "no space stands between Han and Latin",
        sees_code=True,
    ),
    _Habit(re.compile("[０-９Ａ-Ｚａ-ｚ]+"), _narrow, "letters or digits of full width stand"),
)
_OF_LANGUAGE = {"en": _ENGLISH, "ru": _RUSSIAN, "zh": _CHINESE}

_ANYWHERE = r"  |[,;，。、；]{2}|\.\.|\w[,;]\w"
_CLUES = {
    "en": re.compile(_ANYWHERE + r"| --| %|[:!?][A-Z]"),
    "ru": re.compile(_ANYWHERE + r"|[\"“]| (?:-|--|–) |[.:!?][А-ЯЁ]"),
    "zh": re.compile(
        rf"[,;:?!()\"\u3000０-９Ａ-Ｚａ-ｚ]|\.(?![0-9A-Za-z])|--|…|[{HAN}](?:[A-Za-z0-9`$]|\.)|[A-Za-z0-9%`][{HAN}]"
        r"|[，。；：？！、（）【】《》] | [，。；：？！、（）【】《》]|  |[，。、；]{2}"
    ),
}
"""Without a match, nothing is wrong; one search is faster than all of them, and nearly every text is well."""

_ANY_CLUE = re.compile(_ANYWHERE)


def _check(text: WrittenText) -> Iterator[TextSlip]:
    if not _CLUES.get(text.language, _ANY_CLUE).search(text.text):
        return
    for habit in (*_EVERYWHERE, *_OF_LANGUAGE.get(text.language, ())):
        for match in habit.pattern.finditer(text.text if habit.sees_code else text.prose):
            start, end = match.span()
            if habit.sees_code and _is_inside_code(text, start, end):
                continue
            if isinstance(habit.write, tuple):
                written = text.text[start + 1 : end - 1].join(habit.write)
            else:
                written = habit.write(match)
            yield _slip(text, start, end, written, habit.message)


def _slip(text: WrittenText, start: int, end: int, replacement: str, message: str) -> TextSlip:
    mended = _mend_around(text.text, start, end, replacement)
    message = f"{message}: {text.quote(start, end)}"
    if start == end:  # show between which characters the space is missing
        start, end = start - 1, end + 1
        replacement = replacement.join((text.text[start], text.text[end - 1]))
    return TextSlip(start, end, message, f"write `{mended}`", replacement=replacement)


def _mend_around(text: str, start: int, end: int, replacement: str) -> str:
    """Give what is mended with whole words around it, in one line, e.g. `…quick, and cheap…`."""
    first, last = max(0, start - _SHOWN), min(len(text), end + _SHOWN)
    while first and _IN_WORD.match(text, first - 1):
        first -= 1
    while _IN_WORD.match(text, last - 1):
        last += 1
    words = " ".join(f"{text[first:start]}{replacement}{text[end:last]}".split())
    return f"{'…' * (first > 0)}{words}{'…' * (last < len(text))}"


def _is_inside_code(text: WrittenText, start: int, end: int) -> bool:
    """Whether what stands on both sides of a stretch is code or an address."""
    return text.is_markup(start - 1, start) and text.is_markup(end, end + 1)


TEXT_TYPOGRAPHY = TextRule(
    name="text-typography",
    summary="Finds punctuation, quotation marks and spaces that the language of the text writes otherwise.",
    why="Each language has its own marks; those of another one, or a missing space, make a text look machine-made.",
    bad=Example(
        "locales/zh-Hans/LC_MESSAGES/ui.po", 'msgid "Read the API page, then call."\nmsgstr "先读API页面,再调用。"\n'
    ),
    good=Example(
        "locales/zh-Hans/LC_MESSAGES/ui.po", 'msgid "Read the API page, then call."\nmsgstr "先读 API 页面，再调用。"\n'
    ),
    severity=Severity.WARNING,
    fixes=True,
    check=_check,
)
