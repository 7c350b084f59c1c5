"""The templates of Markdown mirrors.

Autoescape is for HTML and off here: filters of `markdown_text.py` say what a text is meant as.
"""

from __future__ import annotations

import contextlib

from jinja2 import BaseLoader, BytecodeCache, Environment

from site_builder.i18n.localizer import Localizer
from site_builder.outputs.markdown_text import quote
from site_builder.outputs.templates import MIRROR_TEMPLATES, make_environment, mistakes_of_templates
from site_builder.pages.context import ViewContext, origin
from site_builder.pages.page_view import PageView, find_notice
from site_builder.pages.routes import PageKind

_SHARED = "markdown/api.md.j2"
"""What the packaged templates render with `shared`."""


class MarkdownTemplates:
    """The Markdown templates of one locale, ready to render views."""

    def __init__(
        self,
        loader: BaseLoader,
        localizer: Localizer | None,
        context: ViewContext,
        code: BytecodeCache,
        environment_class: type[Environment],
    ) -> None:
        """Take what finds templates, the words of the locale, the catalog as it sees it, and what compiles them."""
        self._context = context
        self._environment = make_environment(loader, localizer, environment_class)
        self._environment.autoescape = False
        self._environment.bytecode_cache = code
        self._environment.globals |= {
            "shared": self._share,
            "notice": self._write_notice,
            "origin": origin(context.catalog),
        }
        self._shared: dict[tuple[str, int], tuple[object, str]] = {}

    def compile(self) -> None:
        """Compile the templates, before processes part that would each do it."""
        for name in (*MIRROR_TEMPLATES.values(), _SHARED):
            with contextlib.suppress(Exception):  # where it is used, it is an error with a line
                self._environment.get_template(name)

    def render(self, kind: PageKind, view: object) -> str:
        """Give the mirror of a page; tokens in it are filled later.

        Raises:
            TemplateError: A template has an error.
        """
        with mistakes_of_templates():
            return self._environment.get_template(MIRROR_TEMPLATES[kind]).render(view=view)

    def _share(self, template: str, view: object) -> str:
        """Give a part that is rendered once for each view it is given: how to call a model, for all called alike."""
        key = (template, id(view))
        if key not in self._shared:
            text = self._environment.get_template(template).render(view=view).rstrip("\n")
            self._shared[key] = (view, self._keep(text))
        return self._shared[key][1]

    def _keep(self, text: str) -> str:
        return text

    def _write_notice(self, page: PageView) -> str:
        return quote(find_notice(self._context, page.kind, page.key))
