"""Compares a JSON value with the field tree that describes it.

The lint rule `example-mismatch` words what is found for authors, the local gateway for callers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVar

from site_builder.catalog.positions import KeyPath
from site_builder.catalog.value_types import VALUE_TYPES, item_type, split_alternatives
from site_builder.records.parameter import Parameter, allowed_values

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class UnknownField:
    """A field that the tree does not describe; `known` are those it describes beside it."""

    place: KeyPath
    name: str
    known: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MissingField:
    """A required field that is not there; `place` is the object that lacks it."""

    place: KeyPath
    parameter: Parameter


@dataclass(frozen=True, slots=True)
class ExcludedField:
    """A field that must not stand together with the field `other`."""

    place: KeyPath
    parameter: Parameter
    other: str


@dataclass(frozen=True, slots=True)
class UnmetCondition:
    """A field that is allowed only if the field `other` has the value `needed`."""

    place: KeyPath
    parameter: Parameter
    other: str
    needed: Any


@dataclass(frozen=True, slots=True)
class WrongType:
    """A value of another type than its field; None is JSON's `null`."""

    place: KeyPath
    parameter: Parameter
    value: Any


@dataclass(frozen=True, slots=True)
class OutOfRange:
    """A number below the `min` or above the `max` of its field."""

    place: KeyPath
    parameter: Parameter
    value: int | Decimal
    bound: Decimal

    @property
    def is_below(self) -> bool:
        """Whether the number is too small, rather than too large."""
        return self.value < self.bound


@dataclass(frozen=True, slots=True)
class UnlistedValue:
    """A text that is none of the values its field allows."""

    place: KeyPath
    parameter: Parameter
    value: str


Mismatch = UnknownField | MissingField | ExcludedField | UnmetCondition | WrongType | OutOfRange | UnlistedValue
"""One contradiction between a value and a tree; `place` is where in the value."""


def find_mismatches(
    value: Mapping[str, Any], parameters: tuple[Parameter, ...], place: KeyPath = (), *, is_partial: bool = False
) -> Iterator[Mismatch]:
    """Compare an object with the fields that describe it, both ways.

    Args:
        value: A JSON object; numbers with a fraction are decimals.
        parameters: The fields it may have.
        place: Where the object stands; what the places found start with.
        is_partial: Whether fields may be missing, because others are added to the object later.
    """
    described = {parameter.name: parameter for parameter in parameters}
    for name, item in value.items():
        if name in described:
            yield from _check_value(item, described[name], (*place, name))
            yield from _check_beside(described[name], value, described, place, is_partial=is_partial)
        else:
            yield UnknownField((*place, name), name, tuple(described))
    if not is_partial:
        for parameter in parameters:
            if parameter.name not in value and _is_required(parameter, value, described):
                yield MissingField(place, parameter)


def _is_required(parameter: Parameter, value: Mapping[str, Any], described: Mapping[str, Parameter]) -> bool:
    """Whether an object must have a field: always, or because of what stands beside it."""
    needs = parameter.only_with.items() if parameter.required_there else ()
    is_required_there = bool(needs) and all(_given(name, value, described) == needed for name, needed in needs)
    return is_required_there or (parameter.required and not needs)


def _given(name: str, value: Mapping[str, Any], described: Mapping[str, Parameter]) -> Any:  # noqa: ANN401 - any JSON value
    """Give the value of a field: what the object says, or else the default."""
    return value.get(name, described[name].default)


def _check_beside(
    parameter: Parameter,
    value: Mapping[str, Any],
    described: Mapping[str, Parameter],
    place: KeyPath,
    *,
    is_partial: bool,
) -> Iterator[Mismatch]:
    """Compare a field of an object with those it goes with and those that exclude it."""
    for name in parameter.rejected_with:
        is_told_there = parameter.name in described[name].rejected_with and name < parameter.name
        if name in value and not is_told_there:
            yield ExcludedField((*place, parameter.name), parameter, name)
    for name, needed in parameter.only_with.items():
        if (name in value or not is_partial) and _given(name, value, described) != needed:
            yield UnmetCondition((*place, parameter.name), parameter, name, needed)


def _check_value(value: Any, parameter: Parameter, place: KeyPath) -> Iterator[Mismatch]:  # noqa: ANN401 - any JSON value
    if value is None and parameter.nullable:
        return
    if not any(_has_type(value, alternative) for alternative in split_alternatives(parameter.type)):
        yield WrongType(place, parameter, value)
        return
    yield from _check_range(value, parameter, place)
    allowed = allowed_values(parameter)
    if allowed:
        for text, where in _entries(value, place, str):
            if text not in allowed:
                yield UnlistedValue(where, parameter, text)
    if parameter.fields:
        for item, where in _entries(value, place, dict):
            yield from find_mismatches(item, parameter.fields, where)


def _check_range(value: Any, parameter: Parameter, place: KeyPath) -> Iterator[Mismatch]:  # noqa: ANN401 - any JSON value
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return
    if parameter.min is not None and value < parameter.min:
        yield OutOfRange(place, parameter, value, parameter.min)
    if parameter.max is not None and value > parameter.max:
        yield OutOfRange(place, parameter, value, parameter.max)


def _entries(value: Any, place: KeyPath, kind: type[_T]) -> Iterator[tuple[_T, KeyPath]]:  # noqa: ANN401 - any JSON value
    """Give a value of a kind, or the values of that kind in a list, with their places."""
    if isinstance(value, kind):
        yield value, place
    elif isinstance(value, list):
        yield from ((item, (*place, index)) for index, item in enumerate(value) if isinstance(item, kind))


def _has_type(value: Any, type_name: str) -> bool:  # noqa: ANN401 - any JSON value
    items = item_type(type_name)
    if items is not None:
        return isinstance(value, list) and all(_has_type(item, items) for item in value)
    if isinstance(value, bool):
        return type_name in ("boolean", "any")
    return isinstance(value, VALUE_TYPES[type_name].classes)
