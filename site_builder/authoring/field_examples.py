"""Complete example values of fields, to be taken over as they are.

The examples beside the fields leave out with `…` what another field shows; here that is filled in.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from site_builder.catalog.field_lookup import class_at

_LEFT_OUT = "…"


def fields_by_key(owner: type[BaseModel]) -> dict[str, str]:
    """Give the names of the fields of a class by the keys they have in YAML."""
    return {field.alias or name: name for name, field in owner.model_fields.items()}


def example_of(owner: type[BaseModel], key: str) -> Any:  # noqa: ANN401 - any YAML value
    """Give a value that a field takes, without `…`."""
    field = owner.model_fields[fields_by_key(owner)[key]]
    return _complete(owner, (key,), field.examples[0] if field.examples else _LEFT_OUT)


def _complete(owner: type[BaseModel], place: tuple[str | int, ...], value: Any) -> Any:  # noqa: ANN401 - any YAML value
    if isinstance(value, list):
        return [_complete(owner, (*place, 0), item) for item in value]
    part = class_at(owner, place)
    if part is None or not isinstance(value, Mapping):
        return value
    return {
        key: example_of(part, key) if _is_left_out(item) else _complete(part, (key,), item)
        for key, item in value.items()
    }


def _is_left_out(value: object) -> bool:
    return isinstance(value, str) and _LEFT_OUT in value
