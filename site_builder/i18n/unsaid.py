"""Texts that are not said yet: what a locale will say, before it is known which locale.

Most of a page is the same in every language but for its words. So it is made once, with a mark wherever a locale has
words of its own, and each locale puts these in the place of the marks: 1,000 models in three languages take 16 instead
of 20 s.

A mark is a number between two control characters, with a word that differs in every run, so that no record can have one
in it. Whatever makes, joins and compares texts works on marks as it does on words, as long as it only hands them on:
the same words have the same mark, and no words have no mark. What looks into a text, e.g. to measure it, cannot do so
with a mark, and says so with `TooEarlyError`.
"""

from __future__ import annotations

import functools
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, ParamSpec, Protocol

from site_builder.i18n.locale import Locale

if TYPE_CHECKING:
    from site_builder.i18n.localizer import Localizer

_P = ParamSpec("_P")
_START, _END = f"\x02{secrets.token_hex(4)}:", "\x03"
_MARK = re.compile(f"{_START}(\\d+){_END}")


class Saying(NamedTuple):
    """What will say a text.

    Attributes:
        say: Gives the text, or markup; called with a speaker and the arguments.
        arguments: Texts, tuples of arguments, and other values.
        has_marks: Whether there are marks in the arguments, to be replaced before.
    """

    say: Callable[..., str]
    arguments: tuple[Any, ...]
    has_marks: bool


class TooEarlyError(Exception):
    """What is to be done with a text needs its words, which only a locale has."""


class Speaker(Protocol):
    """What says texts in one locale."""

    @property
    def localizer(self) -> Localizer:
        """Its words."""


@dataclass(frozen=True, slots=True)
class UnsaidTexts:
    """All marks, with what will say them."""

    sayings: list[Saying] = field(default_factory=list)
    _numbers: dict[tuple[Any, ...], int] = field(default_factory=dict)

    def mark(self, say: Callable[..., str], *arguments: Any) -> str:  # noqa: ANN401 - whatever it takes
        """Give the mark of a text, one for the same arguments.

        Args:
            say: Gives the text, or markup; called with a speaker and the arguments, marks in which are replaced.
            arguments: Texts, tuples of arguments, and other values.
        """
        number = self._numbers.get((say, arguments))
        if number is None:
            number = self._add(Saying(say, arguments, _any_marks(arguments)))
        return f"{_START}{number}{_END}"

    def mark_written(self, say: Callable[..., str], *arguments: Any) -> str:  # noqa: ANN401 - whatever it takes
        """Give the mark of a text whose arguments are as a record has them, so that no mark can be in them."""
        number = self._numbers.get((say, arguments))
        if number is None:
            number = self._add(Saying(say, arguments, has_marks=False))
        return f"{_START}{number}{_END}"

    def _add(self, saying: Saying) -> int:
        number = self._numbers[saying[:2]] = len(self.sayings)
        self.sayings.append(saying)
        return number

    def find(self, text: str) -> Saying | None:
        """Give what will say a text that is one mark and nothing else."""
        match = _MARK.fullmatch(text)
        return self.sayings[int(match[1])] if match else None

    def say_number(self, number: int, speaker: Speaker) -> str:
        """Give what a speaker says in the place of a mark."""
        say, arguments, has_marks = self.sayings[number]
        return say(speaker, *(self._say_all(arguments, speaker) if has_marks else arguments))

    def _say_all(self, arguments: tuple[Any, ...], speaker: Speaker) -> tuple[Any, ...]:
        return tuple(
            _MARK.sub(lambda match: self.say_number(int(match[1]), speaker), argument)
            if isinstance(argument, str)
            else self._say_all(argument, speaker)
            if isinstance(argument, tuple)
            else argument
            for argument in arguments
        )


def _any_marks(arguments: tuple[Any, ...]) -> bool:
    return any(
        _START in argument if isinstance(argument, str) else isinstance(argument, tuple) and _any_marks(argument)
        for argument in arguments
    )


def split_marks(text: str) -> tuple[list[str], list[int]]:
    """Give a text in pieces, of which every second one is a mark; and the numbers of these."""
    pieces = _MARK.split(text)
    return pieces, [int(number) for number in pieces[1::2]]


def has_marks(text: str) -> bool:
    """Whether there is a mark in a text."""
    return _START in text


def need_words(text: str) -> None:
    """Make sure that a text is said.

    Raises:
        TooEarlyError: There is a mark in it.
    """
    if has_marks(text):
        raise TooEarlyError(text)


@dataclass(frozen=True, slots=True)
class EveryLocale(Locale):
    """Stands for each of the published locales; its tag, slug and name are marks, and it has no CLDR data.

    Attributes:
        unsaid: Where marks come from.
    """

    unsaid: UnsaidTexts = field(default_factory=UnsaidTexts, compare=False)

    @property
    def babel(self) -> Any:  # noqa: ANN401 - never gives anything
        """Refuse: what needs the data of a language is marked with `by_locale`.

        Raises:
            TooEarlyError: Always.
        """
        raise TooEarlyError


def every_locale() -> EveryLocale:
    """Give what stands for each locale, with no marks yet but its own."""
    unsaid = UnsaidTexts()
    tag, slug, name = (unsaid.mark(_say_of_locale, part) for part in ("tag", "slug", "name"))
    return EveryLocale(tag, slug, name, unsaid)


def _say_of_locale(speaker: Speaker, part: str) -> str:
    text: str = getattr(speaker.localizer.locale, part)
    return text


def by_locale(write: Callable[_P, str]) -> Callable[_P, str]:
    """Let a function whose last argument is a locale give a mark for every locale; it is called by position."""

    def say(speaker: Speaker, *arguments: Any) -> str:  # noqa: ANN401 - whatever it takes
        return write(*arguments, speaker.localizer.locale)  # type: ignore[call-arg, arg-type]

    @functools.wraps(write)
    def write_or_mark(*arguments: _P.args, **_: _P.kwargs) -> str:
        locale = arguments[-1]
        if isinstance(locale, EveryLocale):
            return locale.unsaid.mark(say, *arguments[:-1])
        return write(*arguments)  # type: ignore[call-arg]

    return write_or_mark
