"""The entries of a PO file by line: where each stands, before anything is made of what it says.

Source: GNU gettext manual, "The Format of PO Files".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_ENTRY_LINE = re.compile(r'\s*(?:(msgctxt|msgid|msgid_plural|msgstr)(?:\[(\d+)\])?\s+)?"((?:[^"\\]|\\.)*)"\s*')
_ENTRY_ORDER: dict[str, tuple[str, ...]] = {
    "msgctxt": ("", "msgstr", "msgstr[]"),
    "msgid": ("", "msgctxt", "msgstr", "msgstr[]"),
    "msgid_plural": ("msgid",),
    "msgstr": ("msgid",),
    "msgstr[]": ("msgid_plural", "msgstr[]"),
}
"""What may stand before each keyword of an entry; the empty text is the start of the file."""


@dataclass(frozen=True, slots=True)
class PoEntry:
    """An entry of a PO file; lines count from 1.

    Attributes:
        first_line: Line after the entry before, so that comments belong to the entry.
        line: Line of its `msgid`.
        translation_line: Line of its first `msgstr`; of its end, if it has none.
        last_line: Its last line.
        key: Context, if it has one, and source text, as written between the quotes.
        forms: Number of each plural form, e.g. `(0, 1, 2)`; empty for a text without a count.
    """

    first_line: int
    line: int
    translation_line: int
    last_line: int
    key: tuple[str, str]
    forms: tuple[int, ...]


_KNOWN_ESCAPES = re.compile(r'(?:[^\\]|\\[ntr"\\])*')
"""What Babel reads as tools of gettext do; these refuse most others, and Babel shows their letter."""


def find_wrong_line(lines: Iterable[str]) -> tuple[int, int, str] | None:
    """Give line and column that no entry can have, from 1, and why; Babel would read some of them as empty texts."""
    before = ""
    for number, line in _entry_lines(lines):
        match = _ENTRY_LINE.fullmatch(line)
        if match is None:
            return number, 1, "the line is neither a comment, nor a keyword with a text in quotes"
        keyword = f"{match[1]}[]" if match[2] else match[1] or before
        if not keyword or (match[1] and before not in _ENTRY_ORDER.get(keyword, ())):
            return number, 1, f"{f'`{match[1]}`' if match[1] else 'a text'} cannot stand here"
        known = _KNOWN_ESCAPES.match(match[3])
        if known is not None and known.end() < len(match[3]):
            escape = match[3][known.end() : known.end() + 2]
            return number, match.start(3) + known.end() + 1, f"`{escape}` stands for no character"
        before = keyword
    return None


def find_entries(lines: Iterable[str]) -> tuple[PoEntry, ...]:
    """Give the entries of a file without wrong lines, the header included, obsolete ones not."""
    groups: list[list[tuple[int, str, re.Match[str]]]] = []
    keyword = ""
    numbered = _entry_lines(lines)
    for number, match in [(number, match) for number, line in numbered if (match := _ENTRY_LINE.fullmatch(line))]:
        if match[1] in ("msgctxt", "msgid") and keyword in ("", "msgstr"):
            groups.append([])
        keyword = match[1] or keyword
        groups[-1].append((number, keyword, match))
    ends = [0, *(group[-1][0] for group in groups)]
    return tuple(_make_entry(end + 1, group) for end, group in zip(ends, groups, strict=False))


def _make_entry(first_line: int, group: list[tuple[int, str, re.Match[str]]]) -> PoEntry:
    texts: dict[str, str] = {}
    for _, keyword, match in group:
        texts[keyword] = texts.get(keyword, "") + match[3]
    return PoEntry(
        first_line=first_line,
        line=next(number for number, keyword, _ in group if keyword == "msgid"),
        translation_line=next((number for number, keyword, _ in group if keyword == "msgstr"), group[-1][0]),
        last_line=group[-1][0],
        key=(texts.get("msgctxt", ""), texts["msgid"]),
        forms=tuple(int(match[2]) for _, _, match in group if match[2]),
    )


def _entry_lines(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(lines, 1):
        if line.strip() and not line.startswith("#"):
            yield number, line
