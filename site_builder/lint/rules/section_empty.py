"""Sections and headings of a page with nothing below them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from site_builder.lint.page_sections import find_sections
from site_builder.lint.rule import Example, FinishedPage, PageRule
from site_builder.lint.written_text import TextSlip

_LONGEST_HEADING = 1000
_HEADING_AT_END = re.compile(r"<h[1-6]\b[^>]*>(?:(?!</?h[1-6]\b).)*</h[1-6]>\s*\Z", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def _check(page: FinishedPage) -> Iterator[TextSlip]:
    for section in find_sections(page.html):
        inner = page.html[max(section.inner, section.end - _LONGEST_HEADING) : section.end].rstrip()
        name = f"section `{section.anchor}`" if section.anchor else "a section"
        if not inner:
            yield _slip(section.start, section.inner, f"{name} is empty")
        elif inner.endswith(("</h1>", "</h2>", "</h3>", "</h4>", "</h5>", "</h6>")):
            heading = _HEADING_AT_END.search(inner)
            words = " ".join(_TAG.sub("", heading[0]).split()) if heading else ""
            yield _slip(section.start, section.inner, f"{name} ends with its heading “{words}”")


def _slip(start: int, end: int, message: str) -> TextSlip:
    return TextSlip(start, end, message, "write the section in the template only `if` there is something to show")


SECTION_EMPTY = PageRule(
    name="section-empty",
    summary="Finds sections of a page that have no content, or a heading with nothing below it.",
    why="A heading is a promise; whoever follows it from the table of contents finds nothing.",
    bad=Example("page.html", '<section id="related" data-section="related">\n<h2>Related models</h2>\n</section>\n'),
    good=Example(
        "page.html",
        '<section id="related" data-section="related">\n<h2>Related models</h2>\n<p>Acme Large</p>\n</section>\n',
    ),
    check=_check,
)
