"""Field tables: the tree of a protocol as rows, with what one model does differently."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from site_builder.i18n.numbers import exact
from site_builder.i18n.text import Text
from site_builder.pages.context import ViewContext
from site_builder.records.parameter import AllowedValue, Parameter, ParameterOverride, walk_parameters
from site_builder.snippets.literals import write_json

_BETWEEN_WORDS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=_)(?=[^_])")
"""Places in a name that begin a word: `code|Execution|Result`, `max_|tokens`."""


@dataclass(frozen=True, slots=True)
class AllowedValueView:
    """One value of an enum, with its explanation if it has one."""

    value: str
    description: Text | None


@dataclass(frozen=True, slots=True)
class ConditionView:
    """When a field is allowed: localized words, then names and values as code, e.g. `Only with` `type: "function"`."""

    words: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ParameterView:
    """One row of a field table.

    Attributes:
        path: Full path, e.g. `contents[].parts[].text`.
        name: Last part of the path.
        name_parts: The name in parts between which a line may break, e.g. `code`, `Execution`, `Result`.
        anchor: Id of the row in the page; empty for nested fields, whose ids would be a tenth of a page.
        parent: What comes before the name in the path, for readers who do not see indentation.
        depth: How deep it is nested, from 0.
        type: Type as shown, e.g. `array<object>`; not translated.
        required: Whether a call without it fails.
        default: Default as JSON, or empty.
        range: Range as shown, e.g. `0 – 2`, or empty.
        values: All values allowed, where they can be counted.
        format: Notation, e.g. `date-time`, or empty.
        example: Example as JSON, or empty.
        conditions: When the field is allowed, as words and code.
        constraints: What else must hold.
        is_extension: Whether it is an extension of this gateway.
        is_supported: False where this model rejects it.
        differs: Whether this model overrides the protocol here.
    """

    path: str
    name: str
    name_parts: tuple[str, ...]
    anchor: str
    parent: str
    depth: int
    type: str
    required: bool
    default: str
    range: str
    values: tuple[AllowedValueView, ...]
    format: str
    example: str
    description: Text
    conditions: tuple[ConditionView, ...]
    constraints: tuple[Text, ...]
    is_extension: bool
    is_supported: bool
    differs: bool


@dataclass(frozen=True, slots=True)
class ParameterGroupView:
    """A field table: `id` is core, advanced or response; `title` is localized, `label` has the protocol's name too."""

    id: str
    title: str
    label: str
    rows: tuple[ParameterView, ...]


def build_group(
    context: ViewContext,
    group: str,
    title: str,
    parameters: tuple[Parameter, ...],
    *,
    protocol: str,
    anchor: str,
    overrides: dict[str, ParameterOverride],
) -> ParameterGroupView:
    """Give a field table.

    Args:
        context: The catalog as one locale sees it.
        group: Id of the table: core, advanced or response.
        title: Its localized title.
        parameters: Top-level fields.
        protocol: Name of the protocol, which tells tables on one page apart.
        anchor: What the ids of the rows start with.
        overrides: What one model does differently, by path.
    """
    rows = tuple(
        _build_parameter(context, path, depth, parameter, anchor=f"{anchor}-{group}", override=overrides.get(path))
        for path, depth, parameter in walk_parameters(parameters)
    )
    label = context.localizer.ui("{facet}: {value}", facet=protocol, value=title)
    return ParameterGroupView(group, title, label, rows)


def _build_parameter(
    context: ViewContext,
    path: str,
    depth: int,
    parameter: Parameter,
    *,
    anchor: str,
    override: ParameterOverride | None,
) -> ParameterView:
    changed = override or ParameterOverride()
    default = parameter.default if changed.default is None else changed.default
    smallest = parameter.min if changed.min is None else changed.min
    largest = parameter.max if changed.max is None else changed.max
    written = (*parameter.constraints, *((changed.note,) if changed.note else ()))
    explained = {value.value: value.description for value in parameter.enum if isinstance(value, AllowedValue)}
    description, *others = context.localizer.texts(parameter.description, *written, *explained.values())
    return ParameterView(
        path=path,
        name=parameter.name,
        name_parts=tuple(_BETWEEN_WORDS.split(parameter.name)),
        anchor="" if depth else f"{anchor}-{path}",
        parent=path.removesuffix(parameter.name),
        depth=depth,
        type=f"{parameter.type} | null" if parameter.nullable else parameter.type,
        required=parameter.required,
        default="" if default is None else write_json(default, is_compact=True),
        range=_describe_range(smallest, largest),
        values=_allowed_values(parameter, changed, dict(zip(explained, others[len(written) :], strict=True))),
        format=parameter.format or "",
        example="" if parameter.example is None else write_json(parameter.example, is_compact=True),
        description=description,
        conditions=tuple(describe_conditions(context, parameter)),
        constraints=tuple(others[: len(written)]),
        is_extension=parameter.origin == "gateway",
        is_supported=changed.supported,
        differs=override is not None,
    )


def describe_conditions(context: ViewContext, parameter: Parameter) -> Iterator[ConditionView]:
    """Say when a field is allowed, condition by condition."""
    localizer = context.localizer
    if parameter.only_with:
        words = localizer.ui("Only with, and then required") if parameter.required_there else localizer.ui("Only with")
        codes = (f"{name}: {write_json(value, is_compact=True)}" for name, value in parameter.only_with.items())
        yield ConditionView(words, tuple(codes))
    if parameter.rejected_with:
        yield ConditionView(localizer.ui("Not together with"), parameter.rejected_with)
    if parameter.families:
        yield ConditionView(localizer.ui("Only for models of the family"), parameter.families)
    if parameter.replaced_by:
        yield ConditionView(localizer.ui("Use instead"), (parameter.replaced_by,))


def _describe_range(smallest: Any, largest: Any) -> str:  # noqa: ANN401 - two optional decimals
    if smallest is not None and largest is not None:
        return f"{exact(smallest)} – {exact(largest)}"
    if smallest is not None:
        return f"≥ {exact(smallest)}"
    return f"≤ {exact(largest)}" if largest is not None else ""


def _allowed_values(
    parameter: Parameter, override: ParameterOverride, descriptions: Mapping[str, Text]
) -> tuple[AllowedValueView, ...]:
    written = (value.value if isinstance(value, AllowedValue) else value for value in parameter.enum)
    return tuple(AllowedValueView(value, descriptions.get(value)) for value in override.enum or written)
