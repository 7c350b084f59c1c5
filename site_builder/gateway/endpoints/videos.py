"""Starts, watches and downloads videos. Source: OpenAI API reference, "Videos", 2026-11."""

from __future__ import annotations

from site_builder.gateway.asked import Asked
from site_builder.gateway.exchange import Answer, file_answer, json_answer
from site_builder.gateway.media.pictures import PICTURE_TYPES, PICTURES
from site_builder.gateway.media.video import make_video
from site_builder.gateway.refusal import UNKNOWN_VIDEO, RefusedError
from site_builder.records.protocol import Operation

VIDEO_TYPE = "video/mp4"
_ECHOED = ("seconds", "size")
_PREVIEWS = {"thumbnail": "webp", "spritesheet": "jpeg"}


def answer_videos(asked: Asked) -> Answer:
    """Start a job, tell its state, or give its file; a job is complete when it is asked for the second time.

    Raises:
        RefusedError: There is no such job, or its video is not made yet.
    """
    if asked.operation.method == "POST":
        echoed = {name: asked.body[name] for name in _ECHOED if name in asked.body}
        return json_answer(asked.jobs.start({**asked.example, **echoed}))
    job_id = next(iter(asked.variables.values()), "")
    if not gives_file(asked.operation):
        job = asked.jobs.ask(job_id)
        if job is None:
            raise RefusedError(UNKNOWN_VIDEO, f"There is no video `{job_id}`.")
        return json_answer(job)
    if not asked.jobs.is_complete(job_id):
        raise RefusedError(UNKNOWN_VIDEO, f"There is no video `{job_id}`, or it is not complete yet.")
    preview = _PREVIEWS.get(asked.request.query.get("variant", ""))
    return file_answer(PICTURES[preview], PICTURE_TYPES[preview]) if preview else file_answer(make_video(), VIDEO_TYPE)


def gives_file(operation: Operation) -> bool:
    """Whether an operation gives the video itself, and not the state of its job."""
    return operation.method == "GET" and not operation.path.endswith("}")
