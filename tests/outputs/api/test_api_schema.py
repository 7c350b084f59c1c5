"""The published JSON Schema: it is right itself, and every file of every site is as it says, to the field."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from site_builder.build.inputs import SiteInputs, assemble_site
from site_builder.build.source import read_source
from site_builder.outputs.api.api_schema import FORMAT, build_schema

_ROOT = Path(__file__).parents[3]
_URL = "https://models.example.com/api/schema.json"


def read_outputs(folder: Path) -> dict[str, bytes]:
    """Give the files of the API of a site."""
    site = _assemble(folder)
    return {file.path: file.make().content for file in site.outputs if file.path.startswith("api/")}


def _assemble(folder: Path) -> SiteInputs:
    source, diagnostics = read_source(folder, jobs=1)
    assert source is not None, diagnostics
    site, problems = assemble_site(source)
    assert site is not None, problems
    return site


def _close(schema: Any) -> Any:  # noqa: ANN401 - any JSON value
    """Give a schema in which no object may have a field that is not described."""
    if isinstance(schema, list):
        return [_close(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {key: _close(item) for key, item in schema.items()}
    is_described = schema.get("type") == "object" and isinstance(schema.get("properties"), dict)
    return {**closed, "additionalProperties": False} if is_described else closed


def test_the_schema_is_one() -> None:
    """It follows the draft it names, has the address it is published at, and defines no more than it needs."""
    schema = build_schema(_URL)

    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == _URL
    assert {"Catalog", "Model", "ModelEntry", "Price", "Texts", "Condition"} <= schema["$defs"].keys()
    assert {"Pricing", "SiteConfig", "Parameter", "Examples"}.isdisjoint(schema["$defs"])


def _find_problems(content: bytes) -> list[str]:
    """Give what is wrong with a file: with its head, with the definition its type names, and fields neither knows."""
    value = json.loads(content)
    schema = build_schema(_URL)
    head = {name: value.pop(name) for name in ("$schema", "format", "type")}
    name = {"catalog": "Catalog", "model": "Model"}[head["type"]]
    closed = _close({"$ref": f"#/$defs/{name}", "$defs": schema["$defs"]})
    found = [*Draft202012Validator(closed).iter_errors(value), *Draft202012Validator(schema).iter_errors(value | head)]
    return [f"{error.json_path}: {error.message}" for error in found]


@pytest.mark.parametrize("site", [_ROOT, _ROOT / "tests/sites/small", _ROOT / "tests/sites/chinese"])
def test_every_file_is_as_the_schema_says(site: Path) -> None:
    """Each file is valid, with not one field that the schema does not describe; the schema is published as it is."""
    files = read_outputs(site)
    published = json.loads(files.pop("api/schema.json"))

    problems = {path: found for path, content in files.items() if (found := _find_problems(content))}

    assert problems == {}
    assert "api/catalog.json" in files
    assert published == json.loads(json.dumps(build_schema(published["$id"])))
    assert {json.loads(content)["format"] for content in files.values()} == {FORMAT}
    assert {json.loads(content)["$schema"] for content in files.values()} == {published["$id"]}


def test_a_wrong_file_is_refused(small_site: Path) -> None:
    """The schema says something: another type, a number for an amount, a text without a language."""
    model = json.loads(read_outputs(small_site)["api/models/acme/large.json"])
    validator = Draft202012Validator(build_schema(_URL))
    wrong = (
        {**model, "type": "catalog"},
        {**model, "format": 2},
        {**model, "prices": [{**model["prices"][0], "amount": 2.0}]},
        {**model, "summary": "A text."},
        {key: value for key, value in model.items() if key != "pages"},
    )

    assert validator.is_valid(model)
    assert [validator.is_valid(value) for value in wrong] == [False] * len(wrong)
