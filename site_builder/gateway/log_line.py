"""One line for each exchange: what was asked, of which model, and what became of it."""

from __future__ import annotations

from site_builder.gateway.server import Exchange
from site_builder.records.base import escape_unprintable, shorten

_MOST_CHARACTERS = 300


def write_log_line(exchange: Exchange) -> str:
    """Give method, path, model, status and the reason for a refusal: `POST /v1/messages claude-x 200`."""
    request, answer = exchange.request, exchange.answer
    decision = answer.decision
    parts = (request.method, request.path, decision.model, str(answer.status), decision.refusal)
    return escape_unprintable(shorten(" ".join(part for part in parts if part), _MOST_CHARACTERS))
