"""What a check does beside the rules, and after them: make all pages, look at them, follow their links."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from site_builder.build.cache_folder import cache_file, write_cache
from site_builder.build.checked_files import CheckedFiles, read_checked, write_checked
from site_builder.build.inputs import SiteInputs, assemble_site
from site_builder.build.plan import BuildPlan
from site_builder.build.processes import Work
from site_builder.build.rendering import make_link_checker, plan_artifacts, render_tasks
from site_builder.build.run import Progress
from site_builder.build.site_links import KeptPages, find_broken_links
from site_builder.build.source import SiteSource
from site_builder.build.workers import MadeFile, Share
from site_builder.catalog.catalog import Catalog
from site_builder.diagnostics import Diagnostic, has_errors
from site_builder.lint.exceptions import apply_exceptions, find_unused
from site_builder.lint.page_rules import PAGE_RULES
from site_builder.outputs.artifact import Artifact
from site_builder.outputs.links import LinkChecker
from site_builder.pages.routes import list_pages


@dataclass(slots=True)
class CheckWork:
    """A check.

    Attributes:
        source: The site.
        jobs: How many processes work; 0 decides by the amount of work.
        problems: What is wrong with templates.
        plan: Which files are made again; known once the tasks are, like all that follows; None if none can be made.
        known: Files in which nothing was wrong.
        artifacts: All files of the site.
        links: Says where links lead.
    """

    source: SiteSource
    jobs: int
    problems: tuple[Diagnostic, ...] = ()
    plan: BuildPlan | None = None
    known: CheckedFiles = field(init=False)
    artifacts: tuple[Artifact, ...] = field(init=False)
    links: LinkChecker = field(init=False)

    def list_tasks(self) -> Iterator[Work]:
        """Plan the check, and give the tasks that make files."""
        site, self.problems = assemble_site(self.source)
        if site is not None:
            yield from render_tasks(self.source.folder, site, self._prepare(site), self.jobs, Progress())

    def _prepare(self, site: SiteInputs) -> Share:
        pages = list_pages(site.catalog, site.locales)
        self.artifacts = plan_artifacts(site, pages)
        self.known = read_checked(cache_file(self.source.folder, "checked"))
        self.plan = self.known.plan(self.artifacts)
        self.links = make_link_checker(site, self.artifacts)
        stale = frozenset(artifact.path for artifact, _ in self.plan.stale)
        return Share(
            site.draft_renderer,
            tuple(page for page in pages if page.path in stale),
            self.links,
            target=None,
            exact=site.renderer,
            files=tuple(file for file in site.outputs if file.path in stale),
        )

    def finish(self, found: tuple[Diagnostic, ...], made: tuple[MadeFile, ...]) -> tuple[Diagnostic, ...]:
        """Give what is wrong with templates, pages and links; with the last two only where the rules find no error.

        Args:
            found: What the rules find.
            made: What is known of the files that were made.
        """
        if self.plan is None:
            return self.problems
        made += tuple(self.known.kept(self.plan))
        if not self.plan.is_empty:
            write_cache(cache_file(self.source.folder, "checked"), write_checked(self.artifacts, made))
        if has_errors(found):
            return self.problems
        nothing = KeptPages(self.source.folder, BuildPlan((), (), ()), {})
        broken = find_broken_links(made, nothing, self.links)
        return (*self.problems, *_check_pages(self.source.catalog, made), *broken)


def _check_pages(catalog: Catalog, made: tuple[MadeFile, ...]) -> tuple[Diagnostic, ...]:
    """Give what rules about finished pages found, but for exceptions; and the exceptions none of them needs."""
    found = sorted(finding for file in made for finding in file.findings)
    kept, used = apply_exceptions(catalog, found, PAGE_RULES)
    return (*kept, *find_unused(catalog, used, PAGE_RULES))
