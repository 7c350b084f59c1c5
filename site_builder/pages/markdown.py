"""Markdown of records as HTML or as plain text.

Raw HTML is escaped; links go to https addresses or anchors only; headings and images are
off, so prose can neither break the outline of a page nor fetch anything.
"""

from __future__ import annotations

import functools
import re

from markdown_it import MarkdownIt
from markupsafe import Markup

from site_builder.i18n.deferred import need_words


def _make_parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False})
    parser.disable(["heading", "lheading", "image", "html_block", "html_inline"])
    parser.validateLink = lambda url: url.startswith(("https://", "#"))  # type: ignore[method-assign]
    return parser


REMEMBERED_TEXTS = 4096
"""How many texts are remembered as HTML: those that many pages show; most are shown once in a language."""

_PARSER = _make_parser()
_MARKED = re.compile(r"[\\`*_\[\]!<>&\"\n\r\t\0]|  ")
"""What may be more than itself: most texts have none of it, and parsing them would be a third of the time of a page.

Source: CommonMark 0.31, chapter 6, of which autolinks begin with `<`.
"""


@functools.lru_cache(maxsize=REMEMBERED_TEXTS)
def render_inline(markdown: str) -> Markup:
    """Give one line of Markdown as HTML without a paragraph around it."""
    if not _MARKED.search(markdown) and markdown == markdown.strip():
        return Markup(markdown)  # noqa: S704 - none of its characters means anything in HTML
    return Markup(_PARSER.renderInline(markdown))  # noqa: S704 - the parser escapes raw HTML


@functools.lru_cache(maxsize=REMEMBERED_TEXTS)
def render_block(markdown: str) -> Markup:
    """Give paragraphs, lists and code as HTML."""
    paragraphs = markdown.split("\n\n")
    if all(map(_is_paragraph, paragraphs)):
        return Markup("").join(Markup(f"<p>{render_inline(text)}</p>\n") for text in paragraphs)  # noqa: S704 - the same
    return Markup(_PARSER.render(markdown))  # noqa: S704 - the parser escapes raw HTML


def _is_paragraph(text: str) -> bool:
    """Whether a block is a line that begins with a letter: only marks and digits begin other blocks."""
    return text[:1].isalpha() and "\n" not in text and "\r" not in text and text == text.strip()


@functools.lru_cache(maxsize=REMEMBERED_TEXTS)
def plain_text(markdown: str) -> str:
    """Give the words of Markdown without any markup, in one line.

    Raises:
        LocaleNeededError: They are deferred, see `Localizer.when_resolved`.
    """
    need_words(markdown)
    if markdown[:1].isalpha() and not _MARKED.search(markdown) and markdown == " ".join(markdown.split()):
        return markdown
    words: list[str] = []
    for token in _PARSER.parse(markdown):
        if token.type in ("fence", "code_block"):
            words.append(token.content)
        children = token.children or ()
        words.extend(" " if child.type in ("softbreak", "hardbreak") else child.content for child in children)
        if token.type.endswith("_close"):
            words.append(" ")
    return " ".join("".join(words).split())
