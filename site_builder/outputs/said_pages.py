"""Pages that are made once for all locales, and then said in each of them, see `i18n/unsaid.py`."""

from __future__ import annotations

from jinja2.exceptions import TemplateError

from site_builder.i18n.unsaid import TooEarlyError, UnsaidTexts
from site_builder.outputs.links import find_links
from site_builder.outputs.page_html import PageHtml
from site_builder.outputs.speaker import Speaker, UnsaidPage, UnsaidText
from site_builder.outputs.templates import LocaleTemplates
from site_builder.outputs.unsaid_templates import UnsaidTemplates
from site_builder.pages.chrome import build_site_view
from site_builder.pages.context import ViewContext
from site_builder.pages.page_views import build_view
from site_builder.pages.routes import Page, PageKind

KINDS = frozenset(PageKind) - {PageKind.CHOOSER, PageKind.ROOT_NOT_FOUND, PageKind.LANDSCAPE}
"""Kinds of pages that are made so: all of a locale but the one whose drawings depend on how long words are."""


class SaidPages:
    """Renders pages of the kinds that are made once for all locales.

    Only with packaged templates: those of a site may do anything with a text, e.g. cut it.
    """

    def __init__(self, context: ViewContext, templates: UnsaidTemplates, unsaid: UnsaidTexts) -> None:
        """Take the catalog as every locale sees it, its templates, and what its marks stand for."""
        self._context = context
        self._templates = templates
        self._unsaid = unsaid
        self._speakers: dict[str, Speaker] = {}
        self._latest: tuple[tuple[PageKind, str], UnsaidPage | None] | None = None

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
        unsaid = self._latest[1]
        if unsaid is None:
            return None
        tag = context.locale.tag
        if tag not in self._speakers:
            self._speakers[tag] = Speaker(context, templates, self._unsaid)
        return self._speakers[tag].say_page(unsaid)

    def _make(self, page: Page) -> UnsaidPage | None:
        """Make a page for all locales; None if something in it needs the words of one."""
        try:
            self._templates.use_site(build_site_view(self._context))
            html = self._templates.render(page.kind, build_view(self._context, page))
        except (TooEarlyError, TemplateError):
            return None
        own = tuple(map(UnsaidText.of, html.own))
        return UnsaidPage(own, html, find_links("".join(html.own)), self._context.locale.slug)
