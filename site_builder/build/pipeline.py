"""The build from end to end: read, plan, render, check, swap."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from pathlib import Path

from site_builder.build.cache_folder import write_cache
from site_builder.build.errors import BuildError
from site_builder.build.inputs import SiteInputs, code_file, read_inputs
from site_builder.build.manifest import Manifest, PublishedFile, read_manifest, write_manifest
from site_builder.build.manifest_name import MANIFEST_NAME
from site_builder.build.plan import BuildPlan, plan_build
from site_builder.build.processes import Task, run_tasks, usable_processes
from site_builder.build.publish import PublishedFolder, PublishError
from site_builder.build.site_links import KeptPages, find_broken_links
from site_builder.build.workers import WORTH_FORKING, MadeFile, Progress, Share, plan_tasks
from site_builder.diagnostics import Diagnostic, Span, has_errors
from site_builder.fingerprints import fingerprint_bytes
from site_builder.outputs.artifact import Artifact
from site_builder.outputs.links import LinkChecker
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
        published: The paths of all files that are published.
    """

    diagnostics: tuple[Diagnostic, ...]
    is_published: bool
    page_count: int = 0
    plan: BuildPlan | None = None
    published: tuple[str, ...] = ()


def build_site(options: BuildOptions, progress: Progress | None = None) -> BuildResult:
    """Build a site and publish it in one step; on any error the published folder stays as it was."""
    return publish_to(options.out, options.site_folder, partial(_build_locked, options, progress or Progress()))


def publish_to(
    out: Path, site_folder: Path, fill: Callable[[PublishedFolder], BuildResult], mark: str = MANIFEST_NAME
) -> BuildResult:
    """Let a function publish to a folder while nobody else does; what keeps it from that becomes a finding.

    Args:
        out: The folder.
        site_folder: The folder of the site, which is never replaced.
        fill: Makes and publishes the files.
        mark: The file that says that this program made the folder.
    """
    target = PublishedFolder(Path(os.path.realpath(out)))  # a link stays one: what it leads to is replaced
    try:
        target.refuse_foreign(site_folder, mark)
        with target.locked():
            return fill(target)
    except PublishError as error:
        return BuildResult((_publish_problem(out, error.code, error.reason, error.fix),), is_published=False)
    except OSError as error:
        reason = f"it cannot be written: {error.strerror or error}"
        problem = _publish_problem(out, "out-unwritable", reason, "check the space and the rights on that disk")
        return BuildResult((problem,), is_published=False)


def _build_locked(options: BuildOptions, progress: Progress, target: PublishedFolder) -> BuildResult:
    site, diagnostics = read_inputs(options.site_folder, jobs=options.jobs, clean=options.clean)
    if site is None:
        return BuildResult(diagnostics, is_published=False)
    pages = list_pages(site.catalog, site.locales)
    work = _Work(site, pages, target, None if options.clean else read_manifest(target.folder))
    try:
        found, rendered = lint_and_render(options.site_folder, site, work.prepare, options.jobs, progress)
    except BuildError as error:
        found = tuple(sorted((*diagnostics, error.diagnostic)))
        return BuildResult(found, is_published=False, page_count=len(pages), plan=work.plan)
    made = (*work.assets, *rendered)
    found = tuple(sorted((*diagnostics, *found)))
    if not has_errors(found):
        found = tuple(sorted((*found, *find_broken_links(made, KeptPages(target.folder, work.plan), work.links))))
    if has_errors(found):
        return BuildResult(found, is_published=False, page_count=len(pages), plan=work.plan)
    if not work.plan.is_empty:
        target.stage(MANIFEST_NAME, write_manifest(describe_files(work.plan, work.manifest, made)))
        target.publish(work.plan)
    paths = tuple(artifact.path for artifact in work.artifacts)
    return BuildResult(found, is_published=True, page_count=len(pages), plan=work.plan, published=paths)


