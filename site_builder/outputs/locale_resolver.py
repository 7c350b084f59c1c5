"""Puts the words of one locale in the place of marks in language-neutral pages, see `i18n/deferred.py`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape

from markupsafe import Markup, escape

from site_builder.i18n.deferred import DeferredTexts, has_marks, split_marks
from site_builder.i18n.localizer import Localizer
from site_builder.outputs.links import PieceLinks, find_links
from site_builder.outputs.page_html import Fragment, PageHtml
from site_builder.outputs.templates import LocaleTemplates
from site_builder.pages.chrome import build_site_view
from site_builder.pages.context import ViewContext
from site_builder.pages.page_view import PageView, build_page_view
from site_builder.pages.routes import PageKind, route_of

_MOST_REMEMBERED = 2**15
"""Texts a resolver remembers: those that many pages show, not all of a large site."""
_HAS_LINKS = re.compile(r'\s(?:href|src|id)="')


@dataclass(frozen=True, slots=True)
class NeutralText:
    """HTML with marks: `pieces` has the texts around them and, at odd places, what they are replaced by."""

    pieces: list[str]
    numbers: list[int]

    @staticmethod
    def of(html: str) -> NeutralText:
        """Find the marks."""
        return NeutralText(*split_marks(html))


@dataclass(frozen=True, slots=True)
class NeutralPage:
    """A page without words.

    Attributes:
        own: The texts around its fragments.
        html: The page as pieces.
        links: Links and anchors of its own texts, but for those in the texts of a locale.
        slug: The mark of the first part of addresses.
    """

    own: tuple[NeutralText, ...]
    html: PageHtml
    links: PieceLinks
    slug: str


@dataclass(frozen=True, slots=True)
class _View:
    """What a partial sees that is not the same in all locales."""

    page: PageView


@dataclass(slots=True)
class LocaleResolver:
    """Resolves texts and parts of pages in one locale; what many pages share, once.

    Attributes:
        context: The catalog as the locale sees it.
        templates: Its templates.
        deferred: What marks stand for.
    """

    context: ViewContext
    templates: LocaleTemplates
    deferred: DeferredTexts
    _resolved: dict[int, str] = field(default_factory=dict)
    _linked: dict[int, PieceLinks] = field(default_factory=dict)
    _fragments: dict[Fragment, Fragment] = field(default_factory=dict)
    _partials: dict[tuple[str, PageKind, tuple[str, ...]], list[str]] = field(default_factory=dict)
    _latest: tuple[PageKind | None, str, tuple[str, ...], str] = (None, "", (), "")

    @property
    def localizer(self) -> Localizer:
        """The words of the locale."""
        return self.context.localizer

    def show_partial(self, template: str, kind: PageKind, key: str) -> Markup:
        """Give a partial that is not the same in all locales: where else the page is, and whether it is translated.

        Rendered once for all pages of a kind that are translated into the same languages, but for their addresses.
        """
        if self._latest[:2] != (kind, key):
            tags = self.context.coverage.translated_tags(kind, key) if self.context.coverage else ()
            address = str(escape(route_of(kind, key, self.context.locale).removeprefix(f"/{self.context.locale.slug}")))
            self._latest = (kind, key, tags, address)
        _, _, tags, address = self._latest
        shape = (template, kind, tags)
        if shape not in self._partials:
            page = build_page_view(self.context, kind, key, title="", description=("",), trail=())
            self.templates.use_site(build_site_view(self.context))
            self._partials[shape] = str(self.templates.show(template, _View(page))).split(address)
        return Markup(address.join(self._partials[shape]))  # noqa: S704 - what a template gave

    def resolve_page(self, page: NeutralPage) -> PageHtml:
        """Give a page in the words of the locale."""
        if len(self._resolved) >= _MOST_REMEMBERED:
            self._resolved.clear()
            self._linked.clear()
        own = tuple(map(self._say, page.own))
        fragments = tuple(map(self._resolve_fragment, page.html.fragments))
        return PageHtml(own, fragments, page.html.fills, self._resolve_links(page))

    def _say(self, text: NeutralText) -> str:
        """Give HTML with words in the place of marks."""
        pieces = text.pieces.copy()
        known = self._resolved
        pieces[1::2] = [known[number] if number in known else self._resolve_new(number) for number in text.numbers]
        return "".join(pieces)

    def _resolve_new(self, number: int) -> str:
        html = self._resolved[number] = str(escape(self.deferred.resolve(number, self)))
        if _HAS_LINKS.search(html):
            self._linked[number] = find_links(html)
        return html

    def _resolve_links(self, page: NeutralPage) -> PieceLinks:
        """Give the links and anchors of the own texts of a page that it has just resolved."""
        slug = self.context.locale.slug
        links = tuple(self._resolve_link(link.replace(page.slug, slug)) for link in page.links.links)
        linked = self._linked
        found = [linked[number] for text in page.own for number in text.numbers if number in linked]
        return PieceLinks.join((PieceLinks(links, page.links.anchors), *found))

    def _resolve_link(self, link: str) -> str:
        return unescape(self._say(NeutralText.of(link))) if has_marks(link) else link

    def _resolve_fragment(self, fragment: Fragment) -> Fragment:
        """Give a fragment with words in the place of marks."""
        if fragment not in self._fragments:
            html = self._say(NeutralText.of(fragment.html.decode()))
            self._fragments[fragment] = PageHtml((html,), ()).as_fragment()
        return self._fragments[fragment]
