"""Says in an author's words what a field takes."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from annotated_types import Ge, Le
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from site_builder.records.base import Form, Prose

_WORDS: dict[Any, str] = {
    bool: "`true` or `false`",
    str: "text",
    Decimal: "decimal in quotes",
    date: "day",
    Any: "any value",
}


def describe_type(field: FieldInfo) -> str:
    """Give what a field takes, as Markdown: `decimal in quotes`, a list of values, a link to the heading of a part."""
    return _describe(typing.Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation)


def part_title(part: type[BaseModel]) -> str:
    """Give the name of a record class as words: `Price line`."""
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in part.__name__).strip()
    return words[0].upper() + words[1:]


def _describe(annotation: Any) -> str:  # noqa: ANN401 - a typing construct
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return _describe_marks(list(_marks(arguments[1:]))) or _describe_number(arguments) or _describe(arguments[0])
    if origin is typing.Literal:
        return _join([f"`{value}`" for value in arguments])
    if origin in (typing.Union, types.UnionType):
        return _join([_describe(argument) for argument in arguments if argument is not types.NoneType])
    if origin in (tuple, dict):
        return _describe_collection(annotation)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        title = part_title(annotation)
        return f"[{title}](#{title.lower().replace(' ', '-')})"
    return _WORDS[annotation]


def _describe_collection(annotation: Any) -> str:  # noqa: ANN401 - a typing construct
    first, second = typing.get_args(annotation)  # of a tuple, the second is `...`
    is_mapping = typing.get_origin(annotation) is dict
    return f"mapping of {_describe(first)} to {_describe(second)}" if is_mapping else f"list, each {_describe(first)}"


def _marks(metadata: tuple[Any, ...]) -> Iterator[Any]:
    for mark in metadata:
        if isinstance(mark, FieldInfo):
            yield from mark.metadata
        else:
            yield mark


def _describe_marks(marks: list[Any]) -> str:
    for mark in marks:
        if isinstance(mark, Prose):
            return f"{mark.form} prose"
        if isinstance(mark, Form):
            return mark.words
    return ""


def _describe_number(arguments: tuple[Any, ...]) -> str:
    """Say the range of a whole number; nothing of other types."""
    if arguments[0] is not int:
        return ""
    marks = list(_marks(arguments[1:]))
    least = "".join(f" from {mark.ge}" for mark in marks if isinstance(mark, Ge))
    most = "".join(f" to {mark.le}" for mark in marks if isinstance(mark, Le))
    return f"whole number{least}{most}"


def _join(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}" if len(words) > 1 else words[0]
