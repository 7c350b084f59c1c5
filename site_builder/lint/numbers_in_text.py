"""The numbers a text states, whichever way its language writes them: `1,000,000`, `1 млн`, `100 万`."""

from __future__ import annotations

import re
from collections.abc import Iterator
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
_DATE = re.compile(r"(0?[1-9]|[12][0-9]|3[01])\.(0?[1-9]|1[0-2])\.((?:19|20)[0-9]{2})")
_RANGE = re.compile(r"\s?(?:[–—~～至到-]|to|до)\s?")
_NOON = 12
_AFTERNOON = re.compile(r"(?::[0-9]{2})?(?:\s?(?:[–-]|to)\s?[0-9]{1,2}(?::[0-9]{2})?)?\s?p\.?m\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class StatedNumber:
    """A number in a text.

    Attributes:
        value: What it is, normalised: `1000000` for `1M`; the text itself for what is no number, e.g. `2.0.1`.
        start: Offset of its first character.
        end: Offset after its last.
        others: What it can also mean: `2–3 million` begins with 2 or 2000000, and `5 p.m.` is 5 or 17.
    """

    value: Decimal | str
    start: int
    end: int
    others: frozenset[Decimal] = frozenset()

    def may_be(self, number: StatedNumber) -> bool:
        """Whether both can mean the same."""
        return not {self.value, *self.others}.isdisjoint({number.value, *number.others})


def find_numbers(prose: str, language: str) -> tuple[StatedNumber, ...]:
    """Give every number written in digits, in order; a date such as `05.06.2025` is three numbers."""
    numbers: list[StatedNumber] = []
    after: re.Match[str] | None = None
    for match in reversed(tuple(_NUMBER.finditer(prose))):
        numbers += _read_date(match) or [_read(match, after, language)]
        after = match
    return tuple(reversed(numbers))


def state_the_same(prose: str, other: str) -> bool:
    """Whether two texts have the same numbers and all of them look the same in every language: digits, no scale.

    Most translations end here, before any number is read.
    """
    found = sorted(_NUMBER.findall(prose))
    are_plain = all(not scale and digits.replace(".", "").isdigit() for digits, scale in found)
    return are_plain and found == sorted(_NUMBER.findall(other))


def _read_date(match: re.Match[str]) -> list[StatedNumber]:
    """Give year, month and day of a date with points; nothing for another number."""
    date = _DATE.fullmatch(match["digits"])
    if date is None:
        return []
    start = match.start()
    return [StatedNumber(Decimal(date[part]), start + date.start(part), start + date.end(part)) for part in (3, 2, 1)]


def _read(match: re.Match[str], after: re.Match[str] | None, language: str) -> StatedNumber:
    digits = _GROUP_SPACES.sub("", match["digits"])
    if language in _DECIMAL_COMMA:
        digits = digits.replace(",", ".")
    elif _BY_COMMA.fullmatch(digits):
        digits = digits.replace(",", "")
    if digits.count(".") > 1 or "," in digits:
        return StatedNumber(digits, *match.span())
    value = Decimal(digits)
    if match["scale"]:
        return StatedNumber((value * _SCALES[match["scale"]]).normalize(), *match.span())
    return StatedNumber(value.normalize(), *match.span(), frozenset(_other_meanings(match, value, after)))


def _other_meanings(match: re.Match[str], value: Decimal, after: re.Match[str] | None) -> Iterator[Decimal]:
    """Give what a number without a scale also means by what follows it."""
    if after and after["scale"] and _RANGE.fullmatch(match.string, match.end(), after.start()):
        yield value * _SCALES[after["scale"]]
    if value < _NOON and _AFTERNOON.match(match.string, match.end()):
        yield value + _NOON
