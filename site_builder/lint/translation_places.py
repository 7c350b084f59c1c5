"""Where in a PO file a translation stands, and how another one is written there."""

from __future__ import annotations

import functools
import itertools
import re

from babel.messages.pofile import normalize, unescape

from site_builder.diagnostics import Edit, Span
from site_builder.i18n.po_entries import PoEntry, find_entries

_WIDTH = 100
_CHARACTER = re.compile(r'\\[\\trn"]|.')
"""What stands for one character of a text between quotes, as Babel reads it."""


def locate_translation(
    path: str, content: str, place: tuple[str, int], stretch: tuple[int, int], changed: str | None
) -> tuple[Span, Edit | None]:
    """Give the span of a stretch of a translation, as far as it is on one line; and the edit that writes another one.

    Args:
        path: Path to show.
        content: The whole PO file, which Babel has accepted.
        place: The `msgid`, and the number of the plural form; 0 for a text without a count.
        stretch: Offsets of the words in question; two that are the same mean the first line of the translation.
        changed: What the translation should be; None for no edit.
    """
    entries, lines, starts = _read(content)
    entry = entries.get(place[0])
    if entry is None:
        return Span(path), None
    first, end = _find_form(lines, entry, place[1])
    span = _find_stretch(path, lines, range(first, end), stretch)
    if changed is None:
        return span, None
    start = starts[first]
    old = "\n".join(lines[first:end])
    keyword = lines[first].partition('"')[0].strip()
    written = f"{keyword} {normalize(changed, width=_WIDTH)}"
    return span, Edit(path, start, start + len(old), old, written)


def _find_form(lines: list[str], entry: PoEntry, form: int) -> tuple[int, int]:
    """Give the numbers of the first line of a plural form and of the line after it, from 0."""
    numbers = range(entry.translation_line - 1, entry.last_line)
    starts = [number for number in numbers if lines[number].lstrip().startswith("msgstr")]
    return starts[form], (*starts, entry.last_line)[form + 1]


def _find_stretch(path: str, lines: list[str], numbers: range, stretch: tuple[int, int]) -> Span:
    """Give where a stretch is, or the part of it that is on its first line."""
    offset = 0
    for number in numbers if stretch[0] < stretch[1] else ():
        line = lines[number]
        found = _CHARACTER.finditer(line, line.index('"') + 1, line.rindex('"'))
        columns = [(match.start(), match.end()) for match in found][max(0, stretch[0] - offset) : stretch[1] - offset]
        if columns:
            return Span(path, number + 1, columns[0][0] + 1, columns[-1][1] - columns[0][0])
        offset += len(_CHARACTER.findall(line, line.index('"') + 1, line.rindex('"')))
    return Span(path, numbers[0] + 1, 1, max(1, len(lines[numbers[0]])))


@functools.lru_cache(maxsize=8)
def _read(content: str) -> tuple[dict[str, PoEntry], list[str], list[int]]:
    """Give the entries without a context by their source, of two the first; all lines; and the offset of each."""
    lines = content.split("\n")
    entries = {unescape(f'"{entry.key[1]}"'): entry for entry in reversed(find_entries(lines)) if not entry.key[0]}
    return entries, lines, [0, *itertools.accumulate(len(line) + 1 for line in lines)]
