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
    """Give titled texts; a title and its text are in one language."""
    return tuple(TitledTextView(*context.localizer.texts(item.title, item.text)) for item in items)


def build_onboarding(context: ViewContext) -> tuple[TitledTextView, ...]:
    """Give the steps from no account to a first answer."""
    return context.share("onboarding", lambda: build_titled(context, context.catalog.site.onboarding))
