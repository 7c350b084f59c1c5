"""Everything that can be said about a site without writing: records, translations, templates, pages, links."""

from __future__ import annotations

from pathlib import Path

from site_builder.build.inputs import SiteInputs, read_site
from site_builder.build.pipeline import plan_artifacts
from site_builder.build.plan import BuildPlan
from site_builder.build.site_links import KeptPages, find_broken_links
from site_builder.build.workers import MadeFile, Progress, RenderError, Share, render_pages
from site_builder.diagnostics import Diagnostic
from site_builder.lint.exceptions import apply_exceptions, find_unused
from site_builder.lint.rule import PageRule
from site_builder.lint.rules import RULES
from site_builder.outputs.links import LinkChecker
from site_builder.pages.context import base_path
from site_builder.pages.routes import list_pages


def check_site(site_folder: Path, jobs: int = 0) -> tuple[Diagnostic, ...]:
    """Give everything that is wrong with a site, sorted.

    Args:
        site_folder: The folder of the site.
        jobs: How many processes render; 0 decides by the amount of work.
    """
    site, diagnostics = read_site(site_folder)
    if site is None:
        return diagnostics
    pages = list_pages(site.catalog, site.locales)
    artifacts = plan_artifacts(site, pages)
    links = LinkChecker(
        frozenset(item.path for item in artifacts), site.catalog.site.public_url, base_path(site.catalog)
    )
    files = tuple(
        MadeFile(file.artifact.path, 0, links.check(file.artifact.path, (file.make().links,))) for file in site.outputs
    )
    try:
        rendered = render_pages(Share(site.renderer, pages, links, target=None), jobs, Progress())
    except RenderError as error:
        return tuple(sorted((*diagnostics, error.diagnostic)))
    nothing = KeptPages(site_folder, BuildPlan((), (), ()))
    broken = find_broken_links((*files, *rendered), nothing, links)
    return tuple(sorted((*diagnostics, *_check_pages(site, rendered), *broken)))


def _check_pages(site: SiteInputs, rendered: tuple[MadeFile, ...]) -> tuple[Diagnostic, ...]:
    """Give what rules about finished pages found, but for exceptions; and the exceptions none of them needs."""
    found = sorted(finding for page in rendered for finding in page.findings)
    page_rules = tuple(rule for rule in RULES if isinstance(rule, PageRule))
    kept, used = apply_exceptions(site.catalog, found, page_rules)
    return (*kept, *find_unused(site.catalog, used, page_rules))
