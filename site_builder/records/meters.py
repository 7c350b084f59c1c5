"""What can be metered, and per what it can be priced.

The sets cover what real price lists bill: counted over the public LiteLLM price map, 2026-10.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from site_builder.records.json_schema import Words
from site_builder.records.labels import Label, message

UNITS: dict[str, Label] = {
    "million_tokens": Label(message("1M tokens"), message("per 1 million tokens")),
    "million_characters": Label(message("1M characters"), message("per 1 million characters")),
    "million_pixels": Label(message("1M pixels"), message("per 1 million pixels")),
    "image": Label(message("image"), message("per image")),
    "second": Label(message("second"), message("per second")),
    "minute": Label(message("minute"), message("per minute")),
    "hour": Label(message("hour"), message("per hour")),
    "page": Label(message("page"), message("per page")),
    "query": Label(message("query"), message("per query")),
    "call": Label(message("call"), message("per call")),
    "request": Label(message("request"), message("per request")),
    "message": Label(message("message"), message("per message")),
    "session": Label(message("session"), message("per session")),
    "clip": Label(message("clip"), message("per clip")),
    "credit": Label(message("credit"), message("per credit")),
    "text_unit": Label(message("text unit"), message("per text unit")),
    "gigabyte_day": Label(message("GB-day"), message("per gigabyte and day")),
}
"""Units of prices: the short form for table heads, the long form for sentences."""

Unit = Annotated[
    Literal[
        "million_tokens", "million_characters", "million_pixels", "image", "second", "minute", "hour",
        "page", "query", "call", "request", "message", "session", "clip", "credit", "text_unit", "gigabyte_day",
    ],
    Words({key: unit.unit for key, unit in UNITS.items()}),
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class MeterKind:
    """A meter as it is shown and usually priced.

    Attributes:
        label: Interface message, e.g. `Cached input`.
        unit: The unit a line has when it names none.
    """

    label: str
    unit: Unit


METERS: dict[str, MeterKind] = {
    "input": MeterKind(message("Input"), "million_tokens"),
    "output": MeterKind(message("Output"), "million_tokens"),
    "reasoning": MeterKind(message("Reasoning tokens"), "million_tokens"),
    "citation": MeterKind(message("Citation tokens"), "million_tokens"),
    "cache_read": MeterKind(message("Cached input"), "million_tokens"),
    "cache_write": MeterKind(message("Cache write"), "million_tokens"),
    "audio_input": MeterKind(message("Audio input"), "million_tokens"),
    "audio_output": MeterKind(message("Audio output"), "million_tokens"),
    "audio_cache_read": MeterKind(message("Cached audio input"), "million_tokens"),
    "audio_cache_write": MeterKind(message("Audio cache write"), "million_tokens"),
    "image_input": MeterKind(message("Image input"), "million_tokens"),
    "image_output": MeterKind(message("Image output"), "million_tokens"),
    "image_cache_read": MeterKind(message("Cached image input"), "million_tokens"),
    "video_input": MeterKind(message("Video input"), "million_tokens"),
    "video_output": MeterKind(message("Video output"), "million_tokens"),
    "video_cache_read": MeterKind(message("Cached video input"), "million_tokens"),
    "image": MeterKind(message("Generated image"), "image"),
    "video": MeterKind(message("Generated video"), "second"),
    "speech": MeterKind(message("Generated speech"), "million_characters"),
    "transcription": MeterKind(message("Transcribed audio"), "minute"),
    "document": MeterKind(message("Document page"), "page"),
    "annotation": MeterKind(message("Annotated page"), "page"),
    "rerank": MeterKind(message("Reranking"), "query"),
    "search": MeterKind(message("Search"), "query"),
    "guardrail": MeterKind(message("Guardrail check"), "text_unit"),
    "web_search": MeterKind(message("Web search"), "call"),
    "maps_search": MeterKind(message("Maps search"), "call"),
    "file_search": MeterKind(message("File search"), "call"),
    "code_execution": MeterKind(message("Code execution"), "session"),
    "computer_use": MeterKind(message("Computer use"), "call"),
    "storage": MeterKind(message("File storage"), "gigabyte_day"),
    "request": MeterKind(message("Request"), "request"),
    "message": MeterKind(message("Message"), "message"),
    "session": MeterKind(message("Session"), "session"),
    "capacity": MeterKind(message("Reserved capacity"), "hour"),
}
"""Meters in the order of price tables."""

Meter = Annotated[
    Literal[
        "input", "output", "reasoning", "citation", "cache_read", "cache_write",
        "audio_input", "audio_output", "audio_cache_read", "audio_cache_write",
        "image_input", "image_output", "image_cache_read",
        "video_input", "video_output", "video_cache_read",
        "image", "video", "speech", "transcription", "document", "annotation", "rerank", "search", "guardrail",
        "web_search", "maps_search", "file_search", "code_execution", "computer_use", "storage",
        "request", "message", "session", "capacity",
    ],
    Words({key: f"{kind.label}, {UNITS[kind.unit].unit}" for key, kind in METERS.items()}),
]  # fmt: skip

TOKEN_METERS = frozenset(name for name, kind in METERS.items() if kind.unit == "million_tokens")
"""Meters that count tokens."""

PROMPT_METERS = tuple(
    name
    for name in METERS
    if name in TOKEN_METERS and (name == "input" or name.endswith(("_input", "cache_read", "cache_write")))
)
"""Meters whose tokens together are the prompt, by whose length prices may depend."""
