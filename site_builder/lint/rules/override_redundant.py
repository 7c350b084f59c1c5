"""Overrides that change nothing: what they say, the protocol or the gateway already says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from site_builder.catalog.catalog import Catalog, RecordId
from site_builder.catalog.finding import Finding
from site_builder.catalog.parameter_index import parameters_by_path
from site_builder.catalog.positions import KeyPath
from site_builder.lint.rule import CatalogRule, Example
from site_builder.records.base import shorten
from site_builder.records.model_protocol import ModelProtocol
from site_builder.records.parameter import Parameter, ParameterOverride, allowed_values
from site_builder.records.protocol import ErrorCase, Protocol


def _check(catalog: Catalog) -> Iterator[tuple[RecordId, Finding]]:
    for key, model in catalog.models.items():
        for index, served in enumerate(model.protocols):
            protocol = catalog.protocols[served.protocol]
            inherited = (*protocol.errors, *catalog.site.errors)
            place = ("protocols", index)
            for finding in (
                *_check_parameters(served, parameters_by_path(catalog)[served.protocol], index),
                *_check_texts(served, protocol, index),
                *_check_errors(served.errors, inherited, (*place, "errors")),
            ):
                yield RecordId(f"models/{key}"), finding
    for key, protocol in catalog.protocols.items():
        for finding in _check_errors(protocol.errors, catalog.site.errors, ("errors",)):
            yield RecordId(f"protocols/{key}"), finding


def _check_parameters(served: ModelProtocol, parameters: Mapping[str, Parameter], index: int) -> Iterator[Finding]:
    for path, override in served.parameters.items():
        for key in _redundant_keys(parameters[path], override):
            yield Finding(
                "override-redundant",
                ("protocols", index, "parameters", path, key),
                f"`{key}` of `{path}` is what protocol {served.protocol} already says",
                "a fact is written once; this copy would stay behind when the protocol changes",
                f"remove `{key}`, or the whole override if nothing else is in it",
                at_key=True,
                replacement="",
            )
        if not override.model_fields_set:
            yield Finding(
                "override-redundant",
                ("protocols", index, "parameters", path),
                f"the override of `{path}` says nothing",
                "an override names what differs for this model",
                "say what differs, or remove it",
                at_key=True,
                replacement="",
            )


def _redundant_keys(parameter: Parameter, override: ParameterOverride) -> Iterator[str]:
    """Give the keys of an override whose values are those of the protocol."""
    same = {
        "min": override.min is not None and override.min == parameter.min,
        "max": override.max is not None and override.max == parameter.max,
        "default": override.default is not None and _is_same(override.default, parameter.default),
        "enum": bool(override.enum) and override.enum == allowed_values(parameter),
        "supported": "supported" in override.model_fields_set and override.supported,
    }
    return (key for key, is_same in same.items() if is_same)


def _is_same(value: object, other: object) -> bool:
    """Whether two JSON values are the same; in JSON, `true` is not 1."""
    return value == other and isinstance(value, bool) is isinstance(other, bool)


def _check_texts(served: ModelProtocol, protocol: Protocol, index: int) -> Iterator[Finding]:
    """Find what a model repeats of the example request, the reason and the notes of its protocol."""
    place = ("protocols", index)
    example = protocol.examples.request
    if served.why is not None and served.why == protocol.why:
        yield _repeated((*place, "why"), f"`why` is what protocol {served.protocol} already says")
    for name, value in served.request.items():
        if name in example and _is_same(value, example[name]):
            said = f"`{shorten(name)}` is in the example request of protocol {served.protocol} already, with this value"
            yield _repeated((*place, "request", name), said)
    for number, note in enumerate(served.notes):
        if note in protocol.notes:
            yield _repeated((*place, "notes", number), f"the note is one of protocol {served.protocol} already")


def _repeated(place: KeyPath, message: str) -> Finding:
    return Finding(
        "override-redundant",
        place,
        message,
        "a fact is written once; this copy would stay behind when the protocol changes",
        "remove it here",
        at_key=True,
        replacement="",
    )


def _check_errors(errors: tuple[ErrorCase, ...], inherited: tuple[ErrorCase, ...], place: KeyPath) -> Iterator[Finding]:
    for number, error in enumerate(errors):
        if error in inherited:
            yield Finding(
                "override-redundant",
                (*place, number),
                f"error {error.status} `{error.code}` is inherited already, in the same words",
                "errors of the gateway and of a protocol are shown with every model; others add only their own",
                "remove it here",
                replacement="",
            )


OVERRIDE_REDUNDANT = CatalogRule(
    name="override-redundant",
    summary="Finds what a model or protocol repeats of what its protocol or the gateway says.",
    why="A fact is written once: a copy stays behind when the original changes, and then both cannot be right.",
    bad=Example(
        "catalog/models/acme/mini.yaml",
        "protocols:\n  - protocol: acme-chat\n    parameters: {temperature: {max: 2}}\n",
    ),
    good=Example(
        "catalog/models/acme/mini.yaml",
        "protocols:\n  - protocol: acme-chat\n    parameters: {temperature: {max: 1}}\n",
    ),
    fixes=True,
    check=_check,
)
