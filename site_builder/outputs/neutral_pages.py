"""Language-neutral pages: made once for all locales, and then resolved in each of them, see `i18n/deferred.py`."""

from __future__ import annotations

from jinja2.exceptions import TemplateError

from site_builder.i18n.deferred import DeferredTexts, LocaleNeededError
from site_builder.outputs.locale_resolver import LocaleResolver, NeutralPage
from site_builder.outputs.neutral_templates import NeutralTemplates
from site_builder.outputs.page_html import PageHtml
from site_builder.outputs.templates import LocaleTemplates, fills_of
from site_builder.pages.chrome import build_site_view
from site_builder.pages.context import ViewContext
from site_builder.pages.page_views import build_latest_view
from site_builder.pages.routes import Page, PageKind

KINDS = frozenset(PageKind) - {PageKind.CHOOSER, PageKind.ROOT_NOT_FOUND, PageKind.LANDSCAPE}
"""Kinds of pages that are made so: all of a locale but the one whose drawings depend on how long words are."""


class NeutralPages:
    """Renders pages of the kinds that are made once for all locales.

    Only those whose templates are all packaged: one of a site may do anything with a text, e.g. cut it.

    Attributes:
        kinds: Which.
    """

    def __init__(
        self,
        context: ViewContext,
        templates: NeutralTemplates,
        deferred: DeferredTexts,
        kinds: frozenset[PageKind],
    ) -> None:
        """Take the catalog as every locale sees it, its templates, what its marks stand for, and the kinds."""
        self.kinds = kinds
        self._context = context
        self._templates = templates
        self._deferred = deferred
        self._resolvers: dict[str, LocaleResolver] = {}
        self._latest: tuple[tuple[PageKind, str], NeutralPage | None] | None = None

    def render(self, page: Page, context: ViewContext, templates: LocaleTemplates) -> PageHtml | None:
        """Give a page as pieces; None if it must be made for its locale alone.

        Args:
            page: Which.
            context: The catalog as its locale sees it.
            templates: Those of its locale.

        Raises:
            TemplateError: A partial for its locale has an error.
        """
        key = (page.kind, page.key)
        if self._latest is None or self._latest[0] != key:
            self._latest = (key, self._make(page))
        deferred = self._latest[1]
        if deferred is None:
            return None
        tag = context.locale.tag
        if tag not in self._resolvers:
            self._resolvers[tag] = LocaleResolver(context, templates, self._deferred)
        return self._resolvers[tag].resolve_page(deferred)

    def _make(self, page: Page) -> NeutralPage | None:
        """Make a page for all locales; None if something in it needs the words of one."""
        try:
            self._templates.use_site(build_site_view(self._context))
            view = build_latest_view(self._context, page)
            html = self._templates.write(page.kind, view)
        except (LocaleNeededError, TemplateError):
            return None
        return NeutralPage.of(html, self._templates.fragments, fills_of(view), self._context.locale.slug)
