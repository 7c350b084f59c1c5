"""Prose as HTML: nothing that YAML says becomes markup of its own."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from site_builder.pages import markdown as page_markdown
from site_builder.pages.markdown import plain_text, render_block, render_inline

FRAGMENTS = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "![x](https://evil.example/x.png)", "](", "[a](", ")",
    "javascript:alert(1)", "data:text/html,x", "https://example.com/", "#anchor", "`", "```\n", "~~~\n", "*", "_", "**",
    "# ", "\n===\n", "\n---\n", "> ", "- ", "1. ", "    ", "\n", "\n\n", "&lt;", "&#60;script&#62;", "&quot;", '"', "'",
    "\\", "<https://example.com>", "<javascript:alert(1)>", "[r]: javascript:x\n", "[r]", "|", "\t", "\0", "текст",
)  # fmt: skip
MARKDOWN = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=4), max_size=10).map("".join)
ALLOWED = {
    "a": {"href", "title"},
    "code": {"class"},
    "ol": {"start"},
    **{tag: set[str]() for tag in ("p", "em", "strong", "ul", "li", "pre", "blockquote", "br", "hr")},
}


class _Outline(HTMLParser):
    """Collects tags with their attributes, and fails on anything a browser would read otherwise."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(decl)


def _tags(html: str) -> list[tuple[str, dict[str, str | None]]]:
    outline = _Outline()
    outline.feed(html)
    outline.close()
    return outline.tags


@settings(deadline=None)
@given(MARKDOWN)
def test_no_text_becomes_markup_that_is_not_allowed(markdown: str) -> None:
    """Only a few tags, hardly an attribute, and links to https or to an anchor come out."""
    tags = _tags(render_block(markdown)) + _tags(render_inline(markdown))

    for tag, attributes in tags:
        assert attributes.keys() <= ALLOWED[tag]
        assert (attributes.get("href") or "#").startswith(("https://", "#"))


@settings(deadline=None)
@given(MARKDOWN)
def test_plain_text_is_one_line(markdown: str) -> None:
    """A description has no line breaks and no space at its ends."""
    text = plain_text(markdown)

    assert text == " ".join(text.split())


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("a *b* **c** `d`", "a <em>b</em> <strong>c</strong> <code>d</code>"),
        ("[a](https://example.com/x?y=1&z)", '<a href="https://example.com/x?y=1&amp;z">a</a>'),
        ("[a](#api)", '<a href="#api">a</a>'),
        ("<https://example.com>", '<a href="https://example.com">https://example.com</a>'),
        ("<b>x</b>", "&lt;b&gt;x&lt;/b&gt;"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("[a](javascript:alert(1))", "[a](javascript:alert(1))"),
        ("[a](JavaScript:alert(1))", "[a](JavaScript:alert(1))"),
        ("[a](data:text/html,x)", "[a](data:text/html,x)"),
        ("[a](http://example.com)", "[a](http://example.com)"),
        ("[a](//example.com)", "[a](//example.com)"),
        ("[a](/en/)", "[a](/en/)"),
        ("[a](vbscript:x)", "[a](vbscript:x)"),
        ("![a](https://example.com/a.png)", '!<a href="https://example.com/a.png">a</a>'),
        ("&#60;script&#62;", "&lt;script&gt;"),
        ("# a", "# a"),
        ("\"&'", "&quot;&amp;'"),
        ("`</code><script>`", "<code>&lt;/code&gt;&lt;script&gt;</code>"),
    ],
)
def test_inline(markdown: str, expected: str) -> None:
    """Emphasis, code and safe links are rendered, everything else shows as it is written."""
    assert str(render_inline(markdown)) == expected


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("a\n\nb", "<p>a</p>\n<p>b</p>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("# a", "<p># a</p>\n"),
        ("a\n===", "<p>a\n===</p>\n"),
        ("<div>\n\n# x\n\n</div>", "<p>&lt;div&gt;</p>\n<p># x</p>\n<p>&lt;/div&gt;</p>\n"),
        ("<!-- x -->", "<p>&lt;!-- x --&gt;</p>\n"),
        ("```json\n{}\n```", '<pre><code class="language-json">{}\n</code></pre>\n'),
        ("[r]: javascript:x\n\n[r]", "<p>[r]: javascript:x</p>\n<p>[r]</p>\n"),
    ],
)
def test_block(markdown: str, expected: str) -> None:
    """Paragraphs, lists and code; never a heading, which would break the outline of the page."""
    assert str(render_block(markdown)) == expected


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("", ""),
        ("Low-latency, *low-cost* `model`.", "Low-latency, low-cost model."),
        ("See [the page](https://example.com).", "See the page."),
        ("a\nb  \nc\n\nd", "a b c d"),
        ("- a\n- b", "a b"),
        ("x\n\n```\ncode\nhere\n```\n\ny", "x code here y"),
        ("x\n\n    code\n\ny", "x code y"),
        ("<b>&amp;", "<b>&"),
        ("\\*a\\*", "*a*"),
    ],
)
def test_plain_text(markdown: str, expected: str) -> None:
    """The words stay, the marks go."""
    assert plain_text(markdown) == expected


def _exactly(markdown: str) -> tuple[str, str, str]:
    """Give what the parser makes of a text, without any shorter way."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(page_markdown, "_MARKED", re.compile(""))
        shown = (render_inline, render_block, plain_text)
        inline, block, plain = (function.__wrapped__(markdown) for function in shown)
    return str(inline), str(block), str(plain)


_PLAIN = st.text(st.characters(codec="utf-8", exclude_characters='\\`*_[]!<>&"\n\r\t\0'))
"""Texts that may well take the shorter way."""


@settings(deadline=None, max_examples=400)
@given(MARKDOWN | _PLAIN | st.text())
@example("")
@example(" ")
@example("a")
@example("A model that costs $0.25 (or 1 €) — see 3.1-pro, 50%; it's 'quick': a/b, c|d {e} ~f~ #g = h + i @ j ^ k?")
@example("1. one")
@example("- one")
@example("+ one")
@example("# one")
@example("=====")
@example("~~~")
@example("a  b")
@example("a  ")
@example(" a")
@example("\u00a0a\u00a0")
@example("a\u2028b\x0bc\x0cd\x85e")
@example("\x1fa\x1f")
@example("一 二  三")
@example("a\\")
@example("https://example.com/?a=b&c=d")
@example("x &amp; y")
@example("One `code`, **bold**.\n\nTwo\n\n1. three")
@example("One `code`, **bold**.\n\nTwo [link](https://example.com/) & *more*\\")
@example("a\n\n\n\nb")
@example("a `b\n\nc` d")
@example("a [x]\n\n[x]: https://example.com/")
def test_plain_texts_take_a_shorter_way_to_the_same(markdown: str) -> None:
    """For any text: inline, as a block, and without markup."""
    assert (render_inline(markdown), render_block(markdown), plain_text(markdown)) == _exactly(markdown)


def test_plain_texts_are_not_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Most texts are plain, and parsing them all would take a third of the time of a page."""

    def refuse(*_: object) -> None:
        pytest.fail("a plain text is parsed")

    for name in ("parse", "render", "renderInline"):
        monkeypatch.setattr(page_markdown._PARSER, name, refuse)  # noqa: SLF001 - what it costs cannot be seen
    text = "Plain words, 12 of them at $0.25: это обычный текст 普通文字."

    assert (render_inline(text), render_block(text), plain_text(text)) == (text, f"<p>{text}</p>\n", text)
