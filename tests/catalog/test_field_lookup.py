"""Places in a record lead to the class and field that describe them."""

from __future__ import annotations

import pytest
from pydantic import BaseModel

from site_builder.catalog.field_lookup import class_at, field_at, field_names, form_of
from site_builder.catalog.positions import KeyPath
from site_builder.records.allowance import Allowance
from site_builder.records.base import CALLABLE_ID_PATTERN, SLUG_PATTERN
from site_builder.records.model import Model
from site_builder.records.model_protocol import ModelProtocol
from site_builder.records.parameter import AllowedValue, Parameter, ParameterOverride
from site_builder.records.price_condition import Threshold
from site_builder.records.pricing import PriceLine, Pricing
from site_builder.records.protocol import Operation, Protocol
from site_builder.records.provider import Provider
from site_builder.records.score import NamedScore


@pytest.mark.parametrize(
    ("record", "place", "expected"),
    [
        (Model, (), Model),
        (Model, ("pricing",), Pricing),
        (Model, ("pricing", "lines"), None),
        (Model, ("pricing", "lines", 3), PriceLine),
        (Model, ("pricing", "lines", 0, "when", "prompt_tokens"), Threshold),
        (Model, ("pricing", "lines", 0, "allowance"), Allowance),
        (Model, ("benchmarks", 0, "others", 1), NamedScore),
        (Model, ("introductions",), None),
        (Model, ("protocols", 0, "parameters", "temperature"), ParameterOverride),
        (Model, ("protocols", 0), ModelProtocol),
        (Protocol, ("parameters", 0, "fields", 1, "fields", 2), Parameter),
        (Protocol, ("parameters", 0, "enum", 1), AllowedValue),
        (Model, ("name",), None),
        (Model, ("nowhere", "at", "all"), None),
        (Model, ("protocols", 0, "request", "a", 0), None),
    ],
)
def test_class_of_a_mapping(record: type[BaseModel], place: KeyPath, expected: type[BaseModel] | None) -> None:
    """Keys and list entries are followed through optional, listed and united types."""
    assert class_at(record, place) is expected


def test_field_of_a_place_is_the_last_named_one() -> None:
    """An entry of a list is described by the list."""
    assert field_at(Model, ("rivals", 0)) is Model.model_fields["rivals"]
    assert field_at(Model, ("pricing", "lines", 0, "list")) is PriceLine.model_fields["list_amount"]
    assert field_at(Model, ("nowhere",)) is None
    assert field_at(Model, ("name", "below")) is None
    assert field_at(Model, ()) is None
    assert field_at(Model, (0,)) is None


def test_field_names_are_those_of_yaml() -> None:
    """An alias is what an author writes."""
    assert field_names(PriceLine) == [
        "meter", "amount", "list", "multiplier", "state", "unit", "when", "equivalent", "allowance", "currency",
        "valid_from", "valid_to", "source", "checked", "note",
    ]  # fmt: skip


def test_form_is_found_wherever_the_type_stands() -> None:
    """In the field itself, in an optional or listed type, and in keys of mappings."""
    forms = [
        form_of(Model.model_fields["api_id"], CALLABLE_ID_PATTERN),
        form_of(Model.model_fields["reasoning_levels"], SLUG_PATTERN),
        form_of(Operation.model_fields["variables"], r"^[a-z][a-z_]*$"),
        form_of(Provider.model_fields["documentation"], Provider.model_fields["website"].metadata[0].pattern),
    ]

    assert [form.words.split()[0] if form else None for form in forms] == [
        "letters",
        "lower-case",
        "lower-case",
        "public",
    ]
    assert form_of(Model.model_fields["api_id"], SLUG_PATTERN) is None
    assert form_of(None, SLUG_PATTERN) is None
