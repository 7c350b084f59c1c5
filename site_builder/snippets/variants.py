"""Which ways to call a model through a protocol its record supports, and what each sends and gets."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from site_builder.records.model import Model
from site_builder.records.model_protocol import ModelProtocol
from site_builder.records.parameter import ParameterOverride
from site_builder.records.protocol import Protocol
from site_builder.records.site import SiteConfig
from site_builder.snippets.request import HttpRequest, Variant, fill_model, make_request

_THOUGHTLESS = ("none", "minimal")
"""Levels at which a model does not think, so that they would not show how it does."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A call and what is documented to come back.

    Attributes:
        request: The first request; it knows the second one, where there are two.
        answer: Body of the last answer; None where it is a file. A stream carries the same text.
    """

    request: HttpRequest
    answer: Mapping[str, Any] | None


def make_exchanges(
    site: SiteConfig, protocol: Protocol, *, served: ModelProtocol, model: Model | None, model_id: str
) -> tuple[Exchange, ...]:
    """Give every variant the record supports, in the order of the tabs.

    Args:
        site: Gives the base URL and the key variable.
        protocol: The contract, with its examples.
        served: What differs for the model.
        model: Decides by its capabilities; without it only what every model of the protocol can do is shown.
        model_id: Callable id to send.
    """
    plain, streaming, example = protocol.plain_operation, protocol.streaming_operation, protocol.examples.response
    operations = [plain]
    if streaming is not None and (model is None or model.capabilities.streaming != "no"):
        operations.append(streaming)
    exchanges = [
        Exchange(make_request(site, protocol, operation, served=served, model_id=model_id), example)
        for operation in operations
    ]
    if model is not None and model.kind == "chat":
        for variant, fields, answer in _choose_variants(protocol, served, model):
            request = make_request(site, protocol, plain, served=served, model_id=model_id, fields=fields[0])
            follow_up = {**request.body, **fill_model(fields[1], model_id)} if len(fields) > 1 else None
            request = dataclasses.replace(request, variant=variant, follow_up=follow_up)
            exchanges.append(Exchange(request, answer or example))
    return tuple(exchanges)


def _choose_variants(
    protocol: Protocol, served: ModelProtocol, model: Model
) -> Iterator[tuple[Variant, list[Mapping[str, Any]], Mapping[str, Any] | None]]:
    """Give each variant the model supports: its id, what its calls add to the body, and the last answer."""
    done = set()
    for example in protocol.examples.variants:
        fields = [_fit_levels(call.request, "", served, model) for call in example.calls]
        is_possible = _has_capability(model, example.id) and all(_is_accepted(item, served, model) for item in fields)
        if is_possible and example.id not in done:
            done.add(example.id)
            yield example.id, fields, example.calls[-1].response


def _has_capability(model: Model, variant: str) -> bool:
    """Whether the record says that the model can do it; where it says nothing, nothing is shown."""
    capabilities = model.capabilities
    return {
        "tools": capabilities.tool_calling == "yes",
        "structured_output": capabilities.structured_output == "yes",
        "image_input": "image" in model.modalities.input,
        "reasoning": capabilities.reasoning == "yes",
    }[variant]


def _is_accepted(fields: Mapping[str, Any], served: ModelProtocol, model: Model) -> bool:
    return all(
        _fits(value, served.parameters.get(path)) and (not _is_level(path) or value in _levels(path, served, model))
        for path, value in _walk(fields, "")
    )


def _fits(value: Any, override: ParameterOverride | None) -> bool:  # noqa: ANN401 - any JSON value
    if override is None:
        return True
    if isinstance(value, str) and override.enum and value not in override.enum:
        return False
    is_number = isinstance(value, int | Decimal) and not isinstance(value, bool)
    is_low = is_number and override.min is not None and value < override.min
    is_high = is_number and override.max is not None and value > override.max
    return override.supported and not is_low and not is_high


def _walk(value: Any, path: str) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - any JSON value
    """Give every value in a value with its path in the parameter tree, e.g. `tools[].name`."""
    if isinstance(value, dict):
        for name, item in value.items():
            inner = f"{path}.{name}".lstrip(".")
            yield inner, item
            yield from _walk(item, inner)
    elif isinstance(value, list):
        for item in value:
            yield from _walk(item, f"{path}[]")


def _fit_levels(value: Any, path: str, served: ModelProtocol, model: Model) -> Any:  # noqa: ANN401 - any JSON value
    """Give a value with the model's own level of thinking in the place of one that it does not know."""
    if isinstance(value, dict):
        return {name: _fit_levels(item, f"{path}.{name}".lstrip("."), served, model) for name, item in value.items()}
    levels = _levels(path, served, model)
    if not _is_level(path) or value in levels:
        return value
    return next((level for level in levels if level not in _THOUGHTLESS), value)


def _is_level(path: str) -> bool:
    """Whether a field says how much a model thinks: `reasoning_effort`, `reasoning.effort`, `…thinkingLevel`."""
    return path.endswith(("effort", "thinkingLevel"))


def _levels(path: str, served: ModelProtocol, model: Model) -> tuple[str, ...]:
    """Give the levels of thinking the record lists for a field, from least to most."""
    return (served.parameters[path].enum if path in served.parameters else ()) or model.reasoning_levels
