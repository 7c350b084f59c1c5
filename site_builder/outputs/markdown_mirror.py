"""Pages as Markdown, for programs that read text: `index.md` beside the `index.html` of each model and protocol.

A mirror says what its page says, section by section; its addresses are full ones, so that it can be read anywhere.
Fields and failures of a protocol stand in its own mirror alone, to which those of models lead.
Source: llmstxt.org, "Proposal", 2026-11.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, partial

from site_builder.catalog.catalog import Catalog, RecordId, provider_of
from site_builder.fingerprints import Fingerprint, fingerprint_parts
from site_builder.outputs.links import PieceLinks
from site_builder.outputs.output import OutputContent, OutputFile, OutputSource
from site_builder.outputs.page_inputs import own_fingerprint
from site_builder.outputs.program import program_fingerprint
from site_builder.outputs.templates import MIRROR_TEMPLATES
from site_builder.pages.context import ViewContext, origin
from site_builder.pages.protocol_page import NO_MODEL_ID, example_model
from site_builder.pages.routes import MIRROR, Page, PageKind
from site_builder.pages.tokens import Fills, model_fills


def plan_mirrors(source: OutputSource) -> Iterator[OutputFile]:
    """Give the mirrors of models and protocols in each locale."""
    catalog = source.catalog
    for kind, keys in ((PageKind.MODEL, catalog.models), (PageKind.PROTOCOL, catalog.protocols)):
        common = {tag: cache(partial(_find_common, source, kind, tag)) for tag in source.contexts}
        for key in keys:
            find_inputs = cache(partial(_find_inputs, source, kind, key))
            for tag, context in source.contexts.items():
                page = Page(kind, key, context.locale)
                make = partial(_make, source, page, context)
                yield OutputFile(mirror_path(page), find_inputs, make, common[tag], beside=(kind, key))


def mirror_path(page: Page) -> str:
    """Give the path of the mirror of a page below the published folder."""
    return f"{page.route.removeprefix('/')}{MIRROR}"


def _find_common(source: OutputSource, kind: PageKind, tag: str) -> Mapping[str, Fingerprint]:
    return {
        "program": program_fingerprint(),
        "site": source.catalog.fingerprints[RecordId("site")],
        "locale": fingerprint_parts([tag, source.contexts[tag].locale.slug]),
        "template": source.pages.templates[MIRROR_TEMPLATES[kind]],
        "messages": source.messages[tag],
    }


def _find_inputs(source: OutputSource, kind: PageKind, key: str) -> Mapping[str, Fingerprint]:
    """Give what is the same in all locales; fewer records are shown than on the page."""
    catalog, page = source.catalog, Page(kind, key, next(iter(source.contexts.values())).locale)
    shown = _find_shown_of_model(catalog, key) if kind is PageKind.MODEL else _find_fills(catalog, page)[0]
    return {
        "record": own_fingerprint(catalog, page),
        "shown records": fingerprint_parts(shown),
        "alternates": source.pages.plan(page).inputs["alternates"],
    }


def _find_shown_of_model(catalog: Catalog, key: str) -> Iterator[str]:
    """Give what the mirror of a model shows of its maker, successor and rivals, and the records it refers to."""
    model = catalog.models[key]
    yield catalog.providers[provider_of(key)].name
    if model.successor is not None:
        yield from (model.successor, catalog.models[model.successor].name)
    own = {score.benchmark for score in model.benchmarks}
    for rival in (catalog.models[name] for name in model.rivals):
        if results := [score.model_dump_json() for score in rival.benchmarks if score.benchmark in own]:
            yield from (rival.name, *results)
    for score in model.benchmarks:
        yield catalog.fingerprints[RecordId(f"benchmarks/{score.benchmark}")]
    for served in model.protocols:
        yield catalog.fingerprints[RecordId(f"protocols/{served.protocol}")]


def _make(source: OutputSource, page: Page, context: ViewContext) -> OutputContent:
    text = source.mirrors.render(page, context)
    for token, value in _find_fills(source.catalog, page):
        text = text.replace(token.encode(), value.encode())
    canonical = context.url(page.kind, page.key)
    text = text.replace(b"](#", f"]({canonical}#".encode())  # an anchor means something on the page alone
    links = {link.decode() for link in _own_links(origin(source.catalog)).findall(text)}
    return OutputContent(text.rstrip() + b"\n", PieceLinks(tuple(sorted(links))))


def _find_fills(catalog: Catalog, page: Page) -> Fills:
    """Give what takes the place of tokens, as on the page."""
    key = page.key if page.kind is PageKind.MODEL else example_model(catalog, page.key)
    return model_fills(catalog.models[key].api_id, key) if key else model_fills(NO_MODEL_ID, "")


@cache
def _own_links(host: str) -> re.Pattern[bytes]:
    """Give what finds the links to pages of a site, in Markdown's two ways to write one; other addresses are words."""
    return re.compile(rb"(?:\]\(|<)(" + re.escape(host).encode() + rb"/[^\s)>]*)")
