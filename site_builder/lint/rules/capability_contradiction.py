"""Capabilities and modalities that the rest of the record contradicts."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.catalog.catalog import Catalog, RecordId
from site_builder.catalog.finding import Finding
from site_builder.catalog.positions import KeyPath
from site_builder.lint.rule import Example, RecordRule
from site_builder.records.meters import METERS
from site_builder.records.model import Model
from site_builder.records.model_protocol import ModelProtocol
from site_builder.records.pricing import PriceLine
from site_builder.records.protocol import Protocol

_METER_NEEDS: dict[str, str] = {
    "reasoning": "reasoning",
    "cache_read": "prompt_caching",
    "cache_write": "prompt_caching",
    "web_search": "web_search",
    "file_search": "file_search",
    "code_execution": "code_execution",
}
"""What a model can do that is charged on this meter."""

METER_TAKES: dict[str, tuple[str, str]] = {
    "audio_input": ("input", "audio"),
    "audio_output": ("output", "audio"),
    "image_input": ("input", "image"),
    "image_output": ("output", "image"),
    "video_input": ("input", "video"),
    "video_output": ("output", "video"),
    "image": ("output", "image"),
    "video": ("output", "video"),
    "speech": ("output", "audio"),
    "transcription": ("input", "audio"),
}
"""Which modality is metered."""

_CARRIERS: dict[str, frozenset[str]] = {
    "image": frozenset({"image_url", "inlineData", "fileData", "source"}),
    "audio": frozenset({"input_audio", "inlineData", "fileData"}),
}
"""Names of fields of chat protocols that hold such input. Video has none in most, though models take it."""


def _check(_: RecordId, model: Model, catalog: Catalog) -> Iterator[Finding]:
    served = tuple((entry, catalog.protocols[entry.protocol]) for entry in model.protocols)
    yield from _check_tools(model, served)
    yield from _check_required(served)
    yield from _check_streaming(model, served)
    yield from _check_reasoning(model)
    yield from _check_carriers(model, served)
    for index, line in enumerate(model.pricing.lines if model.pricing else ()):
        yield from _check_line(model, line, ("pricing", "lines", index))


def _check_tools(model: Model, served: tuple[tuple[ModelProtocol, Protocol], ...]) -> Iterator[Finding]:
    taking = [entry for entry, protocol in served if _takes(entry, protocol)]
    open_to_all = [entry.protocol for entry in taking if not _refuses_some_tool(entry)]
    if model.capabilities.tool_calling == "no" and open_to_all:
        yield _finding(
            ("capabilities", "tool_calling"),
            f"`tool_calling: no`, but {open_to_all[0]} offers `tools` for this model",
            f"write `tools: {{supported: false}}` under `parameters` of {open_to_all[0]}, or `tool_calling: yes`",
        )
    if model.capabilities.tool_calling == "yes" and not taking:
        yield _finding(
            ("capabilities", "tool_calling"),
            "`tool_calling: yes`, but none of its protocols takes `tools`",
            "add a protocol that does, or write `tool_calling: no`",
        )


def _takes(entry: ModelProtocol, protocol: Protocol) -> bool:
    override = entry.parameters.get("tools")
    return (override is None or override.supported) and any(item.name == "tools" for item in protocol.parameters)


def _refuses_some_tool(entry: ModelProtocol) -> bool:
    """Whether a kind of tool is rejected: built-in ones may work where functions do not."""
    return any(path.startswith("tools[].") and not override.supported for path, override in entry.parameters.items())


def _check_required(served: tuple[tuple[ModelProtocol, Protocol], ...]) -> Iterator[Finding]:
    for index, (entry, protocol) in enumerate(served):
        rejected = [path for path, override in entry.parameters.items() if not override.supported]
        required = {parameter.name for parameter in protocol.parameters if parameter.required}
        for path in rejected:
            if path in required:
                yield _finding(
                    ("protocols", index, "parameters", path),
                    f"the model rejects `{path}`, which {entry.protocol} requires",
                    "remove the override, or `required: true` from the protocol",
                )


def _check_streaming(model: Model, served: tuple[tuple[ModelProtocol, Protocol], ...]) -> Iterator[Finding]:
    if model.capabilities.streaming == "yes" and not any(_streams(protocol) for _, protocol in served):
        yield _finding(
            ("capabilities", "streaming"),
            "`streaming: yes`, but none of its protocols has an operation that streams",
            "add such an operation to the protocol, or write `streaming: no`",
        )
    for index, (entry, _) in enumerate(served):
        if model.capabilities.streaming == "no" and entry.request.get("stream") is True:
            yield _finding(
                ("protocols", index, "request", "stream"),
                "the example asks for a stream, but the model has `streaming: no`",
                "remove `stream`, or write `streaming: yes`",
            )


def _streams(protocol: Protocol) -> bool:
    is_asked_for = any(parameter.name.startswith("stream") for parameter in protocol.parameters)
    return is_asked_for or protocol.streaming_operation is not None


def _check_reasoning(model: Model) -> Iterator[Finding]:
    if model.capabilities.reasoning == "no" and model.reasoning_levels:
        yield _finding(
            ("reasoning_levels",),
            "levels of thinking are listed, but the model has `reasoning: no`",
            "remove the levels, or write `reasoning: yes`",
        )


def _check_carriers(model: Model, served: tuple[tuple[ModelProtocol, Protocol], ...]) -> Iterator[Finding]:
    """Find input without a field to send it in; protocols that describe no parts of messages say nothing about it."""
    if model.kind != "chat" or not _CARRIERS.keys() & set(model.modalities.input):
        return
    names = set[str]().union(*(_field_names(entry, protocol) for entry, protocol in served))
    if not any(names & carriers for carriers in _CARRIERS.values()):
        return
    for index, modality in enumerate(model.modalities.input):
        if not names & _CARRIERS.get(modality, names):
            yield _finding(
                ("modalities", "input", index),
                f"the model takes {modality} input, but none of its protocols has a field to send it in",
                f"add a protocol that takes it, or remove `{modality}`",
            )


def _field_names(entry: ModelProtocol, protocol: Protocol) -> set[str]:
    """Give the names of all fields that the model does not reject, at any depth."""
    rejected = {path.rpartition(".")[2] for path, override in entry.parameters.items() if not override.supported}
    names: set[str] = set()
    waiting = list(protocol.parameters)
    while waiting:
        parameter = waiting.pop()
        names.add(parameter.name)
        waiting += parameter.fields
    return names - rejected


def _check_line(model: Model, line: PriceLine, place: KeyPath) -> Iterator[Finding]:
    label = METERS[line.meter].label.lower()
    capability = _METER_NEEDS.get(line.meter, "")
    if capability and getattr(model.capabilities, capability) == "no":
        said = f"the {label} is priced, but the model has `{capability}: no`"
        yield _finding(place, said, f"remove the line, or write `{capability}: yes`")
    if line.when.service_tier == "batch" and model.capabilities.batch == "no":
        yield _finding(
            place, "a batch is priced, but the model has `batch: no`", "remove the line, or write `batch: yes`"
        )
    side, modality = METER_TAKES.get(line.meter, ("", ""))
    if side and modality not in getattr(model.modalities, side):
        said = f"the {label} is priced, but `{modality}` is not in `modalities.{side}`"
        yield _finding(place, said, f"add `{modality}` there, or remove the line")
    bounds = line.when.prompt_tokens
    first = (bounds.gte or (bounds.gt or 0) + 1) if bounds else 0
    window = model.limits.context_window_tokens
    if window is not None and first > window:
        yield _finding(
            (*place, "when", "prompt_tokens"),
            f"the price applies from {first} prompt tokens on, but the context window holds {window}",
            "compare both numbers with the source",
        )


def _finding(place: KeyPath, message: str, fix: str) -> Finding:
    return Finding("capability-contradiction", place, message, "only one of the two statements can be true", fix)


CAPABILITY_CONTRADICTION = RecordRule(
    name="capability-contradiction",
    summary="Finds capabilities and modalities that protocols, prices or limits of the same model contradict.",
    why="Filters, tables and snippets follow the one or the other; a reader who trusts both writes a call that fails.",
    bad=Example("catalog/models/acme/mini.yaml", "capabilities: {streaming: yes, tool_calling: yes}\n"),
    good=Example("catalog/models/acme/mini.yaml", "capabilities: {streaming: yes, tool_calling: no}\n"),
    record_class=Model,
    check=_check,
)
