"""`robots.txt`: where the sitemap is, and which crawlers the owner of the site keeps out.

Only a site at the root of its host has one: crawlers look nowhere else. Source: RFC 9309; sitemaps.org, "Specifying
the Sitemap location in your robots.txt file".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from site_builder.fingerprints import Fingerprint, fingerprint_parts
from site_builder.outputs.output import OutputContent, OutputFile, OutputSource
from site_builder.outputs.program import program_fingerprint
from site_builder.pages.context import base_path
from site_builder.pages.routes import SITEMAP
from site_builder.records.site import SiteConfig


def plan_robots(source: OutputSource) -> Iterator[OutputFile]:
    """Give the file, if crawlers would find it."""
    site = source.catalog.site
    if not base_path(source.catalog):
        yield OutputFile("robots.txt", partial(_find_inputs, site), partial(_make, site))


def _find_inputs(site: SiteConfig) -> Mapping[str, Fingerprint]:
    return {"program": program_fingerprint(), "site": fingerprint_parts([site.public_url, *site.blocked_crawlers])}


def _make(site: SiteConfig) -> OutputContent:
    groups = ["User-agent: *\nAllow: /\n"]
    if site.blocked_crawlers:
        names = "".join(f"User-agent: {name}\n" for name in dict.fromkeys(site.blocked_crawlers))
        groups.append(f"{names}Disallow: /\n")
    return OutputContent("\n".join([*groups, f"Sitemap: {site.public_url}/{SITEMAP}\n"]).encode())
