"""Deferred texts: marks stand for words, and each locale puts its own in their place."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

import pytest

from site_builder.i18n.dates import format_day
from site_builder.i18n.deferred import DeferredTexts, LocaleNeededError, has_marks, need_words, number_of, split_marks
from site_builder.i18n.every_localizer import EveryLocalizer, every_localizer
from site_builder.i18n.locale import Locale
from site_builder.i18n.localizer import Localizer
from site_builder.i18n.messages import no_messages, read_messages
from site_builder.i18n.numbers import format_change, format_money, format_number
from site_builder.i18n.text import Text

_UI = """
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgid "Models"
msgstr "Модели"

msgid "{count} tokens, {price}"
msgstr "{price}, {count} токенов"

msgid "{count} model"
msgid_plural "{count} models"
msgstr[0] "{count} модель"
msgstr[1] "{count} модели"
msgstr[2] "{count} моделей"
"""
_PROSE = """
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgid "A fast model."
msgstr "Быстрая модель."
"""


@dataclass(frozen=True)
class _Resolver:
    localizer: Localizer


@pytest.fixture
def every() -> EveryLocalizer:
    """Give a localizer without words."""
    return every_localizer("en")


_RUSSIAN = _Resolver(
    Localizer(
        Locale("ru", "ru", "Русский"),
        "en",
        read_messages("ui.po", _UI.encode(), "ru"),
        read_messages("catalog.po", _PROSE.encode(), "ru"),
    )
)
_ENGLISH = _Resolver(Localizer(Locale("en", "en", "English"), "en", no_messages(), no_messages()))


def _resolve(text: str, deferred: DeferredTexts, resolver: _Resolver) -> str:
    """Give a text with words in the place of its marks."""
    pieces = split_marks(text.encode())
    pieces[1::2] = [deferred.resolve(number_of(mark), resolver).encode() for mark in pieces[1::2]]
    return b"".join(pieces).decode()


@pytest.mark.parametrize("resolver", [_RUSSIAN, _ENGLISH], ids=["ru", "en"])
def test_what_is_resolved_later_is_what_would_have_been_given(every: EveryLocalizer, resolver: _Resolver) -> None:
    """Every way to give a text, alone and inside one another."""

    def give_all(localizer: Localizer) -> list[str]:
        locale = localizer.locale
        price = format_money(Decimal("0.25"), "USD", locale)
        return [
            localizer.ui("Models"),
            localizer.ui("{count} tokens, {price}", count=format_number(1_048_576, locale), price=price),
            localizer.plural("{count} model", "{count} models", 22, count="22"),
            localizer.join([localizer.ui("Models"), "API", price]),
            localizer.text("A fast model.").markdown,
            localizer.text("Not translated.").markdown,
            localizer.when_resolved(str.upper, localizer.ui("Models")),
            format_change(Decimal(20), locale),
            format_day(dt.date(2026, 3, 20), locale),
            f"/{locale.slug}/models/ in {locale.name} ({locale.tag})",
        ]

    later = give_all(every)

    assert all(map(has_marks, later))
    assert [_resolve(text, every.deferred, resolver) for text in later] == give_all(resolver.localizer)


def test_the_same_words_have_the_same_mark(every: EveryLocalizer) -> None:
    """So that texts can be compared and counted before they are resolved; other words have another one."""
    price = format_money(Decimal("0.25"), "USD", every.locale)

    assert every.ui("Models") == every.ui("Models")
    assert every.ui("{price}", price=price) == every.ui(
        "{price}", price=format_money(Decimal("0.25"), "USD", every.locale)
    )
    assert every.ui("Models") != every.ui("Model")
    assert every.texts("One.", "Two.")[0] != every.text("One.")


def test_no_words_have_no_mark(every: EveryLocalizer) -> None:
    """Whether there is anything to show is known before it is resolved."""
    assert every.join([]) == ""
    assert every.texts() == ()


def test_what_looks_into_a_text_is_too_early(every: EveryLocalizer) -> None:
    """It is told so: a mark must never be measured, and no locale's rules are those of every locale."""
    with pytest.raises(LocaleNeededError):
        need_words(f"12 × {every.ui('Models')}")
    with pytest.raises(LocaleNeededError):
        _ = every.locale.babel
    need_words("Models")


def test_a_record_cannot_have_a_mark(every: EveryLocalizer) -> None:
    """What looks like one is a text like any other."""
    every.ui("Models")
    forged = "\x020\x03 and \x02deadbeef:0\x03"

    assert not has_marks(forged)
    assert _resolve(every.ui("{price}", price=forged), every.deferred, _ENGLISH) == forged
    assert every.deferred.find(forged) is None


def test_what_one_mark_stands_for_can_be_found(every: EveryLocalizer) -> None:
    """Of a text that is one mark; of more than that, none."""
    text = every.text("A fast model.")

    found = every.deferred.find(text.markdown)

    assert found is not None
    assert found.arguments == (("A fast model.",), 0)
    assert every.deferred.find(f"{text.markdown}.") is None
    assert _RUSSIAN.localizer.text("A fast model.") == Text("Быстрая модель.")
