"""Makes Markdown mirrors: once for all locales where that can be, else for one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from site_builder.outputs.markdown_templates import MarkdownTemplates
from site_builder.outputs.neutral_mirrors import NeutralMirrors
from site_builder.pages.context import ViewContext
from site_builder.pages.page_views import build_latest_view, is_latest
from site_builder.pages.routes import Page


@dataclass(frozen=True, slots=True)
class MirrorRenderer:
    """Renders the mirror of any page that has one; tokens in it are not filled.

    Attributes:
        templates: The templates of each locale, by tag.
        neutral: Makes mirrors once for all locales; None makes each for its own.
    """

    templates: Mapping[str, MarkdownTemplates]
    neutral: NeutralMirrors | None = None

    def compile(self) -> None:
        """Compile the templates, whose code all locales share."""
        next(iter(self.templates.values())).compile()

    def render(self, page: Page, context: ViewContext) -> bytes:
        """Give the mirror of a page.

        Raises:
            TemplateError: A template has an error.
        """
        knows_words = is_latest(context, page)  # its page was made for this locale alone: all of it is there
        made = None if self.neutral is None or knows_words else self.neutral.render(page, context)
        if made is not None:
            return made
        return self.templates[context.locale.tag].render(page.kind, build_latest_view(context, page)).encode()
