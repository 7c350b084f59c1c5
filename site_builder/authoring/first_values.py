"""The values that a new record begins with: true as far as the site knows, and complete enough to be published.

They say nothing that somebody would have to take back: a price, a limit or a date that nobody has looked up is
left to the author.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from site_builder.records.model import Model, callable_ids
from site_builder.records.protocol import Protocol, Sdk
from site_builder.records.provider import Provider

_CORRECTED = "Only after the request is corrected."
_LATER = "After a pause that grows with every attempt."
_USES: dict[Sdk, tuple[str, list[str], list[str]]] = {
    "openai-embeddings": ("embedding", ["text"], ["text"]),
    "openai-images": ("image", ["text"], ["image"]),
    "openai-speech": ("speech", ["text"], ["audio"]),
    "openai-transcriptions": ("transcription", ["audio"], ["text"]),
    "openai-videos": ("video", ["text"], ["video"]),
}
"""What a model is for that is called through an SDK: its kind, its inputs and its outputs; else it chats."""


MADE_UP_ADDRESS = "https://example.com"
"""Stands where only the author knows the address. Source: RFC 2606, section 3: nobody's."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The records of the site that a new one can refer to, by id."""

    providers: Mapping[str, Provider]
    protocols: Mapping[str, Protocol]
    models: Mapping[str, Model]
    benchmarks: tuple[str, ...]
    error_statuses: frozenset[int] = frozenset()
    """Statuses of the errors that the gateway answers with on every protocol."""


def title_of(record_id: str) -> str:
    """Make a name of the last part of an id: `Chat Large` of `acme/chat-large`."""
    words = re.split(r"[-_]", record_id.rpartition("/")[2])
    return " ".join(word[:1].upper() + word[1:] for word in words)


def first_provider(provider_id: str) -> dict[str, Any]:
    """Begin a provider."""
    name = title_of(provider_id)
    return {"name": name, "summary": f"{name} makes AI models.", "website": MADE_UP_ADDRESS}


def first_benchmark(benchmark_id: str) -> dict[str, Any]:
    """Begin a benchmark."""
    return {
        "name": title_of(benchmark_id),
        "measures": "Quality of answers",
        "unit": "percent",
        "direction": "higher",
    }


_ERRORS: tuple[tuple[int, str, str, str, str], ...] = (
    (400, "invalid_request", "The request is malformed.", "Correct the field that the message names.", _CORRECTED),
    (401, "invalid_api_key", "The key is missing or wrong.", "Check the key and the header it is sent in.", _CORRECTED),
    (404, "model_not_found", "No model has this id.", "Check the id of the model.", _CORRECTED),
    (429, "rate_limit_exceeded", "There were too many requests in a short time.", "Send fewer requests.", _LATER),
    (500, "server_error", "The gateway failed.", "Send the request again.", _LATER),
)
"""Failures that every caller meets: status, code, trigger, fix, retry."""


def first_protocol(protocol_id: str, neighbours: Neighbours, today: date) -> dict[str, Any]:
    """Begin a protocol as the smallest chat that the OpenAI SDK can call, with the errors the gateway does not name."""
    name = title_of(protocol_id)
    text = {"name": "content", "type": "string", "required": True, "description": "The text."}
    role = {
        "name": "role",
        "type": "string",
        "required": True,
        "description": "Who speaks.",
        "enum": ["system", "user", "assistant"],
    }
    keys = ("status", "code", "trigger", "fix", "retry")
    missing = [error for error in _ERRORS if error[0] not in neighbours.error_statuses]
    errors = [dict(zip(keys, error, strict=True)) for error in missing]
    messages = {"type": "array<object>", "required": True, "description": "The conversation so far."}
    model = {"name": "model", "type": "string", "required": True, "group": "core", "description": "Id of the model."}
    return {
        "name": name,
        "summary": f"{name} turns a list of messages into the next one.",
        "why": f"Choose it for code that already speaks {name}.",
        "documentation": MADE_UP_ADDRESS,
        "checked": today.isoformat(),
        "sdk": "openai-chat",
        "auth": {
            "accepts": [{"header": "Authorization", "scheme": "Bearer"}],
            "description": "The key is sent as a Bearer token.",
        },
        "operations": [
            {
                "id": "create",
                "name": "Answer at once",
                "description": "Returns the whole answer in one body.",
                "method": "POST",
                "path": "/v1/chat/completions",
            }
        ],
        "parameters": [model, {"name": "messages", "group": "core", **messages, "fields": [role, text]}],
        **({"errors": errors} if errors else {}),
        "examples": {"request": {"model": "{model}", "messages": [{"role": "user", "content": "Hello"}]}},
    }


def first_model(model_id: str, neighbours: Neighbours, protocols: tuple[str, ...], today: date) -> dict[str, Any]:
    """Begin a model of a provider that has a record, served through protocols that have one."""
    provider_id, _, own_id = model_id.partition("/")
    provider, name = neighbours.providers[provider_id], title_of(model_id)
    sdk = neighbours.protocols[protocols[0]].sdk
    kind, inputs, outputs = _USES.get(sdk, ("chat", ["text"], ["text"]))
    taken = {other for model in neighbours.models.values() for other in callable_ids(model)}
    page = provider.documentation or provider.website
    return {
        "name": name,
        "family": name,
        "api_id": model_id if own_id in taken else own_id,
        **({} if kind == "chat" else {"kind": kind}),
        "status": "preview",
        "updated": today.isoformat(),
        "summary": f"{name} is an AI model made by {provider.name}.",
        "modalities": {"input": inputs, "output": outputs},
        "protocols": [{"protocol": protocol} for protocol in protocols],
        "pricing": {
            "currency": "USD",
            "source": page,
            "checked": today.isoformat(),
            "lines": [{"meter": "input", "state": "unknown"}, {"meter": "output", "state": "unknown"}],
        },
        "sources": [{"title": provider.name, "url": page, "checked": today.isoformat()}],
    }


def usual_protocols(neighbours: Neighbours, provider_id: str) -> tuple[str, ...]:
    """Give the protocols that most models of a maker are served through, or most of the site, or the first one."""
    known = [
        (key, protocols)
        for key, model in neighbours.models.items()
        if neighbours.protocols.keys() >= set(protocols := tuple(served.protocol for served in model.protocols))
    ]
    own = [protocols for key, protocols in known if key.startswith(f"{provider_id}/")]
    counts = Counter(own or [protocols for _, protocols in known])
    return counts.most_common(1)[0][0] if counts else tuple(neighbours.protocols)[:1]
