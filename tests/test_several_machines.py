"""What docs/several-machines.md promises: its commands run as written, and the jobs of its matrix make one site."""

from __future__ import annotations

import ast
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from site_builder.build import cluster
from site_builder.build.pipeline import BuildOptions, build_site
from site_builder.cli import main

_DOCUMENT = (Path(__file__).parents[1] / "docs/several-machines.md").read_text(encoding="utf-8")


def _block(language: str) -> str:
    (block,) = re.findall(rf"^```{language}\n(.*?)^```$", _DOCUMENT, re.MULTILINE | re.DOTALL)
    assert isinstance(block, str)
    return block


def _jobs() -> dict[str, Any]:
    jobs: dict[str, Any] = yaml.safe_load(_block("yaml"))["jobs"]
    return jobs


def _commands(job: dict[str, Any]) -> Iterator[str]:
    """Give the commands of the program in a job, once for each number of its matrix."""
    for number in job.get("strategy", {}).get("matrix", {}).get("number", [0]):
        for step in job["steps"]:
            if step.get("run", "").startswith("site-builder "):
                yield step["run"].replace("${{ matrix.number }}", str(number))


def _run(command: str) -> None:
    result = CliRunner().invoke(main, shlex.split(command)[1:])
    assert result.exit_code == 0, result.output


def _tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _assert_one_build(site: Path, out: Path) -> None:
    assert build_site(BuildOptions(site, site.parent / "one", jobs=1)).is_published
    assert _tree(out) == _tree(site.parent / "one")


def test_commands_make_what_one_build_makes(small_site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The three commands at its top, in order."""
    monkeypatch.chdir(small_site)

    for command in _block("console").splitlines():
        _run(command)

    _assert_one_build(small_site, small_site / "dist")


def test_jobs_of_the_matrix_make_what_one_build_makes(small_site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each job leaves a folder, which reaches the last job under the name of its artifact."""
    monkeypatch.chdir(small_site)
    jobs = _jobs()
    upload = next(step["with"] for step in jobs["shard"]["steps"] if "upload-artifact" in step.get("uses", ""))
    download = next(step["with"] for step in jobs["merge"]["steps"] if "download-artifact" in step.get("uses", ""))

    for number, command in enumerate(_commands(jobs["shard"]), start=1):
        _run(command)
        name = upload["name"].replace("${{ matrix.number }}", str(number))
        assert name.startswith(download["pattern"].removesuffix("*"))
        Path(download["path"]).mkdir(exist_ok=True)
        Path(upload["path"]).rename(Path(download["path"]) / name)
    for command in _commands(jobs["merge"]):
        _run(command)

    assert jobs["merge"]["needs"] == "shard"
    _assert_one_build(small_site, small_site / "dist")


def test_example_for_clusters_is_python_and_calls_what_there_is() -> None:
    """It parses, and names the function and its arguments as they are."""
    tree = ast.parse(_block("python"))

    (call,) = (
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "build_with"
    )
    assert {keyword.arg for keyword in call.keywords} <= set(cluster.build_with.__annotations__)
    assert len(call.args) == 2
