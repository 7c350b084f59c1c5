"""The same text twice on one page, or as the description of two models."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from site_builder.catalog.catalog import Catalog
from site_builder.catalog.positions import KeyPath
from site_builder.catalog.prose import ProseUse
from site_builder.diagnostics import Severity
from site_builder.lint.record_prose import RecordProse, passages_by_record
from site_builder.lint.rule import Example, ProseRule
from site_builder.lint.written_text import TextSlip
from site_builder.records.base import shorten

_SHORTEST = 60
"""Shorter texts are phrases that may well return."""

_DESCRIBING = frozenset({"summary", "overview"})


def _check(record: RecordProse, catalog: Catalog) -> Iterator[tuple[ProseUse, TextSlip]]:
    if record.folder != "models":
        return
    first: dict[str, KeyPath] = {}
    describes = _descriptions(catalog)
    for passage in record.passages:
        text, place = passage.text, passage.use.place
        if text in first and len(text) >= _SHORTEST:
            yield passage.use, _slip(text, f"stands in `{_show(first[text])}` already", "the page says it twice")
        elif place[0] in _DESCRIBING and describes[text] != record.key:
            why = "a text that fits two models tells a reader nothing about either"
            yield passage.use, _slip(text, f"is the text of `{describes[text]}` too", why)
        first.setdefault(text, place)


def _slip(text: str, said: str, why: str) -> TextSlip:
    return TextSlip(0, len(text), f"“{shorten(text)}” {said}", "remove one of the two, or say what differs", why)


def _show(place: KeyPath) -> str:
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in place).removeprefix(".")


@functools.lru_cache(maxsize=2)
def _descriptions(catalog: Catalog) -> dict[str, str]:
    """Give the first model of every summary and every paragraph of an overview."""
    found: dict[str, str] = {}
    for record in passages_by_record(catalog):
        for passage in record.passages if record.folder == "models" else ():
            if passage.use.place[0] in _DESCRIBING:
                found.setdefault(passage.text, record.key)
    return found


_TEXT = "It answers easy questions quickly and costs little, so it suits work in bulk."

TEXT_REPEATED = ProseRule(
    name="text-repeated",
    summary="Finds texts that a model says twice, and summaries and overviews that two models have in common.",
    why="A page that says the same twice was pasted together; a description that fits two models describes neither.",
    bad=Example("catalog/models/acme/mini.yaml", f"overview: {_TEXT}\nnotes:\n  - {_TEXT}\n"),
    good=Example("catalog/models/acme/mini.yaml", f"overview: {_TEXT}\n"),
    severity=Severity.WARNING,
    check=_check,
)
