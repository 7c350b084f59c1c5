"""Titled texts, and the gateway's steps from no account to a first answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from site_builder.i18n.text import Text
from site_builder.pages.context import ViewContext


@dataclass(frozen=True, slots=True)
class TitledTextView:
    """A short title with its text."""

    title: Text
    text: Text


class _Titled(Protocol):
    @property
    def title(self) -> str: ...

    @property
    def text(self) -> str: ...


def build_titled(context: ViewContext, items: Iterable[_Titled]) -> tuple[TitledTextView, ...]:
    """Give a list of titled texts; the whole list is in one language."""
    written = [text for item in items for text in (item.title, item.text)]
    localized = context.localizer.texts(*written)
    return tuple(TitledTextView(title, text) for title, text in zip(localized[::2], localized[1::2], strict=True))


def build_onboarding(context: ViewContext) -> tuple[TitledTextView, ...]:
    """Give the steps from no account to a first answer."""
    return context.share("onboarding", lambda: build_titled(context, context.catalog.site.onboarding))
