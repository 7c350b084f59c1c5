"""Overrides of a model that change nothing: what they say, the protocol already says."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.catalog.catalog import RecordId
from site_builder.catalog.finding import Finding, place_finding
from site_builder.diagnostics import Diagnostic
from site_builder.lint.rule import LintContext, Rule
from site_builder.records.model import ModelProtocol
from site_builder.records.parameter import AllowedValue, Parameter, ParameterOverride, walk_parameters
from site_builder.records.protocol import ErrorCase, Protocol


def _check(context: LintContext) -> Iterator[Diagnostic]:
    catalog = context.catalog
    for key, model in catalog.models.items():
        file = catalog.files[RecordId(f"models/{key}")]
        for index, served in enumerate(model.protocols):
            protocol = catalog.protocols[served.protocol]
            inherited = (*protocol.errors, *catalog.site.errors)
            for finding in (*_check_parameters(served, protocol, index), *_check_errors(served, inherited, index)):
                yield place_finding(file, finding)


def _check_parameters(served: ModelProtocol, protocol: Protocol, index: int) -> Iterator[Finding]:
    parameters = {path: parameter for path, _, parameter in walk_parameters(protocol.parameters)}
    for path, override in served.parameters.items():
        for key in _redundant_keys(parameters[path], override):
            yield Finding(
                "override-redundant",
                ("protocols", index, "parameters", path, key),
                f"`{key}` of `{path}` is what protocol {served.protocol} already says",
                "a fact is written once; this copy would stay behind when the protocol changes",
                f"remove `{key}`, or the whole override if nothing else is in it",
                at_key=True,
            )
        if override == ParameterOverride() and not override.model_fields_set:
            yield Finding(
                "override-redundant",
                ("protocols", index, "parameters", path),
                f"the override of `{path}` says nothing",
                "an override names what differs for this model",
                "say what differs, or remove it",
                at_key=True,
            )


def _redundant_keys(parameter: Parameter, override: ParameterOverride) -> Iterator[str]:
    """Give the keys of an override whose values are those of the protocol."""
    allowed = tuple(item.value if isinstance(item, AllowedValue) else item for item in parameter.enum)
    same = {
        "min": override.min is not None and override.min == parameter.min,
        "max": override.max is not None and override.max == parameter.max,
        "default": override.default is not None and override.default == parameter.default,
        "enum": bool(override.enum) and override.enum == allowed,
        "supported": "supported" in override.model_fields_set and override.supported,
    }
    return (key for key, is_same in same.items() if is_same)


def _check_errors(served: ModelProtocol, inherited: tuple[ErrorCase, ...], index: int) -> Iterator[Finding]:
    for number, error in enumerate(served.errors):
        if error in inherited:
            yield Finding(
                "override-redundant",
                ("protocols", index, "errors", number),
                f"error {error.status} `{error.code}` is already said by the protocol or the gateway",
                "errors are inherited; a model adds only its own",
                "remove it here",
            )


OVERRIDE_REDUNDANT = Rule(
    "override-redundant",
    "Finds parameters and errors of a model that repeat what its protocol or the gateway says.",
    _check,
)
