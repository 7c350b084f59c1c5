"""Language-neutral mirrors: made once for all locales, then resolved in each, as pages are; see `i18n/deferred.py`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from jinja2 import BaseLoader, BytecodeCache, Environment, pass_context
from jinja2.exceptions import TemplateError
from jinja2.runtime import Context

from site_builder.i18n.deferred import DeferredTexts, LocaleNeededError, Resolver, has_marks, number_of, split_marks
from site_builder.i18n.every_localizer import EveryLocalizer, resolve_prose
from site_builder.i18n.localizer import Localizer
from site_builder.i18n.text import Text
from site_builder.outputs.markdown_templates import MarkdownTemplates
from site_builder.outputs.markdown_text import quote, write_cell, write_line
from site_builder.pages.context import ViewContext
from site_builder.pages.page_view import PageView, find_notice
from site_builder.pages.page_views import build_latest_view
from site_builder.pages.routes import Page, PageKind

_MOST_REMEMBERED = 2**13
"""Texts that are remembered with their marks, and marks with what they resolve to: those that many mirrors show."""


class NeutralMarkdown(MarkdownTemplates):
    """The Markdown templates of every locale: they give marks instead of words."""

    def __init__(
        self,
        loader: BaseLoader,
        localizer: EveryLocalizer,
        context: ViewContext,
        code: BytecodeCache,
        environment_class: type[Environment],
    ) -> None:
        """Take what finds templates, what marks words, the catalog as all locales see it, and what compiles them."""
        super().__init__(loader, None, context, code, environment_class)
        self._deferred = localizer.deferred

        @pass_context
        def translate(_: Context, source: str, **values: object) -> str:
            return localizer.ui(source, **{name: str(value) for name, value in values.items()})

        filters = {"tr": translate, "line": self._defer(write_line), "cell": self._defer(write_cell)}
        self._environment.filters |= filters

    def _defer(self, write: Callable[[Text | str], str]) -> Callable[[Text | str], str]:
        """Let a filter wait until the words of a text are known."""
        known: dict[Text | str, str] = {}

        def show(text: Text | str) -> str:
            if text not in known:
                if len(known) >= _MOST_REMEMBERED:
                    known.clear()
                known[text] = self._mark(write, text)
            return known[text]

        return show

    def _mark(self, write: Callable[[Text | str], str], text: Text | str) -> str:
        source = text if isinstance(text, str) else text.markdown
        if not has_marks(source):
            return write(text)
        written = self._deferred.find(source)
        if written is not None and written.write is resolve_prose:
            return self._deferred.mark_written(_resolve_prose, write, *written.arguments)
        return self._deferred.mark(_resolve_text, write, type(text), source)

    def _keep(self, text: str) -> str:
        return self._deferred.mark(_resolve_shared, text)

    def _write_notice(self, page: PageView) -> str:
        return self._deferred.mark_written(_resolve_notice, page.kind, page.key)


class NeutralMirrors:
    """Renders mirrors, each for all locales when the first of them asks."""

    def __init__(self, context: ViewContext, templates: NeutralMarkdown, deferred: DeferredTexts) -> None:
        """Take the catalog as every locale sees it, its templates, and what its marks stand for."""
        self._context = context
        self._templates = templates
        self._deferred = deferred
        self._resolvers: dict[str, _MirrorResolver] = {}
        self._latest: tuple[tuple[PageKind, str], list[bytes] | None] | None = None

    def render(self, page: Page, context: ViewContext) -> bytes | None:
        """Give a mirror in the words of a locale; None if it must be made for that locale alone."""
        key = (page.kind, page.key)
        if self._latest is None or self._latest[0] != key:
            self._latest = (key, self._make(page))
        pieces = self._latest[1]
        if pieces is None:
            return None
        tag = context.locale.tag
        if tag not in self._resolvers:
            self._resolvers[tag] = _MirrorResolver(context, self._deferred)
        return self._resolvers[tag].resolve(pieces)

    def _make(self, page: Page) -> list[bytes] | None:
        try:
            return split_marks(self._templates.render(page.kind, build_latest_view(self._context, page)).encode())
        except (LocaleNeededError, TemplateError):
            return None


@dataclass(slots=True)
class _MirrorResolver:
    """Resolves marks in one locale, each once.

    Attributes:
        context: The catalog as the locale sees it.
        deferred: What marks stand for.
    """

    context: ViewContext
    deferred: DeferredTexts
    _resolved: _Resolved = field(init=False)

    def __post_init__(self) -> None:
        """Remember nothing yet."""
        self._resolved = _Resolved(self)

    @property
    def localizer(self) -> Localizer:
        """The words of the locale."""
        return self.context.localizer

    def resolve(self, pieces: list[bytes]) -> bytes:
        """Give pieces with words in the place of marks."""
        if len(self._resolved) >= _MOST_REMEMBERED:
            self._resolved.clear()
        resolved = pieces.copy()
        resolved[1::2] = map(self._resolved.__getitem__, pieces[1::2])
        return b"".join(resolved)


class _Resolved(dict[bytes, bytes]):
    """What takes the place of marks; found when it is asked for the first time."""

    def __init__(self, resolver: _MirrorResolver) -> None:
        super().__init__()
        self._resolver = resolver

    def __missing__(self, mark: bytes) -> bytes:
        text = self[mark] = self._resolver.deferred.resolve(number_of(mark), self._resolver).encode()
        return text


class _KnowsPages(Resolver, Protocol):
    @property
    def context(self) -> ViewContext: ...


def _resolve_text(_: Resolver, write: Callable[[Text | str], str], kind: type[Text | str], source: str) -> str:
    return write(source if kind is str else Text(source))


def _resolve_prose(resolver: Resolver, write: Callable[[Text | str], str], proses: tuple[str, ...], index: int) -> str:
    return write(resolver.localizer.texts(*proses)[index])


def _resolve_shared(_: Resolver, text: str) -> str:
    return text


def _resolve_notice(resolver: _KnowsPages, kind: PageKind, key: str) -> str:
    return quote(find_notice(resolver.context, kind, key))
