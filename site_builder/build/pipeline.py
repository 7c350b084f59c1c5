"""The build from end to end: read, plan, render, check, swap."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from site_builder.build.inputs import SiteInputs, read_site
from site_builder.build.manifest import MANIFEST_NAME, Manifest, PublishedFile, read_manifest, write_manifest
from site_builder.build.plan import BuildPlan, plan_build
from site_builder.build.publish import PublishedFolder, PublishError
from site_builder.build.workers import Progress, RenderedPage, RenderError, Share, render_pages
from site_builder.diagnostics import Diagnostic, Span, has_errors
from site_builder.fingerprints import fingerprint_bytes
from site_builder.outputs.artifact import Artifact
from site_builder.outputs.links import PageLinks, find_broken_links
from site_builder.pages.context import base_path
from site_builder.pages.routes import Page, list_pages


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What a caller may choose.

    Attributes:
        site_folder: The folder of the site.
        out: The folder to publish to.
        jobs: How many processes render; 0 decides by the amount of work.
        clean: Render everything, whatever the last build left.
    """

    site_folder: Path
    out: Path
    jobs: int = 0
    clean: bool = False


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build did.

    Attributes:
        diagnostics: Everything there is to say about the site, sorted.
        is_published: Whether the published folder is now what the site says.
        page_count: How many pages the site has.
        plan: What was rendered and why; None if the site could not be built.
    """

    diagnostics: tuple[Diagnostic, ...]
    is_published: bool
    page_count: int = 0
    plan: BuildPlan | None = None


def build_site(options: BuildOptions, progress: Progress | None = None) -> BuildResult:
    """Build a site and publish it in one step; on any error the published folder stays as it was."""
    target = PublishedFolder(Path(os.path.realpath(options.out)))  # a link stays one: what it leads to is replaced
    try:
        target.refuse_foreign(options.site_folder)
        with target.locked():
            return _build_locked(options, target, progress or Progress())
    except PublishError as error:
        return BuildResult((_publish_problem(options.out, error.code, error.reason, error.fix),), is_published=False)
    except OSError as error:
        reason = f"it cannot be written: {error.strerror or error}"
        problem = _publish_problem(options.out, "out-unwritable", reason, "check the space and the rights on that disk")
        return BuildResult((problem,), is_published=False)


def _build_locked(options: BuildOptions, target: PublishedFolder, progress: Progress) -> BuildResult:
    site, diagnostics = read_site(options.site_folder)
    if site is None:
        return BuildResult(diagnostics, is_published=False)
    manifest = None if options.clean else read_manifest(target.folder)
    pages = list_pages(site.catalog, site.locales)
    plan = plan_build(plan_artifacts(site, pages), manifest, target.sizes())
    if plan.is_empty:
        return BuildResult(diagnostics, is_published=True, page_count=len(pages), plan=plan)
    try:
        published = _stage(
            site, plan, manifest, target, render=lambda share: render_pages(share, options.jobs, progress)
        )
    except RenderError as error:
        found = tuple(sorted((*diagnostics, error.diagnostic)))
        return BuildResult(found, is_published=False, page_count=len(pages), plan=plan)
    broken = check_links(site, published)
    if has_errors(broken):
        found = tuple(sorted((*diagnostics, *broken)))
        return BuildResult(found, is_published=False, page_count=len(pages), plan=plan)
    target.stage(MANIFEST_NAME, write_manifest(Manifest(published)))
    target.swap()
    return BuildResult(diagnostics, is_published=True, page_count=len(pages), plan=plan)


def plan_artifacts(site: SiteInputs, pages: tuple[Page, ...]) -> tuple[Artifact, ...]:
    """Give everything the site consists of, pages first."""
    assets = (Artifact(path, {"content": fingerprint_bytes(content)}) for path, content in site.assets.files.items())
    return (*(site.fingerprints.plan(page) for page in pages), *assets, *(file.artifact for file in site.outputs))


def _stage(
    site: SiteInputs,
    plan: BuildPlan,
    manifest: Manifest | None,
    target: PublishedFolder,
    *,
    render: Callable[[Share], tuple[RenderedPage, ...]],
) -> dict[str, PublishedFile]:
    """Fill the staging folder; give what will be published, by path."""
    target.start_staging()
    published = {}
    for artifact in plan.kept:
        target.keep(artifact.path)
        published[artifact.path] = manifest.files[artifact.path] if manifest else _file(artifact, 0, None)
    stale = {artifact.path: artifact for artifact, _ in plan.stale}
    for path, content in site.assets.files.items():
        if path in stale:
            target.stage(path, content)
            published[path] = _file(stale[path], len(content), None)
    # Before the pages: parts of views that are made here need not be made again by every process that renders.
    for file in site.outputs:
        path = file.artifact.path
        if path in stale:
            made = file.make()
            target.stage(path, made.content)
            published[path] = _file(file.artifact, len(made.content), made.links)
    pages = tuple(page for page in list_pages(site.catalog, site.locales) if page.path in stale)
    for rendered in render(Share(site.renderer, pages, site.catalog.site.public_url, target)):
        published[rendered.path] = _file(stale[rendered.path], rendered.size_bytes, rendered.links)
    return published


def _file(artifact: Artifact, size_bytes: int, links: PageLinks | None) -> PublishedFile:
    return PublishedFile(artifact.inputs, size_bytes, links)


def check_links(site: SiteInputs, published: Mapping[str, PublishedFile]) -> tuple[Diagnostic, ...]:
    """Give every internal link and anchor of the whole site that leads nowhere."""
    pages = {path: file.links for path, file in published.items() if file.links is not None}
    files = frozenset(published)
    return tuple(find_broken_links(pages, files, site.catalog.site.public_url, base_path(site.catalog)))


def _publish_problem(out: Path, code: str, reason: str, fix: str) -> Diagnostic:
    return Diagnostic(code, Span(str(out)), reason, "what is published there stays as it was", fix)
