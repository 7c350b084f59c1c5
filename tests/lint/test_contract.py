"""The bundled contracts are what the tool reads from the SDKs."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest

import site_builder

_BUNDLED = Path(site_builder.__file__).parent / "lint" / "contracts"
_TOOL = Path(__file__).parents[2] / "tools" / "write_contracts.py"


def test_bundled_contracts_are_those_of_the_installed_sdks(tmp_path: Path) -> None:
    """Whoever upgrades an SDK runs the tool; until then, files of other versions are left alone."""
    spec = importlib.util.spec_from_file_location("write_contracts", _TOOL)
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)

    tool.write_contracts(tmp_path)

    written = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}
    bundled = {path.name: path.read_text(encoding="utf-8") for path in _BUNDLED.iterdir()}
    same_version = {
        name for name in written if json.loads(written[name])["version"] == json.loads(bundled[name])["version"]
    }
    assert written.keys() == bundled.keys()
    if not same_version:
        pytest.skip("other versions of the SDKs are installed")
    assert {name: written[name] for name in same_version} == {name: bundled[name] for name in same_version}
