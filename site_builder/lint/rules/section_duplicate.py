"""Sections that a page has twice."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.lint.page_sections import Section, find_sections
from site_builder.lint.rule import Example, FinishedPage, PageRule
from site_builder.lint.written_text import TextSlip

_LONGEST_HEADING = 1000
_SHORTEST = 80
"""Shorter contents, such as one link, may well be the same twice."""


def _check(page: FinishedPage) -> Iterator[TextSlip]:
    by_anchor: dict[str, Section] = {}
    by_length: dict[int, list[tuple[Section, int]]] = {}
    for section in find_sections(page.html):
        start = _after_heading(page.html, section)
        others = by_length.setdefault(section.end - start, [])  # comparing every content would take its time
        if section.anchor and by_anchor.setdefault(section.anchor, section) is not section:
            yield _slip(section, f"the page has two sections `{section.anchor}`")
        elif section.end - start >= _SHORTEST:
            content = page.html[start : section.end] if others else ""
            same = next((other for other, begin in others if page.html.startswith(content, begin)), None)
            if same:
                yield _slip(section, f"section `{section.anchor}` says exactly what section `{same.anchor}` says")
        others.append((section, start))


def _after_heading(html: str, section: Section) -> int:
    heading = html.find("</h2>", section.inner, min(section.end, section.inner + _LONGEST_HEADING))
    return section.inner if heading < 0 else heading + len("</h2>")


def _slip(section: Section, message: str) -> TextSlip:
    return TextSlip(section.start, section.inner, message, "remove one of the two from the template or the record")


SECTION_DUPLICATE = PageRule(
    name="section-duplicate",
    summary="Finds sections of a page with the same id or the same content.",
    why="The reader compares the two to find the difference, and later edits reach only one of them.",
    bad=Example(
        "page.html",
        '<section id="errors">\n<h2>Errors</h2>\n<p>401: The key is wrong.</p>\n</section>\n'
        '<section id="errors">\n<h2>What goes wrong</h2>\n<p>401: The key is wrong.</p>\n</section>\n',
    ),
    good=Example("page.html", '<section id="errors">\n<h2>Errors</h2>\n<p>401: The key is wrong.</p>\n</section>\n'),
    check=_check,
)
