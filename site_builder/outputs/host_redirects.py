"""`_redirects`: other ids of models as redirects that the host answers, on Netlify and Cloudflare Pages.

Every other id has a page that leads on, for hosts that know no redirects; where the host knows them, readers and search
engines are led at once and for good. Only a site at the root of its host has the file, see `host_headers.py`. Source:
Cloudflare Pages, "Redirects", 2026-11.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import islice

from site_builder.fingerprints import Fingerprint, fingerprint_parts
from site_builder.outputs.links import PieceLinks
from site_builder.outputs.output import OutputContent, OutputFile, OutputSource
from site_builder.outputs.program import program_fingerprint
from site_builder.pages.context import base_path
from site_builder.pages.routes import PageKind, redirects, route_of

_MOST_RULES = 2000
"""What Cloudflare Pages reads; of a site with more, the pages lead on."""


def plan_host_redirects(source: OutputSource) -> Iterator[OutputFile]:
    """Give the file, if a host would read it and there is something in it."""
    if redirects(source.catalog) and not base_path(source.catalog):
        yield OutputFile("_redirects", partial(_find_inputs, source), partial(_make, source))


def _find_inputs(source: OutputSource) -> Mapping[str, Fingerprint]:
    return {"program": program_fingerprint(), "shown records": fingerprint_parts(_list_rules(source))}


def _make(source: OutputSource) -> OutputContent:
    rules = list(_list_rules(source))
    targets = sorted({rule.split(" ")[1] for rule in rules})
    return OutputContent("".join(f"{rule}\n" for rule in rules).encode(), PieceLinks(tuple(targets)))


def _list_rules(source: OutputSource) -> Iterator[str]:
    """Give the first rules: the address of a page, the one it leads to, and `301`, for good."""
    rules = (
        f"{route_of(PageKind.REDIRECT, alias, context.locale)} {route_of(PageKind.MODEL, key, context.locale)} 301"
        for alias, key in redirects(source.catalog).items()
        for context in source.contexts.values()
    )
    return islice(rules, _MOST_RULES)
