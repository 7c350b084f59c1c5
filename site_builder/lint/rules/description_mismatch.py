"""Descriptions of fields that describe another type, or members that are declared nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from site_builder.catalog.catalog import Catalog, RecordId
from site_builder.catalog.finding import Finding, suggest
from site_builder.catalog.positions import KeyPath
from site_builder.diagnostics import Severity
from site_builder.lint.rule import Example, RecordRule
from site_builder.records.parameter import AllowedValue, Parameter, walk_parameters
from site_builder.records.protocol import Protocol

_ARRAY_OF = re.compile(r"\s*(?:an? )?(?:array|list) of\b", re.IGNORECASE)
_OBJECT_WITH = re.compile(r"\s*(?:an? )?object\b", re.IGNORECASE)
_MEMBER = re.compile(r"`([A-Za-z][A-Za-z0-9_]*[a-z0-9])`")
_SHORTEST = 25
"""Shorter descriptions are phrases that may fit several fields."""


def _check(_: RecordId, protocol: Protocol, __: Catalog) -> Iterator[Finding]:
    known = frozenset(_known_words(protocol))
    first: dict[str, Parameter] = {}
    for part, tree in (("parameters", protocol.parameters), ("response", protocol.response)):
        for place, parameter in _walk(tree, (part,)):
            yield from _check_type(parameter, (*place, "description"))
            yield from _check_members(parameter, known, (*place, "description"))
            yield from _check_repeated(parameter, first, (*place, "description"))


def _walk(tree: tuple[Parameter, ...], place: KeyPath) -> Iterator[tuple[KeyPath, Parameter]]:
    for index, parameter in enumerate(tree):
        yield (*place, index), parameter
        yield from _walk(parameter.fields, (*place, index, "fields"))


def _known_words(protocol: Protocol) -> Iterator[str]:
    """Give every name and value of both trees, of paths and events, and what JSON itself has."""
    yield from ("null", "true", "false")
    for _, _, parameter in (*walk_parameters(protocol.parameters), *walk_parameters(protocol.response)):
        yield parameter.name
        yield from (entry.value if isinstance(entry, AllowedValue) else entry for entry in parameter.enum)
    for operation in protocol.operations:
        yield from (*operation.query, *operation.variables, *operation.variables.values())
    yield from (variable.name for variable in protocol.path_variables)
    yield from (kind.event for kind in protocol.events)


def _check_type(parameter: Parameter, place: KeyPath) -> Iterator[Finding]:
    said = _ARRAY_OF.match(parameter.description)
    if said and not parameter.type.startswith("array") and "array<" not in parameter.type:
        yield Finding(
            "description-mismatch",
            place,
            f"`{parameter.name}` is of type {parameter.type}, but described as “{said[0].strip()} …”",
            "a reader who trusts the description sends what the type refuses",
            "correct the type, or the description",
        )
    said = _OBJECT_WITH.match(parameter.description)
    if said and "object" not in parameter.type and parameter.type not in ("any", "array"):
        yield Finding(
            "description-mismatch",
            place,
            f"`{parameter.name}` is of type {parameter.type}, but described as “{said[0].strip()} …”",
            "a reader who trusts the description sends what the type refuses",
            "correct the type, or the description",
        )


def _check_members(parameter: Parameter, known: frozenset[str], place: KeyPath) -> Iterator[Finding]:
    if not parameter.fields:
        return
    for name in _MEMBER.findall(parameter.description):
        if name not in known:
            yield Finding(
                "description-mismatch",
                place,
                f"the description of `{parameter.name}` names `{name}`, which is declared nowhere"
                f"{suggest(name, [field.name for field in parameter.fields])}",
                "a reader looks for a field that the table does not have",
                f"declare `{name}` below `{parameter.name}`, or correct the description",
            )


def _check_repeated(parameter: Parameter, first: dict[str, Parameter], place: KeyPath) -> Iterator[Finding]:
    text = parameter.description
    other = first.setdefault(text, parameter)
    if len(text) >= _SHORTEST and other.type != parameter.type and other.name != parameter.name:
        yield Finding(
            "description-mismatch",
            place,
            f"`{parameter.name}` of type {parameter.type} is described in the words of "
            f"`{other.name}` of type {other.type}",
            "two fields of different types do not do the same; one text was copied",
            "describe what this field does",
        )


_TREE = """parameters:
  - {name: model, type: string, required: true, description: Id of the model., group: core}
  - name: messages
    type: array<object>
    required: true
    description: %s
    fields:
      - {name: role, type: string, required: true, description: Who speaks., enum: [system, user, assistant]}
      - {name: content, type: string, required: true, description: What is said.}
  - {name: temperature, type: number, description: How random the answer is., min: "0", max: "2", default: 1}
  - {name: stream, type: boolean, description: Whether the answer comes in pieces., default: false}
"""

DESCRIPTION_MISMATCH = RecordRule(
    name="description-mismatch",
    summary="Finds descriptions of fields that fit another type, or name members that are declared nowhere.",
    why="Table and description contradict each other, and a reader cannot know which of the two the API follows.",
    bad=Example("catalog/protocols/acme-chat.yaml", _TREE % "Who speaks in `role`, and what in `text`."),
    good=Example("catalog/protocols/acme-chat.yaml", _TREE % "Who speaks in `role`, and what in `content`."),
    severity=Severity.WARNING,
    record_class=Protocol,
    check=_check,
)
