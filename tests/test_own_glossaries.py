"""The repository's own glossaries: rich enough, without dead weight, and kept to in every translation."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from site_builder.catalog.glossary_file import read_glossary
from site_builder.i18n.glossary import Glossary, Term
from site_builder.lint.glossary_use import find_glossary_slips, index_terms

_ROOT = Path(__file__).parents[1]
_LOCALES = ("zh-Hans", "ru")
_DOMAINS = ("ui", "catalog")


@functools.cache
def _glossary(tag: str) -> Glossary:
    glossary = read_glossary(_ROOT, tag)
    assert isinstance(glossary, Glossary), glossary
    return glossary


def _pairs(tag: str) -> Iterator[tuple[str, str]]:
    """Give every source text with its translation; of a text with a count, the plural with each form."""
    for domain in _DOMAINS:
        with (_ROOT / "locales" / tag / "LC_MESSAGES" / f"{domain}.po").open("rb") as file:
            for message in read_po(file, locale=tag.replace("-", "_"), abort_invalid=True):
                if isinstance(message.id, tuple | list):
                    yield from ((message.id[1], form) for form in message.string or ())
                elif message.id:
                    assert isinstance(message.string, str)
                    yield message.id, message.string


@pytest.mark.parametrize("tag", _LOCALES)
def test_translations_speak_in_the_terms_of_the_glossary(tag: str) -> None:
    """Every term of every text is translated as the glossary says."""
    terms = index_terms(_glossary(tag))

    slips = [
        (slip.term.term, slip.avoided or slip.term.accepted, source, translation)
        for source, translation in _pairs(tag)
        for slip in find_glossary_slips(source, translation, terms)
    ]

    assert slips == []


@pytest.mark.parametrize("tag", _LOCALES)
def test_every_term_stands_in_a_source_text(tag: str) -> None:
    """A term that nobody uses, or that others always hide, is dead weight."""
    missing = index_terms(Glossary(terms=tuple(Term(term=term.term, use=("§",)) for term in _glossary(tag).terms)))
    found = {slip.term.term for source, _ in _pairs(tag) for slip in find_glossary_slips(source, "", missing)}

    assert [term.term for term in _glossary(tag).terms if term.term not in found] == []


def test_glossaries_have_the_same_terms() -> None:
    """What is worth fixing in one language is worth it in the other."""
    terms = [{term.term for term in _glossary(tag).terms} for tag in _LOCALES]

    assert len(terms[0]) >= 60
    assert terms[0] == terms[1]
