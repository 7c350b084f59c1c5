"""Everything that can be said about a site without writing: records, translations, templates, pages, links."""

from __future__ import annotations

from pathlib import Path

from site_builder.build.inputs import SiteInputs, read_site
from site_builder.build.manifest import PublishedFile
from site_builder.build.pipeline import check_links
from site_builder.build.workers import Progress, RenderedPage, RenderError, Share, render_pages
from site_builder.diagnostics import Diagnostic
from site_builder.lint.exceptions import apply_exceptions, find_unused
from site_builder.lint.rule import PageRule
from site_builder.lint.rules import RULES
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
    share = Share(site.renderer, pages, site.catalog.site.public_url, target=None)
    try:
        rendered = render_pages(share, jobs, Progress())
    except RenderError as error:
        return tuple(sorted((*diagnostics, error.diagnostic)))
    return tuple(sorted((*diagnostics, *_check_pages(site, rendered), *_check_links(site, rendered))))


def _check_pages(site: SiteInputs, rendered: tuple[RenderedPage, ...]) -> tuple[Diagnostic, ...]:
    """Give what rules about finished pages found, but for exceptions; and the exceptions none of them needs."""
    found = sorted(finding for page in rendered for finding in page.findings)
    page_rules = tuple(rule for rule in RULES if isinstance(rule, PageRule))
    kept, used = apply_exceptions(site.catalog, found, page_rules)
    return (*kept, *find_unused(site.catalog, used, page_rules))


def _check_links(site: SiteInputs, rendered: tuple[RenderedPage, ...]) -> tuple[Diagnostic, ...]:
    published = {path: PublishedFile({}, len(content), None) for path, content in site.assets.files.items()}
    for file in site.outputs:
        made = file.make()
        published[file.artifact.path] = PublishedFile({}, len(made.content), made.links)
    published |= {page.path: PublishedFile({}, page.size_bytes, page.links) for page in rendered}
    return check_links(site, published)
