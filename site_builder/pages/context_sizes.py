"""Sizes of context windows: a bar for each, and the models that have it."""

from __future__ import annotations

from dataclasses import dataclass

from site_builder.i18n.numbers import format_number
from site_builder.pages.card import AmountView
from site_builder.pages.chrome import LinkView
from site_builder.pages.context import ViewContext
from site_builder.pages.landscape_survey import WindowSize
from site_builder.pages.routes import PageKind
from site_builder.plots.scale import format_tenths


@dataclass(frozen=True, slots=True)
class ContextSizeView:
    """A size in tokens.

    Attributes:
        percent_of_largest: Length of the bar, to a tenth, e.g. `24.3`.
        models: Links to the models that have it, newest first.
        more: How many have it too, in words; empty if all are named.
    """

    tokens: AmountView
    percent_of_largest: str
    models: tuple[LinkView, ...]
    more: str


def build_context_sizes(context: ViewContext, windows: tuple[WindowSize, ...]) -> tuple[ContextSizeView, ...]:
    """Give the sizes of context windows, the largest first."""
    return tuple(
        ContextSizeView(
            tokens=AmountView(str(window.tokens), format_number(window.tokens, context.locale)),
            percent_of_largest=format_tenths(window.tokens * 1000 // windows[0].tokens),
            models=tuple(LinkView(name, context.href(PageKind.MODEL, key)) for key, name in window.models),
            more=context.localizer.plural(
                "and {count} more", "and {count} more", window.more, count=format_number(window.more, context.locale)
            )
            if window.more
            else "",
        )
        for window in windows
    )
