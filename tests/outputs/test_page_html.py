"""Pages of pieces: they are put together as they were rendered, and nothing in the data can pretend to be a piece."""

from __future__ import annotations

from dataclasses import astuple
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markupsafe import Markup

from site_builder.i18n.text import Text
from site_builder.outputs.highlight import highlight_code
from site_builder.outputs.links import PieceLinks, find_links
from site_builder.outputs.page_html import Fragment, split_html, write_marker
from site_builder.outputs.templates import LocaleTemplates, template_loader
from site_builder.pages.code import CodeView
from site_builder.pages.markdown import plain_text, render_block, render_inline
from site_builder.pages.routes import PageKind
from site_builder.pages.tokens import KEY_TOKEN, MODEL_TOKEN, fill_tokens, has_token, model_fills

_FILLS = model_fills("acme-1", "acme/one")


def _fragment(html: str) -> Fragment:
    return split_html(html, ()).as_fragment()


def test_a_page_is_put_together_in_order() -> None:
    """Its own text around the fragments, in UTF-8, as often as each stands there."""
    fragments = (_fragment("<a>ключ</a>"), _fragment("<b>"))
    html = f"1{write_marker(1)}2{write_marker(0)}{write_marker(1)}é"

    page = split_html(html, fragments)

    assert page.own == ("1", "2", "", "é")
    assert page.content().decode() == "1<b>2<a>ключ</a><b>é"


@given(st.lists(st.text()), st.data())
def test_splitting_is_undone_by_putting_together(texts: list[str], data: st.DataObject) -> None:
    """For any fragments and any text between them."""
    fragments = [Fragment.of(text.encode(errors="ignore"), PieceLinks(())) for text in texts]
    numbers = data.draw(st.lists(st.integers(0, len(texts) - 1))) if texts else []
    own = [text.replace("<!--#", "").encode(errors="ignore").decode() for text in ("a", *(f"<{n}>" for n in numbers))]
    html = own[0] + "".join(f"{write_marker(number)}{text}" for number, text in zip(numbers, own[1:], strict=True))

    page = split_html(html, fragments)

    expected = own[0].encode()
    for number, text in zip(numbers, own[1:], strict=True):
        expected += fragments[number].html + text.encode()
    assert page.content() == expected


@pytest.mark.parametrize(
    "tokens", [MODEL_TOKEN, KEY_TOKEN, f"{MODEL_TOKEN}{KEY_TOKEN} {KEY_TOKEN}/{MODEL_TOKEN}", "none"]
)
def test_tokens_are_filled_everywhere(tokens: str) -> None:
    """In the page's own text, in its fragments, and in those within fragments, again and again."""
    inner = _fragment(f"<i>{tokens}</i>")
    outer = split_html(f"<b>{tokens}{write_marker(0)}</b>", (inner,)).as_fragment()
    html = f"<p>{tokens}</p>{write_marker(0)}{write_marker(1)}"

    for fills in (_FILLS, model_fills("other", "acme/other"), _FILLS):
        page = split_html(html, (inner, outer), fills)

        filled = fill_tokens(tokens, fills)
        assert page.content().decode() == f"<p>{filled}</p><i>{filled}</i><b>{filled}<i>{filled}</i></b>"


def test_without_fills_tokens_stay() -> None:
    """They are filled on the page that knows what takes their place."""
    page = split_html(f"{MODEL_TOKEN}{write_marker(0)}", (_fragment(KEY_TOKEN),))

    assert page.content().decode() == f"{MODEL_TOKEN}{KEY_TOKEN}"
    assert has_token(page.content().decode())


@pytest.mark.parametrize("fills", [(), _FILLS])
def test_links_of_pieces_are_those_of_the_page(fills: tuple[tuple[str, str], ...]) -> None:
    """All links and anchors of the whole page, whichever piece they stand in; tokens as the page has them."""
    inner = _fragment(f'<a href="/en/models/{KEY_TOKEN}/#x">x</a><p id="x"></p><p id="{MODEL_TOKEN}"></p>')
    outer = split_html(f'<a href="/a/"></a>{write_marker(0)}<p id="y"></p>', (inner,)).as_fragment()
    page = split_html(f'<p id="z"></p>{write_marker(1)}<a href="/b/{MODEL_TOKEN}"></a>', (inner, outer), fills)

    pieces = (*page.links(), *page.shared_links())
    whole = find_links(page.content().decode())

    joined = PieceLinks.join(pieces)
    if not fills:
        joined = PieceLinks.join((joined, *(fragment.filled_links for _, fragment in page.fragments)))
    assert joined.links == whole.links
    assert sorted(set(joined.anchors)) == sorted(whole.anchors)
    if fills:
        assert sorted(joined.anchors) == sorted(whole.anchors)
        assert not any(has_token(text) for part in pieces for text in (*part.links, *part.anchors))


