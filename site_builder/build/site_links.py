"""Links across pages: what pages of a build say of each other, and of pages that stay as they are published.

The manifest says which anchors these have. Their links matter only where something is gone that they may lead to; then
they are read from the files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from site_builder.build.manifest import PublishedFile
from site_builder.build.plan import BuildPlan
from site_builder.build.workers import MadeFile
from site_builder.diagnostics import Diagnostic
from site_builder.outputs.links import CheckedLinks, LinkChecker, PieceLinks, find_links, find_unmet

_PAGE = ".html"


@dataclass(frozen=True, slots=True)
class KeptPages:
    """The pages of the last build, of which some are kept.

    Attributes:
        folder: The published folder.
        plan: What is kept, made again and removed.
        files: All files of that build, by path.
    """

    folder: Path
    plan: BuildPlan
    files: Mapping[str, PublishedFile]

    def anchors(self, path: str) -> frozenset[str]:
        """Give the anchors of a page as it was published; none if it was not."""
        file = self.files.get(path)
        return file.anchors if file else frozenset()

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
    checked = {file.path: file.links for file in made if file.links}
    if _lost_something(checked, kept):
        checked |= {path: checker.check(path, (kept.links(path),)) for path in kept.paths()}

    def has_anchor(path: str, anchor: str) -> bool:
        if not path.endswith(_PAGE):
            return True
        return checked[path].has_anchor(anchor) if path in checked else anchor in kept.anchors(path)

    broken = chain.from_iterable(links.broken for links in checked.values())
    claims = {path: links.claims for path, links in checked.items()}
    return tuple(sorted((*broken, *find_unmet(claims, has_anchor))))


def _lost_something(checked: Mapping[str, CheckedLinks], kept: KeptPages) -> bool:
    """Whether a page or an anchor is gone to which kept pages may lead."""
    if next(kept.paths(), None) is None:
        return False
    if any(path.endswith(_PAGE) for path in kept.plan.removed):
        return True
    again = (artifact.path for artifact, _ in kept.plan.stale if artifact.path.endswith(_PAGE))
    return any(not all(map(checked[path].has_anchor, kept.anchors(path))) for path in again)
