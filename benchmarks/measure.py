"""Runs a command and says what it cost: wall time, CPU of all its processes, their peak memory."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_INTERVAL_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Measurement:
    """One run of a command.

    Attributes:
        wall_seconds: From start to end.
        cpu_seconds: User and system time of the process and all its children.
        peak_megabytes: Largest sum of the proportional set sizes of all its processes, seen ten times a second:
            memory that processes share counts once. 0 where it was not watched.
        output: What it printed.
    """

    wall_seconds: float
    cpu_seconds: float
    peak_megabytes: float
    output: str


def measure(
    command: Sequence[str], folder: Path | None = None, *, cache: Path | None = None, memory: bool = False
) -> Measurement:
    """Run a command to its end.

    Watching the memory of a process stops it for as long as its pages are counted: the more it has, the longer. Hugo
    takes up to half as much time again, so times are told of runs that nobody watches.

    Args:
        command: What to run.
        folder: The current folder of the command.
        cache: Where it finds and keeps caches instead of the user's folder.
        memory: Whether its memory is watched, and its times are of no use.

    Raises:
        subprocess.CalledProcessError: It failed.
    """
    started = time.perf_counter()
    with subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, "XDG_CACHE_HOME": str(cache)} if cache else None,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as process:
        watch = _MemoryWatch(process.pid)
        if memory:
            watch.start()
        output = process.stdout.read().decode() if process.stdout else ""
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - started
        if memory:
            watch.stop()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, list(command), output)
    return Measurement(wall, usage.ru_utime + usage.ru_stime, watch.peak_kilobytes / 1024, output)


class _MemoryWatch(threading.Thread):
    def __init__(self, process_id: int) -> None:
        super().__init__(daemon=True)
        self.peak_kilobytes = 0
        self._process_id = process_id
        self._stopped = threading.Event()

    def run(self) -> None:
        while not self._stopped.wait(_INTERVAL_SECONDS):
            self.peak_kilobytes = max(self.peak_kilobytes, sum(map(_memory_of, _family(self._process_id))))

    def stop(self) -> None:
        self._stopped.set()
        self.join()


def _family(process_id: int) -> list[int]:
    """Give a process and all its descendants."""
    try:
        children = Path(f"/proc/{process_id}/task/{process_id}/children").read_text(encoding="ascii").split()
    except OSError:  # it has ended
        return []
    return [process_id, *(member for child in children for member in _family(int(child)))]


def _memory_of(process_id: int) -> int:
    """Give the proportional set size in kilobytes. Source: Linux `proc_pid_smaps_rollup(5)`."""
    try:
        text = Path(f"/proc/{process_id}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:")), 0)
