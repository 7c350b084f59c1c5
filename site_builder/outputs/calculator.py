"""The words and figures of the cost calculator of each locale, which its script reads on first use.

They are a file of their own, so that pages that are only read do not carry them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import partial

from site_builder.fingerprints import Fingerprint
from site_builder.outputs.output import OutputContent, OutputFile, OutputSource
from site_builder.outputs.program import program_fingerprint
from site_builder.pages.calculator_words import build_calculator_words
from site_builder.pages.context import ViewContext
from site_builder.pages.price_pages import price_pages
from site_builder.pages.routes import CALCULATOR_WORDS, PageKind, route_of


def plan_calculator(source: OutputSource) -> Iterator[OutputFile]:
    """Give a file for each locale, if any model has a price."""
    for tag, context in source.contexts.items() if price_pages(source.catalog) else ():
        path = f"{route_of(PageKind.CATALOG, '', context.locale)}{CALCULATOR_WORDS}".removeprefix("/")
        yield OutputFile(path, partial(_find_inputs, source, tag), partial(_make, context))


def _find_inputs(source: OutputSource, tag: str) -> Mapping[str, Fingerprint]:
    return {"program": program_fingerprint(), "messages": source.messages[tag]}


def _make(context: ViewContext) -> OutputContent:
    words = build_calculator_words(context.localizer)
    return OutputContent(json.dumps(words, separators=(",", ":"), ensure_ascii=False).encode())
