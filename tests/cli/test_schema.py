"""`site-builder schema` writes the editor schemas of a site, also of one that has problems."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from site_builder.cli import main

_KINDS = ("site", "provider", "protocol", "benchmark", "model", "lint-exceptions", "glossary")


@pytest.fixture(autouse=True)
def _collect_garbage() -> Iterator[None]:
    """Let tests after this one collect garbage again: a command turns it off for its short life."""
    yield
    gc.enable()


def _run(*arguments: object) -> Result:
    result = CliRunner().invoke(main, ["schema", *(str(argument) for argument in arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_schemas_are_written_beside_the_records(small_site: Path) -> None:
    """The ids of its own protocols are offered, even if a record has problems; a second run changes nothing."""
    (small_site / "catalog/models/acme/mini.yaml").write_text("name: [", encoding="utf-8")
    folder = small_site / "catalog" / "schemas"

    first, second = _run("--site", small_site), _run("--site", small_site)

    assert (first.exit_code, second.exit_code) == (0, 0)
    assert first.stdout.splitlines() == [f"{folder / kind}.schema.json: written" for kind in _KINDS]
    assert second.stdout.splitlines() == [f"{folder / kind}.schema.json: unchanged" for kind in _KINDS]
    model = json.loads((folder / "model.schema.json").read_bytes())
    offered = model["definitions"]["ModelProtocol"]["properties"]["protocol"]["anyOf"][1]
    assert offered == {"enum": ["acme-chat"]}


def test_schemas_are_written_to_another_folder(small_site: Path, tmp_path: Path) -> None:
    """`--out` names it; it is made if it is not there."""
    result = _run("--site", small_site, "--out", tmp_path / "a" / "b")

    assert result.exit_code == 0
    assert {path.name for path in (tmp_path / "a" / "b").iterdir()} == {f"{kind}.schema.json" for kind in _KINDS}
    assert not (small_site / "catalog" / "schemas").exists()


def test_folder_without_a_catalog_is_no_site(tmp_path: Path) -> None:
    """Nothing is written there; what a site is, is said."""
    result = _run("--site", tmp_path)

    assert result.exit_code == 1
    assert "error[site-without-catalog]" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_folder_that_cannot_be_written_is_1(small_site: Path) -> None:
    """A file in the place of the folder is no traceback."""
    (small_site / "catalog" / "schemas").write_text("", encoding="utf-8")

    result = _run("--site", small_site)

    assert result.exit_code == 1
    assert result.stderr == f"Error: {small_site}/catalog/schemas: File exists\n"


def test_wrong_usage_is_2(small_site: Path) -> None:
    """An `--out` that is a file is refused before anything is written."""
    assert _run("--site", small_site, "--out", small_site / "catalog" / "site.yaml").exit_code == 2
