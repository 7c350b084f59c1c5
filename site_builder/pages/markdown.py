"""Markdown of records as HTML or as plain text.

Raw HTML is escaped; links go to https addresses or anchors only; headings and images are
off, so prose can neither break the outline of a page nor fetch anything.
"""

from __future__ import annotations

import functools

from markdown_it import MarkdownIt
from markupsafe import Markup


def _make_parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False})
    parser.disable(["heading", "lheading", "image", "html_block", "html_inline"])
    parser.validateLink = lambda url: url.startswith(("https://", "#"))  # type: ignore[method-assign]
    return parser


_PARSER = _make_parser()


@functools.cache
def render_inline(markdown: str) -> Markup:
    """Give one line of Markdown as HTML without a paragraph around it."""
    return Markup(_PARSER.renderInline(markdown))  # noqa: S704 - the parser escapes raw HTML


@functools.cache
def render_block(markdown: str) -> Markup:
    """Give paragraphs, lists and code as HTML."""
    return Markup(_PARSER.render(markdown))  # noqa: S704 - the parser escapes raw HTML


@functools.cache
def plain_text(markdown: str) -> str:
    """Give the words of Markdown without any markup, in one line."""
    words: list[str] = []
    for token in _PARSER.parse(markdown):
        if token.type in ("fence", "code_block"):
            words.append(token.content)
        children = token.children or ()
        words.extend(" " if child.type in ("softbreak", "hardbreak") else child.content for child in children)
        if token.type.endswith("_close"):
            words.append(" ")
    return " ".join("".join(words).split())
