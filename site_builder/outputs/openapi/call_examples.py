"""The documented calls of an operation as OpenAPI examples: what is sent, what comes back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from site_builder.outputs.openapi.operation_groups import CalledOperation
from site_builder.pages.code import VARIANT_LABELS, stream_code
from site_builder.pages.context import ViewContext
from site_builder.pages.tokens import MODEL_TOKEN
from site_builder.snippets.request import fill_model
from site_builder.snippets.variants import Exchange

Examples = dict[str, dict[str, Any]]


def request_examples(context: ViewContext, use: CalledOperation) -> Examples:
    """Give the bodies; of a variant with two calls the second one, which has the first and its answer in it."""
    return {
        name: {"summary": summary, "value": exchange.request.follow_up or exchange.request.body}
        for name, summary, exchange in _name_exchanges(context, use)
    }


def answer_examples(context: ViewContext, use: CalledOperation) -> Examples:
    """Give the answers that are JSON, under the names of the requests they belong to."""
    return {
        name: {"summary": summary, "value": fill_model(exchange.answer, use.called.model_id)}
        for name, summary, exchange in _name_exchanges(context, use)
        if exchange.answer is not None
    }


def stream_examples(context: ViewContext, use: CalledOperation) -> Examples:
    """Give the answer as server-sent events; none if the record has no example."""
    events = use.called.protocol.examples.stream
    if not events:
        return {}
    text = stream_code(events).code.replace(MODEL_TOKEN, use.called.model_id)
    return {use.operation.id: {"summary": context.localizer.text(use.operation.name).markdown, "value": text}}


def _name_exchanges(context: ViewContext, use: CalledOperation) -> Iterator[tuple[str, str, Exchange]]:
    for exchange in use.exchanges:
        variant = exchange.request.variant
        if variant in ("basic", "streaming"):
            yield use.operation.id, context.localizer.text(use.operation.name).markdown, exchange
        else:
            yield variant, context.localizer.ui(VARIANT_LABELS[variant]), exchange
