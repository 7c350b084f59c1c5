"""A rendered page as pieces: what is its own, and the fragments it shares with other pages.

A fragment is rendered, encoded and searched for links once; a page refers to it by a marker, an HTML comment that
no data can forge because all of it is escaped. That leaves a tenth of a page to be made for the page alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from site_builder.outputs.links import PieceLinks, find_links
from site_builder.pages.tokens import TOKENS, Fills, fill_tokens

MARKER = re.compile(rb"<!--#(\d+)#-->")
"""The marker of a fragment in UTF-8, with its number."""
_TOKENS = re.compile(f"({'|'.join(TOKENS)})".encode())


def write_marker(number: int) -> str:
    """Give the marker of a fragment, to stand in a page or in another fragment."""
    return f"<!--#{number}#-->"


@dataclass(frozen=True, slots=True, eq=False)
class Fragment:
    """HTML that many pages of a locale share, the fragments within it included; tokens in it are not filled.

    Attributes:
        pieces: The HTML, in UTF-8; every second piece is a token. Split once, a page only joins: a tenth of the time of
            replacing.
        links: Its links and anchors without tokens.
        filled_links: Those with tokens.
    """

    pieces: tuple[bytes, ...]
    links: PieceLinks
    filled_links: PieceLinks

    @staticmethod
    def of(html: bytes, links: PieceLinks) -> Fragment:
        """Find the tokens in HTML and in its links and anchors."""
        return Fragment(tuple(_TOKENS.split(html)), *links.split())

    @property
    def html(self) -> bytes:
        """The HTML, tokens and all."""
        return b"".join(self.pieces)

    def fill(self, values: Mapping[bytes, bytes]) -> list[bytes]:
        """Give the HTML in pieces, with values in the places of tokens, of which there may be none."""
        pieces = list(self.pieces)
        if values:
            pieces[1::2] = map(values.__getitem__, pieces[1::2])
        return pieces


@dataclass(frozen=True, slots=True)
class PageHtml:
    """A page as pieces.

    Attributes:
        pieces: Its own texts in UTF-8, with something in the places of fragments.
        fragments: Where each fragment stands among the pieces, in page order.
        fills: What takes the place of tokens in the fragments.
        known_links: Links and anchors that are the page's own, where they are known already.
    """

    pieces: list[bytes]
    fragments: tuple[tuple[int, Fragment], ...] = ()
    fills: Fills = ()
    known_links: PieceLinks | None = None

    @property
    def own(self) -> tuple[str, ...]:
        """The texts around the fragments: one more than there are fragments."""
        places = [place for place, _ in self.fragments]
        spans = zip((0, *(place + 1 for place in places)), (*places, len(self.pieces)), strict=True)
        return tuple(b"".join(self.pieces[start:end]).decode() for start, end in spans)

    def content(self) -> bytes:
        """Give the bytes of the page."""
        values = {token.encode(): value.encode() for token, value in self.fills}
        pieces: list[bytes] = []
        start = 0
        for place, fragment in self.fragments:
            pieces += self.pieces[start:place]
            pieces += fragment.fill(values)
            start = place + 1
        return b"".join(pieces + self.pieces[start:])

    def links(self) -> tuple[PieceLinks, ...]:
        """Give the links and anchors that are the page's own."""
        own = find_links("".join(self.own)) if self.known_links is None else self.known_links
        filled = (fragment.filled_links for _, fragment in self.fragments)
        return (own, *(links.fill(self.fills) for links in filled if links.links or links.anchors))

    def shared_links(self) -> tuple[PieceLinks, ...]:
        """Give the links and anchors of its fragments that are the same on all pages."""
        return tuple(fragment.links for _, fragment in self.fragments)

    def as_fragment(self) -> Fragment:
        """Give the pieces as one fragment."""
        inner = (links for _, item in self.fragments for links in (item.links, item.filled_links))
        return Fragment.of(self.content(), PieceLinks.join((find_links("".join(self.own)), *inner)))


def split_html(html: str, fragments: Sequence[Fragment], fills: Fills = ()) -> PageHtml:
    """Give rendered HTML with markers as pieces.

    Args:
        html: What a template gave.
        fragments: All fragments, by the number in their marker.
        fills: What takes the place of tokens.
    """
    pieces = MARKER.split(fill_tokens(html, fills).encode())
    found = zip(range(1, len(pieces), 2), pieces[1::2], strict=True)
    return PageHtml(pieces, tuple((place, fragments[int(number)]) for place, number in found), fills)
