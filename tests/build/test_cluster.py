"""Builds on executors: processes of this machine, and a Dask cluster where Dask is installed."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from site_builder.build.cluster import build_with
from site_builder.build.pipeline import BuildOptions, build_site


class _SameProcess(Executor):
    """Runs each task when it is submitted, in this process."""

    def submit(self, task: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:  # noqa: ANN401
        future: Future[Any] = Future()
        future.set_result(task(*arguments, **named))
        return future


def _tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("shards", [1, 3])
def test_an_executor_builds_what_one_build_builds(shards: int, built_site: Path, tmp_path: Path) -> None:
    """The same files, and nothing is left beside them."""
    result = build_with(_SameProcess(), built_site, out=tmp_path / "out" / "dist", shards=shards)

    assert result.is_published
    assert result.page_count == len(list((built_site / "dist").rglob("*.html")))
    assert _tree(tmp_path / "out" / "dist") == _tree(built_site / "dist")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["dist"]


def test_processes_build_what_one_build_builds(built_site: Path, tmp_path: Path) -> None:
    """Nothing but paths and findings is sent, so workers may start with nothing."""
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as executor:
        result = build_with(executor, built_site, out=tmp_path / "dist", shards=2)

    assert result.is_published
    assert _tree(tmp_path / "dist") == _tree(built_site / "dist")


def test_an_error_of_many_shards_is_said_once(built_site: Path) -> None:
    """What is published stays as it was, and the shards are cleared away."""
    before = _tree(built_site / "dist")
    path = built_site / "catalog/models/acme/mini.yaml"
    path.write_text(path.read_text().replace('"0.20"', '"-0.20"'))

    result = build_with(_SameProcess(), built_site, out=built_site / "dist", shards=2)

    assert [finding.code for finding in result.diagnostics] == ["price-negative"]
    assert not result.is_published
    assert _tree(built_site / "dist") == before
    assert sorted(path.name for path in built_site.iterdir()) == ["catalog", "dist", "locales"]


class _LosesWorkers(Executor):
    """Fails its first task."""

    def __init__(self) -> None:
        self.futures: list[Future[Any]] = []

    def submit(self, *_: Any, **__: Any) -> Future[Any]:  # noqa: ANN401
        future: Future[Any] = Future()
        if not self.futures:
            future.set_exception(RuntimeError("a worker is gone"))
        self.futures.append(future)
        return future


def test_tasks_are_taken_back_when_one_fails(small_site: Path, tmp_path: Path) -> None:
    """What an executor raises reaches the caller, and no task is left waiting."""
    executor = _LosesWorkers()

    with pytest.raises(RuntimeError, match="a worker is gone"):
        build_with(executor, small_site, out=tmp_path / "dist", shards=3)

    assert [future.cancelled() for future in executor.futures] == [False, True, True]
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_folder_that_must_not_be_replaced_is_refused_first(small_site: Path) -> None:
    """No shard is built for it."""
    result = build_with(_LosesWorkers(), small_site, out=small_site, shards=2)

    assert [finding.code for finding in result.diagnostics] == ["out-holds-site"]


@pytest.mark.filterwarnings("default")
def test_a_dask_cluster_builds_what_one_build_builds(small_site: Path, tmp_path: Path) -> None:
    """Four shards on four workers; run where the extra `cluster` is installed."""
    distributed = pytest.importorskip("distributed")

    with (
        distributed.LocalCluster(n_workers=4, threads_per_worker=1, dashboard_address=None) as cluster,
        distributed.Client(cluster) as client,
    ):
        result = build_with(client.get_executor(), small_site, out=tmp_path / "dist", shards=4)

    assert result.is_published
    assert build_site(BuildOptions(small_site, tmp_path / "one", jobs=1)).is_published
    assert _tree(tmp_path / "dist") == _tree(tmp_path / "one")
