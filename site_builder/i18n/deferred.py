"""Deferred texts: what a page shows in the words of a locale, before it is known which locale.

Most of a page is the same in every language but for its words. So it is made once, with a mark wherever a locale has
words of its own, and each locale puts these in the place of the marks: 1,000 models in three languages take 16 instead
of 20 s.

A mark is a number between two control characters, with a word that differs in every run, so that no record can have one
in it. Whatever makes, joins and compares texts works on marks as it does on words, as long as it only hands them on:
the same words have the same mark, and no words have no mark. What looks into a text, e.g. to measure it, cannot do so
with a mark, and raises `LocaleNeededError`.
"""

from __future__ import annotations

import functools
import re
import secrets
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, ParamSpec, Protocol

from site_builder.i18n.locale import Locale

if TYPE_CHECKING:
    from site_builder.i18n.localizer import Localizer

_P = ParamSpec("_P")
_START, _END = f"\x02{secrets.token_hex(4)}:", "\x03"
_MARK = re.compile(f"{_START}(\\d+){_END}")
_MARK_BYTES = re.compile(f"({_START}\\d+{_END})".encode())


class DeferredText(NamedTuple):
    """What will give a text.

    Attributes:
        write: Gives the text, or markup; called with a resolver and the arguments.
        arguments: Texts, tuples of arguments, and other values.
    """

    write: Callable[..., str]
    arguments: tuple[Any, ...]


class LocaleNeededError(Exception):
    """What is to be done with a text needs its words, which only a locale has."""


class Resolver(Protocol):
    """What gives deferred texts in one locale."""

    @property
    def localizer(self) -> Localizer:
        """Its words."""


@dataclass(frozen=True, slots=True)
class DeferredTexts:
    """All marks, with what will give their texts."""

    texts: list[DeferredText] = field(default_factory=list)
    _marks: defaultdict[Callable[..., str], dict[tuple[Any, ...], str]] = field(
        default_factory=lambda: defaultdict(dict), repr=False
    )
    _nested: set[int] = field(default_factory=set, repr=False)

    def mark(self, write: Callable[..., str], *arguments: Any) -> str:  # noqa: ANN401 - whatever it takes
        """Give the mark of a text, one for the same arguments.

        Args:
            write: Gives the text, or markup; called with a resolver and the arguments, marks in which are replaced.
            arguments: Texts, tuples of arguments, and other values.
        """
        known = self._marks[write]
        if arguments not in known:
            if _any_marks(arguments):
                self._nested.add(len(self.texts))
            known[arguments] = self._add(write, arguments)
        return known[arguments]

    def mark_written(self, write: Callable[..., str], *arguments: Any) -> str:  # noqa: ANN401 - whatever it takes
        """Give the mark of a text whose arguments are as a record has them, so that no mark can be in them."""
        known = self._marks[write]
        if arguments not in known:
            known[arguments] = self._add(write, arguments)
        return known[arguments]

    def _add(self, write: Callable[..., str], arguments: tuple[Any, ...]) -> str:
        self.texts.append(DeferredText(write, arguments))
        return f"{_START}{len(self.texts) - 1}{_END}"

    def find(self, text: str) -> DeferredText | None:
        """Give what will give a text that is one mark and nothing else."""
        match = _MARK.fullmatch(text)
        return self.texts[int(match[1])] if match else None

    def resolve(self, number: int, resolver: Resolver) -> str:
        """Give the text of a mark in the locale of a resolver."""
        write, arguments = self.texts[number]
        return write(resolver, *(self._resolve_all(arguments, resolver) if number in self._nested else arguments))

    def _resolve_all(self, arguments: tuple[Any, ...], resolver: Resolver) -> tuple[Any, ...]:
        return tuple([self._resolve_argument(argument, resolver) for argument in arguments])

    def _resolve_argument(self, argument: Any, resolver: Resolver) -> Any:  # noqa: ANN401 - whatever it is
        if isinstance(argument, str):
            if _START not in argument:
                return argument
            return _MARK.sub(lambda match: self.resolve(int(match[1]), resolver), argument)
        return self._resolve_all(argument, resolver) if isinstance(argument, tuple) else argument


def _any_marks(arguments: tuple[Any, ...]) -> bool:
    return any(
        _START in argument if isinstance(argument, str) else isinstance(argument, tuple) and _any_marks(argument)
        for argument in arguments
    )


def split_marks(html: bytes) -> list[bytes]:
    """Give a text in UTF-8 in pieces, of which every second one is a mark."""
    return _MARK_BYTES.split(html)


def number_of(mark: bytes) -> int:
    """Give the number of a mark."""
    return int(mark[len(_START) : -len(_END)])


def has_marks(text: str) -> bool:
    """Whether there is a mark in a text."""
    return _START in text


def need_words(text: str) -> None:
    """Make sure that a text has no marks.

    Raises:
        LocaleNeededError: There is a mark in it.
    """
    if has_marks(text):
        raise LocaleNeededError(text)


@dataclass(frozen=True, slots=True)
class EveryLocale(Locale):
    """Stands for each of the published locales; its tag, slug and name are marks, and it has no CLDR data.

    Attributes:
        deferred: Where marks come from.
    """

    deferred: DeferredTexts = field(default_factory=DeferredTexts, compare=False)

    @property
    def babel(self) -> Any:  # noqa: ANN401 - never gives anything
        """Refuse: what needs the data of a language is marked with `by_locale`.

        Raises:
            LocaleNeededError: Always.
        """
        raise LocaleNeededError


def every_locale() -> EveryLocale:
    """Give what stands for each locale, with no marks yet but its own."""
    deferred = DeferredTexts()
    tag, slug, name = (deferred.mark(_resolve_of_locale, part) for part in ("tag", "slug", "name"))
    return EveryLocale(tag, slug, name, deferred)


def _resolve_of_locale(resolver: Resolver, part: str) -> str:
    text: str = getattr(resolver.localizer.locale, part)
    return text


def by_locale(write: Callable[_P, str]) -> Callable[_P, str]:
    """Let a function whose last argument is a locale give a mark for every locale; it is called by position."""

    def resolve(resolver: Resolver, *arguments: Any) -> str:  # noqa: ANN401 - whatever it takes
        return write(*arguments, resolver.localizer.locale)  # type: ignore[call-arg, arg-type]

    @functools.wraps(write)
    def write_or_mark(*arguments: _P.args, **_: _P.kwargs) -> str:
        locale = arguments[-1]
        if isinstance(locale, EveryLocale):
            return locale.deferred.mark(resolve, *arguments[:-1])
        return write(*arguments)  # type: ignore[call-arg]

    return write_or_mark
