"""Everything that can be said about a site without writing: records, translations, templates, pages, links."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from site_builder.build.cache_folder import cache_file, write_cache
from site_builder.build.checked_files import CheckedFiles, read_checked, write_checked
from site_builder.build.errors import BuildError
from site_builder.build.inputs import SiteInputs, read_inputs
from site_builder.build.pipeline import lint_and_render, make_link_checker, plan_artifacts
from site_builder.build.plan import BuildPlan
from site_builder.build.site_links import KeptPages, find_broken_links
from site_builder.build.workers import MadeFile, Progress, Share
from site_builder.diagnostics import Diagnostic, has_errors
from site_builder.lint.exceptions import apply_exceptions, find_unused
from site_builder.lint.page_rules import PAGE_RULES
from site_builder.outputs.artifact import Artifact
from site_builder.outputs.links import LinkChecker
from site_builder.pages.routes import list_pages


def check_site(site_folder: Path, jobs: int = 0) -> tuple[Diagnostic, ...]:
    """Give everything that is wrong with a site, sorted.

    Args:
        site_folder: The folder of the site.
        jobs: How many processes work; 0 decides by the amount of work.
    """
    site, diagnostics = read_inputs(site_folder, jobs=jobs)
    if site is None:
        return diagnostics
    kept_in = cache_file(site_folder, "checked")
    work = _Work(site, read_checked(kept_in))
    try:
        found, made = lint_and_render(site_folder, site, work.prepare, jobs, Progress())
    except BuildError as error:
        return tuple(sorted((*diagnostics, error.diagnostic)))
    made += tuple(work.known.kept(work.plan))
    if not work.plan.is_empty:
        write_cache(kept_in, write_checked(work.artifacts, made))
    if has_errors(found):
        return tuple(sorted((*diagnostics, *found)))
    nothing = KeptPages(site_folder, BuildPlan((), (), ()))
    broken = find_broken_links(made, nothing, work.links)
    return tuple(sorted((*diagnostics, *found, *_check_pages(site, made), *broken)))


@dataclass(slots=True)
class _Work:
    """What a check has to do.

    Attributes:
        site: The site.
        known: Files in which nothing was wrong.
        artifacts: All files of the site; known once it is prepared, like all that follows.
        plan: Which of them are made again.
        links: Says where links lead.
    """

    site: SiteInputs
    known: CheckedFiles
    artifacts: tuple[Artifact, ...] = field(init=False)
    plan: BuildPlan = field(init=False)
    links: LinkChecker = field(init=False)

    def prepare(self) -> Share:
        """Plan it, and give what is to be made."""
        pages = list_pages(self.site.catalog, self.site.locales)
        self.artifacts = plan_artifacts(self.site, pages)
        self.plan = self.known.plan(self.artifacts)
        self.links = make_link_checker(self.site, self.artifacts)
        stale = frozenset(artifact.path for artifact, _ in self.plan.stale)
        return Share(
            self.site.draft_renderer,
            tuple(page for page in pages if page.path in stale),
            self.links,
            target=None,
            exact=self.site.renderer,
            files=tuple(file for file in self.site.outputs if file.artifact.path in stale),
        )


def _check_pages(site: SiteInputs, made: tuple[MadeFile, ...]) -> tuple[Diagnostic, ...]:
    """Give what rules about finished pages found, but for exceptions; and the exceptions none of them needs."""
    found = sorted(finding for file in made for finding in file.findings)
    kept, used = apply_exceptions(site.catalog, found, PAGE_RULES)
    return (*kept, *find_unused(site.catalog, used, PAGE_RULES))
