"""The schema of values of which only examples are known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

_TYPES: tuple[tuple[type, str], ...] = (
    (bool, "boolean"),
    (int, "integer"),
    (str, "string"),
    (dict, "object"),
    (list, "array"),
)
"""`bool` stands first, because it is a kind of `int`."""


def infer_schema(examples: Sequence[Any]) -> dict[str, Any]:
    """Give what all examples have in common: their types, and of objects the fields; those of each are required.

    Args:
        examples: JSON values, at least one.
    """
    names = list(dict.fromkeys(map(_type_name, examples)))
    schema: dict[str, Any] = {"type": names[0] if len(names) == 1 else names}
    objects = [value for value in examples if isinstance(value, Mapping)]
    if objects:
        fields = dict.fromkeys(name for value in objects for name in value)
        schema["properties"] = {name: infer_schema([item[name] for item in objects if name in item]) for name in fields}
        schema["required"] = [name for name in fields if all(name in value for value in objects)]
    return schema


def _type_name(value: object) -> str:
    found = (name for kind, name in _TYPES if isinstance(value, kind))
    return next(found, "null" if value is None else "number")
