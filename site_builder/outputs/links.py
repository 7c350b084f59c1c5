"""What a piece of HTML links to and can be linked at, and which links of a site lead nowhere."""

from __future__ import annotations

import html
import itertools
import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import unquote, urldefrag, urljoin

from site_builder.diagnostics import Diagnostic, Span
from site_builder.pages.routes import file_at
from site_builder.pages.tokens import Fills, fill_tokens, has_token

_OTHER_HOST = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
"""What an address starts with that is not of this site. Source: RFC 3986, sections 3.1 and 4.2."""
_PLAIN = re.compile(r"((?:/[A-Za-z0-9_][A-Za-z0-9_.~:@-]*)*/?)(?:\?[^#]*)?(?:#([A-Za-z0-9_.~:@-]*))?")
"""A path, a query, and an anchor, that mean what they say: nothing is encoded, and nothing leads upwards.

Nearly all links are such; reading one so takes a tenth of the time.
"""


@dataclass(frozen=True, slots=True, eq=False)
class PieceLinks:
    """The links and anchors of a page or of a piece of one.

    Attributes:
        links: Addresses it links to, as written, sorted; those of other hosts too.
        anchors: Ids of its elements, in order; a repeated one is listed twice.
    """

    links: tuple[str, ...]
    anchors: tuple[str, ...] = ()

    def fill(self, fills: Fills) -> PieceLinks:
        """Give the same with tokens replaced."""
        links = tuple(fill_tokens(link, fills) for link in self.links)
        return PieceLinks(links, tuple(fill_tokens(anchor, fills) for anchor in self.anchors))

    def split(self) -> tuple[PieceLinks, PieceLinks]:
        """Give those without tokens, which are the same wherever the piece stands, and those with tokens."""
        sides = []
        for wanted in (False, True):
            links = tuple(link for link in self.links if has_token(link) is wanted)
            sides.append(PieceLinks(links, tuple(anchor for anchor in self.anchors if has_token(anchor) is wanted)))
        return sides[0], sides[1]

    @staticmethod
    def join(pieces: Iterable[PieceLinks]) -> PieceLinks:
        """Give the links and anchors of several pieces as those of one."""
        known = tuple(pieces)
        links = sorted({link for piece in known for link in piece.links})
        return PieceLinks(tuple(links), tuple(anchor for piece in known for anchor in piece.anchors))


def find_links(text: str) -> PieceLinks:
    """Read the links and anchors of HTML this program rendered."""
    links = sorted({*_attribute_values(text, "href"), *_attribute_values(text, "src")})
    return PieceLinks(tuple(links), tuple(_attribute_values(text, "id")))


def _attribute_values(text: str, name: str) -> list[str]:
    """Give the values of an attribute, which on our pages is always in double quotes.

    Splitting at the name takes less than half the time of a pattern, and all pages are read for every build.
    """
    pieces = text.split(f'{name}="')
    if len(pieces) == 1:
        return []
    values = [after[: after.index('"')] for before, after in itertools.pairwise(pieces) if before[-1:].isspace()]
    return [html.unescape(value) if "&" in value else value for value in values]


class Claim(NamedTuple):
    """What a link of a page says of another one: that this is there and has an anchor."""

    link: str
    target: str
    anchor: str


@dataclass(frozen=True, slots=True)
class CheckedLinks:
    """What is known of the links of a page while other pages may still be missing.

    Attributes:
        broken: Links and anchors that are wrong whatever other pages hold.
        claims: Anchors that other pages must have, each once.
        anchors: Its own anchors, piece by piece.
    """

    broken: tuple[Diagnostic, ...]
    claims: tuple[Claim, ...]
    anchors: tuple[tuple[str, ...], ...]

    def has_anchor(self, anchor: str) -> bool:
        """Whether it has an anchor."""
        return any(anchor in part for part in self.anchors)


class _Leads(NamedTuple):
    """Where links lead: nowhere, to anchors of the page they stand on, to anchors of others."""

    nowhere: tuple[str, ...] = ()
    here: tuple[tuple[str, str], ...] = ()
    elsewhere: tuple[Claim, ...] = ()


class _Shared(NamedTuple):
    """What is known of several fragments: where their links lead, their anchors together and piece by piece."""

    leads: _Leads
    anchors: frozenset[str]
    parts: tuple[tuple[str, ...], ...]

    @property
    def is_unique(self) -> bool:
        """Whether no anchor is repeated."""
        return len(self.anchors) == sum(map(len, self.parts))


_MOST_REMEMBERED = 2**15
"""Links a checker remembers: those that many pages have, not all of a large site."""


