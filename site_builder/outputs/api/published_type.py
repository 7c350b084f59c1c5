"""What each type of record field is in the published JSON: how its values are written, and their JSON Schema.

Both are made from the record classes, so that a new field of a record is published, and described, by itself.
"""

from __future__ import annotations

import datetime as dt
import functools
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from site_builder.i18n.numbers import exact
from site_builder.records.base import Prose

Schema = dict[str, Any]
Translate = Callable[[str], Mapping[str, str]]
"""Gives a text of a record in each language that has it, by BCP 47 tag."""

UNPUBLISHED = frozenset({"introductions", "foreign_ids", "name_misleads"})
"""Fields that say something to pages or to rules, and nothing about a model."""

DECIMAL: Schema = {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"}
DAY: Schema = {"type": "string", "format": "date"}
TEXTS: Schema = {"$ref": "#/$defs/Texts"}


@dataclass(frozen=True, slots=True)
class PublishedType:
    """A type as it is published.

    Attributes:
        write: Gives the JSON value of a value of a record.
        schema: What such JSON values are.
        parts: The record classes that the schema refers to.
    """

    write: Callable[[Any, Translate], Any]
    schema: Schema
    parts: tuple[type[BaseModel], ...] = ()


def write_part(part: BaseModel, translate: Translate, only: frozenset[str] | None = None) -> dict[str, Any]:
    """Give a record, or a part of one, as a JSON object: what it does not say is left out.

    Args:
        part: The record.
        translate: Gives its texts in all languages.
        only: Names of the fields to give; all if it is None.
    """
    values, written = part.__dict__, {}
    given = part.__pydantic_fields_set__
    for name, write, is_always_there in _writers(type(part)):
        if not (is_always_there or name in given) or (only is not None and name not in only):
            continue  # as most fields of most parts
        value = values[name]
        if value or isinstance(value, int | Decimal):
            json_value = write(value, translate)
            if json_value != {}:
                written[name] = json_value
    return written


def part_schema(part: type[BaseModel], only: frozenset[str] | None = None) -> Schema:
    """Give the schema of what `write_part` gives; it refers to each class by its name."""
    properties = {
        name: {"description": part.model_fields[name].description, **published.schema}
        for name, published in published_fields(part).items()
        if only is None or name in only
    }
    required = [name for name in properties if _is_always_there(part, name)]
    return {"type": "object", "description": part.__doc__, "properties": properties, "required": required}


def find_parts(*parts: type[BaseModel]) -> tuple[type[BaseModel], ...]:
    """Give these classes and all that their schemas refer to, each once."""
    found: list[type[BaseModel]] = []
    waiting = list(parts)
    while waiting:
        part = waiting.pop(0)
        if part not in found:
            found.append(part)
            waiting += [below for published in published_fields(part).values() for below in published.parts]
    return tuple(found)


def _is_always_there(part: type[BaseModel], name: str) -> bool:
    field = part.model_fields[name]
    return field.is_required() or (isinstance(field.default, str | int) and field.default != "")


@functools.cache
def _writers(part: type[BaseModel]) -> tuple[tuple[str, Callable[[Any, Translate], Any], bool], ...]:
    fields = published_fields(part).items()
    return tuple((name, published.write, _is_always_there(part, name)) for name, published in fields)


@functools.cache
def published_fields(part: type[BaseModel]) -> Mapping[str, PublishedType]:
    """Give the fields of a record class that are published, by name."""
    fields = part.model_fields.items()
    return {name: find_type(field.annotation, *field.metadata) for name, field in fields if name not in UNPUBLISHED}


def find_type(annotation: Any, *marks: object) -> PublishedType:  # noqa: ANN401 - a typing construct
    """Give how values of a type are published.

    Args:
        annotation: The type of a field.
        marks: What stands beside it in `Annotated`.
    """
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return find_type(arguments[0], *arguments[1:], *marks)
    if origin in (typing.Union, types.UnionType):
        return find_type(next(item for item in arguments if item is not types.NoneType), *marks)
    if origin is not None:
        return _find_generic(origin, arguments)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return PublishedType(write_part, {"$ref": f"#/$defs/{annotation.__name__}"}, (annotation,))
    is_prose = any(isinstance(mark, Prose) for mark in marks)
    return PublishedType(_translated, TEXTS) if is_prose else _PLAIN.get(annotation, _ANY)


def _find_generic(origin: Any, arguments: tuple[Any, ...]) -> PublishedType:  # noqa: ANN401 - a typing construct
    if origin is tuple:
        return _list_of(find_type(arguments[0]))
    if origin is dict:
        return _mapping_of(find_type(arguments[1]))
    return PublishedType(_as_it_is, {"enum": list(arguments)})


def _list_of(item: PublishedType) -> PublishedType:
    schema = {"type": "array", "items": item.schema}
    if item.write is _as_it_is:
        return PublishedType(_as_list, schema, item.parts)
    return PublishedType(
        lambda values, translate: [item.write(value, translate) for value in values], schema, item.parts
    )


def _mapping_of(item: PublishedType) -> PublishedType:
    schema = {"type": "object", "additionalProperties": item.schema}

    def write(values: Mapping[str, Any], translate: Translate) -> dict[str, Any]:
        return {key: item.write(value, translate) for key, value in values.items()}

    return PublishedType(write, schema, item.parts)


def _as_it_is(value: Any, _: Translate) -> Any:  # noqa: ANN401 - any value
    return value


def _as_list(values: tuple[Any, ...], _: Translate) -> list[Any]:
    return list(values)


def _translated(text: str, translate: Translate) -> Mapping[str, str]:
    return translate(text)


def _exactly(value: Decimal, _: Translate) -> str:
    return exact(value)


def _iso(value: dt.date, _: Translate) -> str:
    return value.isoformat()


_ANY = PublishedType(_as_it_is, {})
_PLAIN: Mapping[Any, PublishedType] = {
    str: PublishedType(_as_it_is, {"type": "string"}),
    int: PublishedType(_as_it_is, {"type": "integer"}),
    bool: PublishedType(_as_it_is, {"type": "boolean"}),
    Decimal: PublishedType(_exactly, DECIMAL),
    dt.date: PublishedType(_iso, DAY),
}
