"""A glossary says how terms are translated, and contradicts itself nowhere."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from site_builder.i18n.glossary import Glossary, Term
from site_builder.records.base import Problem


def _problems(caught: pytest.ExceptionInfo[ValidationError]) -> list[Problem]:
    return [problem for error in caught.value.errors() for problem in error["ctx"]["problems"]]


def test_kept_term_is_one_of_the_accepted_forms() -> None:
    """`keep` allows the term itself; without it only the translations count."""
    assert Term(term="token", keep=True).accepted == ("token",)
    assert Term(term="Messages", use=("сообщени",), keep=True).accepted == ("сообщени", "Messages")
    assert Term(term="token", use=("токен",)).accepted == ("токен",)


def test_term_without_an_accepted_form_is_refused() -> None:
    """No translation could be right."""
    with pytest.raises(ValidationError) as caught:
        Term(term="token", avoid=("маркер",))

    assert [problem.code for problem in _problems(caught)] == ["glossary-form-missing"]


@pytest.mark.parametrize(
    "term",
    [
        {"term": "token", "use": ["токен"], "avoid": ["маркер", "токен"]},
        {"term": "token", "keep": True, "avoid": ["маркер", "token"]},
    ],
    ids=["used", "kept"],
)
def test_form_both_accepted_and_avoided_is_refused(term: dict[str, object]) -> None:
    """The finding points at the entry of `avoid`."""
    with pytest.raises(ValidationError) as caught:
        Term.model_validate(term)

    assert [(problem.code, problem.at) for problem in _problems(caught)] == [("glossary-form-avoided", ("avoid", 1))]


def test_term_listed_twice_is_refused() -> None:
    """Translators would find two answers; another case is another term, a name."""
    response, name = Term(term="response", use=("ответ",)), Term(term="Response", keep=True)

    assert Glossary(terms=(response, name)).terms == (response, name)
    with pytest.raises(ValidationError) as caught:
        Glossary(terms=(response, name, response))

    assert [(problem.code, problem.at) for problem in _problems(caught)] == [("entry-duplicate", ("terms", 2, "term"))]


@pytest.mark.parametrize("term", ["", " token", "context  window", "token "])
def test_stray_spaces_are_refused(term: str) -> None:
    """A form with a stray space would be found nowhere."""
    with pytest.raises(ValidationError):
        Term(term=term, keep=True)
