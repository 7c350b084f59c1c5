"""The editor schemas are draft 07, explain every field, and take every record of the catalog."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from site_builder.authoring.schema import (
    DRAFT,
    RECORD_CLASSES,
    find_ids,
    format_schema,
    make_schema,
    schema_name,
    write_schemas,
)
from site_builder.catalog.yaml_reader import read_yaml

_CATALOG = Path(__file__).parents[2] / "catalog"
_SMALL = Path(__file__).parents[1] / "sites" / "small" / "catalog"
_IDS = find_ids(_CATALOG)
_SCHEMAS = {kind: make_schema(kind, _IDS) for kind in RECORD_CLASSES}


def _kind(path: Path) -> str:
    """Give the kind of record that lies in a file: that of its folder."""
    folder = path.relative_to(_CATALOG if _CATALOG in path.parents else _SMALL).parts[0]
    return folder.removesuffix(".yaml").removesuffix("s")


def _fields(schema: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:  # noqa: ANN401
    """Give every field at every depth with its path, but for what only narrows one."""
    if isinstance(schema, list):
        for item in schema:
            yield from _fields(item, path)
    elif isinstance(schema, dict):
        for name, field in schema.get("properties", {}).items():
            yield f"{path}.{name}", field
            yield from _fields(field, f"{path}.{name}")
        for name, definition in schema.get("definitions", {}).items():
            yield from _fields(definition, f"/{name}")
        for keyword in ("items", "additionalProperties", "anyOf", "oneOf"):
            yield from _fields(schema.get(keyword), path)


_DEFINITIONS = {name: part for schema in _SCHEMAS.values() for name, part in schema.get("definitions", {}).items()}
_PLACES = [(f"{kind}{path}", field) for kind, schema in _SCHEMAS.items() for path, field in _fields(schema)]


def _subschemas(value: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from _subschemas(item)


@pytest.mark.parametrize("kind", RECORD_CLASSES)
def test_schema_is_of_draft_07(kind: str) -> None:
    """It follows the meta-schema, says what it is, and has nothing of later drafts."""
    schema = _SCHEMAS[kind]

    Draft7Validator.check_schema(schema)

    assert (schema["$schema"], schema["$id"]) == (DRAFT, f"{kind}.schema.json")
    assert "site-builder schema" in schema["$comment"]
    assert schema["title"]
    assert schema["description"]
    text = format_schema(schema)
    assert not [word for word in ("$defs", "prefixItems", "unevaluated", "dependentRequired") if word in text]


@pytest.mark.parametrize("kind", RECORD_CLASSES)
def test_reference_stands_alone_and_leads_somewhere(kind: str) -> None:
    """Draft 07 ignores what stands beside a `$ref`; nothing is defined that nothing refers to."""
    references = [part for part in _subschemas(_SCHEMAS[kind]) if "$ref" in part]

    assert [part for part in references if len(part) > 1] == []
    named = {part["$ref"].removeprefix("#/definitions/") for part in references}
    assert named == set(_SCHEMAS[kind].get("definitions", {}))


@pytest.mark.parametrize("field", [pytest.param(field, id=path) for path, field in _PLACES])
def test_field_explains_itself(field: dict[str, Any]) -> None:
    """Hovering shows its description; each example matches the field, and each value has its words, if any has."""
    validator = Draft7Validator({**field, "definitions": _DEFINITIONS})

    assert field["description"]
    assert [example for example in field.get("examples", ()) if not validator.is_valid(example)] == []
    assert "default" not in field
    assert len(field.get("enumDescriptions", field.get("enum", ()))) == len(field.get("enum", ()))


def test_every_field_but_a_sketched_one_has_an_example() -> None:
    """An example with `…` is not offered, as it would be written out; what is inside the field has its own."""
    without = {path for path, field in _PLACES if "examples" not in field and ".introductions." not in path}

    assert without == {
        "site.call_to_action", "site.errors",
        "protocol.auth", "protocol.headers", "protocol.operations", "protocol.parameters",
        "protocol.errors",
        "model.pricing", "model.benchmarks", "model.sources", "model/ModelProtocol.errors",
    }  # fmt: skip


def test_values_are_explained_in_words() -> None:
    """What a page shows of a value is what an editor shows; a default is part of the description."""
    line = _SCHEMAS["model"]["definitions"]["PriceLine"]["properties"]
    words = dict(zip(line["meter"]["enum"], line["meter"]["enumDescriptions"], strict=True))

    assert words["cache_read"] == "Cached input, per 1 million tokens"
    assert line["state"]["enum"][-1] is None
    assert line["state"]["enumDescriptions"][-1] == "As if the key were not there."
    assert _SCHEMAS["model"]["properties"]["kind"]["description"] == "What it is called for. If absent: `chat`."
    limits = _SCHEMAS["model"]["properties"]["limits"]
    assert limits["properties"]["context_window_tokens"]["title"] == "Context window"


def test_pattern_is_said_in_words() -> None:
    """A regular expression says nothing to an author."""
    parts = [
        part for schema in _SCHEMAS.values() for part in _subschemas(schema) if isinstance(part.get("pattern"), str)
    ]

    assert parts
    assert [part for part in parts if not {"patternErrorMessage", "errorMessage"} & part.keys()] == []


def test_ids_of_the_site_are_offered_and_others_taken() -> None:
    """A record may name a benchmark that is yet to be written; without ids, only the form is said."""
    field = _SCHEMAS["model"]["definitions"]["Score"]["properties"]["benchmark"]
    validator = Draft7Validator(field)
    bare = make_schema("model", {})["definitions"]["Score"]["properties"]["benchmark"]

    assert "gpqa-diamond" in field["anyOf"][1]["enum"]
    assert validator.is_valid("one-to-come")
    assert not validator.is_valid("Not An Id")
    assert "anyOf" not in bare
    assert bare["pattern"] == field["anyOf"][0]["pattern"]


@pytest.mark.parametrize(
    "path", sorted([*_CATALOG.rglob("*.yaml"), *_SMALL.rglob("*.yaml")]), ids=lambda path: path.stem
)
def test_record_matches_the_schema_of_its_kind(path: Path) -> None:
    """No editor marks anything in a record that `site-builder check` has nothing to say about."""
    value = read_yaml(path.name, path.read_bytes()).value
    validator = Draft7Validator(_SCHEMAS[_kind(path)])

    assert [error.message for error in validator.iter_errors(value)] == []


@pytest.mark.parametrize("path", sorted(_CATALOG.rglob("*.yaml")), ids=lambda path: path.stem)
def test_record_names_its_schema(path: Path) -> None:
    """The first line leads an editor to the schema, without any setting."""
    mark, _, target = path.read_text(encoding="utf-8").partition("\n")[0].partition("$schema=")

    assert mark == "# yaml-language-server: "
    assert (path.parent / target).resolve() == _CATALOG / "schemas" / schema_name(_kind(path))


def test_schemas_of_the_repository_are_up_to_date() -> None:
    """`site-builder schema` would change none of the files that are committed."""
    committed = {path.name: path.read_text(encoding="utf-8") for path in (_CATALOG / "schemas").iterdir()}

    assert committed == {schema_name(kind): format_schema(schema) for kind, schema in _SCHEMAS.items()}


def test_schemas_are_written_once(tmp_path: Path) -> None:
    """A file that says the same is left alone, so that no editor reads it again."""
    first = write_schemas(tmp_path / "a" / "b", _IDS)
    (tmp_path / "a" / "b" / "model.schema.json").write_text("{}", encoding="utf-8")

    second = write_schemas(tmp_path / "a" / "b", _IDS)

    assert set(first.values()) == {True}
    assert [path.name for path, is_changed in second.items() if is_changed] == ["model.schema.json"]
    assert json.loads((tmp_path / "a" / "b" / "model.schema.json").read_bytes()) == _SCHEMAS["model"]
