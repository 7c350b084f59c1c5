"""The reference of all fields, `catalog/FIELDS.md`, made from the record classes.

It lies beside the records and not in `docs/`, because those who read it have a record open; `make reference` writes it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from site_builder.authoring.field_examples import example_of, fields_by_key
from site_builder.authoring.field_types import describe_type, part_title
from site_builder.catalog.field_lookup import class_at
from site_builder.catalog.flow_style import write_flow
from site_builder.i18n.glossary import Glossary
from site_builder.records.base import Record
from site_builder.records.benchmark import Benchmark
from site_builder.records.lint_exceptions import LintExceptions
from site_builder.records.model import Model
from site_builder.records.protocol import Protocol
from site_builder.records.provider import Provider
from site_builder.records.site import SiteConfig

_RECORDS: tuple[tuple[type[Record], str], ...] = (
    (Model, "models/<provider>/<model>.yaml"),
    (Provider, "providers/<provider>.yaml"),
    (Protocol, "protocols/<protocol>.yaml"),
    (Benchmark, "benchmarks/<benchmark>.yaml"),
    (SiteConfig, "site.yaml"),
    (LintExceptions, "lint-exceptions.yaml"),
    (Glossary, "../locales/<locale>/glossary.yaml"),
)
_HEAD = """\
# All fields

Written by `make reference` from the record classes; what is edited here is lost. The rules and their reasons are in
[README.md](README.md). An editor shows the same while you write, and `site-builder new model` begins a record with it.

A *day* is written `2026-03-20`. *Prose* is translated, and has [three forms](README.md#prose).
"""
_COLUMNS = ("key", "takes", "required", "default", "meaning", "example")


def write_field_reference() -> str:
    """Give the reference as Markdown: each record class and each part of it once, with a table of its fields."""
    known: dict[type[BaseModel], str] = {}
    for record_class, path in _RECORDS:
        known[record_class] = f"`{path}`"
        for part, place in _parts_of(record_class).items():
            known.setdefault(part, f"`{place}` of a {part_title(record_class).lower()}")
    sections = (_write_section(part, place, is_record=issubclass(part, Record)) for part, place in known.items())
    return "\n".join([_HEAD, *sections])


def _parts_of(record_class: type[BaseModel]) -> dict[type[BaseModel], str]:
    """Give every class of a mapping in a record, each before its own parts, with the place where it is met first."""
    found: dict[type[BaseModel], str] = {}

    def visit(owner: type[BaseModel], above: str) -> None:
        for key in fields_by_key(owner):
            for place, mark in (((key,), ""), ((key, 0), "[]"), ((key, "x"), "{}")):
                part = class_at(owner, place)
                if part is not None and part not in found:
                    found[part] = f"{above}{key}{mark}"
                    visit(part, f"{found[part]}.")

    visit(record_class, "")
    return found


def _write_section(part: type[BaseModel], place: str, *, is_record: bool) -> str:
    summary = (part.__doc__ or "").partition("\n\n")[0].replace("\n    ", " ")
    rows = [_COLUMNS, tuple("---" for _ in _COLUMNS), *_rows(part)]
    table = "\n".join(f"| {' | '.join(map(_escape_cell, row))} |" for row in rows)
    return f"{'##' if is_record else '###'} {part_title(part)}\n\n{place}: {summary}\n\n{table}\n"


def _escape_cell(text: str) -> str:
    return text.replace("|", r"\|")


def _rows(part: type[BaseModel]) -> Iterable[tuple[str, ...]]:
    for key, name in fields_by_key(part).items():
        field = part.model_fields[name]
        yield (
            f"`{key}`",
            describe_type(field),
            "yes" if field.is_required() else "",
            _write_default(field),
            str(field.description),
            _write_code(example_of(part, key)),
        )


def _write_default(field: FieldInfo) -> str:
    return "" if field.default in (None, (), PydanticUndefined, "") else _write_code(field.default)


def _write_code(value: Any) -> str:  # noqa: ANN401 - any YAML value
    text = write_flow(value)
    return f"`` {text} ``" if "`" in text else f"`{text}`"
