"""Code on a page: JSON examples, event streams and snippets, written once for all models."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from site_builder.i18n.dates import format_day
from site_builder.i18n.sentences import join_sentences
from site_builder.pages.context import ViewContext
from site_builder.pages.tokens import MODEL_TOKEN
from site_builder.records.labels import message
from site_builder.records.model import Model
from site_builder.records.model_protocol import ModelProtocol
from site_builder.records.protocol import Protocol, StreamEvent
from site_builder.snippets.language import LANGUAGES, MAIN_LANGUAGES, SnippetLanguage
from site_builder.snippets.literals import write_json
from site_builder.snippets.request import HttpRequest, Variant, fill_model, make_request
from site_builder.snippets.runs import run_key
from site_builder.snippets.snippet import Snippet, write_snippets
from site_builder.snippets.switch import sdk_maker, write_switches
from site_builder.snippets.variants import Exchange, make_exchanges


@dataclass(frozen=True, slots=True)
class CodeView:
    """A piece of code to be highlighted.

    Attributes:
        code: The code, with a token where the model id goes.
        lexer: Name of the Pygments lexer, e.g. `json`.
    """

    code: str
    lexer: str


@dataclass(frozen=True, slots=True)
class SnippetView:
    """A call in one language.

    Attributes:
        id: `<language>/<variant>`, e.g. `python/streaming`.
        protocol: Id of the protocol.
        language: Name of the language as shown, e.g. `Python (openai)`.
        language_id: Its id, e.g. `python`.
        file_name: Name to save it under, e.g. `chat.sh`.
        install: Command that installs what it needs, or empty.
        output: What it prints, given the documented answer; empty where it prints the answer as it came.
        proof: When it was run and with what, or that it was not; empty where there is nothing to run.
        code: The code.
    """

    id: str
    protocol: str
    language: str
    language_id: str
    file_name: str
    install: str
    output: str
    proof: str
    code: CodeView


@dataclass(frozen=True, slots=True)
class VariantView:
    """A way to call, e.g. streaming, with its snippet in every language, in the order of the tabs."""

    id: str
    label: str
    snippets: tuple[SnippetView, ...]


VARIANT_LABELS: dict[Variant, str] = {
    "basic": message("Basic"),
    "streaming": message("Streaming"),
    "tools": message("Tool calling"),
    "structured_output": message("Structured output"),
    "image_input": message("Image input"),
    "reasoning": message("Thinking level"),
}

_CHECKED = ("pwsh", "cmd")
"""Programs that are not on every machine: what is written for them is checked by rules too."""


def build_main_variants(
    context: ViewContext, protocol: Protocol, served: ModelProtocol, *, can_stream: bool
) -> tuple[VariantView, ...]:
    """Give the plain and the streaming call in the languages most readers use, for the page of a model."""
    exchanges = make_exchanges(context.catalog.site, protocol, served=served, model=None, model_id=MODEL_TOKEN)
    variants = (_build_variant(context, served.protocol, exchange, MAIN_LANGUAGES) for exchange in exchanges)
    return tuple(variant for variant in variants if can_stream or variant.id != "streaming")


def build_all_variants(context: ViewContext, served: ModelProtocol, model: Model) -> tuple[VariantView, ...]:
    """Give every variant the record of a model supports, in every language, for the page of its code."""
    exchanges = make_exchanges(
        context.catalog.site,
        context.catalog.protocols[served.protocol],
        served=served,
        model=model,
        model_id=MODEL_TOKEN,
    )
    return tuple(_build_variant(context, served.protocol, exchange, LANGUAGES) for exchange in exchanges)


def _build_variant(
    context: ViewContext, protocol_id: str, exchange: Exchange, languages: tuple[SnippetLanguage, ...]
) -> VariantView:
    key = ("variant", protocol_id, repr(exchange), len(languages))
    return context.share(key, lambda: _build_new_variant(context, protocol_id, exchange, languages, key))


def _build_new_variant(
    context: ViewContext, protocol_id: str, exchange: Exchange, languages: tuple[SnippetLanguage, ...], key: object
) -> VariantView:
    """Give a variant; its code is the same in all locales, and written once."""
    variant = exchange.request.variant
    written = context.share_everywhere(key, lambda: write_snippets(exchange, languages))
    snippets = tuple(_show_snippet(context, protocol_id, snippet) for snippet in written)
    return VariantView(variant, context.localizer.ui(VARIANT_LABELS[variant]), snippets)


def _show_snippet(context: ViewContext, protocol_id: str, snippet: Snippet) -> SnippetView:
    language = snippet.language
    return SnippetView(
        id=snippet.id,
        protocol=protocol_id,
        language=language.name(snippet.request.sdk),
        language_id=language.id,
        file_name=snippet.file_name,
        install=snippet.install,
        output=snippet.output,
        proof=_show_proof(context, protocol_id, snippet),
        code=CodeView(snippet.code, language.lexer),
    )


def _show_proof(context: ViewContext, protocol_id: str, snippet: Snippet) -> str:
    """Say when this very text was run with the newest tool, and with which older one too."""
    localizer, runs = context.localizer, context.runs.find(protocol_id, run_key(snippet))
    if not runs:
        is_checked = snippet.language.program in _CHECKED
        return (
            localizer.ui("Checked against the rules of its shell, not run.") if is_checked else localizer.ui("Not run.")
        )
    date = format_day(runs[-1].date, localizer.locale)
    newest = localizer.ui("Run on {date} with {tool}.", date=date, tool=runs[-1].tool)
    others = (localizer.ui("Also run with {tool}.", tool=run.tool) for run in runs[:-1])
    return join_sentences((newest, *others), localizer.locale)


def describe_switch(context: ViewContext, served: ModelProtocol) -> str:
    """Say which code moves here by changing two lines: that for whom the SDK is from, who need not make the model."""
    maker = sdk_maker(_make_plain_request(context, served))
    return context.localizer.ui(
        "In code written for the API of {maker}, change these two lines, and the id of the model if it is another one.",
        maker=maker,
    )


def _make_plain_request(context: ViewContext, served: ModelProtocol) -> HttpRequest:
    protocol = context.catalog.protocols[served.protocol]
    return make_request(context.catalog.site, protocol, protocol.plain_operation, served=served, model_id=MODEL_TOKEN)


def build_switches(context: ViewContext, served: ModelProtocol) -> tuple[SnippetView, ...]:
    """Give the two lines that change when code moves here, per language."""
    request = _make_plain_request(context, served)
    return tuple(
        SnippetView(
            id=f"{switch.language.id}/switch",
            protocol=served.protocol,
            language=switch.language.name(request.sdk),
            language_id=switch.language.id,
            file_name="",
            install="",
            output="",
            proof="",
            code=CodeView(switch.diff, "diff"),
        )
        for switch in write_switches(request)
    )


def json_code(value: Any) -> CodeView:  # noqa: ANN401 - any JSON value
    """Give a JSON example, with the token where the model id goes."""
    return CodeView(f"{write_json(value)}\n", "json")


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
    return CodeView("".join(lines).rstrip("\n") + "\n", "text")
