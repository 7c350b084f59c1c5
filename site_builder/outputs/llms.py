"""`llms.txt`: what there is to read for programs that read text; one for each locale, and one at the root.

That at the root is in the language of the records. Source: llmstxt.org, "Proposal", 2026-11: what stands under
`Optional` may be left out by a reader, so this title is not translated.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from itertools import groupby

from site_builder.catalog.catalog import Catalog, RecordId, provider_of
from site_builder.fingerprints import Fingerprint, fingerprint_parts
from site_builder.outputs.links import PieceLinks
from site_builder.outputs.markdown_text import write_line
from site_builder.outputs.output import OutputContent, OutputFile, OutputSource
from site_builder.outputs.program import program_fingerprint
from site_builder.pages.chrome import build_site_view
from site_builder.pages.context import ViewContext, origin
from site_builder.pages.routes import LLMS, MIRROR, PageKind
from site_builder.records.model import STATUSES


def plan_llms(source: OutputSource) -> Iterator[OutputFile]:
    """Give the file at the root, then those of the locales."""
    root = source.contexts.get(source.catalog.site.source_locale) or next(iter(source.contexts.values()))
    makers = {tag: cache(partial(_make, context)) for tag, context in source.contexts.items()}  # the root repeats one
    files = {LLMS: root} | {f"{context.locale.slug}/{LLMS}": context for context in source.contexts.values()}
    find_shown = cache(partial(_find_shown, source.catalog))
    for path, context in files.items():
        yield OutputFile(path, partial(_find_inputs, source, context, find_shown), makers[context.locale.tag])


def _find_inputs(
    source: OutputSource, context: ViewContext, find_shown: Callable[[], Fingerprint]
) -> Mapping[str, Fingerprint]:
    return {
        "program": program_fingerprint(),
        "site": source.catalog.fingerprints[RecordId("site")],
        "locales": fingerprint_parts([part for item in context.locales for part in (item.tag, item.slug, item.name)]),
        "messages": source.messages[context.locale.tag],
        "shown records": find_shown(),
    }


def _find_shown(catalog: Catalog) -> Fingerprint:
    parts: list[str] = []
    for key, provider in catalog.providers.items():
        parts += (key, provider.name)
    for key, protocol in catalog.protocols.items():
        parts += (key, protocol.name, protocol.summary)
    for key, model in catalog.models.items():
        parts += (key, model.name, model.status, model.summary)
    return fingerprint_parts(parts)


def _make(context: ViewContext) -> OutputContent:
    links: list[str] = []

    def link(label: str, address: str, text: str = "") -> str:
        links.append(address)
        return f"- [{write_line(label)}]({address}){f': {text}' if text else ''}"

    catalog, localizer, site = context.catalog, context.localizer, build_site_view(context)
    host = origin(catalog)
    about = localizer.ui(
        "Each model has its page as Markdown: what it can do, its limits and prices, and code that calls it; "
        "each protocol has its fields and errors."
    )
    lines = [f"# {write_line(site.name)}", "", f"> {write_line(site.summary)}", "", about]
    for provider, keys in groupby(catalog.models, provider_of):
        lines += ["", f"## {write_line(catalog.providers[provider].name)}", ""]
        for key in keys:
            model = catalog.models[key]
            state = "" if model.status == "stable" else f" · {localizer.ui(STATUSES[model.status])}"
            address = f"{context.url(PageKind.MODEL, key)}{MIRROR}"
            lines.append(link(model.name, address, f"{write_line(localizer.text(model.summary))}{state}"))
    if catalog.protocols:
        lines += ["", f"## {localizer.ui('Protocols')}", ""]
    for key, protocol in catalog.protocols.items():
        summary = write_line(localizer.text(protocol.summary))
        lines.append(link(protocol.name, f"{context.url(PageKind.PROTOCOL, key)}{MIRROR}", summary))
    lines += ["", "## Optional", ""]
    lines += [link(item.label, f"{host}{item.href}") for item in site.data_links if not item.href.endswith(LLMS)]
    others = (item for item in context.locales if item.tag != context.locale.tag)
    lines += [link(item.name, f"{context.url(PageKind.CATALOG, '', item)}{LLMS}") for item in others]
    return OutputContent("\n".join((*lines, "")).encode(), PieceLinks(tuple(sorted({*links}))))
