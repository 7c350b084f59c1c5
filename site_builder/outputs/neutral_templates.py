"""The templates of every locale: they give marks instead of words, see `i18n/deferred.py`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from jinja2 import BaseLoader, BytecodeCache, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from site_builder.i18n.deferred import Resolver
from site_builder.i18n.every_localizer import EveryLocalizer, resolve_prose
from site_builder.i18n.text import Text
from site_builder.outputs.highlight import highlight_code
from site_builder.outputs.templates import LocaleTemplates, ShowCode, write_block, write_direction, write_inline
from site_builder.pages.markdown import plain_text
from site_builder.pages.page_view import PageView
from site_builder.pages.routes import PageKind


class _HasPage(Protocol):
    @property
    def page(self) -> PageView: ...


class PartialResolver(Resolver, Protocol):
    """What resolves marks that templates made."""

    def show_partial(self, template: str, kind: PageKind, key: str) -> Markup:
        """Give a partial that is not the same in all locales."""


class NeutralTemplates(LocaleTemplates):
    """The templates of every locale, ready to render views."""

    def __init__(
        self,
        loader: BaseLoader,
        localizer: EveryLocalizer,
        code: BytecodeCache | None = None,
        show_code: ShowCode = highlight_code,
    ) -> None:
        """Take what finds templates, what marks words, compiled templates, and what shows code of snippets."""
        super().__init__(loader, None, code, show_code)
        deferred = localizer.deferred

        @pass_context
        def translate(_: Context, source: str, **values: object) -> str:
            return localizer.ui(source, **{name: str(value) for name, value in values.items()})

        def show(write: Callable[[Text], Markup], known: dict[tuple[str, str | None], Markup], text: Text) -> Markup:
            key = (text.markdown, text.lang)
            if key not in known:
                known[key] = mark(write, text)
            return known[key]

        def mark(write: Callable[[Text], Markup], text: Text) -> Markup:
            written = deferred.find(text.markdown)
            if written is not None and written.write is resolve_prose:
                return Markup(deferred.mark_written(_resolve_prose, write, *written.arguments))  # noqa: S704 - a mark
            return Markup(deferred.mark(_resolve_text, write, text.markdown, text.lang))  # noqa: S704 - the same

        def per_locale(template: str, view: _HasPage) -> Markup:
            return Markup(deferred.mark_written(_resolve_partial, template, view.page.kind, view.page.key))  # noqa: S704 - the same

        for environment in (self._environment, self._exact):
            environment.globals["per_locale"] = per_locale
            environment.filters |= {
                "tr": translate,
                "inline": partial(show, write_inline, {}),
                "block": partial(show, write_block, {}),
                "direction": lambda tag: Markup(deferred.mark(_resolve_direction, tag)),  # noqa: S704 - the same
                "plain": lambda text: localizer.when_resolved(plain_text, text.markdown),
            }


def _resolve_prose(resolver: Resolver, write: Callable[[Text], Markup], proses: tuple[str, ...], index: int) -> Markup:
    return write(resolver.localizer.find_texts(proses)[index])


def _resolve_text(_: Resolver, write: Callable[[Text], Markup], markdown: str, lang: str | None) -> Markup:
    return write(Text(markdown, lang))


def _resolve_direction(_: Resolver, tag: str) -> Markup:
    return write_direction(tag)


def _resolve_partial(resolver: PartialResolver, template: str, kind: PageKind, key: str) -> Markup:
    return resolver.show_partial(template, kind, key)
