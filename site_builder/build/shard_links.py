"""Links across shards: what a shard's pages ask of pages that others build. Which anchors those have, manifests say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from itertools import chain
from typing import Any

from site_builder.build.workers import MadeFile
from site_builder.diagnostics import Diagnostic
from site_builder.outputs.links import Claim, find_unmet

_PAGE = ".html"

Claims = Mapping[str, tuple[Claim, ...]]
"""Anchors that pages of other shards must have, by the path of the page that says so."""

Anchors = Mapping[str, frozenset[str]]
"""Of pages, by their path."""


def check_shard(made: Iterable[MadeFile]) -> tuple[tuple[Diagnostic, ...], Claims]:
    """Give the links and anchors of a shard that are known to lead nowhere, sorted, and what it asks of others."""
    checked = {file.path: file.links for file in made if file.links}
    pages = ((path, links) for path, links in checked.items() if path.endswith(_PAGE))
    anchors = {path: frozenset(chain.from_iterable(links.anchors)) for path, links in pages}
    broken = chain.from_iterable(links.broken for links in checked.values())
    claims = {path: links.claims for path, links in checked.items()}
    others = {path: tuple(claim for claim in found if _is_elsewhere(claim, anchors)) for path, found in claims.items()}
    left = {path: found for path, found in others.items() if found}
    return tuple(sorted((*broken, *find_unmet(claims, partial(_may_have, anchors))))), left


def check_across(anchors: Anchors, shards: Iterable[Claims]) -> tuple[Diagnostic, ...]:
    """Give the anchors that pages of one shard expect of pages of another and that are not there, sorted.

    Args:
        anchors: Of the files of all shards.
        shards: What each asks of the others.
    """
    claims = {path: found for shard in shards for path, found in shard.items()}
    pages = {path: found for path, found in anchors.items() if path.endswith(_PAGE)}
    return tuple(sorted(find_unmet(claims, partial(_may_have, pages))))


def _is_elsewhere(claim: Claim, anchors: Anchors) -> bool:
    return claim.target.endswith(_PAGE) and claim.target not in anchors


def _may_have(anchors: Anchors, path: str, anchor: str) -> bool:
    """Whether a file has an anchor as far as is known: nothing is of pages of other shards, and of what is no page."""
    return path not in anchors or anchor in anchors[path]


def pack_claims(claims: Claims) -> Mapping[str, object]:
    """Give plain values for JSON; what many pages ask for is written once and referred to by its number."""
    asked = {claim: number for number, claim in enumerate(dict.fromkeys(chain.from_iterable(claims.values())))}
    return {"asked": list(asked), "claims": {path: [asked[claim] for claim in found] for path, found in claims.items()}}


def unpack_claims(written: Mapping[str, Any]) -> Claims:
    """Give what such values say.

    Raises:
        LookupError: They are other values.
        TypeError: The same.
        ValueError: The same.
        AttributeError: The same.
    """
    asked = [Claim(link, target, anchor) for link, target, anchor in written["asked"]]
    return {path: tuple(asked[number] for number in numbers) for path, numbers in written["claims"].items()}
