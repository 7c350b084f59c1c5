"""Answers with a short silence. Source: OpenAI API reference, "Create speech", 2026-11."""

from __future__ import annotations

import base64
from typing import Any

from site_builder.gateway.asked import Asked
from site_builder.gateway.event_stream import named_event, stream_answer
from site_builder.gateway.exchange import Answer, file_answer
from site_builder.gateway.media.sounds import SOUND_TYPES, make_sound


def answer_speech(asked: Asked) -> Answer:
    """Give a file of the format asked for, or the same file as events."""
    wanted = asked.body.get("response_format")
    name = wanted if wanted in SOUND_TYPES else "mp3"
    sound = make_sound(name)
    if asked.body.get("stream_format") != "sse":
        return file_answer(sound, SOUND_TYPES[name])
    usage = {"input_tokens": 1, "output_tokens": 1, "total_tokens": 2}
    steps: tuple[dict[str, Any], ...] = (
        {"type": "speech.audio.delta", "audio": base64.b64encode(sound).decode()},
        {"type": "speech.audio.done", "usage": usage},
    )
    return stream_answer(map(named_event, steps))
