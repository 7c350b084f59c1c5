"""The rendering of HTML pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from site_builder.outputs.neutral_pages import NeutralPages
from site_builder.outputs.page_html import PageHtml
from site_builder.outputs.templates import LocaleTemplates
from site_builder.pages.chrome import build_site_view
from site_builder.pages.context import ViewContext
from site_builder.pages.guide_pages import build_chooser_view
from site_builder.pages.page_views import build_latest_view
from site_builder.pages.routes import Page, PageKind


@dataclass(frozen=True, slots=True)
class HtmlRenderer:
    """Renders any page of a site.

    Attributes:
        contexts: The catalog as each published locale sees it, by tag, in order.
        templates: The templates of each locale, by tag; the empty tag has the root pages.
        neutral: Makes pages once for all locales; None makes each for its own.
    """

    contexts: Mapping[str, ViewContext]
    templates: Mapping[str, LocaleTemplates]
    neutral: NeutralPages | None = None

    def compile(self) -> None:
        """Compile the templates, whose code all locales share."""
        self.templates[""].compile()

    def render(self, page: Page, *, is_alone: bool = True) -> PageHtml:
        """Give a page as pieces, the same whether it is made alone or once for all locales.

        Args:
            page: Which.
            is_alone: Whether no other locale needs it; otherwise these are rendered next.

        Raises:
            jinja2.TemplateError: A template has an error.
        """
        if page.locale is None:
            view: object = build_chooser_view(tuple(self.contexts.values()), page.kind)
            return self.templates[""].render(page.kind, view)
        context = self.contexts[page.locale.tag]
        templates = self.templates[page.locale.tag]
        if self.neutral is not None and not is_alone and page.kind in self.neutral.kinds:
            resolved = self.neutral.render(page, context, templates)
            if resolved is not None:
                return resolved
        templates.use_site(build_site_view(context))
        return templates.render(page.kind, build_latest_view(context, page))

    def find_alike(self, kind: PageKind, key: str) -> tuple[str, ...]:
        """Give what pages of a kind have much in common by: the protocols that stand on them."""
        if kind not in (PageKind.MODEL, PageKind.MODEL_CODE):
            return ()
        context = next(iter(self.contexts.values()))
        return tuple(served.protocol for served in context.catalog.models[key].protocols)
