"""Finds the field of a record class that describes a place in a file."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, StringConstraints
from pydantic.fields import FieldInfo

from site_builder.catalog.positions import KeyPath
from site_builder.records.base import Form, Record


def field_names(owner: type[BaseModel]) -> list[str]:
    """Give the keys a mapping of this class may have, as they are written in YAML."""
    return [field.alias or name for name, field in owner.model_fields.items()]


def form_of(field: FieldInfo | None, pattern: str) -> Form | None:
    """Give what the pattern of a field's text takes, in words."""
    if field is None:
        return None
    found = dict(_forms(typing.Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation))
    return found.get(pattern)


def _forms(annotation: Any) -> Iterator[tuple[str, Form]]:  # noqa: ANN401 - a typing construct
    arguments = typing.get_args(annotation)
    if typing.get_origin(annotation) is typing.Annotated:
        patterns = [mark.pattern for mark in arguments if isinstance(mark, StringConstraints)]
        forms = [mark for mark in arguments if isinstance(mark, Form)]
        yield from zip(map(str, patterns), forms, strict=False)
    for argument in arguments:
        yield from _forms(argument)


def field_at(record_class: type[Record], place: KeyPath) -> FieldInfo | None:
    """Give the field that describes a place: the last named one on the way."""
    names = [part for part in place if isinstance(part, str)]
    while place and not isinstance(place[-1], str):
        place = place[:-1]
    owner = class_at(record_class, place[:-1]) if place else None
    if owner is None or not names:
        return None
    for name, field in owner.model_fields.items():
        if names[-1] in (name, field.alias):
            return field
    return None


def class_at(record_class: type[BaseModel], place: KeyPath) -> type[BaseModel] | None:
    """Give the record class of the mapping at a place, following keys and list entries."""
    current: Any = record_class
    for part in place:
        owner = _part_class(current)
        if owner is not None and isinstance(part, str):
            field = next((field for name, field in owner.model_fields.items() if part in (name, field.alias)), None)
            current = field.annotation if field else None
        else:
            current = _item_type(current)
        if current is None:
            return None
    return _part_class(current)


def _part_class(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401 - a typing construct
    for candidate in _alternatives(annotation):
        if isinstance(candidate, type) and issubclass(candidate, BaseModel):
            return candidate
    return None


def _item_type(annotation: Any) -> Any:  # noqa: ANN401 - a typing construct
    for candidate in _alternatives(annotation):
        origin, arguments = typing.get_origin(candidate), typing.get_args(candidate)
        if origin in (tuple, list):
            return arguments[0]
        if origin is dict:
            return arguments[1]
    return None


def _alternatives(annotation: Any) -> tuple[Any, ...]:  # noqa: ANN401 - a typing construct
    if typing.get_origin(annotation) is typing.Annotated:
        return _alternatives(typing.get_args(annotation)[0])
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        return tuple(kind for argument in typing.get_args(annotation) for kind in _alternatives(argument))
    return (annotation,)
