"""Defaults and examples of fields that their own type, range or values do not allow."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from site_builder.catalog.catalog import Catalog, RecordId
from site_builder.catalog.finding import Finding, suggest
from site_builder.catalog.parameter_index import parameters_by_path
from site_builder.catalog.positions import KeyPath
from site_builder.lint.rule import CatalogRule, Example
from site_builder.records.base import show_value
from site_builder.records.parameter import AllowedValue, Parameter, ParameterOverride

_JSON_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, Decimal),
    "boolean": (bool,),
    "object": (dict,),
    "array": (list,),
    "any": (object,),
    "file": (str,),
}


def _check(catalog: Catalog) -> Iterator[tuple[RecordId, Finding]]:
    for key, protocol in catalog.protocols.items():
        for part, tree in (("parameters", protocol.parameters), ("response", protocol.response)):
            for place, parameter in _walk(tree, (part,)):
                yield from ((RecordId(f"protocols/{key}"), finding) for finding in _check_parameter(parameter, place))
    for key, model in catalog.models.items():
        for index, served in enumerate(model.protocols):
            known = parameters_by_path(catalog)[served.protocol]
            for path, override in served.parameters.items():
                changes = {name: getattr(override, name) for name in override.model_fields_set & {"min", "max", "enum"}}
                narrowed = known[path].model_copy(update={"default": override.default, "example": None, **changes})
                place = ("protocols", index, "parameters", path)
                for finding in (*_check_override(known[path], override, place), *_check_parameter(narrowed, place)):
                    yield RecordId(f"models/{key}"), finding


def _check_override(parameter: Parameter, override: ParameterOverride, place: KeyPath) -> Iterator[Finding]:
    """Find a range for what is no number, and values for what is no text."""
    kinds = {"min": ("integer", "number"), "max": ("integer", "number"), "enum": ("string",)}
    for key, names in kinds.items():
        if key in override.model_fields_set and not any(name in parameter.type for name in (*names, "any")):
            yield Finding(
                "parameter-value-outside",
                (*place, key),
                f"`{parameter.name}` is of type {parameter.type} and cannot have `{key}`",
                "a field of that type has no such values",
                f"remove `{key}`, or correct the type in the protocol",
            )


def _walk(tree: tuple[Parameter, ...], place: KeyPath) -> Iterator[tuple[KeyPath, Parameter]]:
    for index, parameter in enumerate(tree):
        yield (*place, index), parameter
        yield from _walk(parameter.fields, (*place, index, "fields"))


def _check_parameter(parameter: Parameter, place: KeyPath) -> Iterator[Finding]:
    for key, value in (("default", parameter.default), ("example", parameter.example)):
        problem = None if value is None else _problem(value, parameter)
        if problem:
            yield Finding(
                "parameter-value-outside",
                (*place, key),
                f"the {key} of `{parameter.name}` is {show_value(value)}, {problem}",
                "a call with it would be refused by the rules that stand beside it in the table",
                f"correct `{key}`, or what contradicts it",
            )


def _problem(value: Any, parameter: Parameter) -> str | None:  # noqa: ANN401 - any JSON value
    """Say what a field does not allow about a value; None if all is well."""
    if not any(_has_type(value, alternative) for alternative in parameter.type.split(" | ")):
        return f"not of type {parameter.type}"
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        if parameter.min is not None and value < parameter.min:
            return f"below its `min` {parameter.min}"
        if parameter.max is not None and value > parameter.max:
            return f"above its `max` {parameter.max}"
    allowed = [entry.value if isinstance(entry, AllowedValue) else entry for entry in parameter.enum]
    texts = value if isinstance(value, list) else [value]
    wrong = next((text for text in texts if allowed and isinstance(text, str) and text not in allowed), None)
    return None if wrong is None else f"not one of its values{suggest(wrong, allowed)}"


def _has_type(value: Any, alternative: str) -> bool:  # noqa: ANN401 - any JSON value
    if alternative.startswith("array<"):
        entry = alternative.removeprefix("array<").removesuffix(">")
        return isinstance(value, list) and all(_has_type(item, entry) for item in value)
    is_truth = isinstance(value, bool) and alternative not in ("boolean", "any")
    return isinstance(value, _JSON_TYPES[alternative]) and not is_truth


PARAMETER_VALUE_OUTSIDE = CatalogRule(
    name="parameter-value-outside",
    summary="Finds defaults and examples of fields that their own type, range or list of values does not allow.",
    why="Readers copy both; a call with such a value is refused.",
    bad=Example(
        "catalog/models/acme/mini.yaml",
        "protocols:\n  - protocol: acme-chat\n    parameters:\n      temperature: {default: 3}\n",
    ),
    good=Example(
        "catalog/models/acme/mini.yaml",
        "protocols:\n  - protocol: acme-chat\n    parameters:\n      temperature: {default: 0}\n",
    ),
    check=_check,
)
