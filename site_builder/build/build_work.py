"""What a build does beside the rules, and after them: render, check links, publish."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from site_builder.build.inputs import SiteInputs, assemble_site
from site_builder.build.manifest import Manifest, read_manifest, write_manifest
from site_builder.build.manifest_name import MANIFEST_NAME
from site_builder.build.pipeline import BuildOptions, BuildResult
from site_builder.build.plan import BuildPlan, plan_build
from site_builder.build.processes import Work
from site_builder.build.publish import PublishedFolder
from site_builder.build.rendering import describe_files, make_link_checker, plan_artifacts, render_tasks, stage_assets
from site_builder.build.run import Progress
from site_builder.build.site_links import KeptPages, find_broken_links
from site_builder.build.source import SiteSource
from site_builder.build.workers import MadeFile, Share
from site_builder.diagnostics import Diagnostic, has_errors
from site_builder.outputs.artifact import Artifact
from site_builder.outputs.links import LinkChecker
from site_builder.pages.routes import Page, list_pages


@dataclass(slots=True)
class BuildWork:
    """A build.

    Attributes:
        source: The site.
        options: What the caller chose.
        target: Where the site is published.
        progress: Told of what is made.
        problems: What is wrong with templates.
        pages: All pages; known once the tasks are, like all that follows.
        manifest: What is published, if anything is.
        artifacts: All files of the site.
        plan: Which of them are made; None if the site cannot be built.
        links: Says where links lead.
        assets: The files that are ready as they are, and made.
    """

    source: SiteSource
    options: BuildOptions
    target: PublishedFolder
    progress: Progress
    problems: tuple[Diagnostic, ...] = ()
    pages: tuple[Page, ...] = ()
    plan: BuildPlan | None = None
    manifest: Manifest | None = field(init=False)
    artifacts: tuple[Artifact, ...] = field(init=False)
    links: LinkChecker = field(init=False)
    assets: tuple[MadeFile, ...] = field(init=False)

    def list_tasks(self) -> Iterator[Work]:
        """Plan the build, begin the staging folder, and give the tasks that fill it.

        Raises:
            OSError: The staging folder cannot be written to.
        """
        site, self.problems = assemble_site(self.source)
        if site is not None:
            self.pages = list_pages(site.catalog, site.locales)
            yield from render_tasks(
                self.options.site_folder, site, self._prepare(site), self.options.jobs, self.progress
            )

    def _prepare(self, site: SiteInputs) -> Share:
        target = self.target
        self.manifest = None if self.options.clean else read_manifest(target.folder)
        self.artifacts = plan_artifacts(site, self.pages)
        sizes = target.sizes(self.manifest.files if self.manifest else ())
        self.plan = plan_build(self.artifacts, self.manifest, sizes)
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
            tuple(file for file in site.outputs if file.path in stale),
        )

    def fail(self, found: tuple[Diagnostic, ...]) -> BuildResult:
        """Give the result of a build that publishes nothing."""
        return BuildResult(tuple(sorted(found)), is_published=False, page_count=len(self.pages), plan=self.plan)

    def finish(self, found: tuple[Diagnostic, ...], rendered: tuple[MadeFile, ...]) -> BuildResult:
        """Publish what was made, unless something is wrong.

        Args:
            found: What there is to say of records, translations, and by rules.
            rendered: What is known of the files that were made.
        """
        found += self.problems
        if self.plan is None or has_errors(found):
            return self.fail(found)
        made = (*self.assets, *rendered)
        kept = KeptPages(self.target.folder, self.plan, self.manifest.files if self.manifest else {})
        found += find_broken_links(made, kept, self.links)
        if has_errors(found):
            return self.fail(found)
        if not self.plan.is_empty:
            self.target.stage(MANIFEST_NAME, write_manifest(describe_files(self.plan, self.manifest, made)))
            self.target.publish(self.plan)
        paths = tuple(artifact.path for artifact in self.artifacts)
        return BuildResult(
            tuple(sorted(found)), is_published=True, page_count=len(self.pages), plan=self.plan, published=paths
        )
