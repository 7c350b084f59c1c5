"""Makes one published folder of the folders of all shards: what one build of the site would have published."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path

from site_builder.build.manifest import Manifest, write_manifest
from site_builder.build.manifest_name import MANIFEST_NAME
from site_builder.build.pipeline import BuildResult, publish_to
from site_builder.build.plan import BuildPlan
from site_builder.build.publish import PublishedFolder
from site_builder.build.shard_findings import Shards, find_damaged, find_foreign, find_incomplete, no_shard
from site_builder.build.shard_links import check_across
from site_builder.build.shard_record import read_shard_record
from site_builder.diagnostics import Diagnostic, has_errors


def merge_shards(folders: Sequence[Path], out: Path, site_folder: Path) -> BuildResult:
    """Publish the site that shards are the parts of, in one step; after any error the published folder is as it was.

    Args:
        folders: The folder of every shard, in any order; at least one.
        out: The folder to publish to.
        site_folder: The folder of the site, which is never replaced; it is not read.
    """
    return publish_to(out, site_folder, partial(merge_into, folders))


def merge_into(folders: Sequence[Path], target: PublishedFolder) -> BuildResult:
    """Do the same with a published folder that the caller has locked."""
    read = [(folder, read_shard_record(folder)) for folder in folders]
    shards = [(folder, record) for folder, record in read if record is not None]
    problems = tuple(no_shard(folder) for folder, record in read if record is None) or _find_problems(shards)
    if problems:
        return BuildResult(tuple(sorted(problems)), is_published=False)
    records = [record for _, record in shards]
    said = chain.from_iterable(record.findings for record in records)
    anchors = {path: file.anchors for record in records for path, file in record.manifest.files.items()}
    found = tuple(sorted((*said, *check_across(anchors, (record.claims for record in records)))))
    if has_errors(found):
        return BuildResult(found, is_published=False)
    _publish(shards, target)
    paths = tuple(sorted(chain.from_iterable(record.manifest.files for record in records)))
    return BuildResult(found, is_published=True, page_count=records[0].page_count, published=paths)


_CHECKS: tuple[Callable[[Shards], Iterable[Diagnostic]], ...] = (find_foreign, find_incomplete, find_damaged)
"""In their order: where one has found something, the next would only repeat it in other words."""


def _find_problems(shards: Shards) -> tuple[Diagnostic, ...]:
    found: Iterator[tuple[Diagnostic, ...]] = (tuple(check(shards)) for check in _CHECKS)
    return next((problems for problems in found if problems), ())


def _publish(shards: Shards, target: PublishedFolder) -> None:
    target.start_staging()
    started = time.time_ns()
    for folder, record in shards:
        for path in record.manifest.files:
            target.take(folder, path)
            _date_back(target.staging / path, started)
    files = {path: file for _, record in shards for path, file in record.manifest.files.items()}
    target.stage(MANIFEST_NAME, write_manifest(Manifest(files)))
    target.publish(BuildPlan((), (), ()))


def _date_back(path: Path, latest: int) -> None:
    """Let no file be younger than the manifest, by which the next build knows what was edited by hand.

    Another machine wrote it, and its clock may be ahead of ours.
    """
    if path.stat().st_mtime_ns > latest:
        with contextlib.suppress(OSError):  # of another user: it will be rendered once more
            os.utime(path, ns=(latest, latest))
