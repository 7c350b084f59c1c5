"""Examples of a protocol that its own field tree does not describe, or describes otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, TypeVar

from site_builder.catalog.catalog import Catalog, RecordId
from site_builder.catalog.finding import Finding, place_finding, suggest
from site_builder.catalog.flow_style import write_flow
from site_builder.catalog.positions import KeyPath
from site_builder.diagnostics import Diagnostic
from site_builder.lint.rule import LintContext, Rule
from site_builder.records.base import show_value
from site_builder.records.parameter import AllowedValue, Parameter
from site_builder.records.protocol import Protocol

_T = TypeVar("_T")
_JSON_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, Decimal),
    "boolean": (bool,),
    "object": (dict,),
    "any": (object,),
    "file": (str,),
}


def _check(context: LintContext) -> Iterator[Diagnostic]:
    for key, protocol in context.catalog.protocols.items():
        file = context.catalog.files[RecordId(f"protocols/{key}")]
        for finding in _check_protocol(protocol):
            yield place_finding(file, finding)
    yield from _check_models(context.catalog)


def _check_protocol(protocol: Protocol) -> Iterator[Finding]:
    yield from _check_object(protocol.examples.request, protocol.parameters, ("examples", "request"))
    if protocol.examples.response is not None:
        yield from _check_object(protocol.examples.response, protocol.response, ("examples", "response"))
    yield from _check_variants(protocol)
    for index, operation in enumerate(protocol.operations):
        place = ("operations", index, "body")
        yield from _check_object(operation.body, protocol.parameters, place, is_partial=True)


def _check_variants(protocol: Protocol) -> Iterator[Finding]:
    for index, variant in enumerate(protocol.examples.variants):
        for number, call in enumerate(variant.calls):
            place = ("examples", "variants", index, "calls", number)
            yield from _check_object(call.request, protocol.parameters, (*place, "request"), is_partial=True)
            if call.response is not None:
                yield from _check_object(call.response, protocol.response, (*place, "response"))


def _check_models(catalog: Catalog) -> Iterator[Diagnostic]:
    for key, model in catalog.models.items():
        file = catalog.files[RecordId(f"models/{key}")]
        for index, served in enumerate(model.protocols):
            parameters = catalog.protocols[served.protocol].parameters
            place = ("protocols", index, "request")
            for finding in _check_object(served.request, parameters, place, is_partial=True):
                yield place_finding(file, finding)


def _check_object(
    value: Mapping[str, Any], parameters: tuple[Parameter, ...], place: KeyPath, *, is_partial: bool = False
) -> Iterator[Finding]:
    """Compare an object with the fields that describe it, both ways; a partial one need not be complete."""
    described = {parameter.name: parameter for parameter in parameters}
    for name, item in value.items():
        if name in described:
            yield from _check_value(item, described[name], (*place, name))
            yield from _check_beside(described[name], value, described, place, is_partial=is_partial)
        else:
            yield _unknown_field(name, (*place, name), list(described))
    if not is_partial:
        for parameter in parameters:
            if parameter.name not in value and _is_required(parameter, value, described):
                yield _missing_field(parameter, place)


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
) -> Iterator[Finding]:
    """Compare a field of an object with those it goes with and those that exclude it."""
    for name in parameter.rejected_with:
        is_told_there = parameter.name in described[name].rejected_with and name < parameter.name
        if name in value and not is_told_there:
            why = f"the tree says that `{name}` excludes it"
            yield _excluded_field(parameter, f"together with `{name}`", why, (*place, parameter.name))
    for name, needed in parameter.only_with.items():
        if (name in value or not is_partial) and _given(name, value, described) != needed:
            condition = f"without `{name}: {write_flow(needed)}`"
            why = "the tree allows it only with that value"
            yield _excluded_field(parameter, condition, why, (*place, parameter.name))


def _check_value(value: Any, parameter: Parameter, place: KeyPath) -> Iterator[Finding]:  # noqa: ANN401 - any JSON value
    if value is None and parameter.nullable:
        return
    if not any(_has_type(value, alternative) for alternative in parameter.type.split(" | ")):
        yield _wrong_type(value, parameter, place)
        return
    yield from _check_range(value, parameter, place)
    allowed = [item.value if isinstance(item, AllowedValue) else item for item in parameter.enum]
    if allowed:
        for text, where in _entries(value, place, str):
            if text not in allowed:
                yield _wrong_value(text, parameter, where, allowed)
    if parameter.fields:
        for item, where in _entries(value, place, dict):
            yield from _check_object(item, parameter.fields, where)


def _entries(value: Any, place: KeyPath, kind: type[_T]) -> Iterator[tuple[_T, KeyPath]]:  # noqa: ANN401 - any JSON value
    """Give a value of a kind, or the values of that kind in a list, with their places."""
    if isinstance(value, kind):
        yield value, place
    elif isinstance(value, list):
        yield from ((item, (*place, index)) for index, item in enumerate(value) if isinstance(item, kind))


def _check_range(value: Any, parameter: Parameter, place: KeyPath) -> Iterator[Finding]:  # noqa: ANN401 - any JSON value
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return
    for bound, word, is_beyond in (
        (parameter.min, "below its `min`", parameter.min is not None and value < parameter.min),
        (parameter.max, "above its `max`", parameter.max is not None and value > parameter.max),
    ):
        if is_beyond:
            yield Finding(
                "example-mismatch-range",
                place,
                f"the example's `{parameter.name}` is {show_value(value)}, {word} {bound}",
                "a copied example would be rejected",
                "correct the one that is wrong",
            )


def _has_type(value: Any, type_name: str) -> bool:  # noqa: ANN401 - any JSON value
    if type_name.startswith("array"):
        item_type = type_name.removeprefix("array").strip("<>") or "any"
        return isinstance(value, list) and all(_has_type(item, item_type) for item in value)
    if isinstance(value, bool):
        return type_name in ("boolean", "any")
    return isinstance(value, _JSON_TYPES[type_name])


def _unknown_field(name: str, place: KeyPath, known: list[str]) -> Finding:
    return Finding(
        "example-mismatch-unknown",
        place,
        f"the example has a field {show_value(name)} that is not described{suggest(name, known)}",
        "a reader finds no explanation of it, or the field belongs to another protocol",
        "describe the field in the tree, or remove it from the example",
        at_key=True,
    )


def _excluded_field(parameter: Parameter, condition: str, why: str, place: KeyPath) -> Finding:
    return Finding(
        "example-mismatch-condition",
        place,
        f"the example has `{parameter.name}` {condition}",
        f"{why}, so a copied example would be rejected",
        f"change the example, or what the tree says of `{parameter.name}`",
        at_key=True,
    )


def _missing_field(parameter: Parameter, place: KeyPath) -> Finding:
    name, key = parameter.name, "required_there" if parameter.required_there else "required"
    return Finding(
        "example-mismatch-missing",
        place,
        f"the example lacks the required field `{name}`",
        "a copied example would be rejected",
        f"add `{name}` to the example, or remove `{key}: true` if calls work without it",
        at_key=True,
    )


def _wrong_type(value: Any, parameter: Parameter, place: KeyPath) -> Finding:  # noqa: ANN401 - any JSON value
    shown = "`null`" if value is None else show_value(value)
    return Finding(
        "example-mismatch-type",
        place,
        f"the example's `{parameter.name}` is {shown}, not of type {parameter.type}",
        "example and table contradict each other",
        "correct the one that is wrong" + (", or say `nullable: true`" if value is None else ""),
    )


def _wrong_value(value: str, parameter: Parameter, place: KeyPath, allowed: list[str]) -> Finding:
    return Finding(
        "example-mismatch-value",
        place,
        f"the example's `{parameter.name}` is {show_value(value)}, not one of its values{suggest(value, allowed)}",
        "example and table contradict each other",
        f"use one of {', '.join(allowed)}, or add the value to `enum`",
    )


EXAMPLE_MISMATCH = Rule(
    "example-mismatch",
    "Compares the examples of every protocol, and what models add to them, with the field trees.",
    _check,
)
