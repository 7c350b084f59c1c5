"""Finds where a translation does not speak in the terms of its glossary.

Words are compared by how they begin, not by a dictionary: a stem such as `токен` covers all
forms of a Russian word and costs nothing to maintain. What is no language (code, addresses,
placeholders) is left out on both sides.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from site_builder.i18n.glossary import Glossary, Term

_NO_LANGUAGE = re.compile(r"`[^`]*`|\]\([^)]*\)|\{[a-z_]+\}")
_BETWEEN_WORDS = r"[\s-]+"


@dataclass(frozen=True, slots=True)
class GlossarySlip:
    """A term that a translation does not render as its glossary says.

    Attributes:
        term: What the glossary says.
        avoided: The form to avoid that the translation has; None if it only lacks an accepted one.
    """

    term: Term
    avoided: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class TermIndex:
    """The terms of a glossary, ready to be looked for.

    Attributes:
        by_first_word: Every form of the first words of terms, in small letters: the pattern of each term that may begin
            so, longer ones first, and of two alike the name.
    """

    by_first_word: Mapping[str, tuple[tuple[re.Pattern[str], Term], ...]]


def index_terms(glossary: Glossary) -> TermIndex:
    """Prepare a glossary for many texts."""
    patterns: dict[str, tuple[tuple[re.Pattern[str], Term], ...]] = {}
    with_words = (term for term in glossary.terms if _WORD.search(term.term))
    for term in sorted(with_words, key=lambda term: (-len(term.term), not _is_name(term.term))):
        pattern = re.compile(rf"{_term_pattern(term.term)}(?!\w)")
        for word in _first_words(term.term):
            patterns[word] = (*patterns.get(word, ()), (pattern, term))
    return TermIndex(patterns)


def find_glossary_slips(source: str, translation: str, terms: TermIndex) -> Iterator[GlossarySlip]:
    """Give the terms of a source text that its translation renders otherwise, each once, in the order of the source.

    A longer term hides those inside it: where the source has `context window`, `context` is not looked for.
    """
    translated = _without_code(translation).lower()
    for term in _terms_in(source, terms):
        avoided = next((form for form in term.avoid if _has_form(translated, form)), None)
        if avoided is not None or not any(_has_form(translated, form) for form in term.accepted):
            yield GlossarySlip(term, avoided)


def _terms_in(source: str, terms: TermIndex) -> tuple[Term, ...]:
    """Give the terms of a source text; of those that begin at a word the longest counts, and hides what is in it."""
    text = _without_code(source)
    present = terms.by_first_word.keys() & _WORD.findall(text.lower())
    if not present:
        return ()
    found: dict[str, Term] = {}
    end = 0
    for word in _WORD.finditer(text):
        first = word[0].lower()
        if first not in present or word.start() < end:
            continue
        for pattern, term in terms.by_first_word[first]:
            match = pattern.match(text, word.start())
            if match:
                found[term.term] = term
                end = match.end()
                break
    return tuple(found.values())


def _without_code(text: str) -> str:
    """Give a text with a sign in the place of what is no language; most have nothing of that kind."""
    return _NO_LANGUAGE.sub("§", text) if "`" in text or "](" in text or "{" in text else text


_WORD = re.compile(r"\w+")


def _first_words(term: str) -> Iterator[str]:
    """Give what a term may begin with, as whole words in small letters.

    There are few of them, so that a text without any is known by one comparison of two sets.
    """
    word = _WORD.findall(term)[0]
    first = word.lower()
    endings = _ENDINGS.get(word[-1], _OTHER_ENDINGS) if term.endswith(word) else (first[-1],)
    yield from (first[:-1] + ending.replace("*", first[-1]) for ending in endings)


_ENDINGS = {"e": ("e", "es", "ed", "er", "eable", "ing"), "y": ("y", "ies", "ied", "ying", "ys")}
_OTHER_ENDINGS = ("*", "*s", "*es", "*ed", "**ed", "*ing", "**ing")
"""Endings of an English word in its plural and its verb forms, by its last letter; `*` stands for that."""


def _term_pattern(term: str) -> str:
    """Give a pattern that begins to match at the first letter or digit, as `net` of `.net` does."""
    start = next(_WORD.finditer(term)).start()
    *before, last = term[start:].split()
    words = [*map(re.escape, before), _with_endings(last)]
    return f"(?<={re.escape(term[:start])})(?{'' if _is_name(term) else 'i'}:{_BETWEEN_WORDS.join(words)})"


def _is_name(term: str) -> bool:
    return term[0].isupper()


def _with_endings(word: str) -> str:
    """Give a pattern of an English word with the endings of its plural and its verb forms."""
    endings = _ENDINGS.get(word[-1], _OTHER_ENDINGS)
    return re.escape(word[:-1]) + f"(?:{'|'.join(re.escape(ending.replace('*', word[-1])) for ending in endings)})"


def _has_form(folded: str, form: str) -> bool:
    """Say whether words of a text begin as those of a form do; plain searching, as patterns take long to compile."""
    words = _form_words(form)
    start = folded.find(words[0])
    while start >= 0:
        if (_is_unspaced(words[0][0]) or _begins_word(folded, start)) and _goes_on(folded, start, words):
            return True
        start = folded.find(words[0], start + 1)
    return False


def _goes_on(folded: str, start: int, words: tuple[str, ...]) -> bool:
    """Whether the words of a form follow one another from here, each with any ending."""
    end = start + len(words[0])
    for word in words[1:]:
        gap = _ENDING_AND_GAP.match(folded, end)
        if gap is None or not folded.startswith(word, gap.end()):
            return False
        end = gap.end() + len(word)
    return True


def _begins_word(text: str, start: int) -> bool:
    before = text[start - 1] if start else " "
    return not (before.isalnum() or before == "_") or _is_unspaced(before)


def _is_unspaced(character: str) -> bool:
    """Whether a character is Kana or Han: scripts that put no space between words."""
    return "\u3040" <= character <= "\u9fff"


@functools.cache
def _form_words(form: str) -> tuple[str, ...]:
    return tuple(re.split(r"[\s-]+", form.lower()))


_ENDING_AND_GAP = re.compile(r"\w{0,50}+[\s-]++")
"""No ending is longer; text without spaces would be looked through to its end from each of its characters."""
