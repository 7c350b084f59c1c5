"""Evidence that nobody has looked at for longer than the site allows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from site_builder.catalog.catalog import Catalog, RecordId
from site_builder.catalog.finding import Finding
from site_builder.catalog.positions import KeyPath
from site_builder.diagnostics import Severity
from site_builder.lint.rule import CatalogRule, Example
from site_builder.records.model import Model

_Dated = Iterator[tuple[RecordId, KeyPath, date]]


def _check(catalog: Catalog) -> Iterator[tuple[RecordId, Finding]]:
    limits = catalog.site.max_age_days
    kinds = (
        ("prices", limits.prices, tuple(_prices(catalog))),
        ("sources", limits.sources, tuple(_sources(catalog))),
    )
    days = [day for _, _, dated in kinds for _, _, day in dated]
    newest = max([*days, *(model.updated for model in catalog.models.values())], default=date.min)
    for name, limit, dated in kinds:
        for record_id, place, day in dated if limit is not None else ():
            age = (newest - day).days
            if age > (limit or 0):
                yield record_id, _finding(place, day, age, f"{name}: {limit}", newest)


def _finding(place: KeyPath, day: date, age: int, limit: str, newest: date) -> Finding:
    return Finding(
        "checked-stale",
        place,
        f"last checked on {day}, {age} days before the newest day of the catalog, {newest}",
        f"`max_age_days: {{{limit}}}` in catalog/site.yaml says how old evidence may be",
        "compare the facts with the page again, correct them, and write the day you did so",
    )


def _prices(catalog: Catalog) -> _Dated:
    for key, model in catalog.models.items():
        if model.pricing is not None:
            yield RecordId(f"models/{key}"), ("pricing", "checked"), model.pricing.checked
            for index, line in enumerate(model.pricing.lines):
                if line.checked is not None and not _is_over(line.valid_to, model):
                    yield RecordId(f"models/{key}"), ("pricing", "lines", index, "checked"), line.checked


def _is_over(valid_to: date | None, model: Model) -> bool:
    """Whether a price has ended; the page of an old price changes no more."""
    return valid_to is not None and model.pricing is not None and valid_to < model.pricing.checked


def _sources(catalog: Catalog) -> _Dated:
    for key, protocol in catalog.protocols.items():
        yield RecordId(f"protocols/{key}"), ("checked",), protocol.checked
    for key, model in catalog.models.items():
        for index, source in enumerate(model.sources):
            yield RecordId(f"models/{key}"), ("sources", index, "checked"), source.checked


_SOURCES = "sources:\n  - {title: Acme models, url: https://acme.example.com/docs/models, checked: %s}\n"

CHECKED_STALE = CatalogRule(
    name="checked-stale",
    summary="Finds prices and sources that were last checked longer ago than `max_age_days` of the site allows.",
    why="Prices change without notice; a page that nobody has compared for a year is a guess with a date.",
    bad=Example("catalog/models/acme/mini.yaml", _SOURCES % "2025-10-01"),
    good=Example("catalog/models/acme/mini.yaml", _SOURCES % "2026-10-01"),
    severity=Severity.WARNING,
    check=_check,
)
