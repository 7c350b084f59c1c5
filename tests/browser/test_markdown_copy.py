"""The page as Markdown: what the button copies has the headings, facts, cells, code and links of the page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]

_MODEL = "/ru/models/google/gemini-3.1-pro/"
_PATHS = (
    _MODEL,
    "/zh/models/google/gemini-3.1-flash-lite/",
    "/en/models/openai/gpt-image-2/",
    "/en/models/openai/gpt-5.4/code/",
    "/zh/protocols/openai-responses/",
    "/ru/protocols/gemini-generate-content/",
    "/ru/providers/google/",
    "/zh/translations/",
)
_WRITE = "import(document.getElementById('copy-page').dataset.script).then((markdown) => markdown.writePage())"
_SHOWN = """() => {
  const skipped = ".rail, svg, button:not(.sort), [aria-hidden=true], .needs-script, [hidden]:not([data-tab])"
    + ", .of-maker .maker-cell";
  const words = (element) => {
    const copy = element.cloneNode(true);
    for (const part of copy.querySelectorAll(skipped)) part.remove();
    return copy.textContent.replace(/[\\s·;,:：]+/g, "");
  };
  const all = (selector) =>
    Array.from(document.querySelectorAll(`main ${selector}`)).filter((item) => !item.closest(skipped));
  return {
    headings: all(":is(h1, h2, h3, h4, summary)").map(words),
    codes: all("pre").map((pre) => pre.textContent.replace(/\\n$/, "")),
    rows: all("tr").map((row) =>
      Array.from(row.cells).filter((cell) => !cell.matches(skipped)).map(words).join("|").replace(/\\|+$/, "")),
    facts: all("dd:not(td *)").filter((item) => words(item)).map(words),
    paragraphs: all("p:not(td *, li *, dd *, .chart *)").filter((item) => words(item)).map(words),
    links: Array.from(new Set(all("a[href]:not(.parameter-list *)").map((link) =>
      new URL(link.getAttribute("href"), document.querySelector("meta[property='og:url']").content).href))).sort(),
  };
}"""


@pytest.mark.parametrize("path", _PATHS)
def test_page_as_markdown_states_what_the_page_states(open_page: OpenPage, path: str) -> None:
    """A parser finds the same headings, code, cells, facts, paragraphs and links, in order, hidden tabs included."""
    page = open_page(path)

    text = page.evaluate(_WRITE)

    shown = page.evaluate(_SHOWN)
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    assert [_words(token) for token in _after(tokens, "heading_open")] == shown["headings"]
    assert [token.content.removesuffix("\n") for token in tokens if token.type == "fence"] == shown["codes"]
    assert [row for row in _rows(tokens) if row] == [row for row in shown["rows"] if row]
    lines = "\n".join(_words(token) for token in tokens if token.type == "inline")
    assert [fact for fact in (*shown["facts"], *shown["paragraphs"]) if fact not in lines] == []
    assert sorted({str(child.attrs["href"]) for child in _links(tokens)} - {_address(page)}) == [
        link for link in shown["links"] if link != _address(page)
    ]


def test_markdown_has_no_chrome(open_page: OpenPage) -> None:
    """It begins with the title and the public address; no button, tab list or preview address gets into it."""
    page = open_page(_MODEL)

    text = page.evaluate(_WRITE)

    assert text.startswith("# Gemini 3.1 Pro\n\n<https://models.example.com/ru/models/google/gemini-3.1-pro/>\n\n")
    assert "Копировать" not in text
    assert "127.0.0.1" not in text
    assert not re.search(r"undefined|NaN|[\x00-\x08]|[ \t]\n|\n{3}", text.partition("```")[0])


def test_columns_that_can_be_sorted_keep_their_heads(open_page: OpenPage) -> None:
    """The button that sorts a column is its head; the column of the provider, hidden on its page, is left out."""
    page = open_page("/en/providers/google/")

    rows = _rows(MarkdownIt("commonmark").enable("table").parse(page.evaluate(_WRITE)))

    assert rows[0].replace("\n", "") == (
        "Model|Status|Contexttokens|Inputper1Mtokens|Outputper1Mtokens|Accepts|Produces|Released"
    )


def test_code_keeps_its_language(open_page: OpenPage) -> None:
    """Fences name what highlighters know: shell, Python, JavaScript, JSON, differences."""
    page = open_page("/en/models/openai/gpt-5.4/code/")

    tokens = MarkdownIt("commonmark").parse(page.evaluate(_WRITE))

    languages = {token.info for token in tokens if token.type == "fence"}
    assert languages == {"sh", "python", "javascript", "powershell", "bat", "diff"}


def test_text_that_looks_like_markdown_stays_text(open_page: OpenPage) -> None:
    """Signs with a meaning in Markdown are escaped; bold words beside letters are not left as asterisks."""
    page = open_page("/en/providers/google/")
    page.evaluate("""() => {
      const main = document.querySelector("main");
      main.replaceChildren(Object.assign(document.createElement("h1"), { textContent: "Title" }));
      const add = (html) => main.insertAdjacentHTML("beforeend", html);
      add("<p># no *heading* [a](b) &lt;b> _x_ snake_case &amp;amp; `c` ~~d~~ 1 | 2</p>");
      add("<p>1. no list</p><p>- nor this</p>");
      add("<p>Это<b>«жирно»</b>слово, <b>ясно</b>. <em>Ещё</em>!<a href='/x(1)/'>да</a></p>");
      add("<p><code>a`b|c</code><br>d</p>");
      add("<ul><li>one<ol start=3><li>three</li></ol></li></ul><ul><li>other</li></ul>");
      add("<ul hidden><li>gone</li></ul><hr>");
      add("<table><tr><td>x|y</td><td><code>p|q</code></td></tr></table>");
      add("<blockquote><p>said</p></blockquote><details><summary>Why?</summary>So.</details>");
    }""")

    html = MarkdownIt("commonmark").enable("table").render(page.evaluate(_WRITE))

    plain = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "\n", html))
    for words in (
        "# no *heading* [a](b) &lt;b&gt; _x_ snake_case &amp;amp; `c` ~~d~~ 1 | 2",
        "1. no list",
        "- nor this",
    ):
        assert words in plain
    assert "Это<strong>«жирно»</strong>слово, <strong>ясно</strong>. <em>Ещё</em>!<a href" in html
    assert 'href="https://models.example.com/x(1)/">да</a>' in html
    assert "<code>a`b|c</code><br />" in html
    assert html.count("<ul>") == 2
    assert '<ol start="3">' in html
    assert "<td>x|y</td>\n<td><code>p|q</code></td>" in html
    assert "<blockquote>\n<p>said</p>\n</blockquote>\n<h2>Why?</h2>\n<p>So.</p>" in html
    assert "gone" not in html


def test_button_copies_the_page_and_says_so(open_page: OpenPage) -> None:
    """A click fills the clipboard and tells it to a screen reader; the module is fetched only then."""
    asked: list[str] = []
    page = open_page(
        _MODEL,
        permissions=["clipboard-read", "clipboard-write"],
        prepare=lambda page: page.on("request", lambda request: asked.append(request.url)),
    )
    before = [url for url in asked if "/markdown." in url]

    page.locator("#copy-page").click()

    expect(page.locator("#status")).to_have_text("Скопировано")
    assert page.evaluate("navigator.clipboard.readText()").startswith("# Gemini 3.1 Pro\n")
    assert before == []
    assert len([url for url in asked if "/markdown." in url]) == 1


def test_lost_module_is_said(open_page: OpenPage, problems: list[str]) -> None:
    """If the module cannot be loaded, the reader is told that nothing was copied."""
    page = open_page(_MODEL, prepare=lambda page: page.route("**/assets/markdown.*.js", lambda route: route.abort()))

    page.locator("#copy-page").click()

    expect(page.locator("#status")).to_have_text("Не удалось скопировать")
    assert all("markdown." in problem or "ERR_FAILED" in problem for problem in problems)
    problems.clear()


def test_no_button_where_nothing_can_be_copied(open_page: OpenPage) -> None:
    """A page on plain HTTP has no clipboard and so no button."""
    hide = "Object.defineProperty(navigator, 'clipboard', { value: undefined })"

    page = open_page(_MODEL, prepare=lambda page: page.add_init_script(hide))

    assert page.locator("#copy-page").count() == 0


def _words(token: Token) -> str:
    """Give the text of an inline token as `_SHOWN` gives that of an element, without what only Markdown writes."""
    parts = [child.content for child in token.children or () if child.type in ("text", "code_inline")]
    return re.sub(r"[\s·;,:：]+", "", "".join(parts))


def _after(tokens: list[Token], kind: str) -> Iterator[Token]:
    return (tokens[at + 1] for at, token in enumerate(tokens) if token.type == kind)


def _rows(tokens: list[Token]) -> list[str]:
    rows: list[list[str]] = []
    for at, token in enumerate(tokens):
        if token.type == "tr_open":
            rows.append([])
        elif token.type in ("td_open", "th_open"):
            rows[-1].append(_words(tokens[at + 1]))
    return ["|".join(row).rstrip("|") for row in rows]


def _links(tokens: list[Token]) -> list[Any]:
    return [child for token in tokens for child in token.children or () if child.type == "link_open"]


def _address(page: Page) -> str:
    address = page.locator("meta[property='og:url']").get_attribute("content")
    assert address is not None
    return address
