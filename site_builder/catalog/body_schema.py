"""JSON Schema of a field tree: it accepts what `conformance` finds nothing wrong with, and refuses the rest.

Source: JSON Schema 2020-12, Core section 10 and Validation section 6.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from site_builder.catalog.value_types import VALUE_TYPES, item_type, split_alternatives
from site_builder.records.parameter import Parameter, allowed_values

Schema = dict[str, Any]
Annotate = Callable[[Parameter], Mapping[str, Any]]
"""Gives keywords that describe a field for readers, e.g. its `description`."""


def body_schema(parameters: tuple[Parameter, ...], annotate: Annotate, *, is_open: bool = False) -> Schema:
    """Give the schema of an object with these fields.

    One thing is seen differently: to JSON Schema `1.0` is an integer too. Numbers are decimals, as records have them.

    Args:
        parameters: The fields it may have.
        annotate: Describes each of them.
        is_open: Whether it may have further fields, as an answer may.
    """
    return {"type": "object", **_fields_schema(parameters, annotate, is_open=is_open)}


def _fields_schema(parameters: tuple[Parameter, ...], annotate: Annotate, *, is_open: bool) -> Schema:
    described = {parameter.name: parameter for parameter in parameters}
    required = [item.name for item in parameters if item.required and not (item.only_with and item.required_there)]
    company = {item.name: beside for item in parameters if (beside := _company(item, described))}
    needed = [_required_there(item, described) for item in parameters if item.only_with and item.required_there]
    schema = {
        "properties": {item.name: _field_schema(item, annotate, is_open=is_open) for item in parameters},
        "required": required,
        "dependentSchemas": company,
        "allOf": needed,
    }
    closed = {} if is_open else {"additionalProperties": False}
    return {key: value for key, value in schema.items() if value} | closed


def _company(parameter: Parameter, described: Mapping[str, Parameter]) -> Schema:
    """Give what the object must be if it has the field: fields beside it with certain values, and without others."""
    others = parameter.rejected_with
    excluded: Schema = {"properties": dict.fromkeys(others, False)} if others else {}
    needed = _with_values(parameter.only_with, described) if parameter.only_with else {}
    return {"allOf": [needed, excluded]} if needed and excluded else needed or excluded


def _required_there(parameter: Parameter, described: Mapping[str, Parameter]) -> Schema:
    return {"if": _with_values(parameter.only_with, described), "then": {"required": [parameter.name]}}


def _with_values(values: Mapping[str, Any], described: Mapping[str, Parameter]) -> Schema:
    """Give the schema of objects whose fields have these values; a field that is not there has its default."""
    schema: Schema = {"properties": {name: {"const": value} for name, value in values.items()}}
    stated = [name for name, value in values.items() if described[name].default != value]
    return schema | ({"required": stated} if stated else {})


def _field_schema(parameter: Parameter, annotate: Annotate, *, is_open: bool) -> Schema:
    options = list(_options(parameter, annotate, is_open=is_open))
    schema = options[0] if len(options) == 1 else {"anyOf": options}
    values: Schema = {} if parameter.default is None else {"default": parameter.default}
    if parameter.example is not None:
        values["examples"] = [parameter.example]
    return {**annotate(parameter), **schema, **values}


def _options(parameter: Parameter, annotate: Annotate, *, is_open: bool) -> Iterator[Schema]:
    for name in split_alternatives(parameter.type):
        items = item_type(name)
        if items is None:
            single = _single_schema(parameter, name, annotate, is_open=is_open)
            yield {**single, **(_range(parameter) if name in _WITH_RANGE else {})}
        else:
            item = _single_schema(parameter, items, annotate, is_open=is_open)
            yield {"type": "array", **({"items": item} if item else {})}
    if parameter.nullable:
        yield {"type": "null"}


_WITH_RANGE = ("integer", "number", "any")


def _single_schema(parameter: Parameter, type_name: str, annotate: Annotate, *, is_open: bool) -> Schema:
    """Give the schema of one value that is no list, its range apart."""
    schema = dict(VALUE_TYPES[type_name].schema)
    allowed = allowed_values(parameter)
    if allowed and type_name == "string":
        schema["enum"] = list(allowed)
    elif allowed and type_name == "any":
        schema["anyOf"] = [{"not": {"type": "string"}}, {"enum": list(allowed)}]
    if parameter.format and type_name == "string":
        schema["format"] = parameter.format
    if parameter.fields and type_name in ("object", "any"):
        schema |= _fields_schema(parameter.fields, annotate, is_open=is_open)
    return schema


def _range(parameter: Parameter) -> Schema:
    bounds = {"minimum": parameter.min, "maximum": parameter.max}
    return {key: bound for key, bound in bounds.items() if bound is not None}
