"""Looks for pages that rules about finished pages may find something on, piece by piece.

What pages share is looked at once: of 23 ms a page that takes 22.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from zlib import crc32

from site_builder.lint.page_rules import run_page_rules
from site_builder.lint.page_sections import find_sections
from site_builder.lint.rule import FinishedPage
from site_builder.outputs.page_html import Fragment, PageHtml

_HEADING_AT_END = re.compile(r"<h[1-6]\b[^>]*>(?:(?!<h[1-6]\b).)*</h[1-6]>\s*\Z", re.DOTALL)
_SHORT = 1_000
"""Shorter fragments are looked at again with each page: what they are depends on what is around them."""
_SHORTEST_CONTENT = 40
"""Sections that say less may well say the same."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """What is remembered of a fragment.

    Attributes:
        has_findings: Whether a rule finds something in it.
        stand_in: What takes its place in a page: a long word, the same for the same, and a heading at its end.
        sections: What its sections are told apart by.
    """

    has_findings: bool
    stand_in: str
    sections: tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class PageScreen:
    """Remembers what it has seen of fragments."""

    _known: dict[Fragment, _Seen] = field(default_factory=dict)

    def is_suspect(self, page: PageHtml) -> bool:
        """Whether a rule may find something on a page."""
        seen = [self._see(fragment) for _, fragment in page.fragments]
        if any(item.has_findings for item in seen):
            return True
        first, *others = page.own
        own = [first]
        for item, text in zip(seen, others, strict=True):
            own += (item.stand_in, text)
        html = "".join(own)
        sections = [*_tell_apart(html), *(section for item in seen for section in item.sections)]
        return len(set(sections)) < len(sections) or _has_findings(html)

    def _see(self, fragment: Fragment) -> _Seen:
        if fragment not in self._known:
            self._known[fragment] = _see_new(fragment.html.decode())
        return self._known[fragment]


def _see_new(html: str) -> _Seen:
    if len(html) < _SHORT:
        return _Seen(has_findings=False, stand_in=html, sections=())
    heading = _HEADING_AT_END.search(html, len(html) - _SHORT)
    stand_in = f"<p>{crc32(html.encode()):0100}</p>{heading[0] if heading else ''}"
    return _Seen(_has_findings(html), stand_in, tuple(_tell_apart(html)))


def _has_findings(html: str) -> bool:
    return any(True for _ in run_page_rules(FinishedPage("", html, "")))


def _tell_apart(html: str) -> Iterator[str | int]:
    """Give the id of each section, and a checksum of what it says below its heading."""
    for section in find_sections(html):
        if section.anchor:
            yield section.anchor
        heading = html.find("</h2>", section.inner, section.end)
        start = section.inner if heading < 0 else heading + len("</h2>")
        if section.end - start >= _SHORTEST_CONTENT:
            yield crc32(html[start : section.end].encode())
