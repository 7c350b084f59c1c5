"""Every field of every record explains itself: diagnostics, editor schema and reference are made from that."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from site_builder.catalog.field_lookup import class_at, form_of
from site_builder.i18n.glossary import Glossary
from site_builder.records.amount import Amount
from site_builder.records.base import Day, ExactDecimal, RecordPart
from site_builder.records.benchmark import UNITS as BENCHMARK_UNITS
from site_builder.records.benchmark import Benchmark
from site_builder.records.labels import GROUPS, field_labels
from site_builder.records.meters import METERS, TOKEN_METERS, UNITS
from site_builder.records.model import KINDS, STATUSES, Model
from site_builder.records.pricing import PRICE_STATES, PriceLine
from site_builder.records.protocol import Protocol
from site_builder.records.provider import Provider
from site_builder.records.site import SiteConfig
from site_builder.records.specification import CAPABILITY_STATES, MODALITIES, Capabilities, Limits, Modalities
from site_builder.records.version import VERSION_KINDS, Version

_RECORDS: tuple[type[BaseModel], ...] = (SiteConfig, Provider, Benchmark, Protocol, Model, Glossary)


def _parts(record: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """Give a record class and every class of a mapping in it."""
    found = [record]
    for part in found:
        yield part
        for name, field in part.model_fields.items():
            key = field.alias or name
            for place in ((key,), (key, 0), (key, "x")):
                inner = class_at(part, place)
                if inner is not None and inner not in found:
                    found.append(inner)


_FIELDS = [
    pytest.param(part, field, id=f"{part.__name__}.{name}")
    for part in dict.fromkeys(part for record in _RECORDS for part in _parts(record))
    for name, field in part.model_fields.items()
]


@pytest.mark.parametrize(("part", "field"), _FIELDS)
def test_field_has_a_description_and_an_example_that_is_taken(part: type[BaseModel], field: FieldInfo) -> None:
    """A fix that is pasted must not be the next mistake; `…` stands for what only the author knows."""
    assert field.description
    assert field.description.endswith((".", "…"))
    assert field.examples
    assert issubclass(part, RecordPart)
    if "…" not in str(field.examples[0]):
        assert _errors_at(part, field.alias or _name_of(part, field), field.examples[0]) == []


class _Worded(BaseModel):
    """Types whose own validator words what it refuses, so that no form has to."""

    decimal: ExactDecimal
    amount: Amount
    day: Day


_WORDED = {schema["pattern"] for schema in _Worded.model_json_schema()["properties"].values()}


@pytest.mark.parametrize(("part", "field"), _FIELDS)
def test_pattern_is_said_in_words(part: type[BaseModel], field: FieldInfo) -> None:
    """A diagnostic that refuses a text says which texts are taken."""
    key = field.alias or _name_of(part, field)
    whole = part.model_json_schema()
    schema = whole.get("$defs", {}).get(part.__name__, whole)["properties"][key]
    choices = [schema, *schema.get("anyOf", ()), schema.get("items", {}), schema.get("propertyNames", {})]
    patterns = {*(choice["pattern"] for choice in choices if "pattern" in choice), *schema.get("patternProperties", ())}

    assert [pattern for pattern in patterns - _WORDED if form_of(field, pattern) is None] == []


def _name_of(part: type[BaseModel], field: FieldInfo) -> str:
    return next(name for name, candidate in part.model_fields.items() if candidate is field)


def _errors_at(part: type[BaseModel], key: str, value: object) -> list[str]:
    """Give the errors that a mapping with only this key has at the key."""
    try:
        part.model_validate({key: value})
    except ValidationError as error:
        return [str(item) for item in error.errors() if item["loc"][:1] == (key,)]
    return []


def test_words_for_every_value_that_is_shown() -> None:
    """A status, unit or meter without a label would fail on a page."""

    def allowed(part: type[BaseModel], field: str) -> set[str]:
        schema = part.model_json_schema()["properties"][field]
        choices = [schema, *schema.get("anyOf", ())]
        return {value for choice in choices for value in choice.get("enum", choice.get("items", {}).get("enum", ()))}

    assert allowed(Model, "status") == set(STATUSES)
    assert allowed(Version, "kind") == set(VERSION_KINDS)
    assert allowed(PriceLine, "meter") == set(METERS)
    assert allowed(PriceLine, "unit") == set(UNITS)
    assert allowed(PriceLine, "state") == set(PRICE_STATES)
    assert {kind.unit for kind in METERS.values()} <= set(UNITS)
    assert allowed(Model, "kind") == set(KINDS)
    assert allowed(Benchmark, "unit") == set(BENCHMARK_UNITS)
    assert allowed(Modalities, "input") == allowed(Modalities, "output") == set(MODALITIES)
    assert allowed(Capabilities, "streaming") == set(CAPABILITY_STATES)


def test_meters_of_tokens_are_those_priced_per_million_of_them() -> None:
    """A generated image is counted by the image, its tokens by tokens."""
    assert {"input", "output", "reasoning", "cache_read", "image_output"} <= TOKEN_METERS
    assert {"image", "video", "speech", "document", "request"}.isdisjoint(TOKEN_METERS)


def test_every_specification_stands_in_a_group_that_exists() -> None:
    """A label in an unknown group would never be shown."""
    labels = [label for part in (Model, Limits, Capabilities) for label in field_labels(part).values()]

    assert {label.group for label in labels} <= set(GROUPS)
    assert all(label.title for label in labels)
    assert set(field_labels(Limits)) == set(Limits.model_fields)
    assert set(field_labels(Capabilities)) == set(Capabilities.model_fields)


def test_every_limit_has_its_unit_in_both_numbers() -> None:
    """The unit of a number is a message with its count, beside the field that ends in its name."""
    for name, label in field_labels(Limits).items():
        assert label.unit is not None, name
        assert all("{count}" in form for form in label.unit), name
