"""The snippets of an operation, as documentation of an OpenAPI description shows them.

Source: Redocly, "x-codeSamples", 2026-11; languages are named as by GitHub Linguist.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from site_builder.outputs.openapi.operation_groups import CalledOperation
from site_builder.pages.context import ViewContext
from site_builder.snippets.language import MAIN_LANGUAGES
from site_builder.snippets.snippet import Snippet, write_snippets

_LANGUAGES: Mapping[str, str] = {"bash": "Shell", "python": "Python", "javascript": "JavaScript"}
"""By lexer."""


def write_code_samples(context: ViewContext, uses: tuple[CalledOperation, ...]) -> list[dict[str, str]]:
    """Give the plain and the streaming call in the main languages; none for a step that snippets take on their way."""
    return [
        {
            "lang": _LANGUAGES[snippet.language.lexer],
            "label": _label(context, use, snippet, uses),
            "source": snippet.code,
        }
        for use in uses
        for snippet in _find_snippets(context, use)
    ]


def _find_snippets(context: ViewContext, use: CalledOperation) -> Iterator[Snippet]:
    if use.operation.id in use.called.shown:
        exchange = use.exchanges[0]  # the others are variants of it
        key = ("code samples", use.called.id, use.operation.id)
        yield from context.share_everywhere(key, lambda: write_snippets(exchange, MAIN_LANGUAGES))


def _label(context: ViewContext, use: CalledOperation, snippet: Snippet, uses: tuple[CalledOperation, ...]) -> str:
    language = snippet.language.name(snippet.request.sdk)
    if len(uses) == 1:
        return language
    name = context.localizer.text(use.operation.name).markdown
    return context.localizer.ui("{facet}: {value}", facet=language, value=name)
