"""The videos that are being made: the only thing the gateway remembers between requests."""

from __future__ import annotations

import threading
from typing import Any

_STATES: tuple[tuple[str, int], ...] = (("queued", 0), ("in_progress", 50), ("completed", 100))
"""State and progress in percent of a video, each time it is asked for."""

LOOKS_UNTIL_COMPLETE = len(_STATES) - 1
"""How often a video is asked for until it is complete."""

_MOST_JOBS = 1_000
"""Videos that are remembered; the oldest are forgotten."""


class VideoJobs:
    """Jobs by id. A job moves on each time it is asked for, so that no clock decides; safe for many threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._made = 0
        self._jobs: dict[str, tuple[dict[str, Any], int]] = {}

    def start(self, job: dict[str, Any]) -> dict[str, Any]:
        """Remember a new job and give it in its first state; its id is that of the example, numbered if taken."""
        with self._lock:
            job_id = f"{job.get('id', 'video')}{self._made or ''}"
            self._made += 1
            self._jobs[job_id] = ({**job, "id": job_id}, 0)
            while len(self._jobs) > _MOST_JOBS:
                del self._jobs[next(iter(self._jobs))]
            return _show(*self._jobs[job_id])

    def ask(self, job_id: str) -> dict[str, Any] | None:
        """Move a job on and give it; None if there is no such job."""
        with self._lock:
            if job_id not in self._jobs:
                return None
            job, step = self._jobs[job_id]
            self._jobs[job_id] = (job, min(step + 1, LOOKS_UNTIL_COMPLETE))
            return _show(*self._jobs[job_id])

    def is_complete(self, job_id: str) -> bool:
        """Whether a job has a video to download."""
        with self._lock:
            return job_id in self._jobs and self._jobs[job_id][1] == LOOKS_UNTIL_COMPLETE


def _show(job: dict[str, Any], step: int) -> dict[str, Any]:
    status, progress = _STATES[step]
    return {**job, "status": status, "progress": progress}
