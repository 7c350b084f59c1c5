"""A protocol as the description shows it: with the models that are called through it, one of them in its examples."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from site_builder.catalog.catalog import Catalog
from site_builder.gateway.served_models import list_served
from site_builder.pages.protocol_page import NO_MODEL_ID, example_model
from site_builder.records.model_protocol import ModelProtocol
from site_builder.records.protocol import Operation, Protocol
from site_builder.snippets.request import make_request
from site_builder.snippets.variants import Exchange, make_exchanges


@dataclass(frozen=True, slots=True)
class CalledProtocol:
    """A protocol with what its examples call.

    Attributes:
        id: Its id.
        protocol: Its record.
        model_ids: All ids that may be called, without those of retired models.
        model_id: The id in the examples.
        exchanges: The documented calls, by the id of the operation they call.
        shown: Ids of the operations that code for the model of the examples calls by themselves.
    """

    id: str
    protocol: Protocol
    model_ids: tuple[str, ...]
    model_id: str
    exchanges: Mapping[str, tuple[Exchange, ...]]
    shown: frozenset[str]


def find_called_protocols(catalog: Catalog) -> tuple[CalledProtocol, ...]:
    """Give all protocols, in catalog order."""
    return tuple(_find_called(catalog, key) for key in catalog.protocols)


def find_model_ids(catalog: Catalog, protocol_id: str) -> tuple[str, ...]:
    """Give the ids that may be called through a protocol, in catalog order."""
    return tuple(item.called_id for item in list_served(catalog, protocol_id) if item.model.status != "retired")


def _find_called(catalog: Catalog, protocol_id: str) -> CalledProtocol:
    protocol, key = catalog.protocols[protocol_id], example_model(catalog, protocol_id)
    model = catalog.models[key] if key else None
    of_model = (served for served in (model.protocols if model else ()) if served.protocol == protocol_id)
    served = next(of_model, ModelProtocol(protocol=protocol_id))
    model_id = model.api_id if model else NO_MODEL_ID
    known = make_exchanges(catalog.site, protocol, served=served, model=model, model_id=model_id)
    shown = {operation.id: _find_exchanges(protocol, operation, known) for operation in protocol.operations}
    shown = {name: found for name, found in shown.items() if found}
    requests = {
        operation.id: make_request(catalog.site, protocol, operation, served=served, model_id=model_id)
        for operation in protocol.operations
    }
    plain = {name: (Exchange(request, protocol.examples.response),) for name, request in requests.items()}
    return CalledProtocol(
        id=protocol_id,
        protocol=protocol,
        model_ids=find_model_ids(catalog, protocol_id),
        model_id=model_id,
        exchanges=plain | shown,
        shown=frozenset(shown),
    )


def _find_exchanges(protocol: Protocol, operation: Operation, known: tuple[Exchange, ...]) -> tuple[Exchange, ...]:
    """Give those of the known calls that an operation is made for: the plain one and the one that streams have some."""
    if operation not in (protocol.plain_operation, protocol.streaming_operation):
        return ()
    return tuple(exchange for exchange in known if exchange.request.streaming == operation.streaming)
