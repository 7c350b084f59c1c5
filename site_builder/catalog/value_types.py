"""The types of fields of a body, as records name them: which JSON values have them, in Python and in JSON Schema."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class ValueType:
    """What the values of a type are: their classes, where numbers with a fraction are decimals, and their schema."""

    classes: tuple[type, ...]
    schema: Mapping[str, Any]


VALUE_TYPES: Mapping[str, ValueType] = {
    "string": ValueType((str,), {"type": "string"}),
    "integer": ValueType((int,), {"type": "integer"}),
    "number": ValueType((int, Decimal), {"type": "number"}),
    "boolean": ValueType((bool,), {"type": "boolean"}),
    "object": ValueType((dict,), {"type": "object"}),
    "any": ValueType((object,), {}),
    "file": ValueType((str,), {"type": "string", "format": "binary"}),
}
"""All but lists, by name. The text of a file is its name, as in the examples of a form.

Source: JSON Schema 2020-12 Validation, section 6.1.1; `binary`: OpenAPI Format Registry, 2026-11.
"""


def split_alternatives(type_name: str) -> tuple[str, ...]:
    """Give the types a value may have: `string` and `array<object>` of `string | array<object>`."""
    return tuple(type_name.split(" | "))


def item_type(type_name: str) -> str | None:
    """Give the type of the items of a list, `any` if it is not said; None for what is no list."""
    if not type_name.startswith("array"):
        return None
    return type_name.removeprefix("array").strip("<>") or "any"
