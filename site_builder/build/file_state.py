"""What the file system says of a file, by which a change is noticed without reading it."""

from __future__ import annotations

import os
import time
from typing import NamedTuple

_SETTLED_NANOSECONDS = 2_000_000_000
"""A file that changed less than this before it was read may change again and look the same; some clocks are coarse."""


class FileState(NamedTuple):
    """Size, times of change of content and of attributes in nanoseconds, and number of a file."""

    size: int
    modified: int
    changed: int
    number: int


def state_of(path: str) -> FileState:
    """Give the state of a file; links are followed.

    Raises:
        OSError: It is not there, or may not be looked at.
    """
    found = os.stat(path)  # noqa: PTH116 - asked of every file of a site, and a path object costs as much
    return FileState(found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


def is_settled(state: FileState, read_at: int) -> bool:
    """Whether a file that was read then would look different after any later change.

    Args:
        state: Its state before it was read.
        read_at: When that was, in nanoseconds since the epoch.
    """
    return max(state.modified, state.changed) + _SETTLED_NANOSECONDS < read_at


def now() -> int:
    """Give the time in nanoseconds since the epoch, as files have it."""
    return time.time_ns()
