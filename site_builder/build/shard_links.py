"""Links across shards: what a shard's pages offer to links, and what they ask of pages that others build."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
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
        claims: Anchors that pages of other shards must have.
    """

    anchors: Mapping[str, frozenset[str]]
    claims: tuple[Claim, ...]


def check_shard(made: Iterable[MadeFile]) -> tuple[tuple[Diagnostic, ...], ShardLinks]:
    """Give the links and anchors of a shard that are known to lead nowhere, sorted, and what others must know."""
    checked = [(file.path, file.links) for file in made if file.links]
    anchors = {path: frozenset(chain.from_iterable(links.anchors)) for path, links in checked if path.endswith(_PAGE)}
    claims = [claim for _, links in checked for claim in links.claims]
    broken = chain.from_iterable(links.broken for _, links in checked)
    left = tuple(claim for claim in claims if claim.target.endswith(_PAGE) and claim.target not in anchors)
    return tuple(sorted((*broken, *find_unmet(claims, anchors)))), ShardLinks(anchors, left)


def check_across(shards: Iterable[ShardLinks]) -> tuple[Diagnostic, ...]:
    """Give the anchors that pages of one shard expect of pages of another and that are not there, sorted."""
    known = tuple(shards)
    anchors = {path: found for links in known for path, found in links.anchors.items()}
    return tuple(sorted(find_unmet(chain.from_iterable(links.claims for links in known), anchors)))


def pack_links(links: ShardLinks) -> Mapping[str, object]:
    """Give plain values for JSON.

    Most pages have the same anchors as others and ask for the same ones, so each set and each claim is written once
    and referred to by its number.
    """
    sets = {found: number for number, found in enumerate(dict.fromkeys(links.anchors.values()))}
    asked = {claim[1:]: number for number, claim in enumerate({claim[1:]: claim for claim in links.claims}.values())}
    claims: dict[str, list[int]] = {}
    for claim in links.claims:
        claims.setdefault(claim.path, []).append(asked[claim[1:]])
    return {
        "sets": [sorted(found) for found in sets],
        "asked": list(asked),
        "anchors": {path: sets[found] for path, found in links.anchors.items()},
        "claims": claims,
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
    asked = [(link, target, anchor) for link, target, anchor in written["asked"]]
    claims = (Claim(path, *asked[number]) for path, numbers in written["claims"].items() for number in numbers)
    return ShardLinks({path: sets[number] for path, number in written["anchors"].items()}, tuple(claims))
