"""The sections of a page this program rendered, whose tags never contain `>` in an attribute."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

_NAME = "section"
_ID = re.compile(r'\sid="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a page.

    Attributes:
        anchor: Its id; empty without one.
        start: Offset of its first tag.
        inner: Offset of its content.
        end: Offset after its content.
    """

    anchor: str
    start: int
    inner: int
    end: int


@functools.lru_cache(maxsize=1)
def find_sections(html: str) -> tuple[Section, ...]:
    """Give the sections of a page in the order in which they end: those inside another one come before it."""
    opened: list[tuple[int, int]] = []
    sections = []
    position = html.find(_NAME)  # much faster than a pattern that starts with `<`, which is everywhere
    while position >= 0:
        end = position + len(_NAME)
        if html[position - 1] == "<":
            opened.append((position - 1, html.find(">", end) + 1))
        elif opened and html.startswith("</", position - 2):
            start, inner = opened.pop()
            anchor = _ID.search(html, start, inner)
            sections.append(Section(anchor[1] if anchor else "", start, inner, position - 2))
        position = html.find(_NAME, end)
    return tuple(sections)
