"""The sitemap: every page search engines should know, each with the languages it is truly in.

The alternates are those of the pages themselves (`pages/alternates.py`), so both say the same. A large site has an
index and several files. Source: sitemaps.org, "Sitemaps XML format", version 0.9; Google Search Central, "Tell Google
about localized versions of your page", 2026-11.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from xml.sax.saxutils import escape, quoteattr

from site_builder.fingerprints import Fingerprint, fingerprint_parts
from site_builder.outputs.output import OutputContent, OutputFile, OutputSource
from site_builder.outputs.program import program_fingerprint
from site_builder.pages.alternates import build_alternates, default_address
from site_builder.pages.context import ViewContext
from site_builder.pages.offered_pages import OfferedPage, count_offered, list_offered
from site_builder.pages.routes import SITEMAP

_MOST_ADDRESSES = 20_000
"""In one file, of 50,000 and 50 MB that the protocol allows: with three languages these are 11 MB."""

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_LINKS_NAMESPACE = 'xmlns:xhtml="http://www.w3.org/1999/xhtml"'

_Pages = tuple[OfferedPage, ...]


def plan_sitemap(source: OutputSource) -> Iterator[OutputFile]:
    """Give the sitemap: one file, or an index and the files it names; all languages of a page stand in the same one."""
    context = next(iter(source.contexts.values()))
    find_all = functools.cache(partial(list_offered, context))
    size = _MOST_ADDRESSES // len(context.locales)
    starts = range(0, count_offered(context), size)
    names = [SITEMAP] if len(starts) == 1 else [f"sitemap-{number}.xml" for number in range(1, len(starts) + 1)]
    if len(names) > 1:
        yield OutputFile(SITEMAP, partial(_find_index_inputs, context, names), partial(_make_index, context, names))
    for name, start in zip(names, starts, strict=True):
        find_pages = partial(_find_some, find_all, slice(start, start + size))
        yield OutputFile(name, partial(_find_inputs, context, find_pages), partial(_make, context, find_pages))


def _find_some(find_all: Callable[[], _Pages], part: slice) -> _Pages:
    return tuple(page for page in find_all()[part] if page.tags)


def _find_index_inputs(context: ViewContext, names: list[str]) -> Mapping[str, Fingerprint]:
    return {"program": program_fingerprint(), "site": fingerprint_parts([context.catalog.site.public_url, *names])}


def _make_index(context: ViewContext, names: list[str]) -> OutputContent:
    files = "".join(
        f"<sitemap><loc>{escape(f'{context.catalog.site.public_url}/{name}')}</loc></sitemap>\n" for name in names
    )
    return OutputContent(f"{_HEAD}<sitemapindex {_NAMESPACE}>\n{files}</sitemapindex>\n".encode())


def _find_inputs(context: ViewContext, find_pages: Callable[[], _Pages]) -> Mapping[str, Fingerprint]:
    locales = [part for locale in context.locales for part in (locale.tag, locale.slug)]
    pages = (f"{page.kind}/{page.key} {page.tags} {page.updated}" for page in find_pages())
    return {
        "program": program_fingerprint(),
        "site": fingerprint_parts([context.catalog.site.public_url, context.localizer.source_tag]),
        "locales": fingerprint_parts(locales),
        "shown records": fingerprint_parts(pages),
    }


def _make(context: ViewContext, find_pages: Callable[[], _Pages]) -> OutputContent:
    entries = "".join(entry for page in find_pages() for entry in _write_entries(context, page))
    return OutputContent(f"{_HEAD}<urlset {_NAMESPACE} {_LINKS_NAMESPACE}>\n{entries}</urlset>\n".encode())


def _write_entries(context: ViewContext, page: OfferedPage) -> Iterator[str]:
    """Give an entry for each language of a page; that for readers of all others has one of its own on the home page."""
    translated = [item for item in build_alternates(context, page.kind, page.key) if item.is_translated]
    default = default_address(context, page.kind, translated)
    known = [(item.lang, item.url) for item in translated] + [("x-default", default)]
    links = "".join(_write_link(lang, url) for lang, url in known)
    changed = f"<lastmod>{page.updated}</lastmod>" if page.updated else ""
    for url in dict.fromkeys(url for _, url in known):
        yield f"<url><loc>{escape(url)}</loc>{changed}{links}</url>\n"


def _write_link(lang: str, url: str) -> str:
    return f'<xhtml:link rel="alternate" hreflang={quoteattr(lang)} href={quoteattr(url)}/>'
