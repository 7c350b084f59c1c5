"""Values compared with field trees: what each mismatch is and where."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from site_builder.catalog.conformance import (
    ExcludedField,
    MissingField,
    OutOfRange,
    UnknownField,
    UnlistedValue,
    UnmetCondition,
    WrongType,
    find_mismatches,
)
from site_builder.records.parameter import Parameter


def _field(name: str, kind: str, **rest: object) -> Parameter:
    return Parameter.model_validate({"name": name, "type": kind, "description": "…", **rest})


TREE = (
    _field("model", "string", required=True),
    _field("mode", "string", enum=["slow", "fast"], default="slow"),
    _field("heat", "number", min="0", max="2", nullable=True),
    _field("speed", "integer", only_with={"mode": "fast"}, required_there=True),
    _field("brake", "boolean", rejected_with=["speed"]),
    _field("parts", "string | array<object>", fields=[_field("text", "string", required=True).model_dump()]),
)


@pytest.mark.parametrize(
    "value",
    [
        {"model": "x"},
        {"model": "x", "mode": "fast", "speed": 3},
        {"model": "x", "heat": None},
        {"model": "x", "heat": Decimal("0.5"), "brake": True},
        {"model": "x", "parts": "text"},
        {"model": "x", "parts": [{"text": "a"}, {"text": "b"}]},
    ],
)
def test_a_value_that_conforms_has_no_mismatch(value: Mapping[str, Any]) -> None:
    """What the tree describes is fine."""
    assert list(find_mismatches(value, TREE)) == []


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"model": "x", "hat": 1}, [UnknownField(("hat",), "hat", tuple(field.name for field in TREE))]),
        ({}, [MissingField((), TREE[0])]),
        ({"model": "x", "mode": "fast"}, [MissingField((), TREE[3])]),
        ({"model": "x", "mode": "still"}, [UnlistedValue(("mode",), TREE[1], "still")]),
        ({"model": "x", "heat": 3}, [OutOfRange(("heat",), TREE[2], 3, Decimal(2))]),
        ({"model": "x", "heat": -1}, [OutOfRange(("heat",), TREE[2], -1, Decimal(0))]),
        ({"model": True}, [WrongType(("model",), TREE[0], value=True)]),
        ({"model": "x", "mode": None}, [WrongType(("mode",), TREE[1], None)]),
        ({"model": "x", "speed": 1}, [UnmetCondition(("speed",), TREE[3], "mode", "fast")]),
        (
            {"model": "x", "mode": "fast", "speed": 1, "brake": True},
            [ExcludedField(("brake",), TREE[4], "speed")],
        ),
        ({"model": "x", "parts": [{"text": "a"}, {}]}, [MissingField(("parts", 1), TREE[5].fields[0])]),
        ({"model": "x", "parts": ["a"]}, [WrongType(("parts",), TREE[5], ["a"])]),
    ],
)
def test_each_contradiction_is_found_at_its_place(value: Mapping[str, Any], expected: list[object]) -> None:
    """A mismatch says what contradicts the tree, and where in the value."""
    assert list(find_mismatches(value, TREE)) == expected


def test_a_partial_object_may_lack_fields() -> None:
    """What is added to an example need not be complete, and its conditions may be met elsewhere."""
    assert list(find_mismatches({"speed": 1}, TREE, is_partial=True)) == []


def test_an_out_of_range_value_knows_its_side() -> None:
    """The words for the caller depend on the side."""
    below, above = (next(iter(find_mismatches({"model": "x", "heat": heat}, TREE))) for heat in (-1, 3))

    assert isinstance(below, OutOfRange)
    assert isinstance(above, OutOfRange)
    assert (below.is_below, above.is_below) == (True, False)
