"""Code on a page."""

from __future__ import annotations

from decimal import Decimal

from site_builder.pages.code import json_code, stream_code
from site_builder.pages.tokens import MODEL_TOKEN
from site_builder.records.protocol import StreamEvent


def test_json_keeps_digits() -> None:
    """A decimal is shown as it was written."""
    view = json_code({"a": Decimal("0.10"), "b": "你好"})

    assert (view.code, view.lexer) == ('{\n  "a": 0.10,\n  "b": "你好"\n}\n', "json")


def test_events_have_names_where_the_protocol_has_them() -> None:
    """One line of data for each event, even for text with line breaks; the token is where the id goes."""
    events = (
        StreamEvent(event="message_start", data={"model": "{model}", "text": "a\nb"}),
        StreamEvent(data={"x": None}),
        StreamEvent(data="[DONE]"),
    )

    view = stream_code(events)

    assert view.code == (
        f'event: message_start\ndata: {{"model": "{MODEL_TOKEN}", "text": "a\\nb"}}\n\n'
        'data: {"x": null}\n\ndata: [DONE]\n'
    )
