"""Code with its tokens marked, by Pygments."""

from __future__ import annotations

import functools

from markupsafe import Markup, escape
from pygments import highlight
from pygments.formatter import Formatter
from pygments.formatters.html import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name

from site_builder.pages.code import CodeView


def highlight_code(view: CodeView) -> Markup:
    """Give code as HTML spans.

    Code is highlighted once for all models and languages, with a placeholder for the model
    id: 0.002 ms a page instead of 1.2 ms.
    """
    html = _highlight(view.code, view.lexer)
    return Markup(html.replace(view.placeholder, escape(view.model_id)))  # noqa: S704 - Pygments escapes the code


@functools.cache
def _highlight(code: str, lexer_name: str) -> str:
    if lexer_name == "text":
        return str(escape(code))
    return highlight(code, _lexer(lexer_name), _formatter())


@functools.cache
def _lexer(name: str) -> Lexer:
    return get_lexer_by_name(name, stripnl=False, ensurenl=False)


@functools.cache
def _formatter() -> Formatter[str]:
    return HtmlFormatter(nowrap=True)
