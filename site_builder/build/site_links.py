"""Links across pages: what pages of a build say of each other, and of pages that stay as they are published.

Nothing is stored of a page that is kept: its file says what links and anchors it has, and is read in the rare cases
in which that matters.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from site_builder.build.plan import BuildPlan
from site_builder.build.workers import MadeFile
from site_builder.diagnostics import Diagnostic
from site_builder.outputs.links import LinkChecker, PieceLinks, find_links, find_unmet

_PAGE = ".html"


@dataclass(frozen=True, slots=True)
class KeptPages:
    """The pages of the last build, of which some are kept.

    Attributes:
        folder: The published folder.
        plan: What is kept, made again and removed.
    """

    folder: Path
    plan: BuildPlan

    def anchors(self, path: str) -> frozenset[str]:
        """Give the anchors of a published page; none if it is not there."""
        return frozenset(self.links(path).anchors)

    def links(self, path: str) -> PieceLinks:
        """Give the links and anchors of a published page; none if it is not there."""
        try:
            return find_links((self.folder / path).read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError):
            return PieceLinks(())

    def paths(self) -> Iterator[str]:
        """Give the path of every page that is kept."""
        return (artifact.path for artifact in self.plan.kept if artifact.path.endswith(_PAGE))


def find_broken_links(made: tuple[MadeFile, ...], kept: KeptPages, checker: LinkChecker) -> tuple[Diagnostic, ...]:
    """Give every internal link and anchor of the whole site that leads nowhere, sorted.

    Args:
        made: The files this build has made.
        kept: The pages it keeps.
        checker: Knows what will be published.
    """
    anchors = {file.path: frozenset(chain.from_iterable(file.links.anchors)) for file in made if file.links}
    checked = [file.links for file in made if file.links]
    if _lost_something(anchors, kept):
        checked += (checker.check(path, (kept.links(path),)) for path in kept.paths())
    claims = tuple(claim for links in checked for claim in links.claims)
    for path in {claim.target for claim in claims}:
        if path.endswith(_PAGE) and path not in anchors:
            anchors[path] = kept.anchors(path)
    broken = chain.from_iterable(links.broken for links in checked)
    pages = {path: found for path, found in anchors.items() if path.endswith(_PAGE)}
    return tuple(sorted((*broken, *find_unmet(claims, pages))))


def _lost_something(anchors: dict[str, frozenset[str]], kept: KeptPages) -> bool:
    """Whether a page or an anchor is gone to which kept pages may lead."""
    if next(kept.paths(), None) is None:
        return False
    if any(path.endswith(_PAGE) for path in kept.plan.removed):
        return True
    return any(
        kept.anchors(artifact.path) - anchors.get(artifact.path, frozenset())
        for artifact, _ in kept.plan.stale
        if artifact.path.endswith(_PAGE)
    )
