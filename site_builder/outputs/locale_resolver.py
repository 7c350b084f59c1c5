"""Puts the words of one locale in the place of marks in language-neutral pages, see `i18n/deferred.py`."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from html import unescape

from markupsafe import Markup, escape

from site_builder.i18n.deferred import DeferredTexts, has_marks, number_of, split_marks
from site_builder.i18n.localizer import Localizer
from site_builder.outputs.links import PieceLinks, find_links
from site_builder.outputs.page_html import MARKER, Fragment, PageHtml
from site_builder.outputs.templates import LocaleTemplates
from site_builder.pages.chrome import build_site_view
from site_builder.pages.context import ViewContext
from site_builder.pages.page_view import PageView, build_page_view
from site_builder.pages.routes import PageKind, route_of
from site_builder.pages.tokens import Fills, fill_tokens

_MOST_REMEMBERED = 2**15
"""Texts a resolver remembers: those that many pages show, not all of a large site."""
_SPECIAL = re.compile("[&<>\"']")
"""What is escaped in HTML."""
_HAS_LINKS = re.compile(r'\s(?:href|src|id)="')


@dataclass(frozen=True, slots=True)
class NeutralPage:
    """A page without words.

    Attributes:
        pieces: Its texts in UTF-8 and, at odd places, marks, or nothing where a fragment stands.
        fragments: Where each fragment stands among the pieces, in page order.
        fills: What takes the place of tokens in the fragments.
        anchors: Ids of the elements in its own texts.
        links: Addresses in its own texts, one per line.
        slug: The mark of the first part of addresses, which nearly every link has.
        marked_links: Links with other marks.
    """

    pieces: list[bytes]
    fragments: tuple[tuple[int, Fragment], ...]
    fills: Fills
    anchors: tuple[str, ...]
    links: str
    slug: str
    marked_links: tuple[str, ...]

    @staticmethod
    def of(html: str, fragments: Sequence[Fragment], fills: Fills, slug: str) -> NeutralPage:
        """Find marks and fragments in a page, and its links.

        Args:
            html: The page with marks, and markers in the places of fragments.
            fragments: All fragments, by the number in their marker.
            fills: What takes the place of tokens.
            slug: The mark of the first part of addresses.
        """
        html = fill_tokens(html, fills)
        pieces: list[bytes] = []
        stand = []
        for place, text in enumerate(MARKER.split(html.encode())):
            if place % 2:
                stand.append((len(pieces), fragments[int(text)]))
                pieces.append(b"")
            else:
                pieces += split_marks(text)
        own = find_links(html)
        marked = tuple(link for link in own.links if has_marks(link.replace(slug, "")))
        links = "\n".join(link for link in own.links if link not in marked)
        return NeutralPage(pieces, tuple(stand), fills, own.anchors, links, slug, marked)


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
    _resolved: _Resolved = field(init=False)
    _linked: dict[bytes, PieceLinks] = field(default_factory=dict)
    _fragments: dict[Fragment, Fragment] = field(default_factory=dict)
    _partials: dict[tuple[str, PageKind, tuple[str, ...], bool], list[str]] = field(default_factory=dict)
    _latest: tuple[PageKind | None, str, tuple[str, ...], bool, str] = (None, "", (), False, "")

    def __post_init__(self) -> None:
        """Remember nothing yet."""
        self._resolved = _Resolved(self._resolve)

    @property
    def localizer(self) -> Localizer:
        """The words of the locale."""
        return self.context.localizer

    def show_partial(self, template: str, kind: PageKind, key: str) -> Markup:
        """Give a partial that is not the same in all locales: where else the page is, and whether it is translated.

        Rendered once for all pages of a kind that are translated into the same languages and repeat the source language
        or do not, but for their addresses.
        """
        if self._latest[:2] != (kind, key):
            tags = self.context.coverage.translated_tags(kind, key) if self.context.coverage else ()
            address = str(escape(route_of(kind, key, self.context.locale).removeprefix(f"/{self.context.locale.slug}")))
            self._latest = (kind, key, tags, self.context.repeats_source(kind, key), address)
        _, _, tags, repeats, address = self._latest
        shape = (template, kind, tags, repeats)
        if shape not in self._partials:
            page = build_page_view(self.context, kind, key, title="", description=("",), trail=())
            self.templates.use_site(build_site_view(self.context))
            self._partials[shape] = str(self.templates.show(template, _View(page))).split(address)
        return Markup(address.join(self._partials[shape]))  # noqa: S704 - what a template gave

    def resolve_page(self, page: NeutralPage) -> PageHtml:
        """Give a page in the words of the locale."""
        if len(self._resolved) >= _MOST_REMEMBERED:
            self._resolved = _Resolved(self._resolve)
            self._linked.clear()
        pieces = page.pieces.copy()
        pieces[1::2] = map(self._resolved.__getitem__, pieces[1::2])
        fragments = tuple((place, self._resolve_fragment(fragment)) for place, fragment in page.fragments)
        return PageHtml(pieces, fragments, page.fills, self._resolve_links(page))

    def _resolve_text(self, html: bytes) -> bytes:
        """Give HTML with words in the place of marks."""
        pieces = split_marks(html)
        pieces[1::2] = map(self._resolved.__getitem__, pieces[1::2])
        return b"".join(pieces)

    def _resolve(self, mark: bytes) -> bytes:
        """Give what is put in the place of a mark."""
        text = self.deferred.resolve(number_of(mark), self)
        if not isinstance(text, Markup):
            return text.encode() if _SPECIAL.search(text) is None else escape(text).encode()
        if '="' in text and _HAS_LINKS.search(text):
            self._linked[mark] = find_links(str(text))
        return text.encode()

    def _resolve_links(self, page: NeutralPage) -> PieceLinks:
        """Give the links and anchors of the own texts of a page that it has just resolved."""
        links = page.links.replace(page.slug, self.context.locale.slug).split("\n") if page.links else []
        links += (unescape(self._resolve_text(link.encode()).decode()) for link in page.marked_links)
        known = PieceLinks(tuple(links), page.anchors)
        linked = self._linked
        if linked.keys().isdisjoint(page.pieces):
            return known
        return PieceLinks.join((known, *(linked[mark] for mark in page.pieces[1::2] if mark in linked)))

    def _resolve_fragment(self, fragment: Fragment) -> Fragment:
        """Give a fragment with words in the place of marks."""
        if fragment not in self._fragments:
            self._fragments[fragment] = PageHtml([self._resolve_text(fragment.html)]).as_fragment()
        return self._fragments[fragment]


class _Resolved(dict[bytes, bytes]):
    """What takes the place of marks; found when it is asked for the first time."""

    def __init__(self, resolve: Callable[[bytes], bytes]) -> None:
        super().__init__({b"": b""})
        self._resolve = resolve

    def __missing__(self, mark: bytes) -> bytes:
        html = self[mark] = self._resolve(mark)
        return html
