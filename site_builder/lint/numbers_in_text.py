"""The numbers a text states, whichever way its language writes them: `1,000,000`, `1 млн`, `100 万`."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from decimal import Decimal

_SCALES = {
    "K": 10**3, "k": 10**3, "M": 10**6, "B": 10**9, "T": 10**12,
    "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "тыс": 10**3, "тысяч": 10**3, "тысячи": 10**3, "млн": 10**6, "миллион": 10**6, "миллиона": 10**6,
    "миллионов": 10**6, "млрд": 10**9, "миллиард": 10**9, "миллиарда": 10**9, "миллиардов": 10**9,
    "трлн": 10**12, "триллион": 10**12, "триллиона": 10**12, "триллионов": 10**12,
    "千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8, "十亿": 10**9, "万亿": 10**12,
    "萬": 10**4, "百萬": 10**6, "億": 10**8,
}  # fmt: skip
_SCALE = "|".join(sorted(_SCALES, key=len, reverse=True))
_NUMBER = re.compile(
    r"(?P<digits>[0-9]{1,3}(?:[ \u00a0\u202f\u2009][0-9]{3})+(?![0-9])(?:,[0-9]+)?|[0-9]+(?:[.,][0-9]+)*)"
    rf"(?:[ \u00a0\u202f-]?(?P<scale>{_SCALE})(?![A-Za-zа-яё]))?"
)
_GROUP_SPACES = re.compile("[ \u00a0\u202f\u2009]")
_DECIMAL_COMMA = frozenset(
    {"ru", "uk", "be", "bg", "de", "fr", "es", "pt", "it", "nl", "pl", "cs", "sk", "tr", "id", "vi", "sv", "da", "fi"}
)
_BY_COMMA = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class StatedNumber:
    """A number in a text.

    Attributes:
        value: What it is, normalised: `1000000` for `1M`; the text itself for what is no number, e.g. `2.0.1`.
        start: Offset of its first character.
        end: Offset after its last.
    """

    value: Decimal | str
    start: int
    end: int


def find_numbers(prose: str, language: str) -> tuple[StatedNumber, ...]:
    """Give every number written in digits, in order."""
    return tuple(_read(match, language) for match in _NUMBER.finditer(prose))


def state_the_same(prose: str, other: str) -> bool:
    """Whether two texts have the same numbers and all of them look the same in every language: digits, no scale.

    Most translations end here, before any number is read.
    """
    found = sorted(_NUMBER.findall(prose))
    are_plain = all(not scale and digits.replace(".", "").isdigit() for digits, scale in found)
    return are_plain and found == sorted(_NUMBER.findall(other))


def _read(match: re.Match[str], language: str) -> StatedNumber:
    digits = _GROUP_SPACES.sub("", match["digits"])
    if language in _DECIMAL_COMMA:
        digits = digits.replace(",", ".")
    elif _BY_COMMA.fullmatch(digits):
        digits = digits.replace(",", "")
    if digits.count(".") > 1 or "," in digits:
        return StatedNumber(digits, *match.span())
    value = Decimal(digits) * _SCALES.get(match["scale"] or "", 1)
    return StatedNumber(value.normalize(), *match.span())


_WORDS: dict[str, dict[int, str]] = {
    "en": {
        1: "one|first|once|single|January", 2: "two|second|twice|both|double|February", 3: "three|third|March",
        4: "four|fourth|quarter|April", 5: "five|fifth|May", 6: "six|sixth|June", 7: "seven|seventh|July",
        8: "eight|eighth|August", 9: "nine|ninth|September", 10: "ten|tenth|October", 11: "eleven|November",
        12: "twelve|dozen|December", 100: "hundred", 1000: "thousand", 1000000: "million", 50: "half",
    },
    "ru": {
        1: "один|одн|перв|раз|январ", 2: "дв[аеу]|втор|оба|обе|обоих|феврал", 3: "три|трёх|трех|трет|март",
        4: "четыр|четвер|апрел", 5: "пят|ма[йя]", 6: "шест|июн", 7: "сем[ьи]|седьм|июл", 8: "восем|восьм|август",
        9: "девят|сентябр", 10: "десят|октябр", 11: "одиннадцат|ноябр", 12: "двенадцат|дюжин|декабр", 100: "сто|сот",
        1000: "тысяч|тыс", 1000000: "миллион|млн", 50: "половин|вдвое",
    },
    "zh": {
        1: "一|首|单", 2: "二|两|双|兩|雙", 3: "三", 4: "四", 5: "五", 6: "六", 7: "七", 8: "八", 9: "九", 10: "十",
        11: "十一", 12: "十二", 100: "百", 1000: "千", 1000000: "百万", 50: "半",
    },
}  # fmt: skip
"""Beginnings of the words that state a number, or a month by its number."""


def says_in_words(prose: str, language: str, value: Decimal | str) -> bool:
    """Whether a text states a small or round number in words; True for languages whose words are not known."""
    words = _WORDS.get(language)
    if isinstance(value, str) or value != int(value) or int(value) not in _WORDS["en"]:
        return False
    return words is None or _word_pattern(language, int(value)).search(prose) is not None


@functools.cache
def _word_pattern(language: str, value: int) -> re.Pattern[str]:
    words = _WORDS[language][value]
    if language == "zh":
        return re.compile(words)
    return re.compile(rf"\b(?:{words})" + (r"\b" if language == "en" else ""), re.IGNORECASE)
