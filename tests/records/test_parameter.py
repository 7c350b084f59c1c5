"""Parameter trees contradict themselves nowhere, and are walked in order."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from site_builder.records.base import Problem
from site_builder.records.parameter import AllowedValue, Parameter, walk_parameters


def _parameter(**fields: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"name": "size", "type": "integer", "description": "How large.", **fields}


def _problems(**fields: Any) -> list[tuple[str, tuple[str | int, ...], str]]:  # noqa: ANN401
    with pytest.raises(ValidationError) as caught:
        Parameter.model_validate(_parameter(**fields))
    (error,) = caught.value.errors()
    problems: tuple[Problem, ...] = error["ctx"]["problems"]
    return [(problem.code, problem.at, problem.message) for problem in problems]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"required": True, "default": {"a": 1}},
         ("parameter-required-default", ("default",), "`size` is required and has the default a mapping")),
        ({"min": "2", "max": "1.5"}, ("parameter-range-empty", ("min",), "`size` has min 2 above max 1.5")),
        ({"fields": [_parameter()]},
         ("parameter-fields-on-scalar", ("type",), "`size` is of type integer and lists fields")),
        ({"type": "array<string>", "fields": [_parameter()]},
         ("parameter-fields-on-scalar", ("type",), "`size` is of type array<string> and lists fields")),
        ({"type": "object", "fields": [_parameter(), _parameter(), _parameter(name="other")]},
         ("parameter-duplicate", ("fields", 1, "name"), "`size` is declared twice in one place")),
    ],
)  # fmt: skip
def test_contradiction_is_shown_where_it_is(fields: dict[str, Any], expected: tuple[Any, ...]) -> None:
    """Each has a code and the key to look at."""
    assert _problems(**fields) == [expected]


def test_all_contradictions_are_found_at_once() -> None:
    """One run shows them all."""
    codes = [code for code, _, _ in _problems(required=True, default=1, min="2", max="1", fields=[_parameter()])]

    assert codes == ["parameter-required-default", "parameter-fields-on-scalar", "parameter-range-empty"]


@pytest.mark.parametrize("type_name", ["object", "array", "array<object>", "string | array<object>", "string | object"])
def test_fields_may_be_below_objects_and_lists_of_them(type_name: str) -> None:
    """Also where the value may be a plain text instead."""
    parameter = Parameter.model_validate(_parameter(type=type_name, fields=[_parameter()], min="1", max="1"))

    assert parameter.is_array is ("array" in type_name)


def test_enum_holds_texts_and_explained_values() -> None:
    """Both kinds can be mixed, from YAML and from Python."""
    enum = ["low", {"value": "high", "description": "Thinks longer."}]
    parameter = Parameter.model_validate(_parameter(type="string", enum=enum))

    assert parameter.enum == ("low", AllowedValue(value="high", description="Thinks longer."))
    assert Parameter.model_validate(_parameter(type="string", enum=list(parameter.enum))).enum == parameter.enum


def test_walk_gives_every_field_with_its_path_and_depth() -> None:
    """Points lead into objects, `[].` into the items of lists."""
    tree = Parameter.model_validate(
        _parameter(
            name="contents",
            type="array<object>",
            fields=[
                _parameter(name="role"),
                _parameter(name="config", type="object", fields=[_parameter(name="top")]),
            ],
        )
    )

    assert [(path, depth) for path, depth, _ in walk_parameters((tree, Parameter.model_validate(_parameter())))] == [
        ("contents", 0),
        ("contents[].role", 1),
        ("contents[].config", 1),
        ("contents[].config.top", 2),
        ("size", 0),
    ]
