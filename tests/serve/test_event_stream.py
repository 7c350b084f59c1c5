"""The stream of events: what holds now, whatever comes, and a sign of life between."""

from __future__ import annotations

import json
from pathlib import Path

from site_builder.serve.event_stream import tell_states
from site_builder.serve.site_state import StateHolder


def test_the_state_is_told_at_once_and_when_it_changes(tmp_path: Path) -> None:
    """Who connects learns what holds; each later state is an event, and silence is filled with comments."""
    holder = StateHolder(tmp_path, "run")
    stream = tell_states(holder, heartbeat_seconds=0.01)

    retry, first, silence = (next(stream) for _ in range(3))
    holder.take_reading(None, ())
    later = next(piece for piece in stream if piece != silence)

    assert (retry, silence) == (b"retry: 500\n", b":\n\n")
    assert [json.loads(event.removeprefix(b"data: "))["pageName"] for event in (first, later)] == ["run", "run-1"]
    assert first.endswith(b"\n\n")
