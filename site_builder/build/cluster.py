"""Builds a site on any executor of `concurrent.futures`, whose workers may be on other machines.

`ProcessPoolExecutor`, the executor of a Dask client and those of Ray adapters all do. The caller and all workers must
see the site, and the folder beside the one to publish to, at the same paths: nothing but paths and findings is sent.
Threads gain nothing, since rendering is work for the interpreter.
"""

from __future__ import annotations

from concurrent.futures import Executor
from functools import partial
from pathlib import Path

from site_builder.build.merge import merge_into
from site_builder.build.pipeline import BuildOptions, BuildResult, publish_to
from site_builder.build.publish import PublishedFolder
from site_builder.build.shard import Shard
from site_builder.build.shard_build import build_shard


def build_with(executor: Executor, site_folder: Path, *, out: Path, shards: int) -> BuildResult:
    """Build a site as shards, each a task of the executor, and publish it: the same bytes as one build.

    Args:
        executor: Runs the tasks, each in one process; it is not shut down.
        site_folder: The folder of the site.
        out: The folder to publish to; the shards are made in a hidden folder beside it.
        shards: How many tasks. Each reads the whole site, so as many as there are workers is best.

    Raises:
        Exception: The executor lost a worker, or there is a bug; as the executor raises it.
    """
    return publish_to(out, site_folder, partial(_build_locked, executor, site_folder.resolve(), shards))


def _build_locked(executor: Executor, site_folder: Path, count: int, target: PublishedFolder) -> BuildResult:
    parts = [Shard(number, count) for number in range(1, count + 1)]
    folders = [target.shards / str(part.number) for part in parts]
    tasks = [BuildOptions(site_folder, folder, jobs=1) for folder in folders]
    futures = [executor.submit(build_shard, *task) for task in zip(tasks, parts, strict=True)]
    try:
        results = [future.result() for future in futures]
    finally:
        for future in futures:
            future.cancel()
    if all(result.is_published for result in results):
        return merge_into(folders, target)
    found = {finding for result in results for finding in result.diagnostics}  # many shards may say the same
    return BuildResult(tuple(sorted(found)), is_published=False)
