"""Answers a command at once where nothing has changed since it last ran: in 0.2 s.

All that a run depends on are files: those of the site, the program and what comes with it, and for a build those that
it published. If the file system says of each what it said before, the run would give what it gave, and that was kept.
Imports nothing but the standard library, and little of that: most of the time of such a run is imports.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from site_builder.build.cache_folder import cache_file, write_cache
from site_builder.build.file_state import FileState, is_settled, now, state_of
from site_builder.build.manifest_name import MANIFEST_NAME
from site_builder.defaults import packaged_folder

_FORMAT = 1
_SITE_FOLDERS = ("catalog", "locales", "templates")
_PACKAGE = Path(__file__).resolve().parents[1]
_WORTH_FORKING = 20_000
_MANY_FOLDERS = 50_000


@dataclass(frozen=True, slots=True)
class Answer:
    """What a run said.

    Attributes:
        text: Its findings, as it printed them.
        problems: Their number in words.
        page_count: How many pages the site has.
        is_good: Whether there is no error.
    """

    text: str
    problems: str
    page_count: int
    is_good: bool


@dataclass(slots=True)
class LastRun:
    """The last run of a command on a site.

    Made before anything is read, so that what changes meanwhile counts as changed.

    Attributes:
        site_folder: The folder of the site.
        name: What tells runs apart, e.g. `build` and the folder it publishes to.
        out: That folder; None if the command publishes nothing.
    """

    site_folder: Path
    name: str
    out: Path | None = None
    _started: int = field(default_factory=now)
    _inputs: str | None = field(init=False)

    def __post_init__(self) -> None:
        """Look at the inputs now."""
        self._inputs = _describe_inputs(self.site_folder, self._started)

    def recall(self) -> Answer | None:
        """Give what the last run said, if this one would say the same."""
        if self._inputs is None:
            return None
        try:
            head, _, paths = self._file.read_text(encoding="utf-8").partition("\n")
            kept = json.loads(head)
            if kept["format"] != _FORMAT or kept["inputs"] != self._inputs:
                return None
            if self.out is not None and kept["outputs"] != _describe_outputs(self.out, paths.split("\n")):
                return None
            return Answer(**kept["answer"])
        except (OSError, ValueError, LookupError, TypeError, RecursionError):
            return None

    def keep(self, answer: Answer, published: Iterable[str] = ()) -> None:
        """Keep what this run said, and the paths that are published below its folder."""
        if self._inputs is None:
            return
        paths = _list_paths(published)
        try:
            outputs = "" if self.out is None else _describe_outputs(self.out, paths)
        except OSError:
            return
        said = {name: getattr(answer, name) for name in ("text", "problems", "page_count", "is_good")}
        head = {"format": _FORMAT, "inputs": self._inputs, "outputs": outputs, "answer": said}
        write_cache(self._file, "\n".join((json.dumps(head), *paths)).encode())

    @property
    def _file(self) -> Path:
        return cache_file(self.site_folder, hashlib.sha256(self.name.encode()).hexdigest()[:16])


def _list_paths(published: Iterable[str]) -> list[str]:
    """Give the paths of all files that are looked at, and of their folders, which show what else has come.

    Of a large site, which has more folders than files, the folders take half of the time, so that they are left out:
    with 5,000 models, 0.24 instead of 0.47 s. What is not ours is then removed by the next build that makes something.
    """
    files = [MANIFEST_NAME, *published]
    folders = sorted({folder for path in files for folder in _folders_of(path)})
    return files if len(folders) > _MANY_FOLDERS else files + folders


def _folders_of(path: str) -> Iterator[str]:
    """Give every folder a file lies in, up to the published folder, whose path is empty."""
    while path:
        path = path.rpartition("/")[0]
        yield path


def _describe_inputs(site_folder: Path, started: int) -> str | None:
    """Give a hash of the states of all inputs; None if one of them may change without a trace."""
    roots = [*(site_folder / name for name in _SITE_FOLDERS), _PACKAGE]
    roots += [packaged_folder(name) for name in ("templates", "locales")]
    digest = hashlib.sha256(_describe_libraries().encode())
    try:
        for root in roots:
            for path, state in _scan(os.path.realpath(root)):
                if not is_settled(state, started):
                    return None
                digest.update(f"{path}\0{state}\n".encode(errors="surrogateescape"))
    except OSError:
        return None
    return digest.hexdigest()


def _describe_libraries() -> str:
    """Give Python's version and the time of change of the folders of packages, which every installation changes."""
    folders = sorted({path for path in sys.path if path.endswith("-packages")})
    return repr((sys.version, [(path, os.stat(path).st_mtime_ns) for path in folders]))  # noqa: PTH116 - see `state_of`


def _scan(folder: str) -> Iterator[tuple[str, FileState]]:
    """Give every file below a folder with its state, in a fixed order.

    Raises:
        OSError: Something cannot be looked at, or a link leads to a folder, below which nobody looks.
    """
    if not os.path.isdir(folder):  # noqa: PTH112 - see `state_of`
        return
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            if entry.name != "__pycache__":
                yield from _scan(entry.path)
        elif entry.is_dir():
            raise OSError(entry.path)
        else:
            yield entry.path, state_of(entry.path)


def _describe_outputs(out: Path, paths: list[str]) -> str:
    """Give a hash of the states of published files and folders; of many, each half by a process of its own.

    Raises:
        OSError: One of them is not there, or was written after the manifest, which is always the last.
    """
    if len(paths) < _WORTH_FORKING or not hasattr(os, "fork"):
        return _hash_states(out, paths)
    middle = len(paths) // 2
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(writer, _hash_states(out, paths[:middle]).encode())
        finally:
            os._exit(0)
    os.close(writer)
    try:
        second = _hash_states(out, paths[middle:])
        first = os.read(reader, 100).decode()
    finally:
        os.close(reader)
        os.waitpid(child, 0)
    if not first:
        raise OSError(out)
    return first + second


def _hash_states(out: Path, paths: list[str]) -> str:
    """A folder's time of change says whether anything has come or gone in it; its size says nothing."""
    folder = os.open(out, os.O_RDONLY | os.O_DIRECTORY)
    states = []
    try:
        published_at = os.stat(MANIFEST_NAME, dir_fd=folder).st_mtime_ns
        for path in paths:
            found = os.stat(path or ".", dir_fd=folder, follow_symlinks=False)
            if found.st_mtime_ns > published_at and not stat.S_ISDIR(found.st_mode):
                raise OSError(path)
            states.append(f"{found.st_mode} {found.st_mtime_ns} {found.st_size} {found.st_ino}")
    finally:
        os.close(folder)
    return hashlib.sha256("\n".join(states).encode()).hexdigest()
