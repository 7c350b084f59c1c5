"""A text as rules look at it: what it says, in which language, and where markup is in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from site_builder.catalog.prose import ProseForm
from site_builder.lint.glossary_use import TermIndex
from site_builder.records.base import escape_unprintable

NOT_IN_ADDRESS = r"\s<>()`\"“”„«»‹›（）「」『』《》【】！？：；，。、"
"""Characters before which a bare address ends, for a class of a pattern: full-width marks follow it without a space."""

CODE_SPAN = r"(?<!`)(?P<fence>`++)(?P<code>(?:.|\n)+?)(?<!`)(?P=fence)(?!`)"
"""Pattern of a code span or a fence: it ends with as many backticks as it begins with.

Source: CommonMark 0.31.2, section 6.1. Backticks are counted as a whole, or a long run of them would be tried in every
way to part it, which takes its length to the third power.
"""

_NOT_PROSE = re.compile(rf"{CODE_SPAN}|(?<=\])\([^()\s]*\)|<?https?://[^{NOT_IN_ADDRESS}]+>?")
"""Code spans and fences, targets of links without the words, bare addresses."""

_AROUND = 24
"""Characters quoted before and after what is meant."""


@dataclass(frozen=True, slots=True)
class WrittenText:
    """One message in one language.

    Attributes:
        text: As written, Markdown included.
        prose: The same, with code, link targets and addresses blanked out by as many spaces: offsets stay.
        tag: BCP 47 tag of the language it is written in.
        form: The Markdown it may have; translations have that of their source.
        field: Key it is the value of, e.g. `summary`, `question`; empty if it stands in several.
    """

    text: str
    prose: str
    tag: str
    form: ProseForm
    field: str

    @property
    def language(self) -> str:
        """The language without script and region, e.g. `zh`."""
        return self.tag.partition("-")[0]

    def is_markup(self, start: int, end: int) -> bool:
        """Whether a stretch that is not only space lies in code, the target of a link or an address."""
        return self.prose[start:end] != self.text[start:end]

    def quote(self, start: int, end: int) -> str:
        """Give a stretch in quotation marks with a few words around it, e.g. `“…the limit (see the table.”`."""
        return quote_around(self.text, start, end)


@dataclass(frozen=True, slots=True)
class Translation:
    """A translation and what it translates.

    Attributes:
        source: In the language of the records, or English for interface texts.
        target: What the locale says.
        domain: `ui` or `catalog`.
        terms: Those of the glossary of the locale.
        names: Models and makers of the catalog that the source names.
    """

    source: WrittenText
    target: WrittenText
    domain: Literal["ui", "catalog"]
    terms: TermIndex
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TextSlip:
    """Something wrong in a stretch of a text; for a translation, in its target.

    Attributes:
        start: Offset of the first character.
        end: Offset after the last; the same as `start` for something that is missing there.
        message: What is wrong, with the words in question.
        fix: What to do.
        why: Why it is wrong, if it is not for the reason of the rule.
        code: Code of the finding, if it is not the name of the rule.
        replacement: What to write instead of the stretch, if that is certain enough to be done by a program.
    """

    start: int
    end: int
    message: str
    fix: str
    why: str = ""
    code: str = ""
    replacement: str | None = None


def make_text(text: str, tag: str, form: ProseForm = "block", field: str = "") -> WrittenText:
    """Give a text with its markup told from its prose."""
    return WrittenText(text, blank_markup(text), tag, form, field)


def quote_around(text: str, start: int, end: int) -> str:
    """Give a stretch of a text in quotation marks, in one line and with a few words around it."""
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    if first and text[first - 1 : first + 1].isalnum():
        first = text.find(" ", first, start) + 1 or first
    if text[last - 1 : last + 1].isalnum() and last < len(text):
        last = max(end, text.rfind(" ", end, last))
    words = " ".join(escape_unprintable(piece) for piece in text[first:last].split())
    return f"“{'…' * (first > 0)}{words}{'…' * (last < len(text))}”"


def blank_markup(text: str) -> str:
    """Replace code, link targets and addresses by spaces, so that every other character keeps its offset."""
    return _NOT_PROSE.sub(_blank, text) if "`" in text or "](" in text or "://" in text else text


def _blank(match: re.Match[str]) -> str:
    return "".join("\n" if character == "\n" else " " for character in match[0])
