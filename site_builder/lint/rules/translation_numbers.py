"""Numbers that a translation lost, added or changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from site_builder.lint.number_words import says_in_words
from site_builder.lint.numbers_in_text import StatedNumber, find_numbers, state_the_same
from site_builder.lint.rule import Example, TranslationRule
from site_builder.lint.written_text import TextSlip, Translation, WrittenText

_DIGIT = re.compile("[0-9]")


def _check(translation: Translation) -> Iterator[TextSlip]:
    source, target = translation.source, translation.target
    if not _DIGIT.search(source.prose) and not _DIGIT.search(target.prose):
        return
    if state_the_same(source.prose, target.prose):
        return
    wanted, found = find_numbers(source.prose, source.language), find_numbers(target.prose, target.language)
    lost, added = _only_in(wanted, found), _only_in(found, wanted)
    _drop_same(lost, added)
    lost, added = _not_in_words(lost, target), _not_in_words(added, source)
    for number in added:
        written = target.text[number.start : number.end]
        meant = f"the source has {_write(source, lost.pop(0))}" if lost else "the source has no such number"
        yield TextSlip(
            number.start,
            number.end,
            f"the translation says {written}, {meant}: {target.quote(number.start, number.end)}",
            "write the number of the source, in the way of the language",
        )
    for number in lost:
        shown = _write(source, number)
        message = f"the translation does not say {shown}: {source.quote(number.start, number.end)}"
        yield TextSlip(0, 0, message, f"write {shown} in it, in the way of the language")


def _only_in(numbers: tuple[StatedNumber, ...], others: tuple[StatedNumber, ...]) -> list[StatedNumber]:
    """Give the numbers that the other text does not have in digits."""
    left: Counter[Decimal | str] = Counter(number.value for number in others)
    only = []
    for number in numbers:
        if left[number.value]:
            left[number.value] -= 1
        else:
            only.append(number)
    return only


def _drop_same(lost: list[StatedNumber], added: list[StatedNumber]) -> None:
    """Take numbers that can mean the same out of both lists."""
    for number in tuple(lost):
        same = next((other for other in added if number.may_be(other)), None)
        if same:
            lost.remove(number)
            added.remove(same)


def _not_in_words(numbers: list[StatedNumber], other: WrittenText) -> list[StatedNumber]:
    return [number for number in numbers if not says_in_words(other.prose, other.language, number.value)]


def _write(text: WrittenText, number: StatedNumber) -> str:
    return " ".join(text.text[number.start : number.end].split())


TRANSLATION_NUMBERS = TranslationRule(
    name="translation-numbers",
    summary="Compares the numbers of a translation with those of its source, however each language writes them.",
    why="Limits, sizes and dates are why the page is read, and nobody notices that one of them differs by language.",
    bad=Example("locales/ru/LC_MESSAGES/ui.po", 'msgid "At most 64,000 tokens."\nmsgstr "Не более 46 000 токенов."\n'),
    good=Example("locales/ru/LC_MESSAGES/ui.po", 'msgid "At most 64,000 tokens."\nmsgstr "Не более 64 000 токенов."\n'),
    check=_check,
)
