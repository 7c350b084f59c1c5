"""All current prices as one CSV file, for spreadsheets and programs; what its columns say stands in `docs/prices.md`.

Source: RFC 4180, section 2: CRLF, quotes where needed, a header line. It is UTF-8 without a mark.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from functools import partial

from site_builder.catalog.catalog import Catalog, provider_of
from site_builder.fingerprints import Fingerprint, fingerprint_parts
from site_builder.i18n.numbers import discount_percent, exact
from site_builder.outputs.output import OutputContent, OutputFile, OutputSource
from site_builder.outputs.program import program_fingerprint
from site_builder.pages.price_pages import price_pages
from site_builder.pages.prices import sort_lines
from site_builder.pages.routes import PRICE_FILE
from site_builder.records.price_condition import Condition, Schedule, Threshold
from site_builder.records.pricing import PriceLine, Pricing

_PARTS: Mapping[str, tuple[str, ...]] = {
    "prompt_tokens": tuple(Threshold.model_fields),
    "schedule": tuple(Schedule.model_fields),
}
CONDITION_COLUMNS = tuple(
    column
    for name in Condition.model_fields
    for column in ([f"{name}_{part}" for part in _PARTS[name]] if name in _PARTS else [name])
)
"""A column for each part of a condition; all empty cells mean the normal price."""

COLUMNS = (
    "model", "api_id", "name", "provider", "provider_name",
    "meter", "unit", "currency", "amount", "list_amount", "discount_percent", "multiplier", "state", "equivalent",
    *CONDITION_COLUMNS,
    "allowance_count", "allowance_per", "allowance_shared_with",
    "valid_from", "valid_to", "source", "checked", "note",
)  # fmt: skip
"""The columns of the file, in their order."""

_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")  # noqa: RUF001 - wide forms begin formulas too
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def plan_price_file(source: OutputSource) -> Iterator[OutputFile]:
    """Give the file, if any model has a price."""
    catalog = source.catalog
    keys = [key for page in price_pages(catalog).values() for key in page]
    if keys:
        yield OutputFile(PRICE_FILE, partial(_find_inputs, catalog, keys), partial(_make, catalog, keys))


def _find_inputs(catalog: Catalog, keys: list[str]) -> Mapping[str, Fingerprint]:
    shown = fingerprint_parts([part for key in keys for part in _describe(catalog, key)])
    return {"program": program_fingerprint(), "shown records": shown}


def _describe(catalog: Catalog, key: str) -> Iterator[str]:
    """Give all that the rows of a model are made from."""
    yield key
    yield catalog.providers[provider_of(key)].name
    yield catalog.models[key].model_dump_json(include={"name", "api_id", "pricing"})


def _make(catalog: Catalog, keys: list[str]) -> OutputContent:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")  # one for mappings takes five times as long
    writer.writerow(COLUMNS)
    writer.writerows([row.get(column, "") for column in COLUMNS] for key in keys for row in build_rows(catalog, key))
    return OutputContent(text.getvalue().encode())


def build_rows(catalog: Catalog, key: str) -> Iterator[Mapping[str, str]]:
    """Give the current prices of a model as cells by column, without the empty ones."""
    model, provider_id = catalog.models[key], provider_of(key)
    if model.pricing is None:
        return
    head = {
        "model": key,
        "api_id": model.api_id,
        "name": model.name,
        "provider": provider_id,
        "provider_name": catalog.providers[provider_id].name,
    }
    for line in sort_lines(model.pricing.current_lines()):
        parts = (
            head,
            _price_cells(model.pricing, line),
            _condition_cells(line.when),
            _other_cells(model.pricing, line),
        )
        cells = {column: cell for part in parts for column, cell in part.items()}
        yield {column: guard(cell) for column, cell in cells.items() if cell}


def guard(cell: str) -> str:
    """Give a text that a spreadsheet does not take for a formula: an apostrophe stands before what could begin one.

    Source: OWASP, "CSV Injection", 2026-11. A number that is negative stays a number.
    """
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell


def _price_cells(pricing: Pricing, line: PriceLine) -> Mapping[str, str]:
    amount, list_amount = pricing.amounts(line)
    discount = None if amount is None or list_amount is None else discount_percent(amount, list_amount)
    numbers = {
        "amount": amount,
        "list_amount": list_amount,
        "discount_percent": discount,
        "multiplier": line.multiplier,
    }
    return {
        "meter": line.meter,
        "unit": line.unit_id,
        "currency": pricing.currency_of(line),
        **{column: exact(number) for column, number in numbers.items() if number is not None},
        "state": line.state or "",
        "equivalent": "yes" if line.equivalent else "",
    }


def _condition_cells(condition: Condition) -> Mapping[str, str]:
    cells: dict[str, str] = {}
    for name, value in condition.model_dump(exclude_none=True).items():
        parts = {f"{name}_{part}": item for part, item in value.items()} if name in _PARTS else {name: value}
        cells |= {column: _cell(item) for column, item in parts.items()}
    return cells


def _cell(value: object) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case tuple():
            return " ".join(value)
    return str(value)


def _other_cells(pricing: Pricing, line: PriceLine) -> Mapping[str, str]:
    allowance = line.allowance
    values = {
        "allowance_count": allowance and allowance.count,
        "allowance_per": allowance and allowance.per,
        "allowance_shared_with": allowance and allowance.shared_with,
        "valid_from": line.valid_from,
        "valid_to": line.valid_to,
        "source": line.source or pricing.source,
        "checked": line.checked or pricing.checked,
        "note": line.note,
    }
    return {column: str(value) for column, value in values.items() if value is not None}
