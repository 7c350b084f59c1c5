"""The published folder: a staging folder beside it is filled, then both are swapped in one step.

A build that stops anywhere before the swap leaves the published folder as it was; what it
leaves beside it is cleared away by the next one.
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from site_builder.build.manifest_name import MANIFEST_NAME
from site_builder.build.plan import BuildPlan
from site_builder.build.published_sizes import published_sizes

_LARGE = 2_000
"""With fewer files than this, all of a build is published in one step, whatever has changed."""
_READ_FOLDERS = ("catalog", "locales", "templates")
"""What a site is made from: nothing is published below these."""
_REMOVED_NAME = ".site-builder.removed"
_RENAME_EXCHANGE = 2
_AT_FDCWD = -100


class PublishError(Exception):
    """The published folder cannot be used; the text says why, `fix` what to do."""

    def __init__(self, code: str, reason: str, fix: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason
        self.fix = fix


@dataclass(frozen=True, slots=True)
class PublishedFolder:
    """The folder a site is published in, and the staging folder beside it."""

    folder: Path
    staging: Path = field(init=False)
    """Where the next state is made."""

    def __post_init__(self) -> None:
        """Name the staging folder once: every file is written there."""
        object.__setattr__(self, "staging", self.folder.parent / f".{self.folder.name}.staging")

    @property
    def _retired(self) -> Path:
        return self.folder.parent / f".{self.folder.name}.retired"

    @property
    def _pending(self) -> Path:
        return self.folder.parent / f".{self.folder.name}.pending"

    @property
    def _lock_path(self) -> Path:
        return self.folder.parent / f".{self.folder.name}.lock"

    @property
    def shards(self) -> Path:
        """Where the shards of a build on several machines are made, until they are merged."""
        return self.folder.parent / f".{self.folder.name}.shards"

    def refuse_foreign(self, site_folder: Path, mark: str = MANIFEST_NAME) -> None:
        """Make sure that only a folder this program made, or an empty one, is ever replaced.

        Args:
            site_folder: The folder of the site.
            mark: The file that says that this program made the folder.

        Raises:
            PublishError: The folder holds other files, or the site itself, or is a part of it.
        """
        out, site = self.folder.resolve(), site_folder.resolve()
        if out == site or out in site.parents:
            raise PublishError(
                "out-holds-site",
                f"{self.folder} holds the site itself, which publishing would replace",
                "name a folder of its own, e.g. `--out dist`",
            )
        if self.folder.exists() and not self.folder.is_dir():
            raise PublishError("out-not-a-folder", f"{self.folder} is not a folder", "name a folder with `--out`")
        is_ours = (self.folder / mark).is_file()
        if self.folder.is_dir() and not is_ours and any(self.folder.iterdir()):
            made = "site-builder did not publish" if mark == MANIFEST_NAME else "are not of a shard"
            raise PublishError(
                "out-not-ours",
                f"{self.folder} holds files that {made}",
                "empty the folder, or name another one with `--out`",
            )
        for name in _READ_FOLDERS:
            if out.is_relative_to((site_folder / name).resolve()):
                raise PublishError(
                    "out-holds-site",
                    f"{self.folder} lies in the site's folder `{name}`, whose files the next build would read",
                    "name a folder of its own, e.g. `--out dist`",
                )

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other builds of this folder out; nothing but the published folder is left before and after.

        Raises:
            PublishError: Another build holds the lock.
            OSError: The folder cannot be written to.
        """
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        with self._take_lock():
            try:
                self._clear_leftovers()
                yield
            finally:
                self._clear_leftovers()
                self._lock_path.unlink(missing_ok=True)

    def _take_lock(self) -> TextIO:
        """Give the locked file; one that its last owner removed while we waited for it locks nobody out."""
        while True:
            lock = self._lock_path.open("a")
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                lock.close()
                raise PublishError(
                    "build-running", f"another build is publishing to {self.folder}", "wait until it has finished"
                ) from None
            with contextlib.suppress(FileNotFoundError):
                if os.path.samestat(os.fstat(lock.fileno()), self._lock_path.stat()):
                    return lock
            lock.close()

    def _clear_leftovers(self) -> None:
        """Bring back what an interrupted swap had moved away, then remove what lies beside the published folder."""
        if (self._pending / _REMOVED_NAME).is_file() or (self._pending / MANIFEST_NAME).is_file():
            self._move_pending()
        if self._retired.is_dir() and not self.folder.exists():
            self._retired.rename(self.folder)
        for leftover in (self.staging, self._retired, self._pending, self.shards):
            shutil.rmtree(leftover, ignore_errors=True)

    def sizes(self, known: Iterable[str]) -> dict[str, int]:
        """Give the size in bytes of every published file, see `published_sizes`."""
        return published_sizes(self.folder, known)

    def start_staging(self) -> None:
        """Make an empty staging folder."""
        self.staging.mkdir()

    def stage(self, path: str, content: bytes) -> None:
        """Write a new file into the staging folder."""
        target = f"{self.staging}/{path}"
        try:
            file = _create(target)
        except FileNotFoundError:
            _make_folder(target.rpartition("/")[0])
            file = _create(target)
        try:
            written = os.write(file, content)
            while written < len(content):  # a disk that fills up takes what it can, and then says so
                written += os.write(file, memoryview(content)[written:])
        finally:
            os.close(file)

    def remove(self) -> None:
        """Remove what is published."""
        if self.folder.is_dir():
            shutil.rmtree(self.folder)

    def publish(self, plan: BuildPlan) -> None:
        """Make the staging folder, with what is kept, the published one.

        In one step; but where much is kept and little is new, a link to every kept file would take more time than all
        else, so that the new files are moved in one by one. Killed in that moment, the next build moves the rest.
        """
        if _is_little(plan) and self.folder.is_dir():
            self.stage(_REMOVED_NAME, b"\0".join(map(os.fsencode, plan.removed)))
            self.staging.rename(self._pending)
            self._move_pending()
            return
        for artifact in plan.kept:
            self.take(self.folder, artifact.path)
        _touch(self.staging / MANIFEST_NAME)
        self._swap()

    def take(self, folder: Path, path: str) -> None:
        """Put a file of another folder into the staging folder as it is: a link to it where the system can."""
        target = self.staging / path
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(folder / path, target)
        except OSError:
            shutil.copy2(folder / path, target)

    def _swap(self) -> None:
        if not self.folder.is_dir():
            self.staging.rename(self.folder)
        elif not _exchange(self.staging, self.folder):
            self.folder.rename(self._retired)
            self.staging.rename(self.folder)

    def _move_pending(self) -> None:
        """Move all files of the pending folder in, the manifest last; takes up where an earlier call was ended."""
        removed = self._pending / _REMOVED_NAME
        for path in removed.read_bytes().split(b"\0") if removed.is_file() else ():
            _remove(self.folder, os.fsdecode(path))
        for directory, _, names in os.walk(self._pending):
            for name in sorted(set(names) - {MANIFEST_NAME, _REMOVED_NAME}):
                _move(Path(directory, name), self.folder / Path(directory).relative_to(self._pending) / name)
        if (self._pending / MANIFEST_NAME).is_file():
            _move(self._pending / MANIFEST_NAME, self.folder / MANIFEST_NAME)
            _touch(self.folder / MANIFEST_NAME)
        shutil.rmtree(self._pending)


