"""Brackets, quotation marks, backticks and bold marks without their partner; spaces before punctuation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from site_builder.diagnostics import Severity
from site_builder.lint.rule import Example, TextRule
from site_builder.lint.written_text import TextSlip, WrittenText

_BRACKETS = {")": "(", "]": "[", "}": "{", "】": "【", "》": "《", "」": "「", "』": "『", "〉": "〈", "›": "‹"}
_QUOTATION_MARKS = {"en": {"”": "“"}, "zh": {"”": "“"}, "ru": {"»": "«", "“": "„"}, "fr": {"»": "«"}}
"""Languages use the same marks in different orders; the marks of others are not judged."""

_PARTNERS = {language: _BRACKETS | marks for language, marks in _QUOTATION_MARKS.items()}
_HALF_WIDTH = str.maketrans("（）［］｛｝", "()[]{}")
_PAIRED = re.compile(r"[()\[\]{}（）［］｛｝【】《》「」『』〈〉‹›“”„«»]")
_HARMLESS = re.compile(
    r"[\[(]\s*[-−]?[0-9.]+\s*[,;]\s*(?:[-−+]?[0-9.]+|[-−+]?∞)\s*[\])]"  # an interval that is open at one end: [0, 1)
    r"|(?<![^\s])[:;]-?[()](?![^\s])"  # a face
)
_LIST_NUMBER = re.compile(r"(?<!\S)\w{1,2}\)(?=\s)")
"""A number in a list, `a)` or `2)`, which may also be the end of words in brackets, `(draft 2)`."""

_SPACED = re.compile(r"(?<=[^\s|])[ \t]+([,;:.!?])(?=\s|$)")
_SPACE_IS_RIGHT = frozenset({"fr"})


def _check(text: WrittenText) -> Iterator[TextSlip]:
    prose = text.prose
    if _PAIRED.search(prose):
        yield from _find_unpaired(text, _HARMLESS.sub(lambda match: " " * len(match[0]), prose))
    if "`" in prose:
        position = prose.index("`")
        if prose[position - 1 : position] != "\\":
            yield _unpaired(text, position, "`", "another backtick")
    if "**" in prose and prose.count("**") % 2:
        yield _unpaired(text, prose.rindex("**"), "**", "another `**`")
    if text.language not in _SPACE_IS_RIGHT:
        yield from _find_spaced(text)


def _find_unpaired(text: WrittenText, prose: str) -> Iterator[TextSlip]:
    partners = _PARTNERS.get(text.language, _BRACKETS)
    openers = set(partners.values())
    closers = {opener: closer for closer, opener in partners.items()}
    numbers = {match.end() - 1 for match in _LIST_NUMBER.finditer(prose)}
    closed_by_numbers = 0
    opened: list[tuple[str, int]] = []
    for match in _PAIRED.finditer(prose):
        mark, position = match[0].translate(_HALF_WIDTH), match.start()
        if mark in partners and opened and opened[-1][0] == partners[mark]:
            opened.pop()
            closed_by_numbers += position in numbers
        elif mark in openers:
            opened.append((mark, position))
        elif mark == ")" and closed_by_numbers and position not in numbers:
            closed_by_numbers -= 1  # what it closes was taken to be closed by a number: (either a) this or b) that)
        elif mark in partners and position not in numbers:
            yield _unpaired(text, position, match[0], f"its `{partners[mark]}` before it")
    for mark, position in opened:
        yield _unpaired(text, position, text.text[position], f"its `{closers[mark]}`")


def _unpaired(text: WrittenText, position: int, mark: str, partner: str) -> TextSlip:
    shown = mark if mark.strip("`") else "a backtick"
    return TextSlip(
        position,
        position + len(mark),
        f"{f'`{shown}`' if shown == mark else shown} stands alone: {text.quote(position, position + len(mark))}",
        f"write {partner}, or remove it",
    )


def _find_spaced(text: WrittenText) -> Iterator[TextSlip]:
    for match in _SPACED.finditer(text.text):
        start, end = match.span()
        if text.prose[end - 1] == match[1] and not _is_ratio(text.text, start, end):
            yield TextSlip(
                start,
                end,
                f"a space stands before `{match[1]}`: {text.quote(start, end)}",
                "remove the space, or write the words that are missing there",
                "it parts the mark from its sentence, and often shows where words were lost",
                replacement=match[1],
            )


def _is_ratio(text: str, start: int, end: int) -> bool:
    """Whether the mark stands between two numbers: `16 : 9`."""
    return text[end - 1] == ":" and text[start - 1].isdigit() and text[end : end + 2].strip().isdigit()


TEXT_BALANCE = TextRule(
    name="text-balance",
    summary="Finds brackets, quotation marks, backticks and bold marks without a partner, and spaces before a mark.",
    why="The reader looks for the other half, and Markdown takes what follows for something else than it is.",
    bad=Example("catalog/models/acme/mini.yaml", "summary: A quick model (with tools for easy questions .\n"),
    good=Example("catalog/models/acme/mini.yaml", "summary: A quick model (with tools) for easy questions.\n"),
    severity=Severity.WARNING,
    fixes=True,
    check=_check,
)
