"""However long a text is, and whatever it consists of, a rule looks at it in a time that grows as its length does."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from site_builder.catalog.catalog import RecordId
from site_builder.catalog.loader import load_catalog
from site_builder.catalog.prose import ProseUse
from site_builder.i18n.glossary import Glossary, Term
from site_builder.lint.all_rules import RULES
from site_builder.lint.glossary_use import index_terms
from site_builder.lint.record_prose import Passage, RecordProse
from site_builder.lint.rule import ProseRule, TextRule, TranslationRule
from site_builder.lint.written_text import Translation, blank_markup, make_text

_UNITS = (
    "1", "1,", "a", "A", "a1", "aA", "a_", "я", "яa", "я-", "中", "中.", " ", " \t", "\n", "`", "` ", "(", ")", "[",
    "](", "<", "&", "*", "**a", '"', "“", "«", ".", "…", ",", "-", ":", "{", "$", "$1", "~", "/", "http://a", "\u200b",
    "\ufffd\u200b", "\ue200", "【", "０", "#", "|", "'", "a. ",
)  # fmt: skip
_AROUND = "It costs about 5 tokens turn oaicite † %s x 7 USD`."
"""What rules look for before they look closer."""

_FEW, _MANY = 1_000, 8_000
_GROWTH = 25
"""Times that eight times the length may take: a clock is not exact, and the square would be 64."""

_MEASURABLE = 0.2
"""Seconds below which a time says nothing."""

_TRIES = 3
"""A machine that stands still for a moment does so once."""

Look = Callable[[str], object]


def _seconds(look: Look, unit: str, length: int) -> float:
    """Give how long this process looks at a text."""
    text = _AROUND % (unit * length)[:length]
    start = time.process_time()
    look(text)
    return time.process_time() - start


def _find_slow(look: Look) -> list[str]:
    """Give the units of which a long text takes too long, each time."""
    return [unit for unit in _UNITS if all(_is_slow(look, unit) for _ in range(_TRIES))]


def _is_slow(look: Look, unit: str) -> bool:
    taken = _seconds(look, unit, _MANY)
    return taken > _MEASURABLE and taken > _GROWTH * _seconds(look, unit, _FEW)


def _count(found: Iterable[object]) -> int:
    return sum(1 for _ in found)


def test_prose_is_told_from_markup_in_time() -> None:
    """Also in a run of backticks that nothing ends."""
    assert _find_slow(blank_markup) == []


@pytest.mark.parametrize("tag", ["en", "ru", "zh-Hans"])
@pytest.mark.parametrize("rule", [rule for rule in RULES if isinstance(rule, TextRule)], ids=lambda rule: rule.name)
def test_rules_of_texts_end_in_time(rule: TextRule, tag: str) -> None:
    """In languages of which they know different things."""
    assert _find_slow(lambda text: _count(rule.check(make_text(text, tag)))) == []


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES if isinstance(rule, TranslationRule)], ids=lambda rule: rule.name
)
def test_rules_of_translations_end_in_time(rule: TranslationRule) -> None:
    """Of a long translation of a long text, with a glossary that has terms of one word and of two."""
    terms = index_terms(Glossary(terms=(Term(term="token", use=("中 中", "a a")), Term(term="cost", use=("1",)))))

    def look(text: str) -> None:
        source, target = make_text(text, "en"), make_text(f"{text}!", "zh-Hans")
        _count(rule.check(Translation(source, target, "catalog", terms)))

    assert _find_slow(look) == []


@pytest.mark.parametrize("rule", [rule for rule in RULES if isinstance(rule, ProseRule)], ids=lambda rule: rule.name)
def test_rules_of_prose_end_in_time(rule: ProseRule, small_site: Path) -> None:
    """Of prose, and of code in it."""
    catalog = load_catalog(small_site).catalog
    assert catalog is not None

    def look(text: str) -> None:
        uses = [ProseUse(part, RecordId("models/acme/mini"), ("notes", 0), "inline") for part in (text, f"`{text}")]
        passages = tuple(Passage(use, blank_markup(use.source)) for use in uses)
        _count(rule.check(RecordProse(RecordId("models/acme/mini"), passages), catalog))

    assert _find_slow(look) == []
