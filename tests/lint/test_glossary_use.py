"""Translations are held to the terms of their glossary, whatever the inflection."""

from __future__ import annotations

import pytest

from site_builder.i18n.glossary import Glossary, Term
from site_builder.lint.glossary_use import GlossarySlip, find_glossary_slips, index_terms

_WINDOW = Term(term="context window", use=("контекстн окн",), avoid=("окн контекст",))
_CONTEXT = Term(term="context", use=("контекст",))
_TOKEN = Term(term="token", use=("токен",), avoid=("маркер",))


def _slips(source: str, translation: str, *terms: Term) -> list[GlossarySlip]:
    return list(find_glossary_slips(source, translation, index_terms(Glossary(terms=terms))))


@pytest.mark.parametrize(
    "translation",
    ["Контекстное окно заполнено.", "Не помещается в контекстном окне.", "Контекстные\nокна разных моделей."],
)
def test_any_inflection_of_an_accepted_form_is_right(translation: str) -> None:
    """Each word of a form is compared by its beginning, in any case."""
    assert _slips("The context window is full.", translation, _WINDOW) == []


@pytest.mark.parametrize(
    ("translation", "avoided"),
    [
        ("Окно контекста заполнено.", "окн контекст"),
        ("Контекстное окно, то есть окно контекста, заполнено.", "окн контекст"),
        ("Места больше нет.", None),
        ("Неконтекстное окно заполнено.", None),
        ("Контекстное большое окно заполнено.", None),
    ],
    ids=["avoided", "both", "missing", "inside-a-word", "words-apart"],
)
def test_other_wording_is_a_slip(translation: str, avoided: str | None) -> None:
    """What is there to avoid is named; else an accepted form is what lacks."""
    assert _slips("The context window is full.", translation, _WINDOW) == [GlossarySlip(_WINDOW, avoided)]


@pytest.mark.parametrize(
    ("term", "source"),
    [
        ("token", "Tokens are counted."),
        ("token", "More than 1M tokens."),
        ("batch", "Batches cost half."),
        ("cache", "Caching pays off."),
        ("cache", "Only what was cached."),
        ("cache", "The smallest cacheable length."),
        ("retry", "It retries by itself."),
        ("embed", "Embedding all texts again."),
        ("context window", "Both context\nwindows are full."),
        ("long context", "The Long-Context test."),
        ("model", "The model's answer."),
        (".env file", "Each .env file is read."),
    ],
)
def test_inflected_term_is_found_in_the_source(term: str, source: str) -> None:
    """Plurals and verb forms of the last word, hyphens and line ends do not hide a term."""
    wanted = Term(term=term, use=("§",))

    assert _slips(source, "—", wanted) == [GlossarySlip(wanted)]


@pytest.mark.parametrize(
    ("term", "source"),
    [
        ("token", "A tokenizer splits texts."),
        (".env file", "The env file is read."),
        ("→", "A → B"),
        ("call", "It may recall facts."),
        ("token", "Set `max_tokens` and `token`."),
        ("token", "See [the page](https://example.com/token)."),
        ("token", "{token} is counted."),
        ("Responses", "Requests and responses."),
    ],
    ids=["inside-a-word", "without-its-mark", "mark", "end-of-a-word", "code", "address", "placeholder", "name"],
)
def test_what_is_not_the_term_asks_for_nothing(term: str, source: str) -> None:
    """Other words, what is no language, and words that only look like a name."""
    assert _slips(source, "—", Term(term=term, use=("§",))) == []


def test_what_is_no_language_does_not_count_as_translated() -> None:
    """A field that is called like the term is not the term."""
    kept = Term(term="token", keep=True)

    assert _slips("Tokens in `token`.", "`token` 中的令牌。", kept) == [GlossarySlip(kept)]
    assert _slips("Tokens in `token`.", "`token` 中的 token。", kept) == []


def test_longer_term_hides_the_shorter_one_inside_it() -> None:
    """Where both stand, both are looked for."""
    window = Term(term="context window", use=("окн",))

    assert _slips("The context window.", "Окно.", _CONTEXT, window) == []
    assert _slips("The context of the context window.", "Окно.", _CONTEXT, window) == [GlossarySlip(_CONTEXT)]


def test_name_goes_before_the_common_word() -> None:
    """`Seed` is a family of models, a seed is a number."""
    seed, family = Term(term="seed", use=("зерн",)), Term(term="Seed", keep=True)

    assert _slips("Maker of the Seed family.", "Разработчик семейства Seed.", seed, family) == []
    assert _slips("The same seed.", "То же начальное значение.", seed, family) == [GlossarySlip(seed)]


def test_term_is_reported_once_in_the_order_of_the_source() -> None:
    """Two windows with one translation are one slip."""
    slips = _slips("Tokens: context window, context window.", "Ничего.", _WINDOW, _TOKEN)

    assert slips == [GlossarySlip(_TOKEN), GlossarySlip(_WINDOW)]


def test_chinese_is_found_between_other_characters() -> None:
    """There are no spaces between words; Latin words beside Han still begin somewhere."""
    window = Term(term="context window", use=("上下文窗口",), avoid=("语境窗口",))
    key = Term(term="API key", use=("API 密钥",))

    assert _slips("The context window is full.", "模型的上下文窗口已满。", window) == []
    assert _slips("The context window is full.", "模型的语境窗口已满。", window) == [GlossarySlip(window, "语境窗口")]
    assert _slips("An API key.", "创建API 密钥。", key) == []
    assert _slips("An API key.", "创建 OpenAPI 密钥。", key) == [GlossarySlip(key)]


def test_hyphenated_form_is_inflected_in_both_parts() -> None:
    """A hyphen parts words as a space does."""
    agent = Term(term="coding agent", use=("агент-программист",))

    assert _slips("For coding agents.", "Для агентов-программистов.", agent) == []


def test_glossary_without_terms_finds_nothing() -> None:
    """A site need not have one."""
    assert _slips("Any text.", "Любой текст.") == []
