"""Where in a PO file a translation stands."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from babel.messages.pofile import denormalize, normalize

from site_builder.diagnostics import Edit, Span

_WIDTH = 100
_QUOTED = re.compile(r'\s*"(?:[^"\\]|\\.)*"\s*')
_KEYWORD = re.compile(r'(msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?)\s+(".*")\s*')


@dataclass(frozen=True, slots=True)
class _Entry:
    """Lines of a translation, from 0: the first, and the one after the last."""

    first: int
    end: int


def locate_translation(
    path: str, content: str, source: str, fragment: str, changed: str | None
) -> tuple[Span, Edit | None]:
    """Give the span of a fragment of a translation, or of its first line; and the edit that writes another one.

    Args:
        path: Path to show.
        content: The whole PO file, which Babel has accepted.
        source: The `msgid`.
        fragment: The words in question; empty for the translation as a whole.
        changed: What the translation should be; None for no edit.
    """
    entry = _entries(content).get(source)
    if entry is None:
        return Span(path), None
    lines = content.split("\n")
    span = Span(path, entry.first + 1, 1, max(1, len(lines[entry.first])))
    for number in range(entry.first, entry.end):
        column = lines[number].find(fragment) if fragment else -1
        if column >= 0:
            span = Span(path, number + 1, column + 1, len(fragment))
            break
    if changed is None:
        return span, None
    start = sum(len(line) + 1 for line in lines[: entry.first])
    old = "\n".join(lines[entry.first : entry.end])
    written = f"msgstr {normalize(changed, width=_WIDTH)}"
    return span, Edit(path, start, start + len(old), old, written)


@functools.lru_cache(maxsize=8)
def _entries(content: str) -> dict[str, _Entry]:
    """Give the lines of every translation of a text without a count, by its source."""
    entries: dict[str, _Entry] = {}
    quoted: dict[str, str] = {}
    keyword = ""
    lines = content.split("\n")
    for number, line in enumerate(lines):
        match = _KEYWORD.fullmatch(line)
        if match:
            keyword = match[1]
            if keyword == "msgid":
                quoted = {}
            quoted[keyword] = match[2]
            if keyword == "msgstr":
                entries.setdefault(denormalize(quoted.get("msgid", '""')), _Entry(number, number + 1))
        elif keyword and _QUOTED.fullmatch(line):
            quoted[keyword] += f"\n{line}"
            if keyword == "msgstr":
                source = denormalize(quoted.get("msgid", '""'))
                entries[source] = _Entry(entries[source].first, number + 1)
        else:
            keyword = ""
    return entries
