"""Finds the documented answer to a documented call: what a variant's example sends gets what it shows."""

from __future__ import annotations

from typing import Any

from site_builder.gateway.asked import Asked
from site_builder.snippets.request import fill_model

_LEVELS = ("effort", "reasoning_effort", "thinkingLevel")
"""Fields that say how much a model thinks: examples are shown with a level of the model itself."""


def find_documented_answer(asked: Asked) -> dict[str, Any] | None:
    """Give the answer of the first example call whose fields the body repeats; None if there is none."""
    for variant in asked.protocol.examples.variants:
        for call in variant.calls:
            wanted = fill_model(call.request, asked.called_id)
            if all(name in asked.body and _is_same(asked.body[name], value, name) for name, value in wanted.items()):
                answer = fill_model(call.response, asked.called_id)
                return answer if isinstance(answer, dict) else None
    return None


def _is_same(sent: Any, shown: Any, name: str) -> bool:  # noqa: ANN401 - any JSON value
    if isinstance(sent, dict) and isinstance(shown, dict):
        return sent.keys() == shown.keys() and all(_is_same(sent[key], shown[key], key) for key in shown)
    if isinstance(sent, list) and isinstance(shown, list | tuple):
        return len(sent) == len(shown) and all(
            _is_same(one, other, name) for one, other in zip(sent, shown, strict=True)
        )
    return name in _LEVELS or bool(sent == shown)
