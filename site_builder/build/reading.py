"""Reads the records of a site: what has not changed from a cache, the rest on all cores.

Processes send each other plain values, which are validated again: a fifth of the time that pickled records take.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import chain
from pathlib import Path

from site_builder.build.cache_folder import cache_file, write_cache
from site_builder.build.file_state import FileState, is_settled, now, state_of
from site_builder.build.processes import run_tasks, usable_processes
from site_builder.build.record_cache import PackedRecord, pack, read_cache, write_records
from site_builder.build.record_memory import RecordMemory
from site_builder.catalog.loader import LoadedCatalog, ReadRecord, assemble_catalog, read_record
from site_builder.catalog.record_files import RecordFile, find_records
from site_builder.outputs.program import program_fingerprint

_WORTH_FORKING = 200
"""Records to read, below which one process is as fast."""

_Answer = PackedRecord | ReadRecord


_States = Mapping[str, FileState | None]
"""By the path of the file below `catalog/`; None where it cannot be had."""


def read_catalog(
    site_folder: Path, jobs: int, *, clean: bool = False, memory: RecordMemory | None = None
) -> LoadedCatalog:
    """Read, validate and resolve all records of a site; never raises for what an author wrote.

    Args:
        site_folder: The folder of the site.
        jobs: How many processes may read; 0 for one per core.
        clean: Read every file, whatever is kept.
        memory: What this process has read before; it is told what it reads now.
    """
    folder, started = find_records(site_folder), now()
    states = {source.relative: _find_state(site_folder, source) for source in folder.files}
    remembered = memory.find(states) if memory is not None else {}
    if remembered:  # some files were edited: the next run reads these again, so they are not kept for it
        unread = tuple(source for source in folder.files if source.relative not in remembered)
        answers: Mapping[str, _Answer] = {**remembered, **_read_files(site_folder, unread, jobs)}
    else:
        answers = _read_unless_kept(site_folder, folder.files, states, jobs, started, clean=clean)
    read = [_unpack(site_folder, source, answers[source.relative]) for source in folder.files]
    if memory is not None:
        memory.keep(read, states, started)
    return assemble_catalog(site_folder, folder, read)


def _read_unless_kept(
    site_folder: Path, files: tuple[RecordFile, ...], states: _States, jobs: int, started: int, *, clean: bool
) -> Mapping[str, _Answer]:
    """Give what each file holds, by its path, and keep it for the next run."""
    path = cache_file(site_folder, "records")
    known = {} if clean else read_cache(path, program_fingerprint())
    kept = {name: known[name][1] for name, state in states.items() if name in known and known[name][0] == state}
    unread = tuple(source for source in files if source.relative not in kept)
    answers: dict[str, _Answer] = {**kept, **_read_files(site_folder, unread, jobs)}
    if unread or len(known) != len(kept):
        write_cache(path, write_records(_keepable(answers, states, started), program_fingerprint()))
    return answers


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
    answers: Mapping[str, _Answer], states: _States, started: int
) -> Iterator[tuple[str, FileState, PackedRecord]]:
    """Give the valid records of files that would look different after any change."""
    for name, answer in answers.items():
        state = states[name]
        if isinstance(answer, PackedRecord) and state is not None and is_settled(state, started):
            yield name, state, answer
