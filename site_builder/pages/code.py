"""Code on a page: JSON examples, event streams and snippets, written once for all models."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from site_builder.pages.context import ViewContext
from site_builder.records.labels import message
from site_builder.records.model_protocol import ModelProtocol
from site_builder.records.protocol import Protocol, StreamEvent
from site_builder.snippets.language import CURL, PYTHON_HTTPX, PYTHON_SDK
from site_builder.snippets.literals import write_json
from site_builder.snippets.request import HttpRequest, fill_model, make_request


@dataclass(frozen=True, slots=True)
class CodeView:
    """A piece of code to be highlighted.

    Attributes:
        code: The code with `{placeholder}` where the model id goes.
        lexer: Name of the Pygments lexer, e.g. `json`.
        placeholder: Text that stands for the model id in `code`.
        model_id: What takes its place.
    """

    code: str
    lexer: str
    placeholder: str
    model_id: str

    @property
    def text(self) -> str:
        """The code as the reader copies it."""
        return self.code.replace(self.placeholder, self.model_id)


@dataclass(frozen=True, slots=True)
class SnippetView:
    """A call in one language.

    Attributes:
        id: `<language>/<variant>`, e.g. `python/streaming`.
        language: Name of the language as shown, e.g. `Python (openai)`.
        language_id: Its id, e.g. `python`.
        file_name: Name to save it under, e.g. `request.sh`.
        install: Command that installs what it needs, or empty.
        code: The code.
    """

    id: str
    language: str
    language_id: str
    file_name: str
    install: str
    code: CodeView


@dataclass(frozen=True, slots=True)
class VariantView:
    """A way to call, e.g. streaming, with its snippet in every language, in the order of the tabs."""

    id: str
    label: str
    snippets: tuple[SnippetView, ...]


MODEL_TOKEN = "ZQMODELQZ"  # noqa: S105 - not a secret
"""Stands for the callable id while code is written and highlighted once for all models.

An id has only characters that no lexer treats specially, so replacing the token gives what
highlighting the id itself would; `tests/outputs/test_highlight.py` proves it.
"""


_VARIANTS = {"basic": message("Basic"), "streaming": message("Streaming")}


def build_variants(context: ViewContext, protocol: Protocol, served: ModelProtocol) -> tuple[VariantView, ...]:
    """Give the example call in every variant the protocol has, in every language."""
    operations = {"basic": protocol.plain_operation, "streaming": protocol.streaming_operation}
    variants = []
    for variant, operation in operations.items():
        if operation is not None:
            request = make_request(context.catalog.site, protocol, operation, served=served, model_id=MODEL_TOKEN)
            label = context.localizer.ui(_VARIANTS[variant])
            variants.append(VariantView(variant, label, _write_snippets(request, variant)))
    return tuple(variants)


def _write_snippets(request: HttpRequest, variant: str) -> tuple[SnippetView, ...]:
    stem = "request" if variant == "basic" else "stream"
    return tuple(
        SnippetView(
            id=f"{language.id}/{variant}",
            language=language.name(request.sdk),
            language_id=language.id,
            file_name=f"{stem}.{language.file_ending}",
            install=language.install(request),
            code=CodeView(language.write(request), language.lexer, MODEL_TOKEN, MODEL_TOKEN),
        )
        for language in (CURL, PYTHON_SDK, PYTHON_HTTPX)
    )


def fill_variants(variants: tuple[VariantView, ...], model_id: str) -> tuple[VariantView, ...]:
    """Give the same snippets with the callable id of a model."""
    return tuple(
        replace(
            variant,
            snippets=tuple(replace(item, code=replace(item.code, model_id=model_id)) for item in variant.snippets),
        )
        for variant in variants
    )


def json_code(value: Any) -> CodeView:  # noqa: ANN401 - any JSON value
    """Give a JSON example, with the token where the model id goes."""
    return CodeView(f"{write_json(value)}\n", "json", MODEL_TOKEN, MODEL_TOKEN)


def stream_code(events: tuple[StreamEvent, ...]) -> CodeView:
    """Write events as they are on the wire. Source: WHATWG HTML, 9.2.6 "Interpreting an event stream"."""
    lines = []
    for event in events:
        if event.event:
            lines.append(f"event: {event.event}\n")
        data = (
            event.data if event.data == "[DONE]" else write_json(fill_model(event.data, MODEL_TOKEN), is_compact=True)
        )
        lines.append(f"data: {data}\n\n")
    return CodeView("".join(lines).rstrip("\n") + "\n", "text", MODEL_TOKEN, MODEL_TOKEN)
