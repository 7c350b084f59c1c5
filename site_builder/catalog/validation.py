"""Turns what Pydantic found into diagnostics a maintainer can act on.

Here errors are gathered, so that one mistake is one finding; `shape_findings` words them.
"""

from __future__ import annotations

import typing
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from site_builder.catalog.field_lookup import class_at, field_names
from site_builder.catalog.finding import Finding, closest, place_finding
from site_builder.catalog.positions import KeyPath
from site_builder.catalog.shape_findings import (
    KEY_MARK,
    malformed_text,
    missing_field,
    out_of_range,
    unknown_field,
    unknown_key,
    unknown_value,
    wrong_type,
)
from site_builder.catalog.yaml_reader import YamlFile
from site_builder.diagnostics import Diagnostic
from site_builder.records.base import Problem, Record

_R = typing.TypeVar("_R", bound=Record)


def validate_record(record_class: type[_R], file: YamlFile) -> _R | tuple[Diagnostic, ...]:
    """Give the record a file holds, or everything that is wrong with its shape; never raises."""
    try:
        return record_class.model_validate(file.value)
    except ValidationError as error:
        return _diagnose(record_class, file, error.errors(include_url=False))


def _diagnose(record_class: type[Record], file: YamlFile, errors: list[ErrorDetails]) -> tuple[Diagnostic, ...]:
    """Give one diagnostic per problem, without repetition, sorted."""
    renames = _find_renames(record_class, file.value, errors)
    findings = dict.fromkeys(
        finding for error in errors for finding in _findings(record_class, file.value, error, renames)
    )
    return tuple(sorted(place_finding(file, finding) for finding in findings))


def _find_renames(record_class: type[Record], value: Any, errors: list[ErrorDetails]) -> dict[KeyPath, str]:  # noqa: ANN401 - any YAML value
    """Give, for each unknown key that resembles a field its mapping lacks, the name of that field."""
    renames: dict[KeyPath, str] = {}
    taken: set[KeyPath] = set()
    for error in errors:
        place = _real_place(value, error["loc"])
        owner = class_at(record_class, place[:-1]) if error["type"] == "extra_forbidden" else None
        if owner is None:
            continue
        beside = _value_at(value, place[:-1])
        free = [name for name in field_names(owner) if name not in beside and (*place[:-1], name) not in taken]
        name = _alias_of(owner, str(place[-1]), free) or closest(str(place[-1]), free)
        if name is not None:
            renames[place] = name
            taken.add((*place[:-1], name))
    return renames


def _alias_of(owner: type[Any], attribute: str, free: list[str]) -> str | None:
    """Give the YAML key of a field that is called otherwise in Python."""
    field = owner.model_fields.get(attribute)
    return field.alias if field is not None and field.alias in free else None


def _findings(
    record_class: type[Record],
    value: Any,  # noqa: ANN401 - any YAML value
    error: ErrorDetails,
    renames: Mapping[KeyPath, str],
) -> Iterator[Finding]:
    place = _real_place(value, error["loc"])
    kind = error["type"]
    if kind == "problems":
        for problem in typing.cast("tuple[Problem, ...]", error["ctx"]["problems"]):
            yield Finding(problem.code, place + problem.at, problem.message, problem.why, problem.fix)
    elif kind == "extra_forbidden":
        yield unknown_field(record_class, place, renames.get(place))
    elif kind == "missing":
        missing = (*place, error["loc"][-1])
        if (place, missing[-1]) not in {(renamed[:-1], name) for renamed, name in renames.items()}:
            yield missing_field(record_class, missing)
    elif kind == "string_pattern_mismatch":
        yield malformed_text(record_class, place, error)
    elif kind == "literal_error":
        yield unknown_key(place, error) if error["loc"][-1] == KEY_MARK else unknown_value(place, error)
    elif kind == "too_short" and error["input"]:
        return  # Pydantic counts only good entries; the bad ones are findings of their own
    else:
        yield out_of_range(record_class, place, error) or wrong_type(record_class, place, error)


def _real_place(value: Any, location: tuple[str | int, ...]) -> KeyPath:  # noqa: ANN401 - any YAML value
    """Drop the parts of a Pydantic location that name a type instead of a key."""
    place: list[str | int] = []
    for part in location:
        is_key = isinstance(value, dict) and part in value
        if is_key or (isinstance(value, list) and isinstance(part, int) and part < len(value)):
            value = value[part]
            place.append(part)
    return tuple(place)


def _value_at(value: Any, place: KeyPath) -> Any:  # noqa: ANN401 - any YAML value
    for part in place:
        value = value[part]
    return value
