"""The Jinja environments: one per locale, so that interface texts are constants of the compiled templates.

Autoescape is always on and an unknown name is an error. The filters `inline`, `block` and
`highlight` give markup; nothing else does. Templates of Markdown mirrors are the exception: `markdown_templates.py`.
"""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar, overload

from jinja2 import (
    BaseLoader,
    BytecodeCache,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    pass_context,
)
from jinja2.exceptions import TemplateError, TemplateRuntimeError
from jinja2.runtime import Context
from markupsafe import Markup, escape

from site_builder.defaults import packaged_folder
from site_builder.i18n.locale import is_right_to_left
from site_builder.i18n.localizer import Localizer
from site_builder.i18n.messages import fill_placeholders
from site_builder.i18n.text import Text
from site_builder.outputs.flat_templates import FlatEnvironment, NotOnePieceError
from site_builder.outputs.highlight import highlight_code
from site_builder.outputs.markdown_text import fence, write_cell, write_code, write_line
from site_builder.outputs.page_html import Fragment, PageHtml, split_html, write_marker
from site_builder.outputs.template_environment import TEMPLATE_ENDING, TemplateEnvironment
from site_builder.pages.chrome import SiteView
from site_builder.pages.code import CodeView
from site_builder.pages.markdown import REMEMBERED_TEXTS, plain_text, render_block, render_inline
from site_builder.pages.routes import PageKind
from site_builder.pages.tokens import Fills

_Environment = TypeVar("_Environment", bound=Environment)
ShowCode = Callable[[CodeView], Markup]
"""Gives code as HTML: `highlight_code`, or `plain_code` where nobody looks at it."""

TEMPLATES_FOLDER = "templates"

PAGE_TEMPLATES: dict[PageKind, str] = {
    PageKind.CATALOG: "pages/catalog.html.j2",
    PageKind.MODEL: "pages/model.html.j2",
    PageKind.MODEL_CODE: "pages/model-code.html.j2",
    PageKind.PROVIDER: "pages/provider.html.j2",
    PageKind.PROTOCOL: "pages/protocol.html.j2",
    PageKind.PRICING: "pages/pricing.html.j2",
    PageKind.LANDSCAPE: "pages/landscape.html.j2",
    PageKind.MODEL_LIST: "pages/model-list.html.j2",
    PageKind.MODEL_ROWS: "pages/model-rows.html.j2",
    PageKind.COMPARE: "pages/compare.html.j2",
    PageKind.PAIR: "pages/pair.html.j2",
    PageKind.CHANGES: "pages/changes.html.j2",
    PageKind.TRANSLATIONS: "pages/translations.html.j2",
    PageKind.NOT_FOUND: "pages/not-found.html.j2",
    PageKind.CHOOSER: "pages/chooser.html.j2",
    PageKind.ROOT_NOT_FOUND: "pages/chooser.html.j2",
    PageKind.REDIRECT: "pages/redirect.html.j2",
}

MIRROR_TEMPLATES: dict[PageKind, str] = {
    PageKind.MODEL: "markdown/model.md.j2",
    PageKind.PROTOCOL: "markdown/protocol.md.j2",
}
"""The templates of the pages that are published as Markdown, too."""


def template_loader(site_folder: Path) -> ChoiceLoader:
    """Give the loader: a site's own templates hide packaged ones, which stay reachable below `default/`."""
    packaged = FileSystemLoader(packaged_folder(TEMPLATES_FOLDER))
    own = [FileSystemLoader(site_folder / TEMPLATES_FOLDER)] if has_own_templates(site_folder) else []
    return ChoiceLoader([*own, packaged, PrefixLoader({"default": packaged})])


def own_templates(site_folder: Path) -> frozenset[str]:
    """Give the names of the templates that a site has besides the packaged ones."""
    own = site_folder / TEMPLATES_FOLDER
    found = own.rglob(f"*{TEMPLATE_ENDING}") if has_own_templates(site_folder) else ()
    return frozenset(path.relative_to(own).as_posix() for path in found)


def has_own_templates(site_folder: Path) -> bool:
    """Whether a site has a folder of templates; this repository, whose templates are the packaged ones, has none."""
    own = site_folder / TEMPLATES_FOLDER
    return own.is_dir() and not own.samefile(packaged_folder(TEMPLATES_FOLDER))


