"""What editors are told of records beyond their types: values in words, references, keys that exclude each other.

It is declared beside the type or the validator it speaks of; `authoring.schema` writes it out. Nothing here validates.
Keywords that JSON Schema does not have are those of the YAML and JSON language servers.
Source: https://code.visualstudio.com/docs/languages/json#_json-schemas-and-settings, 2026-11.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from pydantic import GetJsonSchemaHandler
from pydantic.config import JsonDict, JsonValue
from pydantic_core import CoreSchema


@dataclass(frozen=True, slots=True, eq=False)  # compared by identity, so that a mapping does not make it unhashable
class Words:
    """Says in words what each value of a `Literal` means, e.g. `{"cache_read": "Cached input"}`."""

    texts: Mapping[str, str]

    def __get_pydantic_json_schema__(self, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonDict:
        """Give the schema with the words, in the order of the values."""
        schema = handler(core_schema)
        return {**schema, "enumDescriptions": [self.texts[value] for value in schema["enum"]]}


@dataclass(frozen=True, slots=True)
class Reference:
    """Says that a text names a record, by the folder below `catalog/` it lies in, e.g. `protocols`."""

    folder: str

    def __get_pydantic_json_schema__(self, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonDict:
        """Give the schema with the folder, whose ids an editor then offers."""
        return {**handler(core_schema), "reference": self.folder}


def decimal_schema(max_digits: int, *, is_negative_allowed: bool = True) -> JsonDict:
    """Give the schema of decimals as they are written: a text, or a number, whose digits a schema cannot count.

    Zeros before the first other digit, or the point, are not counted.
    """
    sign = "-?" if is_negative_allowed else r"(?:-(?=[0.]+\s*$))?"
    digits = rf"0*(?=(?:[0-9]\.?){{1,{max_digits}}}\s*$)[0-9]+(?:\.[0-9]+)?"
    schema: JsonDict = {"type": ["string", "number"], "pattern": rf"^\s*{sign}{digits}\s*$"}
    return schema if is_negative_allowed else {**schema, "minimum": 0}


def without(*fields: str) -> JsonDict:
    """Give the schema of mappings that have no value for any of these fields; an empty one is none."""
    return {"properties": {field: {"type": "null"} for field in fields}}


def refused(why: str, **schema: JsonValue) -> JsonDict:
    """Give the schema of a field that beside others must match `schema`, and be empty by default.

    An editor marks another value with `why`, and does not offer the field a second time.
    """
    return {**(schema or {"type": "null"}), "errorMessage": why, "doNotSuggest": True}


def at_least_one(*fields: str, why: str) -> JsonDict:
    """Give the schema of mappings that have a value for one of these fields or several."""
    return {"if": without(*fields), "then": {"type": "null", "errorMessage": why}}


def at_most_one(*fields: str, why: str) -> Iterable[JsonDict]:
    """Give the schemas of mappings that have no value for two of these fields; the later one is marked."""
    for first, second in combinations(fields, 2):
        yield {"if": without(first), "else": {"properties": {second: refused(why)}}}


def all_of(*schemas: JsonDict) -> JsonDict:
    """Give the `json_schema_extra` of a class whose mappings must match all these schemas too."""
    return {"allOf": list[JsonValue](schemas)}


def snippet(label: str, description: str, body: JsonValue) -> JsonDict:
    """Give the `json_schema_extra` that lets an editor write a whole mapping.

    Args:
        label: What is chosen from a list, e.g. `price`.
        description: What it writes.
        body: The mapping; `${1:input}` is the first place to fill in.
    """
    return {"defaultSnippets": [{"label": label, "description": description, "body": body}]}
