"""What a PO file says beside its entries, which Babel reads in part or not at all: notes, old sources, the header.

Babel strips and merges the notes of translators, takes old sources for notes, and knows only some fields of a header.
Source: GNU gettext manual, "The Format of PO Files".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from babel.messages.pofile import unescape

from site_builder.i18n.po_entries import find_entries, find_wrong_line

_PREVIOUS = re.compile(r'#~?\|\s*(?:(msgctxt|msgid|msgid_plural)\s+)?(".*")\s*')
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
_OF_PROGRAMS = ("#:", "#,", "#.", "#|", "#~")


@dataclass(frozen=True, slots=True)
class PoNotes:
    """What stands above an entry.

    Attributes:
        comment: Lines of translators as they wrote them, e.g. `# see the wiki`.
        previous: The source that was translated; of a text with a count its singular and its plural.
    """

    comment: str
    previous: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PoHeader:
    """How a file begins.

    Attributes:
        comment: Its first lines, before the header.
        fields: Lines of the header, e.g. `X-Generator: Poedit 3.5`.
    """

    comment: str = ""
    fields: tuple[str, ...] = ()


def find_notes(lines: Sequence[str]) -> Mapping[int, PoNotes]:
    """Give what stands above each entry, obsolete ones and the header included, by the line of its `msgid`, from 1."""
    notes: dict[int, PoNotes] = {}
    above: list[str] = []
    for number, line in enumerate(lines, 1):
        if line.startswith("#") and not _is_obsolete(line):
            above.append(line.rstrip())
        elif re.match(r"(?:#~)?\s*msgid\s", line):
            comment = "\n".join(item for item in above if not item.startswith(_OF_PROGRAMS))
            notes[number] = PoNotes(comment, _read_previous(above))
            above = []
    return notes


def read_header(lines: Sequence[str]) -> PoHeader:
    """Give the header of a file; an empty one for a file that has none or cannot be read."""
    entries = find_entries(lines) if find_wrong_line(lines) is None else ()
    if not entries or entries[0].key != ("", ""):
        return PoHeader()
    header = entries[0]
    quoted = _QUOTED.findall("\n".join(lines[header.translation_line - 1 : header.last_line]))
    fields = unescape(f'"{"".join(quoted)}"').split("\n")
    return PoHeader(find_notes(lines)[header.line].comment, tuple(filter(None, fields)))


def _is_obsolete(line: str) -> bool:
    return line.startswith("#~") and not line.startswith("#~|")


def _read_previous(lines: Sequence[str]) -> tuple[str, ...]:
    texts: dict[str, str] = {}
    keyword = ""
    for match in filter(None, map(_PREVIOUS.fullmatch, lines)):
        keyword = match[1] or keyword
        texts[keyword] = texts.get(keyword, "") + unescape(match[2])
    return tuple(texts[keyword] for keyword in ("msgid", "msgid_plural") if keyword in texts)
