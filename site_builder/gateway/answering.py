"""Decides what a request gets: pure, but for the videos that are being made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from site_builder.catalog.catalog import Catalog
from site_builder.gateway.asked import Asked
from site_builder.gateway.body import read_body
from site_builder.gateway.checking import ServedModel, check_body
from site_builder.gateway.endpoints.chat import answer_chat
from site_builder.gateway.endpoints.embeddings import answer_embeddings
from site_builder.gateway.endpoints.images import answer_file, answer_images
from site_builder.gateway.endpoints.speech import answer_speech
from site_builder.gateway.endpoints.transcriptions import answer_transcriptions
from site_builder.gateway.endpoints.videos import answer_videos
from site_builder.gateway.exchange import Answer, Decision, ReceivedRequest
from site_builder.gateway.keys import check_headers
from site_builder.gateway.model_lists import answer_models, find_lister
from site_builder.gateway.protobuf_json import fold_spellings
from site_builder.gateway.refusal import (
    EXAMPLE_ERROR_HEADER,
    MALFORMED,
    TOO_LARGE,
    RefusedError,
    documented_errors,
    play_error,
    refuse,
)
from site_builder.gateway.routing import Route, choose_operation, find_routes, guess_protocol
from site_builder.gateway.served_models import find_served
from site_builder.gateway.video_jobs import VideoJobs
from site_builder.records.protocol import Sdk

ENDPOINTS: Mapping[Sdk, Callable[[Asked], Answer]] = {
    "openai-chat": answer_chat,
    "openai-responses": answer_chat,
    "google-genai": answer_chat,
    "anthropic": answer_chat,
    "openai-embeddings": answer_embeddings,
    "openai-images": answer_images,
    "openai-speech": answer_speech,
    "openai-transcriptions": answer_transcriptions,
    "openai-videos": answer_videos,
}
"""What answers a call, by the SDK call that makes it."""


@dataclass(frozen=True, slots=True)
class Gateway:
    """A catalog that answers.

    Attributes:
        catalog: Says what is served, and how.
        key: The only right key; None to take any that is not empty.
        jobs: The videos that are being made.
    """

    catalog: Catalog
    key: str | None
    jobs: VideoJobs


def answer(gateway: Gateway, request: ReceivedRequest) -> Answer:
    """Answer a request as the catalog documents it; a bad one gets the documented error in its protocol's shape."""
    if request.method == "GET" and (file := answer_file(request.path)):
        return file
    steps = _Steps(gateway, request)
    try:
        return steps.run()
    except RefusedError as refused:
        protocol_id = steps.decision.protocol or guess_protocol(gateway.catalog, request)
        errors = documented_errors(gateway.catalog, protocol_id)
        decision = replace(steps.decision, protocol=protocol_id)
        return refuse(gateway.catalog.protocols[protocol_id], errors, refused, decision)


def refuse_size(gateway: Gateway, request: ReceivedRequest, limit: int) -> Answer:
    """Refuse a request whose body is larger than the limit in bytes, without its body."""
    protocol_id = guess_protocol(gateway.catalog, request)
    headers = (("connection", "close"),)  # its rest is not read
    refused = RefusedError(TOO_LARGE, f"The body has more than {limit} bytes.", headers=headers)
    errors = documented_errors(gateway.catalog, protocol_id)
    return refuse(gateway.catalog.protocols[protocol_id], errors, refused, Decision(protocol_id))


class _Steps:
    """The way of one request; `decision` says how far it has come."""

    def __init__(self, gateway: Gateway, request: ReceivedRequest) -> None:
        self._gateway = gateway
        self._request = request
        self.decision = Decision()

    def run(self) -> Answer:
        """Take all steps.

        Raises:
            RefusedError: One of them refused.
        """
        catalog, request = self._gateway.catalog, self._request
        lister = find_lister(catalog, request)
        if lister is not None:
            self.decision = Decision(lister, "models")
            played = self._admit(lister)
            return (played or answer_models(catalog, request, lister)).because(self.decision)
        routes = find_routes(catalog, request)
        self.decision = Decision(routes[0].protocol_id, routes[0].operation.id)
        played = self._admit(routes[0].protocol_id)
        return (played or self._call(routes)).because(self.decision)

    def _admit(self, protocol_id: str) -> Answer | None:
        """Play the error that is asked for, if one is; else check the key and the fixed headers."""
        catalog, request = self._gateway.catalog, self._request
        protocol = catalog.protocols[protocol_id]
        code = request.headers.get(EXAMPLE_ERROR_HEADER)
        if code is not None:
            played = play_error(protocol, documented_errors(catalog, protocol_id), code)
            self.decision = replace(self.decision, refusal=f"{code}: asked for by {EXAMPLE_ERROR_HEADER}")
            return played
        check_headers(protocol, request, self._gateway.key)
        return None

    def _call(self, routes: tuple[Route, ...]) -> Answer:
        body = self._read_body(routes[0])
        route = choose_operation(routes, self._request.query, body)
        self.decision = replace(self.decision, operation=route.operation.id)
        model = self._find_model(route, body) if route.operation.method != "GET" else None
        if model is not None:
            check_body(route.protocol, model, body)
        asked = Asked(self._request, route.protocol, route.operation, route.variables, body, model, self._gateway.jobs)
        return ENDPOINTS[route.protocol.sdk](asked)

    def _read_body(self, route: Route) -> dict[str, Any]:
        if route.operation.method == "GET":
            return {}
        body = read_body(route.protocol, self._request)
        if route.protocol.sdk == "google-genai":
            body = fold_spellings(body, route.protocol.parameters)
        self.decision = replace(self.decision, body=body)
        return body

    def _find_model(self, route: Route, body: Mapping[str, Any]) -> ServedModel:
        """Give the model that the path or the body names."""
        called_id = body.get("model") if "{model}" not in route.operation.path else route.variables["model"]
        if not isinstance(called_id, str):
            raise RefusedError(MALFORMED, "The required field `model` must be the id of a model.", field="model")
        self.decision = replace(self.decision, model=called_id)
        return find_served(self._gateway.catalog, route.protocol_id, called_id)