def test_what_fragments_share_is_one_object() -> None:
    """So that it is known after the first page."""
    fragment = _fragment('<a href="/a/"></a>')
    one, two = (split_html(f"x{write_marker(0)}y", (fragment,), _FILLS) for _ in range(2))

    assert one.shared_links()[0] is two.shared_links()[0] is fragment.links
    assert len(one.links()) == 1
    assert astuple(one.links()[0]) == ((), ())


_MARKERS = (
    "<!--#0#-->",
    "<!--#",
    "#-->",
    "&lt;!--#0#--&gt;",
    "<!--#0#--",
    "<!-",
    "-->",
    "0",
    "`",
    "\n\n",
    "    ",
    "*",
    "[",
    "](#",
    '"',
)
_HOSTILE = st.lists(st.sampled_from(_MARKERS) | st.text(max_size=3), max_size=8).map("".join)


@given(_HOSTILE)
@example("<!--#0#-->")
@example("`<!--#0#-->`")
@example("    <!--#0#-->")
@example("[<!--#0#-->](#<!--#0#-->)")
def test_no_text_becomes_a_marker(text: str) -> None:
    """Neither Markdown nor code, nor any text in a page or an attribute."""
    views = (CodeView(text, lexer) for lexer in ("text", "json", "bash", "python", "javascript", "powershell", "diff"))
    shown = (render_inline(text), render_block(text), *map(highlight_code, views), Markup("{}").format(text))

    for html in shown:
        assert split_html(str(html), ()).own == (str(html),)
    assert split_html(str(Markup("{}").format(plain_text(text))), ()).fragments == ()


def test_data_with_a_marker_is_shown_as_it_is(tmp_path: Path) -> None:
    """In a page with fragments, by every filter, in text and in attributes."""
    for name, content in {
        "pages/not-found.html.j2": "{{ fragment('f.j2', view) }}<p title=\"{{ view.text }}\">{{ view.text }}"
        "{{ view.prose|inline }}"
        "{{ view.prose|block }}{{ view.prose|plain }}{{ view.code|highlight }}{{ view.text|tr }}</p>",
        "f.j2": "secret",
    }.items():
        (tmp_path / "templates" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "templates" / name).write_text(content)
    text = "<!--#0#-->"
    view = SimpleNamespace(text=text, prose=Text(text, text), code=CodeView(text, "text"))

    html = LocaleTemplates(template_loader(tmp_path), None).render(PageKind.NOT_FOUND, view).content().decode()

    assert html.count("secret") == 1
    assert html.count("<!--") == 0
    assert html.count("&lt;!--#0#--&gt;") == 9


def test_fragments_within_fragments_are_rendered_once(tmp_path: Path) -> None:
    """However often and wherever they stand, with their links and anchors."""
    for name, content in {
        "pages/not-found.html.j2": "{{ fragment('outer.j2', view) }}{{ fragment('inner.j2', view.item) }}",
        "outer.j2": "<b>{{ fragment('inner.j2', view.item) }}{{ fragment('inner.j2', view.item) }}</b>",
        "inner.j2": '<a id="{{ view.name }}" href="/{{ view.name }}/"></a>',
    }.items():
        (tmp_path / "templates" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "templates" / name).write_text(content)
    templates = LocaleTemplates(template_loader(tmp_path), None)
    view = SimpleNamespace(item=SimpleNamespace(name="x"))

    pages = [templates.render(PageKind.NOT_FOUND, view) for _ in range(2)]

    one = '<a id="x" href="/x/"></a>'
    assert [page.content().decode() for page in pages] == [f"<b>{one}{one}</b>{one}"] * 2
    assert pages[0].fragments == pages[1].fragments
    assert astuple(pages[0].fragments[0][1].links) == (("/x/",), ("x", "x"))
