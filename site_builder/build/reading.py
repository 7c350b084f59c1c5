"""Reads the records of a site: what has not changed from a cache, the rest on all cores.

Processes send each other plain values, which are validated again: a fifth of the time that pickled records take.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import chain
from pathlib import Path

from site_builder.build.cache_folder import cache_file, write_cache
from site_builder.build.file_state import FileState, is_settled, now, state_of
from site_builder.build.processes import run_tasks, usable_processes
from site_builder.build.record_cache import PackedRecord, pack, read_cache, write_records
from site_builder.catalog.loader import LoadedCatalog, ReadRecord, assemble_catalog, read_record
from site_builder.catalog.record_files import RecordFile, find_records
from site_builder.outputs.program import program_fingerprint

_WORTH_FORKING = 200
"""Records to read, below which one process is as fast."""

_Answer = PackedRecord | ReadRecord


def read_catalog(site_folder: Path, jobs: int, *, clean: bool = False) -> LoadedCatalog:
    """Read, validate and resolve all records of a site; never raises for what an author wrote.

    Args:
        site_folder: The folder of the site.
        jobs: How many processes may read; 0 for one per core.
        clean: Read every file, whatever is kept.
    """
    folder, started = find_records(site_folder), now()
    path = cache_file(site_folder, "records")
    known = {} if clean else read_cache(path, program_fingerprint())
    states = {source.relative: _find_state(site_folder, source) for source in folder.files}
    kept = {name: known[name][1] for name, state in states.items() if name in known and known[name][0] == state}
    unread = tuple(source for source in folder.files if source.relative not in kept)
    answers: dict[str, _Answer] = {**kept, **_read_files(site_folder, unread, jobs)}
    if unread or len(known) != len(kept):
        write_cache(path, write_records(_keepable(answers, states, started), program_fingerprint()))
    read = (_unpack(site_folder, source, answers[source.relative]) for source in folder.files)
    return assemble_catalog(site_folder, folder, read)


def _find_state(site_folder: Path, source: RecordFile) -> FileState | None:
    try:
        return state_of(f"{site_folder}/{source.path}")
    except OSError:
        return None


def _read_files(site_folder: Path, files: tuple[RecordFile, ...], jobs: int) -> dict[str, _Answer]:
    """Give what each file holds, by its path."""
    count = usable_processes(jobs, len(files) // _WORTH_FORKING + 1)
    shares = [files[index::count] for index in range(count)]
    answers = run_tasks([partial(_read_share, site_folder, share) for share in shares], processes=count)
    given = zip(chain.from_iterable(shares), chain.from_iterable(answers), strict=True)
    return {source.relative: answer for source, answer in given}


def _read_share(site_folder: Path, share: tuple[RecordFile, ...]) -> Iterator[_Answer]:
    for source in share:
        read = read_record(site_folder, source)
        yield pack(read) or read


def _unpack(site_folder: Path, source: RecordFile, answer: _Answer) -> ReadRecord:
    if isinstance(answer, ReadRecord):
        return answer
    return answer.unpack(source) or read_record(site_folder, source)


def _keepable(
    answers: dict[str, _Answer], states: dict[str, FileState | None], started: int
) -> Iterator[tuple[str, FileState, PackedRecord]]:
    """Give the valid records of files that would look different after any change."""
    for name, answer in answers.items():
        state = states[name]
        if isinstance(answer, PackedRecord) and state is not None and is_settled(state, started):
            yield name, state, answer
