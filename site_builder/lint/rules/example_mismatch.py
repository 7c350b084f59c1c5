"""Examples of a protocol that its own field tree does not describe, or describes otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from site_builder.catalog.catalog import Catalog, RecordId
from site_builder.catalog.conformance import (
    ExcludedField,
    Mismatch,
    MissingField,
    OutOfRange,
    UnknownField,
    UnlistedValue,
    UnmetCondition,
    WrongType,
    find_mismatches,
)
from site_builder.catalog.finding import Finding, suggest
from site_builder.catalog.flow_style import write_flow
from site_builder.catalog.positions import KeyPath
from site_builder.lint.rule import CatalogRule, Example
from site_builder.records.base import show_value
from site_builder.records.parameter import Parameter, allowed_values
from site_builder.records.protocol import Protocol


def _check(catalog: Catalog) -> Iterator[tuple[RecordId, Finding]]:
    for key, protocol in catalog.protocols.items():
        yield from ((RecordId(f"protocols/{key}"), finding) for finding in _check_protocol(protocol))
    yield from _check_models(catalog)


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
            is_left_out = call.response is None
            yield from _check_object(
                call.response or {}, protocol.response, (*place, "response"), is_partial=is_left_out
            )


def _check_models(catalog: Catalog) -> Iterator[tuple[RecordId, Finding]]:
    for key, model in catalog.models.items():
        for index, served in enumerate(model.protocols):
            parameters = catalog.protocols[served.protocol].parameters
            place = ("protocols", index, "request")
            for finding in _check_object(served.request, parameters, place, is_partial=True):
                yield RecordId(f"models/{key}"), finding


def _check_object(
    value: Mapping[str, Any], parameters: tuple[Parameter, ...], place: KeyPath, *, is_partial: bool = False
) -> Iterator[Finding]:
    return map(_word, find_mismatches(value, parameters, place, is_partial=is_partial))


def _word(mismatch: Mismatch) -> Finding:
    """Say to the author what contradicts what."""
    match mismatch:
        case UnknownField(place, name, known):
            return _unknown_field(name, place, known)
        case MissingField(place, parameter):
            return _missing_field(parameter, place)
        case ExcludedField() | UnmetCondition():
            return _excluded_field(mismatch)
        case WrongType(place, parameter, value):
            return _wrong_type(value, parameter, place)
        case OutOfRange():
            return _out_of_range(mismatch)
        case _:
            return _wrong_value(mismatch)


def _unknown_field(name: str, place: KeyPath, known: tuple[str, ...]) -> Finding:
    return Finding(
        "example-mismatch-unknown",
        place,
        f"the example has a field {show_value(name)} that is not described{suggest(name, known)}",
        "a reader finds no explanation of it, or the field belongs to another protocol",
        "describe the field in the tree, or remove it from the example",
        at_key=True,
    )


def _excluded_field(found: ExcludedField | UnmetCondition) -> Finding:
    name = found.parameter.name
    if isinstance(found, ExcludedField):
        condition, why = f"together with `{found.other}`", f"the tree says that `{found.other}` excludes it"
    else:
        condition = f"without `{found.other}: {write_flow(found.needed)}`"
        why = "the tree allows it only with that value"
    return Finding(
        "example-mismatch-condition",
        found.place,
        f"the example has `{name}` {condition}",
        f"{why}, so a copied example would be rejected",
        f"change the example, or what the tree says of `{name}`",
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


def _out_of_range(found: OutOfRange) -> Finding:
    word = "below its `min`" if found.is_below else "above its `max`"
    return Finding(
        "example-mismatch-range",
        found.place,
        f"the example's `{found.parameter.name}` is {show_value(found.value)}, {word} {found.bound}",
        "a copied example would be rejected",
        "correct the one that is wrong",
    )


def _wrong_value(found: UnlistedValue) -> Finding:
    allowed = allowed_values(found.parameter)
    shown = show_value(found.value)
    return Finding(
        "example-mismatch-value",
        found.place,
        f"the example's `{found.parameter.name}` is {shown}, not one of its values{suggest(found.value, allowed)}",
        "example and table contradict each other",
        f"use one of {', '.join(allowed)}, or add the value to `enum`",
    )


EXAMPLE_MISMATCH = CatalogRule(
    name="example-mismatch",
    summary="Compares the examples of every protocol, and what models add to them, with the field trees, both ways.",
    why="Readers copy the example and read the table; where the two contradict each other, one of them fails.",
    bad=Example(
        "catalog/models/acme/mini.yaml",
        "protocols:\n  - protocol: acme-chat\n    request: {temperature: 3}\n",
    ),
    good=Example(
        "catalog/models/acme/mini.yaml",
        "protocols:\n  - protocol: acme-chat\n    request: {temperature: 1}\n",
    ),
    check=_check,
)
