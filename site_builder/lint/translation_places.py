"""Where in a PO file a translation stands, and how another one is written there."""

from __future__ import annotations

import functools
import itertools

from babel.messages.pofile import normalize, unescape

from site_builder.diagnostics import Edit, Span
from site_builder.i18n.po_entries import PoEntry, find_entries

_WIDTH = 100


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
    entries, lines, starts = _read(content)
    entry = entries.get(source)
    if entry is None:
        return Span(path), None
    first = entry.translation_line - 1
    span = Span(path, first + 1, 1, max(1, len(lines[first])))
    for number in range(first, entry.last_line):
        column = lines[number].find(fragment) if fragment else -1
        if column >= 0:
            span = Span(path, number + 1, column + 1, len(fragment))
            break
    if changed is None:
        return span, None
    start = starts[first]
    old = "\n".join(lines[first : entry.last_line])
    written = f"msgstr {normalize(changed, width=_WIDTH)}"
    return span, Edit(path, start, start + len(old), old, written)


@functools.lru_cache(maxsize=8)
def _read(content: str) -> tuple[dict[str, PoEntry], list[str], list[int]]:
    """Give the entries of texts without a count, by their source; all lines; and the offset of each."""
    lines = content.split("\n")
    entries = {unescape(f'"{entry.key[1]}"'): entry for entry in find_entries(lines) if not entry.forms}
    return entries, lines, [0, *itertools.accumulate(len(line) + 1 for line in lines)]
