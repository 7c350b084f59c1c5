"""The templates of every locale: they give marks instead of words, see `i18n/unsaid.py`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from jinja2 import BaseLoader, BytecodeCache, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from site_builder.i18n.every_localizer import EveryLocalizer, say_prose
from site_builder.i18n.text import Text
from site_builder.i18n.unsaid import Speaker
from site_builder.outputs.templates import LocaleTemplates, show_block, show_inline
from site_builder.pages.markdown import plain_text
from site_builder.pages.page_view import PageView
from site_builder.pages.routes import PageKind


class _HasPage(Protocol):
    @property
    def page(self) -> PageView: ...


class PartialSpeaker(Speaker, Protocol):
    """What says marks that templates made."""

    def show_partial(self, template: str, kind: PageKind, key: str) -> Markup:
        """Give a partial that is not the same in all locales."""


class UnsaidTemplates(LocaleTemplates):
    """The templates of every locale, ready to render views."""

    def __init__(self, loader: BaseLoader, localizer: EveryLocalizer, code: BytecodeCache | None = None) -> None:
        super().__init__(loader, None, code)
        unsaid = localizer.unsaid

        @pass_context
        def translate(_: Context, source: str, **values: object) -> str:
            return localizer.ui(source, **{name: str(value) for name, value in values.items()})

        def show(write: Callable[[Text], Markup], text: Text) -> Markup:
            saying = unsaid.find(text.markdown)
            if saying is not None and saying.say is say_prose:
                return Markup(unsaid.mark_written(_say_prose, write, *saying.arguments))  # noqa: S704 - a mark
            return Markup(unsaid.mark(_say_text, write, text.markdown, text.lang))  # noqa: S704 - the same

        def per_locale(template: str, view: _HasPage) -> Markup:
            return Markup(unsaid.mark_written(_say_partial, template, view.page.kind, view.page.key))  # noqa: S704 - the same

        for environment in (self._environment, self._exact):
            environment.globals["per_locale"] = per_locale
            environment.filters |= {
                "tr": translate,
                "inline": partial(show, show_inline),
                "block": partial(show, show_block),
                "plain": lambda text: localizer.when_said(plain_text, text.markdown),
            }


def _say_prose(speaker: Speaker, write: Callable[[Text], Markup], proses: tuple[str, ...], index: int) -> Markup:
    return write(speaker.localizer.texts(*proses)[index])


def _say_text(_: Speaker, write: Callable[[Text], Markup], markdown: str, lang: str | None) -> Markup:
    return write(Text(markdown, lang))


def _say_partial(speaker: PartialSpeaker, template: str, kind: PageKind, key: str) -> Markup:
    return speaker.show_partial(template, kind, key)
