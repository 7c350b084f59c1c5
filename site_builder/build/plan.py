"""Decides what to render: pure, so every case is a short test."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from site_builder.build.manifest import Manifest, PublishedFile
from site_builder.outputs.artifact import Artifact


@dataclass(frozen=True, slots=True)
class BuildPlan:
    """What a build has to do.

    Attributes:
        stale: Artifacts to render, with the reason of each, e.g. `record changed`.
        kept: Artifacts that are published as they should be.
        removed: Paths that are published and should not be.
    """

    stale: tuple[tuple[Artifact, str], ...]
    kept: tuple[Artifact, ...]
    removed: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether the published folder is right as it is."""
        return not self.stale and not self.removed


def plan_build(
    artifacts: tuple[Artifact, ...], manifest: Manifest | None, published_sizes: Mapping[str, int]
) -> BuildPlan:
    """Compare what should be published with what is.

    Args:
        artifacts: Everything the site consists of now.
        manifest: The last build, if there was one.
        published_sizes: Size in bytes of every file in the published folder, by path.
    """
    known = manifest.files if manifest else {}
    stale, kept = [], []
    for artifact in artifacts:
        reason = _reason(artifact, manifest, published_sizes)
        if reason:
            stale.append((artifact, reason))
        else:
            kept.append(artifact)
    wanted = {artifact.path for artifact in artifacts}
    removed = sorted((known.keys() | published_sizes.keys()) - wanted)
    return BuildPlan(tuple(stale), tuple(kept), tuple(removed))


def _first_change(artifact: Artifact, file: PublishedFile) -> str:
    known = {**file.common, **file.inputs}
    changed = (name for name, new in {**artifact.common, **artifact.inputs}.items() if known.get(name) != new)
    return f"{next(changed, 'program')} changed"


def _reason(artifact: Artifact, manifest: Manifest | None, published_sizes: Mapping[str, int]) -> str:
    """Say why an artifact must be rendered; empty if it need not be."""
    if manifest is None:
        return "first build"
    file = manifest.files.get(artifact.path)
    if file is None:
        return "new"
    if artifact.common != file.common or artifact.inputs != file.inputs:
        return _first_change(artifact, file)
    if published_sizes.get(artifact.path) != file.size_bytes:
        return "not as published"
    return ""
