"""A rendered page as pieces: what is its own, and the fragments it shares with other pages.

A fragment is rendered, encoded and searched for links once; a page refers to it by a marker, an HTML comment that
no data can forge because all of it is escaped. That leaves a tenth of a page to be made for the page alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from site_builder.outputs.links import PieceLinks, find_links
from site_builder.pages.tokens import Fills, fill_tokens

_MARKER = re.compile(r"<!--#(\d+)#-->")


def write_marker(number: int) -> str:
    """Give the marker of a fragment, to stand in a page or in another fragment."""
    return f"<!--#{number}#-->"


@dataclass(frozen=True, slots=True, eq=False)
class Fragment:
    """HTML that many pages of a locale share, the fragments within it included; tokens in it are not filled.

    Attributes:
        html: The HTML, in UTF-8.
        links: Its links and anchors without tokens.
        filled_links: Those with tokens.
    """

    html: bytes
    links: PieceLinks
    filled_links: PieceLinks
    _pieces: dict[str, list[bytes]] = field(default_factory=dict, repr=False)

    def fill(self, fills: Fills) -> bytes:
        """Give the HTML with tokens replaced.

        It is split at the first token once, so that a page only joins: a third of the time of replacing.
        """
        if not fills:
            return self.html
        (first, value), *others = fills
        if first not in self._pieces:
            self._pieces[first] = self.html.split(first.encode())
        content = value.encode().join(self._pieces[first])
        for token, value in others:
            content = content.replace(token.encode(), value.encode())
        return content


@dataclass(frozen=True, slots=True)
class PageHtml:
    """A page as pieces.

    Attributes:
        own: The texts around the fragments: one more than there are fragments.
        fragments: The fragments, in page order.
        fills: What takes the place of tokens in the fragments.
        known_links: Links and anchors that are the page's own, where they are known already.
    """

    own: tuple[str, ...]
    fragments: tuple[Fragment, ...]
    fills: Fills = ()
    known_links: PieceLinks | None = None

    def content(self) -> bytes:
        """Give the bytes of the page."""
        pieces = [self.own[0].encode()]
        for fragment, text in zip(self.fragments, self.own[1:], strict=True):
            pieces += (fragment.fill(self.fills), text.encode())
        return b"".join(pieces)

    def links(self) -> tuple[PieceLinks, ...]:
        """Give the links and anchors that are the page's own."""
        own = find_links("".join(self.own)) if self.known_links is None else self.known_links
        filled = (fragment.filled_links for fragment in self.fragments)
        return (own, *(links.fill(self.fills) for links in filled if links.links or links.anchors))

    def shared_links(self) -> tuple[PieceLinks, ...]:
        """Give the links and anchors of its fragments that are the same on all pages."""
        return tuple(fragment.links for fragment in self.fragments)

    def as_fragment(self) -> Fragment:
        """Give the pieces as one fragment."""
        inner = (links for item in self.fragments for links in (item.links, item.filled_links))
        return Fragment(self.content(), *PieceLinks.join((find_links("".join(self.own)), *inner)).split())


def split_html(html: str, fragments: Sequence[Fragment], fills: Fills = ()) -> PageHtml:
    """Give rendered HTML with markers as pieces.

    Args:
        html: What a template gave.
        fragments: All fragments, by the number in their marker.
        fills: What takes the place of tokens.
    """
    pieces = _MARKER.split(fill_tokens(html, fills))
    return PageHtml(tuple(pieces[::2]), tuple(fragments[int(number)] for number in pieces[1::2]), fills)
