"""`_headers`: what Netlify and Cloudflare Pages send with each file; other hosts take it as a list of what to set.

Only a site at the root of its host has one: the hosts read it in the folder that is deployed. The policy of each page
stands in the page; the one thing a page cannot say of itself is who may frame it. Source: Cloudflare Pages, "Headers";
Netlify, "Custom headers", 2026-11; CSP Level 3, section 3.3.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from site_builder.fingerprints import Fingerprint
from site_builder.outputs.output import OutputContent, OutputFile, OutputSource
from site_builder.outputs.program import program_fingerprint
from site_builder.pages.context import base_path

_RULES = """\
/*
  Content-Security-Policy: frame-ancestors 'none'
  Referrer-Policy: strict-origin-when-cross-origin
  X-Content-Type-Options: nosniff

# Pages as Markdown, which search engines should not find beside the pages themselves.
/*.md
  Content-Type: text/markdown; charset=utf-8
  X-Robots-Tag: noindex

# The name of an asset has a hash of its content.
/assets/*
  Cache-Control: public, max-age=31536000, immutable
"""


def plan_host_headers(source: OutputSource) -> Iterator[OutputFile]:
    """Give the file, if a host would read it."""
    if not base_path(source.catalog):
        yield OutputFile("_headers", _find_inputs, _make)


def _find_inputs() -> Mapping[str, Fingerprint]:
    return {"program": program_fingerprint()}


def _make() -> OutputContent:
    return OutputContent(_RULES.encode())