@dataclass(frozen=True, slots=True)
class LinkChecker:
    """Says where links of a site lead.

    Most links are the same on all pages, so each is resolved once, and those of all fragments of a page at once where
    another page has the same: 0.4 ms a page become 0.07 ms.

    Attributes:
        files: All paths that will be published.
        public_url: Address of the site, without a slash at the end.
        base_path: Path part of that address.
    """

    files: Container[str]
    public_url: str
    base_path: str
    _claims: dict[str, Claim | None] = field(default_factory=dict, repr=False)
    _fine: set[str] = field(default_factory=set, repr=False)
    _shared: dict[tuple[PieceLinks, ...], _Shared] = field(default_factory=dict, repr=False)

    def check(self, path: str, pieces: Iterable[PieceLinks], shared: Iterable[PieceLinks] = ()) -> CheckedLinks:
        """Check the links of a page as far as that page alone can tell.

        Args:
            path: Where it will be published.
            pieces: Links and anchors of what is its own.
            shared: Of fragments that other pages have too.
        """
        if len(self._claims) >= _MOST_REMEMBERED:
            for remembered in (self._claims, self._fine, self._shared):
                remembered.clear()
        known = self._know(path, tuple(shared))
        own = tuple(pieces)
        anchors = [anchor for piece in own for anchor in piece.anchors]
        here = set(anchors)
        is_unique = known.is_unique and len(here) == len(anchors) and here.isdisjoint(known.anchors)
        broken = [] if is_unique else list(_repeated(path, [*anchors, *itertools.chain.from_iterable(known.parts)]))
        claims: dict[str, Claim] = {}
        for leads in (*(self._follow(path, piece.links) for piece in own), known.leads):
            broken += [_broken_link(path, link, "no such page is published") for link in leads.nowhere]
            for link, anchor in leads.here:
                if anchor not in here and anchor not in known.anchors:
                    broken.append(_without_anchor(path, link, anchor))
            for claim in leads.elsewhere:
                if claim.target != path:
                    claims[claim.link] = claim
                elif claim.anchor not in here and claim.anchor not in known.anchors:
                    broken.append(_without_anchor(path, claim.link, claim.anchor))
        parts = (*(piece.anchors for piece in own if piece.anchors), *known.parts)
        return CheckedLinks(tuple(dict.fromkeys(broken)), tuple(claims.values()), parts)

    def _know(self, path: str, pieces: tuple[PieceLinks, ...]) -> _Shared:
        """Give what is known of fragments, which is the same for the same ones if it does not depend on their page."""
        if pieces in self._shared:
            return self._shared[pieces]
        links = tuple(dict.fromkeys(link for piece in pieces for link in piece.links))
        parts = tuple(piece.anchors for piece in pieces if piece.anchors)
        known = _Shared(self._follow(path, links), frozenset(itertools.chain.from_iterable(parts)), parts)
        if all(map(_is_same_everywhere, links)):
            self._shared[pieces] = known
        return known

    def _follow(self, path: str, links: Iterable[str]) -> _Leads:
        fine = self._fine
        nowhere, here, elsewhere = [], [], []
        for link in [link for link in links if link not in fine]:
            claim = self._find(path, link)
            if claim is None or (not claim.anchor and (not claim.target or claim.target in self.files)):
                if _is_same_everywhere(link):
                    fine.add(link)
            elif claim.target and claim.target not in self.files:
                nowhere.append(link)
            elif claim.target:
                elsewhere.append(claim)
            else:
                here.append((link, claim.anchor))
        return _Leads(tuple(nowhere), tuple(here), tuple(elsewhere))

    def _find(self, path: str, link: str) -> Claim | None:
        """Give what a link says: a path, empty for that of its page, and an anchor; None for links to other hosts."""
        if link in self._claims:
            return self._claims[link]
        is_public = link == self.public_url or link.startswith(f"{self.public_url}/")
        is_foreign = not is_public and _OTHER_HOST.match(link)
        claim = None if is_foreign else Claim(link, *self._resolve(path, link, is_public=is_public))
        if claim is None or is_public or link.startswith(("/", "#")):
            self._claims[link] = claim
        return claim

    def _resolve(self, path: str, link: str, *, is_public: bool) -> tuple[str, str]:
        start = self.public_url if is_public else self.base_path
        plain = _PLAIN.fullmatch(link, len(start)) if link.startswith(f"{start}/") else None
        if plain:
            return file_at(plain[1].removeprefix("/")), plain[2] or ""
        address, anchor = urldefrag(link.removeprefix(self.public_url) if is_public else link)
        if not address:
            return "index.html" if is_public else "", unquote(anchor)
        if not is_public:
            address = urljoin(f"{self.base_path}/{path}", address)
            is_below = address.startswith(f"{self.base_path}/")
            address = address.removeprefix(self.base_path) if is_below else f"//{address}"
        relative = unquote(address.partition("?")[0]).removeprefix("/")
        return file_at(relative), unquote(anchor)


def _is_same_everywhere(link: str) -> bool:
    """Whether a link means the same on every page; one that starts at the folder of its page does not."""
    return link.startswith(("/", "#")) or _OTHER_HOST.match(link) is not None


def find_unmet(claims: Mapping[str, Iterable[Claim]], has_anchor: Callable[[str, str], bool]) -> Iterator[Diagnostic]:
    """Give a diagnostic for every claim of a page whose anchor is not there.

    Args:
        claims: What pages say of others, by their path.
        has_anchor: Whether a page may have an anchor; asked once for each.
    """
    asked = {claim[1:] for found in claims.values() for claim in found}
    missing = {target for target in asked if not has_anchor(*target)}
    for path, found in claims.items() if missing else ():
        for link, *target in found:
            if tuple(target) in missing:
                yield _without_anchor(path, link, target[1])


def _repeated(path: str, anchors: list[str]) -> Iterator[Diagnostic]:
    for anchor, count in sorted(Counter(anchors).items()):
        if count > 1:
            yield _repeated_id(path, anchor)


def _without_anchor(path: str, link: str, anchor: str) -> Diagnostic:
    return _broken_link(path, link, f"the page has no element with id `{anchor}`")


def _broken_link(path: str, link: str, reason: str) -> Diagnostic:
    return Diagnostic(
        "link-broken",
        Span(path),
        f"the link `{link}` leads nowhere: {reason}",
        "readers would land on an error page or at the top of a wrong one",
        "mend the text or template the link comes from",
    )


def _repeated_id(path: str, anchor: str) -> Diagnostic:
    return Diagnostic(
        "anchor-duplicate",
        Span(path),
        f"two elements of the page have the id `{anchor}`",
        "a link to it reaches only the first",
        "give the sections or rows different ids",
    )
