"""Which model an id calls through a protocol."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.catalog.catalog import Catalog
from site_builder.catalog.finding import suggest
from site_builder.gateway.checking import ServedModel
from site_builder.gateway.refusal import UNKNOWN_MODEL, RefusedError
from site_builder.records.model import callable_ids


def list_served(catalog: Catalog, protocol_id: str) -> Iterator[ServedModel]:
    """Give every id that can be called through a protocol, with its model, in catalog order."""
    for model in catalog.models.values():
        for served in model.protocols:
            if served.protocol == protocol_id:
                yield ServedModel(model, served, model.api_id)
                for version in model.versions:
                    if not version.protocols or protocol_id in version.protocols:
                        yield ServedModel(model, served, version.id)


def find_served(catalog: Catalog, protocol_id: str, called_id: str) -> ServedModel:
    """Give the model that an id calls through a protocol.

    Raises:
        RefusedError: No model has this id, or it is not served through this protocol; the message says which.
    """
    served = {item.called_id: item for item in list_served(catalog, protocol_id)}
    if called_id in served:
        return served[called_id]
    name = catalog.protocols[protocol_id].name
    if any(called_id in callable_ids(model) for model in catalog.models.values()):
        message = f"The model `{called_id}` is not served through {name}."
    else:
        message = f"There is no model `{called_id}`{suggest(called_id, served) or '.'}"
    raise RefusedError(UNKNOWN_MODEL, message, field="model")
