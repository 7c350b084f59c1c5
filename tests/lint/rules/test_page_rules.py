"""What rules about finished pages find in them, and what they leave alone."""

from __future__ import annotations

import pytest

from site_builder.lint.page_rules import run_page_rules
from site_builder.lint.rule import FinishedPage

_TEXT = "Enough words to be more than one link, so that two such sections are the same content twice over."


def _messages(html: str) -> list[str]:
    return [item.message for item in run_page_rules(FinishedPage("en/index.html", html, "en"))]


@pytest.mark.parametrize(
    ("html", "message"),
    [
        ('<img src="a.png">', "an image has no `alt`"),
        ('<img alt="steps.PNG" src="a.png">', "the words for an image are a file name or an id: `steps.PNG`"),
        ('<img alt="gateway-key" src="a.png">', "the words for an image are a file name or an id: `gateway-key`"),
        ('<img alt="Image 1" src="a"><img alt="image1">', "the words for an image are a file name or an id: `image1`"),
        ('<section id="a"></section>', "section `a` is empty"),
        ("<section>\n</section>", "a section is empty"),
        ('<section id="a">\n<h2>Two <b>words</b></h2>\n</section>', "section `a` ends with its heading “Two words”"),
        ('<section id="a"><p>x</p><h3>Left</h3></section>', "section `a` ends with its heading “Left”"),
        ('<section id="a">x</section><section id="a">y</section>', "the page has two sections `a`"),
        (
            f'<section id="a"><h2>A</h2>{_TEXT}</section><section id="b"><h2>B</h2>{_TEXT}</section>',
            "section `b` says exactly what section `a` says",
        ),
        ("<td><svg></svg></td>", "an element `td` consists of an icon only"),
        (
            '<p><button type="button"><svg><use href="#x"/></svg>\n</button></p>',
            "an element `button` consists of an icon",
        ),
        (
            '<pre data-snippet="curl/basic"><code>-H <span>"Bearer sk-xxxxxx"</span></code></pre>',
            "a code sample sends `sk-xxxxxx` as the key",
        ),
        (
            '<pre data-snippet="js/basic"><code>env.KEY || &#34;&lt;YOUR_API_KEY&gt;&#34;</code></pre>',
            "a code sample sends `<YOUR_API_KEY>` as the key",
        ),
        ('<pre data-snippet="js/basic">YOUR_API_KEY</pre>', "a code sample sends `YOUR_API_KEY` as the key"),
    ],
)
def test_mistake_of_a_page_is_reported(html: str, message: str) -> None:
    """One finding per mistake."""
    found = _messages(html)

    assert len(found) == 1
    assert message in found[0]


@pytest.mark.parametrize(
    "html",
    [
        '<img src="a.png" alt=""><img src="b.png" alt="Where the key is">',
        '<section id="a"><h2>A</h2><section id="a-b"><h3>B</h3><p>x</p></section></section>',
        "</section>",
        '<section id="a">See <a href="#x">x</a>.</section><section id="b">See <a href="#x">x</a>.</section>',
        "<td><svg></svg>Yes</td>",
        '<a href="/" aria-label="Home"><svg></svg></a>',
        "<td>Yes <svg></svg></td>",
        "<p>x</p></td><svg></svg></td>",
        '<pre data-snippet="curl/basic">-H "Bearer ${GATEWAY_API_KEY:?}"</pre><p>A key looks like sk-xxxxxx.</p>',
        '<pre data-snippet="curl/basic">a task-xxx and YOUR words</pre>',
    ],
)
def test_right_page_is_silent(html: str) -> None:
    """Decoration, nesting, names for screen readers and samples of keys in prose are right."""
    assert _messages(html) == []
