"""Lists the callable models and describes one of them, as the SDKs ask for it: no record describes these calls.

They lie beside the operations of a protocol, e.g. `GET /v1/models` beside `POST /v1/chat/completions`.
Source: OpenAI, Anthropic and Gemini API references, "Models", 2026-11.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, time
from typing import Any

from site_builder.catalog.catalog import Catalog, provider_of
from site_builder.gateway.checking import ServedModel
from site_builder.gateway.exchange import Answer, ReceivedRequest, json_answer
from site_builder.gateway.refusal import UNKNOWN_MODEL, RefusedError
from site_builder.gateway.routing import rank_headers, strip_base
from site_builder.gateway.served_models import list_served
from site_builder.records.model import Model
from site_builder.records.protocol import Protocol, Sdk

_UNDATED = datetime(1970, 1, 1, tzinfo=UTC)


def find_lister(catalog: Catalog, request: ReceivedRequest) -> str | None:
    """Give the protocol whose models a request asks for; None if it asks for none.

    Where protocols share the path, the headers tell them apart.
    """
    path = strip_base(catalog, request.path)
    beside = [
        protocol_id
        for protocol_id, protocol in catalog.protocols.items()
        if path == _list_path(protocol) or path.startswith(f"{_list_path(protocol)}/")
    ]
    if request.method != "GET" or not beside:
        return None
    return max(beside, key=lambda protocol_id: rank_headers(catalog.protocols[protocol_id], request))


def _list_path(protocol: Protocol) -> str:
    """Give the path of the list: `models` below the version that the operations of a protocol have."""
    return f"/{protocol.operations[0].path.split('/')[1]}/models"


def answer_models(catalog: Catalog, request: ReceivedRequest, protocol_id: str) -> Answer:
    """Give the list of models, or one of them.

    Raises:
        RefusedError: There is no model with this id.
    """
    protocol = catalog.protocols[protocol_id]
    called_id = strip_base(catalog, request.path).removeprefix(_list_path(protocol)).strip("/")
    describe, write_list = _SHAPES.get(protocol.sdk, _OPENAI)
    models = {item.called_id: item for item in _list_models(catalog, protocol_id)}
    described = {key: describe(item, _provider(catalog, item.model)) for key, item in models.items()}
    if not called_id:
        return json_answer(write_list(tuple(described.values()), request.query))
    if called_id not in described:
        raise RefusedError(UNKNOWN_MODEL, f"There is no model `{called_id}`.", field="model")
    return json_answer(described[called_id])


def _list_models(catalog: Catalog, protocol_id: str) -> list[ServedModel]:
    """Give the models of all protocols that list theirs at the same place in the same shape."""
    own = catalog.protocols[protocol_id]
    return [
        item
        for other_id, other in catalog.protocols.items()
        if _list_path(other) == _list_path(own) and _SHAPES.get(other.sdk, _OPENAI) == _SHAPES.get(own.sdk, _OPENAI)
        for item in list_served(catalog, other_id)
    ]


def _provider(catalog: Catalog, model: Model) -> str:
    return next(provider_of(key) for key, other in catalog.models.items() if other is model)


def _released(item: ServedModel) -> datetime:
    return datetime.combine(item.model.released, time(), UTC) if item.model.released else _UNDATED


def _describe_openai(item: ServedModel, provider: str) -> dict[str, Any]:
    created = int(_released(item).timestamp())
    return {"id": item.called_id, "object": "model", "created": created, "owned_by": provider}


def _list_openai(models: tuple[dict[str, Any], ...], query: Mapping[str, str]) -> dict[str, Any]:
    del query
    return {"object": "list", "data": models}


def _describe_anthropic(item: ServedModel, provider: str) -> dict[str, Any]:
    del provider
    created = _released(item).strftime("%Y-%m-%dT%H:%M:%SZ")
    return {"type": "model", "id": item.called_id, "display_name": item.model.name, "created_at": created}


def _list_anthropic(models: tuple[dict[str, Any], ...], query: Mapping[str, str]) -> dict[str, Any]:
    ids = [model["id"] for model in models]
    after = query.get("after_id", "")
    start = ids.index(after) + 1 if after in ids else 0
    end = start + (_read_count(query.get("limit")) or len(models))
    page = models[start:end]
    ends = {"first_id": page[0]["id"], "last_id": page[-1]["id"]} if page else {"first_id": None, "last_id": None}
    return {"data": page, "has_more": end < len(models), **ends}


def _describe_gemini(item: ServedModel, provider: str) -> dict[str, Any]:
    del provider
    limits = {
        "inputTokenLimit": item.model.limits.context_window_tokens,
        "outputTokenLimit": item.model.limits.max_output_tokens,
    }
    return {
        "name": f"models/{item.called_id}",
        "version": item.called_id,
        "displayName": item.model.name,
        "description": item.model.summary,
        **{name: limit for name, limit in limits.items() if limit is not None},
        "supportedGenerationMethods": ["generateContent"],
    }


def _list_gemini(models: tuple[dict[str, Any], ...], query: Mapping[str, str]) -> dict[str, Any]:
    start = _read_count(query.get("pageToken")) or 0
    end = start + (_read_count(query.get("pageSize")) or len(models))
    following = {"nextPageToken": str(end)} if end < len(models) else {}
    return {"models": models[start:end], **following}


def _read_count(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < _MOST_DIGITS else None


_MOST_DIGITS = 10

_Describe = Callable[[ServedModel, str], dict[str, Any]]
_WriteList = Callable[[tuple[dict[str, Any], ...], Mapping[str, str]], dict[str, Any]]
_OPENAI: tuple[_Describe, _WriteList] = (_describe_openai, _list_openai)
_SHAPES: Mapping[Sdk, tuple[_Describe, _WriteList]] = {
    "anthropic": (_describe_anthropic, _list_anthropic),
    "google-genai": (_describe_gemini, _list_gemini),
}
"""How each SDK wants one model and the list; the others are OpenAI's."""
