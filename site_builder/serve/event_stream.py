"""Tells a page what is new, as long as it is looked at.

Source: HTML Living Standard, section 9.2, server-sent events.
"""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.serve.site_state import StateHolder

_HEARTBEAT_SECONDS = 15.0
_RETRY_MS = 500
"""How soon a browser asks again after `serve` was stopped."""


def tell_states(holder: StateHolder, heartbeat_seconds: float = _HEARTBEAT_SECONDS) -> Iterator[bytes]:
    """Give the state that holds now as an event, and then each new one; a comment now and then finds who hung up."""
    state = holder.state
    yield f"retry: {_RETRY_MS}\n".encode()
    while True:
        yield f"data: {state.as_json()}\n\n".encode()
        while (new := holder.wait(state, heartbeat_seconds)) is state:
            yield b":\n\n"
        state = new
