"""Compares the body of a request with what the protocol describes and the model supports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

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
from site_builder.catalog.finding import suggest
from site_builder.catalog.positions import KeyPath
from site_builder.gateway.refusal import MALFORMED, UNSUPPORTED_FIELD, UNSUPPORTED_VALUE, RefusedError
from site_builder.records.base import show_value
from site_builder.records.model import Model
from site_builder.records.model_protocol import ModelProtocol
from site_builder.records.parameter import Parameter, ParameterOverride, allowed_values
from site_builder.records.protocol import Protocol
from site_builder.snippets.literals import write_json


@dataclass(frozen=True, slots=True)
class ServedModel:
    """A model as it is served through a protocol, called by one of its ids."""

    model: Model
    served: ModelProtocol
    called_id: str


def check_body(protocol: Protocol, asked: ServedModel, body: Mapping[str, Any]) -> None:
    """Do nothing if a body is as described.

    Raises:
        RefusedError: A field is unknown, missing, of a wrong type, outside its range, in wrong company, or not
            supported by the model. The first one found is told, fields the model does not support before others.
    """
    _check_support(body, protocol.parameters, asked)
    tree = _apply_overrides(protocol.parameters, asked.served.parameters)
    mismatch = next(find_mismatches(body, tree), None)
    if mismatch is not None:
        raise _refuse_mismatch(mismatch, asked)


def _check_support(
    value: Mapping[str, Any], parameters: tuple[Parameter, ...], asked: ServedModel, place: KeyPath = ()
) -> None:
    for parameter in parameters:
        if parameter.name not in value:
            continue
        item, here = value[parameter.name], (*place, parameter.name)
        override = asked.served.parameters.get(_tree_path(here))
        is_supported = override.supported if override else True
        if not is_supported or (parameter.families and asked.model.family not in parameter.families):
            path = _show_path(here)
            message = f"The model `{asked.called_id}` does not support `{path}`."
            raise RefusedError(UNSUPPORTED_FIELD, message, field=path)
        items = enumerate(item) if isinstance(item, list) else [(None, item)]
        for index, entry in items:
            if isinstance(entry, dict) and parameter.fields:
                below = here if index is None else (*here, index)
                _check_support(entry, parameter.fields, asked, below)


def _apply_overrides(
    parameters: tuple[Parameter, ...], overrides: Mapping[str, ParameterOverride], prefix: str = ""
) -> tuple[Parameter, ...]:
    """Give the tree as it is for one model; the same tree if the model changes nothing."""
    if not overrides:
        return parameters
    return tuple(_apply_override(parameter, overrides, f"{prefix}{parameter.name}") for parameter in parameters)


def _apply_override(parameter: Parameter, overrides: Mapping[str, ParameterOverride], path: str) -> Parameter:
    below = f"{path}[]." if parameter.is_array else f"{path}."
    changes: dict[str, Any] = {"fields": _apply_overrides(parameter.fields, overrides, below)}
    override = overrides.get(path)
    if override is not None:
        changes |= {
            key: getattr(override, key) for key in ("min", "max", "default") if getattr(override, key) is not None
        }
        changes |= {"enum": override.enum} if override.enum else {}
    return parameter.model_copy(update=changes)


def _tree_path(place: KeyPath) -> str:
    """Give a place in a body as a path in the tree, e.g. `messages[].content[].text`."""
    return "".join("[]" if isinstance(part, int) else f".{part}" for part in place).removeprefix(".")


def _show_path(place: KeyPath) -> str:
    """Give a place in a body as a caller would write it, e.g. `messages[0].content`."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in place).removeprefix(".")


def _refuse_mismatch(mismatch: Mismatch, asked: ServedModel) -> RefusedError:
    """Say to the caller what is wrong with a body; where the model differs from the protocol, that it is the model."""
    place = (*mismatch.place, mismatch.parameter.name) if isinstance(mismatch, MissingField) else mismatch.place
    path = _show_path(place)
    if isinstance(mismatch, OutOfRange | UnlistedValue) and _tree_path(place) in asked.served.parameters:
        kind, whom = UNSUPPORTED_VALUE, f" for the model `{asked.called_id}`"
    else:
        kind, whom = MALFORMED, ""
    suggestion = suggest(mismatch.name, mismatch.known) if isinstance(mismatch, UnknownField) else ""
    return RefusedError(kind, f"{_word(mismatch, path)}{whom}{suggestion or '.'}", field=path)


def _word(mismatch: Mismatch, path: str) -> str:
    if isinstance(mismatch, UnknownField | MissingField | ExcludedField | UnmetCondition):
        return _word_field(mismatch, path)
    return _word_value(mismatch, path)


def _word_field(mismatch: UnknownField | MissingField | ExcludedField | UnmetCondition, path: str) -> str:
    match mismatch:
        case UnknownField():
            return f"The field `{path}` is unknown"
        case MissingField():
            return f"The required field `{path}` is missing"
        case ExcludedField(other=other):
            return f"`{path}` cannot stand together with `{other}`"
        case _:
            needed = write_json(mismatch.needed, is_compact=True)
            return f"`{path}` is allowed only with `{mismatch.other}: {needed}`"


def _word_value(mismatch: WrongType | OutOfRange | UnlistedValue, path: str) -> str:
    match mismatch:
        case WrongType(parameter=parameter, value=value):
            return f"`{path}` is {_show_type(value)}, but must be of type {parameter.type}"
        case OutOfRange():
            word = "below the smallest" if mismatch.is_below else "above the largest"
            return f"`{path}` is {mismatch.value}, {word} value allowed, {mismatch.bound}"
        case _:
            allowed = ", ".join(allowed_values(mismatch.parameter))
            return f"`{path}` is {show_value(mismatch.value)}, but must be one of {allowed}"


def _show_type(value: object) -> str:
    """Give a value in words, with its quotes if it is a text: the text `1` is not the number 1."""
    if value is None:
        return "`null`"
    if isinstance(value, dict):
        return "an object"
    return f"the text {show_value(value)}" if isinstance(value, str) and value else show_value(value)
