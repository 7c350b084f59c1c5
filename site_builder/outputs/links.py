"""What one HTML page links to and can be linked at, and which links of a site lead nowhere."""

from __future__ import annotations

import html
import itertools
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urldefrag, urljoin

from site_builder.diagnostics import Diagnostic, Span

_OTHER_HOST = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
"""What an address starts with that is not of this site. Source: RFC 3986, sections 3.1 and 4.2."""


@dataclass(frozen=True, slots=True)
class PageLinks:
    """The links and anchors of one page.

    Attributes:
        links: Internal addresses it links to, as written, sorted.
        anchors: Ids of its elements, sorted; a repeated one is listed twice.
    """

    links: tuple[str, ...]
    anchors: tuple[str, ...]


def find_links(page: str, public_url: str) -> PageLinks:
    """Read the links and anchors of a page this program rendered.

    Addresses of other hosts are left out.
    """
    links = {*_attribute_values(page, "href"), *_attribute_values(page, "src")}
    internal = {link for link in links if not _OTHER_HOST.match(link)}
    public = {link for link in links if link == public_url or link.startswith(f"{public_url}/")}
    return PageLinks(tuple(sorted(internal | public)), tuple(sorted(_attribute_values(page, "id"))))


def _attribute_values(page: str, name: str) -> list[str]:
    """Give the values of an attribute, which on our pages is always in double quotes.

    Splitting at the name takes less than half the time of a pattern, and all pages are read for every build.
    """
    pieces = page.split(f'{name}="')
    values = [after[: after.index('"')] for before, after in itertools.pairwise(pieces) if before[-1:].isspace()]
    return [html.unescape(value) if "&" in value else value for value in values]


def find_broken_links(
    pages: Mapping[str, PageLinks], files: frozenset[str], public_url: str, base_path: str
) -> Iterator[Diagnostic]:
    """Give a diagnostic for every internal link or anchor that leads nowhere, and for every repeated id.

    Args:
        pages: Links of every page, by path below the published folder.
        files: All paths that will be published.
        public_url: Address of the site, without a slash at the end.
        base_path: Path part of that address.
    """
    absolute: dict[str, tuple[str, str]] = {}  # most links are the same on all pages, and resolving costs the most
    anchors = {path: frozenset(found.anchors) for path, found in pages.items()}
    for path, found in sorted(pages.items()):
        for anchor, count in sorted(Counter(found.anchors).items()):
            if count > 1:
                yield _repeated_id(path, anchor)
        for link in found.links:
            if link not in absolute:
                target, anchor = _resolve(path, link, public_url, base_path)
                if link.startswith(("/", public_url)):
                    absolute[link] = target, anchor
            else:
                target, anchor = absolute[link]
            if target not in files:
                yield _broken_link(path, link, "no such page is published")
            elif anchor and target in anchors and anchor not in anchors[target]:
                yield _broken_link(path, link, f"the page has no element with id `{anchor}`")


def _resolve(path: str, link: str, public_url: str, base_path: str) -> tuple[str, str]:
    """Give the published path a link means, and its anchor."""
    address, anchor = urldefrag(link.removeprefix(public_url) if link.startswith(public_url) else link)
    if not address:
        is_own = not link.startswith(public_url)
        return (path if is_own else "index.html"), unquote(anchor)
    if not link.startswith(public_url):
        address = urljoin(f"{base_path}/{path}", address)
        address = address.removeprefix(base_path) if address.startswith(f"{base_path}/") else f"//{address}"
    relative = unquote(address.partition("?")[0]).removeprefix("/")
    return (f"{relative}index.html" if not relative or relative.endswith("/") else relative), unquote(anchor)


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
