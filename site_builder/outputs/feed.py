"""The feed of each locale: what happened to the models, for feed readers; the newest entries of the page of changes.

Ids and days come from the records, so an entry is the same one after any build. What is only announced waits for its
day. Source: RFC 4287 (Atom); RFC 4151 (`tag:` addresses).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from urllib.parse import urlsplit
from xml.sax.saxutils import escape, quoteattr

from site_builder.fingerprints import Fingerprint, fingerprint_parts
from site_builder.i18n.sentences import sentence_space
from site_builder.outputs.links import PieceLinks
from site_builder.outputs.output import OutputContent, OutputFile, OutputSource
from site_builder.outputs.program import program_fingerprint
from site_builder.pages.changes import changes_fingerprint, read_changes
from site_builder.pages.changes_page import ChangeView, build_changes, describe_step
from site_builder.pages.context import ViewContext
from site_builder.pages.markdown import plain_text
from site_builder.pages.routes import FEED, PageKind, route_of

_MOST_ENTRIES = 50
"""What a reader who was away for some weeks may have missed."""


def plan_feed(source: OutputSource) -> Iterator[OutputFile]:
    """Give a file for each locale, if anything has happened."""
    for tag, context in source.contexts.items() if read_changes(source.catalog).recent else ():
        path = f"{route_of(PageKind.CATALOG, '', context.locale)}{FEED}".removeprefix("/")
        yield OutputFile(path, partial(_find_inputs, source, tag), partial(_make, context))


def _find_inputs(source: OutputSource, tag: str) -> Mapping[str, Fingerprint]:
    site, locale = source.catalog.site, source.contexts[tag].locale
    return {
        "program": program_fingerprint(),
        "site": fingerprint_parts([site.name, site.public_url, site.source_locale, locale.slug]),
        "messages": source.messages[tag],
        "shown records": changes_fingerprint(source.catalog),
    }


def _make(context: ViewContext) -> OutputContent:
    site, changes = context.catalog.site, build_changes(context)[:_MOST_ENTRIES]
    page, own = context.url(PageKind.CHANGES), f"{context.url(PageKind.CATALOG)}{FEED}"
    title = context.localizer.ui("{site}: what changed", site=site.name)
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={quoteattr(context.locale.tag)}>\n'
        f"<id>{escape(own)}</id>\n"
        f"<title>{escape(title)}</title>\n"
        f"<updated>{_moment(changes[0])}</updated>\n"
        f"<author><name>{escape(site.name)}</name></author>\n"
        f'<link rel="self" type="application/atom+xml" href={quoteattr(own)}/>\n'
        f'<link rel="alternate" type="text/html" href={quoteattr(page)}/>\n'
    )
    entries = "".join(_write_entry(context, change) for change in changes)
    links = tuple(sorted({page, *(context.url(PageKind.MODEL, change.key) for change in changes)}))
    return OutputContent(f"{head}{entries}</feed>\n".encode(), PieceLinks(links))


def _write_entry(context: ViewContext, change: ChangeView) -> str:
    title = context.localizer.ui("{model}: {change}", model=change.model.label, change=change.label)
    address = urlsplit(context.catalog.site.public_url)
    # The part after the day tells apart sites of one host, and what happens to one model on one day.
    tag = f"tag:{address.hostname},{change.date.iso}:{address.path}/models/{change.key}/{change.kind}"
    language = (
        "" if change.summary is None or change.summary.lang is None else f" xml:lang={quoteattr(change.summary.lang)}"
    )
    return (
        "<entry>\n"
        f"<id>{escape(tag)}</id>\n"
        f"<title>{escape(title)}</title>\n"
        f"<updated>{_moment(change)}</updated>\n"
        f'<link rel="alternate" type="text/html" href={quoteattr(context.url(PageKind.MODEL, change.key))}/>\n'
        f"<category term={quoteattr(change.kind)} label={quoteattr(change.label)}/>\n"
        f"<summary{language}>{escape(_summarize(context, change))}</summary>\n"
        "</entry>\n"
    )


def _moment(change: ChangeView) -> str:
    """Give the beginning of a day as RFC 3339 writes it: records know no hours."""
    return f"{change.date.iso}T00:00:00Z"


def _summarize(context: ViewContext, change: ChangeView) -> str:
    """Give what there is to say as one text without markup."""
    parts = [plain_text(change.summary.markdown)] if change.summary else []
    parts += [", ".join(change.ids)] if change.ids else []
    parts += [describe_step(step) for step in change.prices]
    parts += [change.text] if change.text else []
    if change.successor is not None:
        space = sentence_space(context.locale)
        parts.append(f"{context.localizer.ui('Use instead:')}{space}{change.successor.label}")
    return "\n".join(parts) or change.label