class LocaleTemplates:
    """The templates of one locale, ready to render views."""

    def __init__(
        self,
        loader: BaseLoader,
        localizer: Localizer | None,
        code: BytecodeCache | None = None,
        show_code: ShowCode = highlight_code,
    ) -> None:
        """Take what finds templates, the words of the locale, compiled templates, and what shows code of snippets."""
        self._environment = make_environment(loader, localizer, FlatEnvironment)
        self._environment.bytecode_cache = code
        self._exact = make_environment(loader, localizer)
        for environment in (self._environment, self._exact):
            environment.filters["highlight"] = show_code
        self._apart: set[str] = set()
        self.fragments: list[Fragment] = []
        self._markers: dict[tuple[str, int], tuple[object, Markup]] = {}
        self._site: SiteView | None = None
        self._exact.globals = self._environment.globals
        self._environment.globals |= {"fragment": self._fragment, "per_locale": self._per_locale}

    def use_site(self, site: SiteView) -> None:
        """Set what templates see as `site`."""
        self._site = site
        self._environment.globals["site"] = site

    def compile(self) -> None:
        """Compile the templates of all pages, before processes part that would each do it."""
        environment, known = self._environment, set[str]()
        while names := {*PAGE_TEMPLATES.values(), *environment.apart} - known:
            known |= names
            for name in sorted(names):
                with contextlib.suppress(Exception):  # where it is used, it is an error with a line
                    environment.get_template(name)

    def render(self, kind: PageKind, view: object) -> PageHtml:
        """Give a page as pieces; the view says with `fills` what takes the place of tokens, if there are any.

        Raises:
            TemplateError: A template has an error, of whatever kind: `1 / 0` in a template is its author's mistake.
        """
        return split_html(self.write(kind, view), self.fragments, fills_of(view))

    def write(self, kind: PageKind, view: object) -> str:
        """Give a page with markers in the places of `fragments`.

        Raises:
            TemplateError: The same.
        """
        return self._render(PAGE_TEMPLATES[kind], view)

    def show(self, template: str, view: object) -> Markup:
        """Give a partial that has no fragments.

        Raises:
            TemplateError: It has an error.
        """
        return Markup(self._render(template, view))  # noqa: S704 - what a template gives is escaped

    def _per_locale(self, template: str, view: object) -> Markup:
        """Give a partial that is not the same but for its words in all locales."""
        return self.show(template, view)

    def _render(self, template: str, view: object) -> str:
        """Render a template; where that fails, again as Jinja does it, which knows file and line of the mistake."""
        if template not in self._apart:
            try:
                return self._environment.get_template(template).render(view=view)
            except NotOnePieceError:
                self._apart.add(template)
            except Exception:  # noqa: BLE001, S110 - whatever it is, the next lines say what and where
                pass
        return self._render_exactly(template, view)

    def _render_exactly(self, template: str, view: object) -> str:
        with mistakes_of_templates():
            return self._exact.get_template(template).render(view=view)

    def _fragment(self, template: str, view: object) -> Markup:
        """Give the marker of a partial that is rendered once for each view it is given.

        Header, footer, field tables and whole protocol sections are the same on many pages: with their links found
        once too, 8 ms a page become 1 ms.
        """
        key = (template, id(view))
        if key not in self._markers:
            html = split_html(self._render(template, view), self.fragments)
            self.fragments.append(html.as_fragment())
            marker = Markup(write_marker(len(self.fragments) - 1))  # noqa: S704 - a comment with a number
            self._markers[key] = (view, marker)
        return self._markers[key][1]


@contextlib.contextmanager
def mistakes_of_templates() -> Iterator[None]:
    """Let whatever fails while a template is rendered be its mistake.

    Raises:
        TemplateError: Something has failed.
    """
    try:
        yield
    except TemplateError:
        raise
    except Exception as error:
        raise TemplateRuntimeError(str(error)) from error


def fills_of(view: object) -> Fills:
    """Give what takes the place of tokens on a page."""
    fills: Fills = getattr(view, "fills", ())
    return fills


@overload
def make_environment(loader: BaseLoader, localizer: Localizer | None) -> Environment: ...


@overload
def make_environment(
    loader: BaseLoader, localizer: Localizer | None, environment_class: type[_Environment]
) -> _Environment: ...


def make_environment(
    loader: BaseLoader, localizer: Localizer | None, environment_class: type[Environment] = TemplateEnvironment
) -> Environment:
    """Give the environment in which the templates of a locale are compiled."""
    environment = environment_class(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    environment.filters |= _filters(localizer)
    return environment


def _filters(localizer: Localizer | None) -> dict[str, Callable[..., Any]]:
    texts = localizer.interface.singular if localizer else {}

    @pass_context
    def translate(_: Context, source: str, **values: object) -> str:
        """Takes the context so that Jinja does not compute it when it compiles: the code is for all locales."""
        text = texts.get(source, source)
        return fill_placeholders(text, {name: str(value) for name, value in values.items()}) if values else text

    return {
        "tr": translate,
        "inline": show_inline,
        "block": show_block,
        "plain": lambda text: plain_text(text.markdown),
        "highlight": highlight_code,
        "direction": write_direction,
        "line": write_line,
        "cell": write_cell,
        "fenced": fence,
        "code_cell": write_code,
    }


def write_direction(tag: str) -> Markup:
    """Give the attribute of an element in a language that is written from right to left; nothing for others."""
    return Markup(' dir="rtl"' if is_right_to_left(tag) else "")  # noqa: S704 - constants


def write_inline(text: Text) -> Markup:
    """Give prose as one line of HTML."""
    return _with_lang(render_inline(text.markdown), "span", text.lang)


def write_block(text: Text) -> Markup:
    """Give prose as paragraphs, lists and code in HTML."""
    return _with_lang(render_block(text.markdown), "div", text.lang)


show_inline = functools.lru_cache(maxsize=REMEMBERED_TEXTS)(write_inline)
show_block = functools.lru_cache(maxsize=REMEMBERED_TEXTS)(write_block)


def _with_lang(html: Markup, element: str, lang: str | None) -> Markup:
    if lang is None:
        return html
    return Markup(f"{_opening(element, lang)}{html}</{element}>")  # noqa: S704 - both are markup


@functools.cache
def _opening(element: str, lang: str) -> str:
    """Give the start of an element that is in a language."""
    return f'<{element} lang="{escape(lang)}"{write_direction(lang)}>'
