"""The published folder: a staging folder beside it is filled, then both are swapped in one step.

A build that stops anywhere before the swap leaves the published folder as it was.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import fcntl
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from site_builder.build.manifest import MANIFEST_NAME

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

    @property
    def staging(self) -> Path:
        """Where the next state is made."""
        return self.folder.parent / f".{self.folder.name}.staging"

    @property
    def _retired(self) -> Path:
        return self.folder.parent / f".{self.folder.name}.retired"

    def refuse_foreign(self, site_folder: Path) -> None:
        """Make sure that only a folder this program made, or an empty one, is ever replaced.

        Raises:
            PublishError: The folder holds other files, or the site itself.
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
        is_ours = (self.folder / MANIFEST_NAME).is_file()
        if self.folder.is_dir() and not is_ours and any(self.folder.iterdir()):
            raise PublishError(
                "out-not-ours",
                f"{self.folder} holds files that site-builder did not publish",
                "empty the folder, or name another one with `--out`",
            )

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other builds of this folder out.

        Raises:
            PublishError: Another build holds the lock, or the folder cannot be written to.
        """
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        path = self.folder.parent / f".{self.folder.name}.lock"
        with path.open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise PublishError(
                    "build-running", f"another build is publishing to {self.folder}", "wait until it has finished"
                ) from None
            try:
                yield
            finally:
                path.unlink(missing_ok=True)

    def sizes(self) -> dict[str, int]:
        """Give the size in bytes of every published file, by path; the manifest is not counted."""
        found = {}
        for directory, _, names in os.walk(self.folder):
            for name in names:
                path = Path(directory, name)
                found[path.relative_to(self.folder).as_posix()] = path.lstat().st_size
        found.pop(MANIFEST_NAME, None)
        return found

    def start_staging(self) -> None:
        """Make an empty staging folder; what a killed build left is removed."""
        for leftover in (self.staging, self._retired):
            shutil.rmtree(leftover, ignore_errors=True)
        self.staging.mkdir()

    def keep(self, path: str) -> None:
        """Put a published file into the staging folder as it is."""
        target = self.staging / path
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(self.folder / path, target)
        except OSError:
            shutil.copy2(self.folder / path, target)

    def stage(self, path: str, content: bytes) -> None:
        """Write a new file into the staging folder."""
        target = self.staging / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)

    def swap(self) -> None:
        """Put the staging folder in the place of the published one."""
        if self.folder.is_dir() and not _exchange(self.staging, self.folder):
            self.folder.rename(self._retired)
            self.staging.rename(self.folder)
        elif not self.folder.is_dir():
            self.staging.rename(self.folder)
        self.discard_staging()

    def discard_staging(self) -> None:
        """Remove what is no longer needed beside the published folder."""
        for leftover in (self.staging, self._retired):
            shutil.rmtree(leftover, ignore_errors=True)


def _exchange(first: Path, second: Path) -> bool:
    """Exchange two folders in one step of the file system; False where it cannot.

    Source: Linux `renameat2(2)`, flag RENAME_EXCHANGE; Python has no call for it.
    """
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    done: int = rename(_AT_FDCWD, os.fsencode(first), _AT_FDCWD, os.fsencode(second), _RENAME_EXCHANGE)
    if done == 0:
        return True
    if ctypes.get_errno() in (errno.EINVAL, errno.ENOSYS):
        return False
    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(second))
