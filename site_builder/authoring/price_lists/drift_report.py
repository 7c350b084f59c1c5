"""Prints what has drifted: as findings at the places of the records, or as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from site_builder.authoring.price_lists.comparison import Comparison, ModelDrift
from site_builder.authoring.price_lists.drift import Drift
from site_builder.authoring.price_lists.price_list import ListKind
from site_builder.catalog.catalog import Catalog, RecordId
from site_builder.catalog.positions import locate
from site_builder.diagnostics import Diagnostic, Severity, Span
from site_builder.lint.report import format_text


def format_drift_text(comparison: Comparison, catalog: Catalog, kind: ListKind, site_folder: Path) -> str:
    """Give each drift as a finding with the line of the record, in the order of files and lines."""
    found = sorted(_diagnostics(comparison, catalog, kind))
    return format_text(found, site_folder)


def _diagnostics(comparison: Comparison, catalog: Catalog, kind: ListKind) -> Iterator[Diagnostic]:
    for item in comparison.compared:
        for drift in (*item.drifts, *item.additions):
            yield Diagnostic(
                drift.code,
                _span(item, drift, catalog),
                _word(item, drift, kind),
                "one of the two is out of date, or they speak of different things",
                f"compare both with the maker's page; if the list is right, {drift.fix}",
                Severity.WARNING,
            )


def _word(item: ModelDrift, drift: Drift, kind: ListKind) -> str:
    source = f"{kind.title} (`{item.listed.list_id}`)"
    if drift.is_addition:
        return f"{drift.fact} is not stated; {source} says {drift.theirs}"
    return f"{drift.fact} is {drift.ours}; {source} says {drift.theirs}"


def _span(item: ModelDrift, drift: Drift, catalog: Catalog) -> Span:
    file = catalog.files[RecordId(f"models/{item.key}")]
    return locate(file.path, file.text, drift.place, at_key=drift.is_addition)


def format_drift_json(comparison: Comparison, catalog: Catalog, kind: ListKind, prefix: str) -> str:
    """Give one object: `drifts` and `additions` in catalog order, and the models that were not compared.

    Args:
        comparison: What to print.
        catalog: For places in files.
        kind: The list.
        prefix: What leads from the folder the reader is in to the site, with a slash at the end; or nothing.
    """
    report = {
        "list": kind.id,
        "compared": [item.key for item in comparison.compared],
        "drifts": [_entry(item, drift, catalog, prefix) for item in comparison.compared for drift in item.drifts],
        "additions": [_entry(item, drift, catalog, prefix) for item in comparison.compared for drift in item.additions],
        "only_from_others": comparison.resold,
        "not_in_list": comparison.unlisted,
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _entry(item: ModelDrift, drift: Drift, catalog: Catalog, prefix: str) -> dict[str, object]:
    span = _span(item, drift, catalog)
    return {
        "code": drift.code,
        "model": item.key,
        "entry": item.listed.list_id,
        "fact": drift.fact,
        "record": drift.ours or None,
        "listed": drift.theirs,
        "path": f"{prefix}{span.path}",
        "line": span.line,
        "column": span.column,
        "length": span.length,
    }
