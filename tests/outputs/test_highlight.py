"""Highlighting once for all models gives what highlighting for each would."""

from __future__ import annotations

import functools
from html import unescape
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from site_builder.catalog.loader import load_catalog
from site_builder.outputs.highlight import highlight_code
from site_builder.pages.code import CodeView, json_code, stream_code
from site_builder.pages.tokens import MODEL_TOKEN, fill_tokens, model_fills
from site_builder.records.base import CALLABLE_ID_PATTERN
from site_builder.records.model_protocol import ModelProtocol
from site_builder.snippets.language import LANGUAGES
from site_builder.snippets.request import fill_model, make_request

CALLABLE_IDS = st.from_regex(CALLABLE_ID_PATTERN, fullmatch=True).filter(
    lambda text: "\n" not in text and len(text) < 120
)


@functools.cache
def _published_code() -> tuple[CodeView, ...]:
    """Give every piece of code of our own catalog, with the token where the id goes."""
    catalog = load_catalog(Path(__file__).parents[2]).catalog
    assert catalog is not None
    views = []
    for key, protocol in catalog.protocols.items():
        views += [json_code(fill_model(protocol.examples.response, MODEL_TOKEN)), stream_code(protocol.examples.stream)]
        for operation in protocol.operations:
            served = ModelProtocol(protocol=key)
            request = make_request(catalog.site, protocol, operation, served=served, model_id=MODEL_TOKEN)
            views.append(json_code(request.body))
            languages = (item for item in LANGUAGES if item.can_write(request))
            views += [CodeView(item.write(request), item.lexer) for item in languages]
    return tuple(views)


LEXERS = ["json", "text", "bash", "python", "javascript", "powershell", "batch", "diff"]


def test_all_lexers_are_covered() -> None:
    """The published code has every lexer a page uses, and the token in each of them."""
    lexers = {view.lexer for view in _published_code() if MODEL_TOKEN in view.code}

    assert lexers == {"json", "text", "bash", "python", "javascript", "powershell", "batch"}


@settings(max_examples=25, deadline=None)
@given(CALLABLE_IDS)
@example("gemini-3.1-flash-lite-preview")
@example("0")
@example("1e5")
@example("true")
@example("None")
@example("import")
@example("a@b:c/d.e_f-1")
@example(MODEL_TOKEN)
def test_token_gives_the_same_as_the_id_itself(model_id: str) -> None:
    """For any id a model may have, replacing the token gives what highlighting the id gives."""
    fills = model_fills(model_id, "acme/x")

    for view in _published_code():
        filled = CodeView(fill_tokens(view.code, fills), view.lexer)
        assert fill_tokens(str(highlight_code(view)), fills) == str(highlight_code(filled))


def test_marked_code_reads_as_the_code() -> None:
    """Without its spans, the HTML is the code as a reader copies it."""
    for view in _published_code():
        text = "".join(part.partition(">")[2] for part in f">{highlight_code(view)}".split("<"))
        assert unescape(text) == view.code


@pytest.mark.parametrize("lexer", LEXERS)
def test_code_cannot_inject_html(lexer: str) -> None:
    """Markup in code is escaped by every lexer."""
    view = CodeView("\n\n\"</pre><script>alert(1)</script>&amp;\" '<b>'", lexer)

    html = str(highlight_code(view))

    assert "<script" not in html
    assert "</pre" not in html
    assert "<b>" not in html
    assert "&amp;amp;" in html


@pytest.mark.parametrize("lexer", LEXERS)
@pytest.mark.parametrize("code", ["", "\n", "  x", "x\n\n\n", "\n\nx"])
def test_white_space_is_kept(lexer: str, code: str) -> None:
    """No line is added or lost at either end."""
    html = str(highlight_code(CodeView(code, lexer)))

    text = "".join(part.partition(">")[2] for part in f">{html}".split("<"))
    assert text == code
