"""Finds the translatable texts of records: every field marked as `Prose`."""

from __future__ import annotations

import functools
import types
import typing
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from site_builder.catalog.catalog import Catalog
from site_builder.catalog.positions import KeyPath, locate
from site_builder.i18n.localizer import split_blocks
from site_builder.records.base import Prose


@dataclass(frozen=True, slots=True)
class ProseUse:
    """A message and where it is used.

    Attributes:
        source: The text to translate, e.g. one paragraph.
        record_id: Record it stands in, e.g. `models/google/gemini-3.1-pro`.
        place: Field it is the value of.
    """

    source: str
    record_id: str
    place: KeyPath


def find_prose(catalog: Catalog) -> Iterator[ProseUse]:
    """Give every use of every message of a catalog, by record and field order."""
    groups: tuple[tuple[str, typing.Mapping[str, BaseModel]], ...] = (
        ("", {"site": catalog.site}),
        ("providers/", catalog.providers),
        ("protocols/", catalog.protocols),
        ("benchmarks/", catalog.benchmarks),
        ("models/", catalog.models),
    )
    for prefix, records in groups:
        for key, record in records.items():
            for source, place in _walk(record, ()):
                for block in split_blocks(source):
                    yield ProseUse(block, f"{prefix}{key}", place)


def prose_line(catalog: Catalog, use: ProseUse) -> tuple[str, int]:
    """Give the path and line of a use."""
    file = next(file for record_id, file in catalog.files.items() if record_id == use.record_id)
    span = locate(file.path, file.text, use.place)
    return span.path, span.line


def _walk(part: BaseModel, place: KeyPath) -> Iterator[tuple[str, KeyPath]]:
    for name, key, is_prose in _plan(type(part)):
        value = getattr(part, name)
        if value is not None:
            yield from _walk_value(value, (*place, key), is_prose=is_prose)


def _walk_value(value: Any, place: KeyPath, *, is_prose: bool) -> Iterator[tuple[str, KeyPath]]:  # noqa: ANN401 - any field value
    if isinstance(value, BaseModel):
        yield from _walk(value, place)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _walk_value(item, (*place, index), is_prose=is_prose)
    elif isinstance(value, dict):
        for key, item in value.items():
            if is_prose or isinstance(item, BaseModel):
                yield from _walk_value(item, (*place, key), is_prose=is_prose)
    elif is_prose and isinstance(value, str):
        yield value, place


def prose_fields(record_class: type[BaseModel]) -> frozenset[str]:
    """Give the names of the fields of a class whose texts are translated."""
    return frozenset(name for name, _, is_prose in _plan(record_class) if is_prose)


@functools.cache
def _plan(record_class: type[BaseModel]) -> tuple[tuple[str, str, bool], ...]:
    """Give the fields of a class that may hold prose: name, YAML key, whether its texts are prose."""
    plan = []
    for name, field in record_class.model_fields.items():
        is_prose = any(isinstance(mark, Prose) for mark in field.metadata) or _mentions_prose(field.annotation)
        plan.append((name, field.alias or name, is_prose))
    return tuple(plan)


def _mentions_prose(annotation: Any) -> bool:  # noqa: ANN401 - a typing construct
    if typing.get_origin(annotation) is typing.Annotated:
        return any(isinstance(mark, Prose) for mark in typing.get_args(annotation)[1:])
    if typing.get_origin(annotation) in (typing.Union, types.UnionType, tuple, dict):
        return any(_mentions_prose(argument) for argument in typing.get_args(annotation))
    return False
