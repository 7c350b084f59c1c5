"""What keeps shards from being merged: pure but for the sizes of files."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from site_builder.build.shard import Shard
from site_builder.build.shard_record import ShardRecord
from site_builder.diagnostics import Diagnostic, Span

Shards = Sequence[tuple[Path, ShardRecord]]
"""Folders of shards with what they say of themselves; at least one."""


def find_foreign(shards: Shards) -> Iterator[Diagnostic]:
    """Give a finding for every shard that is not of the same site, in the same state, as the first one."""
    first_folder, first = shards[0]
    for folder, other in shards[1:]:
        reason = _difference(other, first)
        if reason:
            yield Diagnostic(
                "shard-foreign",
                Span(str(folder)),
                f"{reason} than {first_folder}",
                "pages of two different sites would stand beside each other",
                "build all shards from the same files, with the same version of site-builder and of its libraries",
            )


def find_incomplete(shards: Shards) -> Iterator[Diagnostic]:
    """Give a finding for every shard that is there twice, and for those that are not there."""
    known: dict[Shard, Path] = {}
    for folder, record in shards:
        if record.shard in known:
            yield Diagnostic(
                "shard-repeated",
                Span(str(folder)),
                f"shard {record.shard} is here and in {known[record.shard]}",
                "one of them may be of an earlier build",
                "name one folder for each shard",
            )
        known.setdefault(record.shard, folder)
    count = shards[0][1].shard.count
    for shard in (Shard(number, count) for number in range(1, count + 1)):
        if shard not in known:
            yield Diagnostic(
                "shard-missing",
                Span(str(shards[0][0])),
                f"this is a shard of {count}, and shard {shard} is in none of the folders",
                "its pages would be missing from the site",
                f"run `site-builder build --shard {shard.number}/{count} --out DIR`, and name its folder too",
            )


def find_damaged(shards: Shards) -> Iterator[Diagnostic]:
    """Give a finding for every file that is missing, or has not the size it was built with."""
    for folder, record in shards:
        for path, file in record.manifest.files.items():
            size = _size(f"{folder}/{path}")
            if size != file.size_bytes:
                state = "it is not there" if size is None else f"it has {size} bytes"
                yield Diagnostic(
                    "shard-damaged",
                    Span(f"{folder}/{path}"),
                    f"the shard was built with {file.size_bytes} bytes of this file, and {state}",
                    "readers would get a broken page",
                    "copy the whole folder of the shard again, files with a leading dot too, or build it again",
                )


def no_shard(folder: Path) -> Diagnostic:
    """Give the finding for a folder that is no shard."""
    return Diagnostic(
        "shard-unreadable",
        Span(str(folder)),
        "the folder is no shard, or one of another version of site-builder",
        "a site is merged from what `build --shard` has written, where this machine can read it",
        "run e.g. `site-builder build --shard 1/4 --out shards/1`, and name its folder",
    )


def _difference(other: ShardRecord, first: ShardRecord) -> str:
    """Say how a shard differs from the first; empty if it does not."""
    if other.program != first.program:
        return "the shard was built by another version of site-builder, or of a library that it uses,"
    if other.shard.count != first.shard.count:
        return f"the shard is one of {other.shard.count}, which is another division of the site"
    return "" if other.inputs == first.inputs else "the shard was built from other files"


def _size(path: str) -> int | None:
    """Give the size of a file in bytes; None if there is no file."""
    try:
        found = os.lstat(path)
    except OSError:
        return None
    return found.st_size if stat.S_ISREG(found.st_mode) else None