def _create(path: str) -> int:
    """Open a new file for writing, as `open` does, without an object around it: that costs as much as the write."""
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o666)


def _make_folder(path: str) -> None:
    """Make a folder, and those around it where they are missing; other processes may be making them, too."""
    with contextlib.suppress(FileExistsError):
        try:
            os.mkdir(path)  # noqa: PTH102 - a path object costs as much as the folder
        except FileNotFoundError:
            _make_folder(path.rpartition("/")[0])
            os.mkdir(path)  # noqa: PTH102 - the same


def _is_little(plan: BuildPlan) -> bool:
    """Whether a build changes little of a large site."""
    return len(plan.kept) > _LARGE and (len(plan.stale) + len(plan.removed)) * 10 < len(plan.kept)


def _touch(manifest: Path) -> None:
    """Let the manifest be younger than all folders: the next build need not list any, which would take seconds."""
    with contextlib.suppress(FileNotFoundError):
        os.utime(manifest)


def _move(source: Path, target: Path) -> None:
    if target.is_dir() and not target.is_symlink():
        shutil.rmtree(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    source.replace(target)


def _remove(folder: Path, path: str) -> None:
    """Remove a published file, and the folders that are empty without it."""
    if not path:
        return
    if (folder / path).is_dir() and not (folder / path).is_symlink():
        shutil.rmtree(folder / path)
    (folder / path).unlink(missing_ok=True)
    for parent in list((folder / path).parents)[: path.count("/")]:
        try:
            parent.rmdir()
        except OSError:
            return


def _exchange(first: Path, second: Path) -> bool:
    """Exchange two folders in one step of the file system; False where it cannot.

    Source: Linux `renameat2(2)`, flag RENAME_EXCHANGE; Python has no call for it.
    """
    try:
        rename = ctypes.CDLL(None).renameat2
    except (AttributeError, OSError):
        return False
    done: int = rename(_AT_FDCWD, os.fsencode(first), _AT_FDCWD, os.fsencode(second), _RENAME_EXCHANGE)
    return done == 0
