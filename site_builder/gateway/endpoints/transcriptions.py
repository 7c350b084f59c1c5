"""Answers with the example's text in every format. Source: OpenAI API reference, "Create transcription", 2026-11."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from site_builder.gateway.asked import Asked
from site_builder.gateway.event_stream import cut_text, named_event, stream_answer
from site_builder.gateway.exchange import Answer, file_answer, json_answer

_SECONDS = 4
"""Length of the recording that every answer claims."""


def answer_transcriptions(asked: Asked) -> Answer:
    """Give the text as JSON, as plain text, as subtitles or as events."""
    text = str(asked.example.get("text", ""))
    if asked.body.get("stream"):
        return stream_answer(map(named_event, _list_events(text, asked.example)))
    name = asked.body.get("response_format")
    plain = {
        "text": f"{text}\n",
        "srt": f"1\n00:00:00,000 --> 00:00:0{_SECONDS},000\n{text}\n\n",
        "vtt": f"WEBVTT\n\n00:00:00.000 --> 00:00:0{_SECONDS}.000\n{text}\n\n",
    }
    if name in plain:
        return file_answer(plain[name].encode(), "text/plain; charset=utf-8")
    return json_answer({**asked.example, **_details(name, text)})


def _details(name: object, text: str) -> dict[str, Any]:
    """Give what the longer JSON formats add to the example."""
    common = {"task": "transcribe", "duration": _SECONDS, "text": text}
    match name:
        case "verbose_json":
            return {**common, "language": "english", "segments": [_segment(text)]}
        case "diarized_json":
            spoken = {"id": "seg_0", "type": "transcript.text.segment", "speaker": "A", **_span(text)}
            return {**common, "segments": [spoken]}
        case _:
            return {}


def _span(text: str) -> dict[str, Any]:
    return {"start": 0, "end": _SECONDS, "text": text}


def _segment(text: str) -> dict[str, Any]:
    quality = {"temperature": 0, "avg_logprob": 0, "compression_ratio": 1, "no_speech_prob": 0}
    return {"id": 0, "seek": 0, **_span(text), "tokens": [], **quality}


def _list_events(text: str, example: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from ({"type": "transcript.text.delta", "delta": piece} for piece in cut_text(text))
    usage = {"usage": example["usage"]} if "usage" in example else {}
    yield {"type": "transcript.text.done", "text": text, **usage}