@dataclass(slots=True)
class _Work:
    """What a build has to do.

    Attributes:
        site: The site.
        pages: All its pages.
        target: Where it is published.
        manifest: What is published, if anything is.
        artifacts: All files of the site; known once it is prepared, like all that follows.
        plan: Which of them are made.
        links: Says where links lead.
        assets: The files that are ready as they are, and made.
    """

    site: SiteInputs
    pages: tuple[Page, ...]
    target: PublishedFolder
    manifest: Manifest | None
    artifacts: tuple[Artifact, ...] = field(init=False)
    plan: BuildPlan = field(init=False)
    links: LinkChecker = field(init=False)
    assets: tuple[MadeFile, ...] = field(init=False)

    def prepare(self) -> Share:
        """Plan it, begin the staging folder, and give what is to be rendered.

        Raises:
            OSError: The staging folder cannot be written to.
        """
        site, target, manifest = self.site, self.target, self.manifest
        self.artifacts = plan_artifacts(site, self.pages)
        self.plan = plan_build(self.artifacts, manifest, target.sizes(manifest.files if manifest else ()))
        self.links = make_link_checker(site, self.artifacts)
        stale = frozenset(artifact.path for artifact, _ in self.plan.stale)
        if not self.plan.is_empty:
            target.start_staging()
        self.assets = stage_assets(site, stale, target)
        return Share(
            site.renderer,
            tuple(page for page in self.pages if page.path in stale),
            self.links,
            target,
            tuple(file for file in site.outputs if file.artifact.path in stale),
        )


def make_link_checker(site: SiteInputs, artifacts: tuple[Artifact, ...]) -> LinkChecker:
    """Give what says where the links of a site lead."""
    files = frozenset(artifact.path for artifact in artifacts)
    return LinkChecker(files, site.catalog.site.public_url, base_path(site.catalog))


def lint_and_render(
    site_folder: Path, site: SiteInputs, prepare: Callable[[], Share], jobs: int, progress: Progress
) -> tuple[tuple[Diagnostic, ...], tuple[MadeFile, ...]]:
    """Give what the rules find, and what is known of all pages of a share once they are rendered, by path.

    Both at the same time: nothing is published before the rules have been heard, and of two cores both are busy. Rules
    look at a whole site even where few pages are rendered, so they begin before these are known.

    Args:
        site_folder: The folder of the site.
        site: The site.
        prepare: Gives what is to be rendered; called once.
        jobs: How many processes render; 0 decides by the amount of work.
        progress: Told how many files are to be made, then each batch.

    Raises:
        BuildError: A template has an error.
        OSError: A page cannot be written.
    """

    def list_tasks() -> Iterator[Task]:
        yield site.lint
        share = prepare()
        progress.start(len(share.pages) + len(share.files))
        if share.pages:
            site.renderer.compile()
            kept = site.code.write()
            if kept is not None:
                write_cache(code_file(site_folder), kept)
        yield from plan_tasks(share, _choose_processes(jobs, len(share.pages)))

    def report(task: int, results: int) -> None:
        if task:
            progress.advance(results)

    is_large = len(site.catalog.models) * len(site.locales) >= WORTH_FORKING
    forked = usable_processes(jobs, 2 if jobs or is_large else 1) > 1
    found, *rendered = run_tasks(list_tasks(), forked=forked, report=report)
    return tuple(found), tuple(sorted(chain.from_iterable(rendered), key=lambda file: file.path))


def _choose_processes(jobs: int, pages: int) -> int:
    """Give how many processes render so many pages."""
    return usable_processes(jobs, pages if jobs else pages // WORTH_FORKING + 1)


def plan_artifacts(site: SiteInputs, pages: tuple[Page, ...]) -> tuple[Artifact, ...]:
    """Give everything the site consists of, pages first."""
    assets = (Artifact(path, {"content": fingerprint_bytes(content)}) for path, content in site.assets.files.items())
    return (*(site.fingerprints.plan(page) for page in pages), *assets, *(file.artifact for file in site.outputs))


def stage_assets(site: SiteInputs, stale: frozenset[str], target: PublishedFolder) -> tuple[MadeFile, ...]:
    """Write what is ready as it is to the staging folder."""
    assets = {path: content for path, content in site.assets.files.items() if path in stale}
    for path, content in assets.items():
        target.stage(path, content)
    return tuple(MadeFile(path, len(content)) for path, content in assets.items())


def describe_files(plan: BuildPlan, manifest: Manifest | None, made: tuple[MadeFile, ...]) -> Manifest:
    """Give what will be published."""
    sizes = {file.path: file.size_bytes for file in made}
    known = manifest.files if manifest else {}
    files = {artifact.path: known[artifact.path] for artifact in plan.kept}
    files |= {item.path: PublishedFile(item.inputs, sizes[item.path], item.common) for item, _ in plan.stale}
    return Manifest(files)


def _publish_problem(out: Path, code: str, reason: str, fix: str) -> Diagnostic:
    return Diagnostic(code, Span(str(out)), reason, "what is published there stays as it was", fix)
