"""The names of types: each that a record may write is known, lists and alternatives too."""

from __future__ import annotations

import typing

import pytest

from site_builder.catalog.value_types import VALUE_TYPES, item_type, split_alternatives
from site_builder.records.parameter import ParameterType


@pytest.mark.parametrize("name", typing.get_args(ParameterType))
def test_every_type_of_a_record_is_known(name: str) -> None:
    """Whatever a record may write is a list of known values, or one of them."""
    assert {item_type(part) or part for part in split_alternatives(name)} <= VALUE_TYPES.keys()


@pytest.mark.parametrize(
    ("name", "items"), [("array<object>", "object"), ("array", "any"), ("string", None), ("any", None)]
)
def test_items_of_a_list(name: str, items: str | None) -> None:
    """A list that does not say more has any items; what is no list has none."""
    assert item_type(name) == items
