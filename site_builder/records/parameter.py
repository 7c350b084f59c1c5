"""Request and response fields as one tree: what a table, an example check and a snippet are made from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import ConfigDict, Discriminator, Field, StringConstraints, Tag, model_validator

from site_builder.records.base import (
    ExactDecimal,
    Flag,
    Form,
    InlineProse,
    JsonValue,
    Name,
    Problem,
    RecordPart,
    report,
    show_value,
)
from site_builder.records.json_schema import all_of, refused

ParameterName = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z_][A-Za-z0-9_-]*$", max_length=80),
    Form("letters, digits, `_` and `-`, starting with a letter or `_`"),
]
ParameterType = Literal[
    "string", "integer", "number", "boolean", "object", "array", "any",
    "array<string>", "array<integer>", "array<number>", "array<object>", "string | array<object>",
    "string | object", "string | array<string>", "string | array<integer>", "string | number", "file",
]  # fmt: skip
"""How a field is typed in tables. `array<object>` has its items' fields as `fields`;
`string | array<object>` takes a plain text or a list of such objects. `file` is a part of a form."""


class AllowedValue(RecordPart):
    """One value of an enum that needs explaining."""

    value: str = Field(description="The value as it is sent.", examples=["BLOCK_NONE"])
    description: InlineProse = Field(description="What it does.", examples=["Nothing is blocked."])


def _enum_entry_kind(value: object) -> str:
    """Say what an author meant an entry to be, so that one mistake in it is reported once."""
    return "explained" if isinstance(value, dict | AllowedValue) else "plain"


EnumEntry = Annotated[
    Annotated[str, Tag("plain")] | Annotated[AllowedValue, Tag("explained")], Discriminator(_enum_entry_kind)
]
"""A value as a text, or with a description."""


class Parameter(RecordPart):
    """One field of a request or response body, with the fields below it."""

    model_config = ConfigDict(
        json_schema_extra=all_of(
            {
                "if": {"required": ["required"], "properties": {"required": {"const": True}}},
                "then": {"properties": {"default": refused("A field that must be sent has no default.")}},
            },
            {
                "if": {"required": ["fields"], "properties": {"fields": {"minItems": 1}}},
                "then": {
                    "properties": {
                        "type": refused("Only objects and arrays of objects have fields.", pattern="object|^array$")
                    }
                },
            },
        )
    )

    name: ParameterName = Field(description="Name of the field on the wire.", examples=["temperature"])
    type: ParameterType = Field(description="Type of its value.", examples=["number"])
    description: InlineProse = Field(
        description="What it does, in one or two sentences.", examples=["How random the answer is."]
    )
    required: Flag = Field(default=False, description="Whether a call without it fails.", examples=[True])
    default: JsonValue = Field(default=None, description="Value used when it is absent.", examples=[1])
    min: ExactDecimal | None = Field(default=None, description="Smallest value allowed.", examples=["0"])
    max: ExactDecimal | None = Field(default=None, description="Largest value allowed.", examples=["2"])
    enum: tuple[EnumEntry, ...] = Field(
        default=(), description="All values allowed, where they can be counted.", examples=[["auto", "none"]]
    )
    format: str | None = Field(
        default=None, description="Notation of the value, e.g. of a date.", examples=["date-time"]
    )
    example: JsonValue = Field(default=None, description="A value that works.", examples=["2026-01-01T00:00:00Z"])
    group: Literal["core", "advanced"] = Field(
        default="advanced", description="Whether most calls need it. Top-level fields only.", examples=["core"]
    )
    origin: Literal["protocol", "gateway"] = Field(
        default="protocol",
        description="`gateway` marks an extension the maker's API does not know.",
        examples=["gateway"],
    )
    not_in_sdk: Flag = Field(
        default=False,
        description="Whether the API takes it although the SDK of the protocol has no such field.",
        examples=[True],
    )
    nullable: Flag = Field(default=False, description="Whether the value may be `null`.", examples=[True])
    only_with: dict[str, JsonValue] = Field(
        default_factory=dict,
        description="Fields beside it that must have these values for it to be allowed.",
        examples=[{"type": "json_schema"}],
    )
    required_there: Flag = Field(
        default=False, description="With `only_with`: whether it is required then.", examples=[True]
    )
    rejected_with: tuple[ParameterName, ...] = Field(
        default=(), description="Fields beside it that exclude it.", examples=[["max_tokens"]]
    )
    families: tuple[Name, ...] = Field(
        default=(), description="Families of models it is for; all if absent.", examples=[["Gemini 3"]]
    )
    replaced_by: str | None = Field(
        default=None, description="Path of the field to use instead.", examples=["max_completion_tokens"]
    )
    constraints: tuple[InlineProse, ...] = Field(
        default=(),
        description="What else must hold, e.g. together with other fields.",
        examples=[["Not together with `stream`."]],
    )
    fields: tuple[Parameter, ...] = Field(
        default=(),
        description="Fields of the object, or of each item of the array.",
        examples=[[{"name": "text", "type": "string", "description": "The text."}]],
    )

    @model_validator(mode="after")
    def _check_sense(self) -> Parameter:
        report(self._find_problems())
        return self

    def _find_problems(self) -> Iterator[Problem]:
        if self.required and self.default is not None:
            yield Problem(
                "parameter-required-default",
                f"`{self.name}` is required and has the default {show_value(self.default)}",
                why="a field that must be sent has no default",
                fix="remove `default`, or `required: true` if calls work without it",
                at=("default",),
            )
        if self.fields and "object" not in self.type and self.type != "array":
            yield Problem(
                "parameter-fields-on-scalar",
                f"`{self.name}` is of type {self.type} and lists fields",
                why="only objects and arrays of objects have fields",
                fix="write `type: object` or `type: array<object>`, or remove `fields`",
                at=("type",),
            )
        if self.min is not None and self.max is not None and self.min > self.max:
            yield Problem(
                "parameter-range-empty",
                f"`{self.name}` has min {self.min} above max {self.max}",
                why="no value lies in that range",
                fix="exchange the two",
                at=("min",),
            )
        yield from find_repeated_names(self.fields, "fields")

    @property
    def is_array(self) -> bool:
        """Whether the value is, or may be, a list."""
        return "array" in self.type


def allowed_values(parameter: Parameter) -> tuple[str, ...]:
    """Give all values a field allows, as they are sent; none if they cannot be counted."""
    return tuple(entry.value if isinstance(entry, AllowedValue) else entry for entry in parameter.enum)


def find_repeated_names(parameters: tuple[Parameter, ...], key: str) -> Iterator[Problem]:
    """Give a problem for every field that has the name of an earlier one beside it; `key` is where they stand."""
    seen: set[str] = set()
    for index, parameter in enumerate(parameters):
        if parameter.name in seen:
            yield Problem(
                "parameter-duplicate",
                f"`{parameter.name}` is declared twice in one place",
                why="a body has one value for each name",
                fix="remove one of the two",
                at=(key, index, "name"),
            )
        seen.add(parameter.name)


def walk_parameters(
    parameters: tuple[Parameter, ...], prefix: str = "", depth: int = 0
) -> Iterator[tuple[str, int, Parameter]]:
    """Give every field below `parameters`, in order: path, depth from 0, field.

    A path joins names with points and marks arrays of objects: `contents[].parts[].text`.
    """
    for parameter in parameters:
        path = f"{prefix}{parameter.name}"
        yield path, depth, parameter
        if parameter.fields:
            below = f"{path}[]." if parameter.is_array else f"{path}."
            yield from walk_parameters(parameter.fields, below, depth + 1)


class ParameterOverride(RecordPart):
    """What one model does differently with a field of its protocol; absent keys stay as they are."""

    supported: Flag = Field(default=True, description="`false`: this model rejects the field.", examples=[False])
    min: ExactDecimal | None = Field(default=None, description="Smallest value this model allows.", examples=["0"])
    max: ExactDecimal | None = Field(default=None, description="Largest value this model allows.", examples=["1"])
    default: JsonValue = Field(default=None, description="Value this model uses when it is absent.", examples=[1])
    enum: tuple[str, ...] = Field(
        default=(), description="The values this model allows.", examples=[["low", "medium", "high"]]
    )
    note: InlineProse | None = Field(
        default=None, description="What else differs.", examples=["Values below 1 may loop."]
    )
