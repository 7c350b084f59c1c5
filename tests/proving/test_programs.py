"""What is found of the programs on a machine."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from site_builder.catalog.catalog import Catalog
from site_builder.proving.cases import Selection, list_cases
from site_builder.proving.programs import Toolbox, find_programs
from site_builder.snippets.snippet import Snippet

_ALL = {
    "bash": "echo 'GNU bash, version 5.2.15(1)-release'",
    "curl": "echo 'curl 8.5.0 (x86_64)'",
    "jq": "echo jq-1.7",
    "node": "echo v22.3.1",
    "pwsh": "echo PowerShell 7.5.1",
    "python3.13": """echo '["3.13.2", {"openai": "3.52.0", "httpx": ""}]'""",
}

Find = Callable[..., Toolbox]


@pytest.fixture
def find(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Find:
    """Give a function that looks at a machine with these programs and no others."""

    def find(programs: Mapping[str, str], packages: Mapping[str, str] | None = None) -> Toolbox:
        folder, node_modules = tmp_path / "bin", tmp_path / "node_modules"
        folder.mkdir()
        for name, line in programs.items():
            (folder / name).write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
            (folder / name).chmod(0o755)
        for name, version in (packages or {}).items():
            (node_modules / name).mkdir(parents=True)
            (node_modules / name / "package.json").write_text(json.dumps({"version": version}), encoding="utf-8")
        monkeypatch.setenv("PATH", str(folder))
        return find_programs("python3.13", node_modules if packages else None)

    return find


def _snippet(catalog: Catalog, language: str) -> Snippet:
    return list_cases(catalog, Selection(languages=(language,), variants=("basic",)))[0].snippet


def test_versions_are_those_of_the_machine(find: Find, catalog: Catalog) -> None:
    """A snippet is said to be run with the package its install line names, or with the program itself."""
    toolbox = find(_ALL, {"openai": "6.49.0"})

    found = {
        name: toolbox.tool(_snippet(catalog, name))
        for name in ("curl", "python", "javascript", "httpx", "fetch", "powershell", "cmd")
    }
    assert found == {
        "curl": "curl 8.5.0",
        "python": "openai 3.52.0",
        "javascript": "openai 6.49.0",
        "httpx": "",
        "fetch": "Node.js 22.3.1",
        "powershell": "PowerShell 7.5.1",
        "cmd": "",
    }
    runtimes = [program.runtime for program in toolbox.programs.values()]
    assert runtimes == ["bash 5.2", "Python 3.13", "Node.js 22", "PowerShell 7.5", ""]
    assert toolbox.programs["pwsh"].command == ("pwsh", "-NoProfile", "-File")


def test_what_is_missing_is_said(find: Find, catalog: Catalog) -> None:
    """Each language says which program or package it lacks."""
    toolbox = find({"node": _ALL["node"], "python3.13": _ALL["python3.13"]})

    lacks = [toolbox.lack(_snippet(catalog, name)) for name in ("curl", "python", "javascript", "httpx", "fetch")]
    assert lacks == [
        "bash or curl is not installed",
        "",
        "Node.js 22 has no openai",
        "Python 3.13 has no httpx",
        "",
    ]
    assert toolbox.lack(_snippet(catalog, "powershell")) == "pwsh is not installed; checked by rules"
    assert toolbox.lack(_snippet(catalog, "cmd")) == "cmd is a part of Windows; checked by rules"


def test_machine_without_anything_can_run_nothing(find: Find, catalog: Catalog) -> None:
    """A program that is not there, or that fails when asked, is a reason and no crash."""
    toolbox = find({"node": "exit 1"})

    assert toolbox.lack(_snippet(catalog, "fetch")) == "node is not installed"
    assert toolbox.lack(_snippet(catalog, "python")) == "python3.13 cannot be run"


def test_curl_without_jq_still_runs_most(find: Find) -> None:
    """Only tool calling needs jq."""
    toolbox = find({**{name: line for name, line in _ALL.items() if name != "jq"}, "curl": "echo unknown"})

    assert toolbox.programs["bash"].tools == {"": "curl of unknown version"}


def test_python_may_be_named_by_a_relative_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A virtual environment is found from any folder, and stays the link that it is."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/python").symlink_to(sys.executable)
    monkeypatch.chdir(tmp_path)

    assert find_programs("bin/python", None).programs["python"].command == (str(tmp_path / "bin/python"), "-s")


def test_own_python_is_found() -> None:
    """The Python that runs the tests has the SDKs."""
    assert set(find_programs(sys.executable, None).programs["python"].tools) == {
        "anthropic", "google-genai", "httpx", "openai",
    }  # fmt: skip
