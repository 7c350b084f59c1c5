"""JSON Schemas of the catalog, from which editors complete, explain and mark what is written.

One schema per record class, in draft 07, which every YAML plugin reads, made from the record classes alone. Only the
ids of protocols and benchmarks are taken from the site; they are offered, not required: a record may name one that is
yet to be written. Ids of models are not among them, or each new model would change a schema.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from site_builder.authoring.schema_draft import KnownIds, Schema, finish_schema
from site_builder.authoring.schema_types import AuthorJsonSchema
from site_builder.i18n.glossary import Glossary
from site_builder.records.base import Record
from site_builder.records.benchmark import Benchmark
from site_builder.records.lint_exceptions import LintExceptions
from site_builder.records.model import Model
from site_builder.records.protocol import Protocol
from site_builder.records.provider import Provider
from site_builder.records.site import SiteConfig

RECORD_CLASSES: Mapping[str, type[Record]] = {
    "site": SiteConfig,
    "provider": Provider,
    "protocol": Protocol,
    "benchmark": Benchmark,
    "model": Model,
    "lint-exceptions": LintExceptions,
    "glossary": Glossary,
}
"""Kinds of records, as the files of their schemas are named."""

DRAFT = "http://json-schema.org/draft-07/schema#"
_REFERENCED_FOLDERS = ("protocols", "benchmarks")


def write_schemas(out: Path, known_ids: KnownIds) -> dict[Path, bool]:
    """Write the schema of every kind of record into a folder; give for each file whether it has changed.

    Raises:
        OSError: If the folder or a file cannot be written.
    """
    out.mkdir(parents=True, exist_ok=True)
    changed = {}
    for kind in RECORD_CLASSES:
        path, text = out / schema_name(kind), format_schema(make_schema(kind, known_ids))
        changed[path] = not path.is_file() or path.read_bytes() != text.encode()
        if changed[path]:
            path.write_text(text, encoding="utf-8", newline="\n")
    return changed


def schema_name(kind: str) -> str:
    """Give the file name of a schema, e.g. `model.schema.json`."""
    return f"{kind}.schema.json"


def find_ids(catalog_folder: Path) -> KnownIds:
    """Give the ids that records may refer to, by the names of their files: they need not be valid, or read."""
    return {
        folder: tuple(sorted(path.stem for path in (catalog_folder / folder).glob("*.yaml")))
        for folder in _REFERENCED_FOLDERS
    }


def format_schema(schema: Schema) -> str:
    """Give the text of the file."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def make_schema(kind: str, known_ids: KnownIds) -> Schema:
    """Give the schema of a kind of record, e.g. `model`."""
    raw = RECORD_CLASSES[kind].model_json_schema(
        ref_template="#/definitions/{model}", schema_generator=AuthorJsonSchema
    )
    return {
        "$schema": DRAFT,
        "$id": schema_name(kind),
        "$comment": "Written by `site-builder schema`; do not edit.",
        **finish_schema(raw, known_ids),
    }
