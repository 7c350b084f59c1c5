"""Code on a page."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from site_builder.pages.code import MODEL_TOKEN, CodeView, json_code, stream_code
from site_builder.records.protocol import StreamEvent


def test_reader_copies_the_id() -> None:
    """The token is replaced wherever it stands."""
    view = CodeView(f"{MODEL_TOKEN}/{MODEL_TOKEN}\n", "text", MODEL_TOKEN, "acme-1")

    assert view.text == "acme-1/acme-1\n"


def test_json_keeps_digits() -> None:
    """A decimal is shown as it was written."""
    view = json_code({"a": Decimal("0.10"), "b": "你好"})

    assert (view.text, view.lexer) == ('{\n  "a": 0.10,\n  "b": "你好"\n}\n', "json")


def test_events_have_names_where_the_protocol_has_them() -> None:
    """One line of data for each event, even for text with line breaks."""
    events = (
        StreamEvent(event="message_start", data={"model": "{model}", "text": "a\nb"}),
        StreamEvent(data={"x": None}),
        StreamEvent(data="[DONE]"),
    )

    view = replace(stream_code(events), model_id="acme-1")

    assert view.text == (
        'event: message_start\ndata: {"model": "acme-1", "text": "a\\nb"}\n\ndata: {"x": null}\n\ndata: [DONE]\n'
    )
