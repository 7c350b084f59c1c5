"""What builds, checks and shards of a site do alike: plan its files, make them, describe them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from site_builder.build.inputs import SiteInputs
from site_builder.build.kept_code import keep_code
from site_builder.build.manifest import Manifest, PublishedFile
from site_builder.build.plan import BuildPlan
from site_builder.build.processes import Work, usable_processes
from site_builder.build.publish import PublishedFolder
from site_builder.build.run import WORTH_FORKING, Progress
from site_builder.build.workers import MadeFile, Share, plan_tasks
from site_builder.fingerprints import fingerprint_bytes
from site_builder.outputs.artifact import Artifact
from site_builder.outputs.links import LinkChecker
from site_builder.pages.context import base_path
from site_builder.pages.routes import Page


def plan_artifacts(site: SiteInputs, pages: tuple[Page, ...]) -> tuple[Artifact, ...]:
    """Give everything the site consists of, pages first."""
    assets = (Artifact(path, {"content": fingerprint_bytes(content)}) for path, content in site.assets.files.items())
    return (*(site.fingerprints.plan(page) for page in pages), *assets, *(file.artifact for file in site.outputs))


def make_link_checker(site: SiteInputs, artifacts: tuple[Artifact, ...]) -> LinkChecker:
    """Give what says where the links of a site lead."""
    files = frozenset(artifact.path for artifact in artifacts)
    return LinkChecker(files, site.catalog.site.public_url, base_path(site.catalog))


def render_tasks(site_folder: Path, site: SiteInputs, share: Share, jobs: int, progress: Progress) -> Iterator[Work]:
    """Give the tasks that make a share.

    Args:
        site_folder: The folder of the site.
        site: The site.
        share: What is to be made.
        jobs: How many processes make it; 0 decides by the amount of work.
        progress: Told how many files that are.
    """
    progress.start(len(share.pages) + len(share.files))
    if share.pages:
        site.renderer.compile()
        site.mirrors.compile()
        keep_code(site_folder, site.code)
    count = len(share.pages)
    yield from plan_tasks(share, usable_processes(jobs, count if jobs else count // WORTH_FORKING + 1))


def stage_assets(site: SiteInputs, stale: frozenset[str], target: PublishedFolder) -> tuple[MadeFile, ...]:
    """Write what is ready as it is to the staging folder."""
    assets = {path: content for path, content in site.assets.files.items() if path in stale}
    for path, content in assets.items():
        target.stage(path, content)
    return tuple(MadeFile(path, len(content)) for path, content in assets.items())


def describe_files(plan: BuildPlan, manifest: Manifest | None, made: tuple[MadeFile, ...]) -> Manifest:
    """Give what will be published."""
    new = {file.path: file for file in made}
    known = manifest.files if manifest else {}
    files = {artifact.path: known[artifact.path] for artifact in plan.kept}
    anchors: dict[tuple[tuple[str, ...], ...], frozenset[str]] = {}  # one object for the same ones, which are many
    for item, _ in plan.stale:
        file = new[item.path]
        parts = file.links.anchors if file.links else ()
        if parts not in anchors:
            anchors[parts] = frozenset(chain.from_iterable(parts))
        files[item.path] = PublishedFile(item.inputs, file.size_bytes, item.common, anchors[parts])
    return Manifest(files)
