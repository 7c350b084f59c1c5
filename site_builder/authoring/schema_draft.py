"""What Pydantic gives as a JSON Schema, made into one that editors of draft 07 read well.

In draft 07 a `$ref` hides what stands beside it, so the description of a field would never be shown: such a reference
is replaced by what it names. Source: JSON Schema draft-handrews-json-schema-01, section 8.3.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from site_builder.authoring.schema_types import NULLABLE
from site_builder.records.base import show_value

Schema = dict[str, Any]
KnownIds = Mapping[str, tuple[str, ...]]
"""Ids that may be offered, by folder, e.g. `{"benchmarks": ("gpqa-diamond",)}`."""

_SCHEMAS = frozenset(["items", "additionalProperties", "propertyNames", "not", "if", "then", "else"])
_LISTS_OF_SCHEMAS = frozenset(["allOf", "anyOf", "oneOf"])
_NOT_FOR_EDITORS = frozenset(["label", "group", "unit", "reference", NULLABLE])
_ORDER = (
    "$ref", "title", "description", "type", "enum", "enumDescriptions", "const", "pattern", "patternErrorMessage",
    "examples", "required", "properties", "propertyNames", "additionalProperties", "items",
)  # fmt: skip
"""What is read first stands first; the rest follows by its name."""


def finish_schema(raw: Schema, known_ids: KnownIds) -> Schema:
    """Give the finished schema, with the definitions it still refers to under `definitions`.

    Args:
        raw: What `AuthorJsonSchema` gives, with its definitions under `$defs`.
        known_ids: Ids of the site to offer.
    """
    finisher = _Finisher(raw.get("$defs", {}), known_ids)
    schema = finisher.finish({key: value for key, value in raw.items() if key != "$defs"})
    return {**schema, "definitions": dict(sorted(finisher.kept.items()))} if finisher.kept else schema


class _Finisher:
    """Finishes schemas and keeps the definitions they refer to.

    Attributes:
        kept: Finished definitions by name.
    """

    def __init__(self, definitions: Mapping[str, Schema], known_ids: KnownIds) -> None:
        self._definitions = definitions
        self._known_ids = known_ids
        self.kept: dict[str, Schema] = {}

    def finish(self, schema: Schema) -> Schema:
        """Give a schema without references that hide something, and without what editors do not know."""
        raw = self._resolve(schema)
        finished = {key: self._finish_value(key, value) for key, value in raw.items() if key not in _NOT_FOR_EDITORS}
        if "label" in raw:
            finished["title"] = raw["label"]
        _say_default(finished)
        _drop_sketches(finished)
        if raw.get(NULLABLE):
            _take_null(finished)
        if ids := self._known_ids.get(raw.get("reference", "")):
            finished = _offer(finished, ids)
        return {key: finished[key] for key in sorted(finished, key=_place)}

    def _resolve(self, schema: Schema) -> Schema:
        """Replace a reference by what it names if something stands beside it; keep what it names if not."""
        if "$ref" not in schema:
            return schema
        name = schema["$ref"].rpartition("/")[2]
        if len(schema) > 1:
            return {**self._definitions[name], **{key: value for key, value in schema.items() if key != "$ref"}}
        if name not in self.kept:
            self.kept[name] = {}  # a field may lie in a field: the second time it is there
            self.kept[name] = self.finish(self._definitions[name])
        return schema

    def _finish_value(self, key: str, value: Any) -> Any:  # noqa: ANN401 - any keyword
        if key in _SCHEMAS and isinstance(value, dict):
            return self.finish(value)
        if key in _LISTS_OF_SCHEMAS:
            return [self.finish(item) for item in value]
        if key == "properties":
            return {name: self.finish(item) for name, item in value.items()}
        return value


def _say_default(schema: Schema) -> None:
    """Put a default that says something into the description: editors write out a keyword `default`."""
    if default := schema.pop("default", None):
        schema["description"] += f" If absent: {show_value(default)}."


def _drop_sketches(schema: Schema) -> None:
    """Drop examples with `…`, which stands for what only the author knows: an editor would write them as they are."""
    examples = [example for example in schema.pop("examples", ()) if "…" not in json.dumps(example, ensure_ascii=False)]
    if examples:
        schema["examples"] = examples


def _take_null(schema: Schema) -> None:
    """Let a schema take null as well: a key without a value is as good as none."""
    if "type" in schema:
        types = schema["type"]
        schema["type"] = [*(types if isinstance(types, list) else [types]), "null"]
    else:
        schema["enum"] = [*schema["enum"], None]
        if "enumDescriptions" in schema:
            schema["enumDescriptions"] = [*schema["enumDescriptions"], "As if the key were not there."]


def _offer(schema: Schema, ids: tuple[str, ...]) -> Schema:
    """Let an editor offer ids, and take others too."""
    said = {key: value for key, value in schema.items() if key in ("description", "examples")}
    shape = {key: value for key, value in schema.items() if key not in said}
    return {**said, "anyOf": [shape, {"enum": list(ids)}]}


def _place(key: str) -> tuple[int, str]:
    return (_ORDER.index(key) if key in _ORDER else len(_ORDER), key)
