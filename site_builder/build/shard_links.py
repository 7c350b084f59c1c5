"""Links across shards: what a shard's pages offer to links, and what they ask of pages that others build."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Any

from site_builder.build.workers import MadeFile
from site_builder.diagnostics import Diagnostic
from site_builder.outputs.links import Claim, find_unmet

_PAGE = ".html"


@dataclass(frozen=True, slots=True)
class ShardLinks:
    """What other shards must know of the links of one.

    Attributes:
        anchors: Of every page of the shard, by path.
        claims: Anchors that pages of other shards must have, by the path of the page that says so.
    """

    anchors: Mapping[str, frozenset[str]]
    claims: Mapping[str, tuple[Claim, ...]]


def check_shard(made: Iterable[MadeFile]) -> tuple[tuple[Diagnostic, ...], ShardLinks]:
    """Give the links and anchors of a shard that are known to lead nowhere, sorted, and what others must know."""
    checked = {file.path: file.links for file in made if file.links}
    pages = ((path, links) for path, links in checked.items() if path.endswith(_PAGE))
    anchors = {path: frozenset(chain.from_iterable(links.anchors)) for path, links in pages}
    broken = chain.from_iterable(links.broken for links in checked.values())
    claims = {path: links.claims for path, links in checked.items()}
    others = {path: tuple(claim for claim in found if _is_elsewhere(claim, anchors)) for path, found in claims.items()}
    left = {path: found for path, found in others.items() if found}
    return tuple(sorted((*broken, *find_unmet(claims, partial(_may_have, anchors))))), ShardLinks(anchors, left)


def _is_elsewhere(claim: Claim, anchors: Mapping[str, frozenset[str]]) -> bool:
    return claim.target.endswith(_PAGE) and claim.target not in anchors


def _may_have(anchors: Mapping[str, frozenset[str]], path: str, anchor: str) -> bool:
    """Whether a file has an anchor as far as is known: nothing is of pages of other shards, and of what is no page."""
    return path not in anchors or anchor in anchors[path]


def check_across(shards: Iterable[ShardLinks]) -> tuple[Diagnostic, ...]:
    """Give the anchors that pages of one shard expect of pages of another and that are not there, sorted."""
    known = tuple(shards)
    anchors = {path: found for links in known for path, found in links.anchors.items()}
    claims = {path: found for links in known for path, found in links.claims.items()}
    return tuple(sorted(find_unmet(claims, partial(_may_have, anchors))))


def pack_links(links: ShardLinks) -> Mapping[str, object]:
    """Give plain values for JSON.

    Most pages have the same anchors as others and ask for the same ones, so each set and each claim is written once
    and referred to by its number.
    """
    sets = {found: number for number, found in enumerate(dict.fromkeys(links.anchors.values()))}
    asked = {claim: number for number, claim in enumerate(dict.fromkeys(chain.from_iterable(links.claims.values())))}
    return {
        "sets": [sorted(found) for found in sets],
        "asked": list(asked),
        "anchors": {path: sets[found] for path, found in links.anchors.items()},
        "claims": {path: [asked[claim] for claim in found] for path, found in links.claims.items()},
    }


def unpack_links(written: Mapping[str, Any]) -> ShardLinks:
    """Give what such values say.

    Raises:
        LookupError: They are other values.
        TypeError: The same.
        ValueError: The same.
        AttributeError: The same.
    """
    sets = [frozenset(found) for found in written["sets"]]
    asked = [Claim(link, target, anchor) for link, target, anchor in written["asked"]]
    claims = {path: tuple(asked[number] for number in numbers) for path, numbers in written["claims"].items()}
    return ShardLinks({path: sets[number] for path, number in written["anchors"].items()}, claims)
