"""The canonical call made from the records."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.catalog.catalog import Catalog
from site_builder.catalog.loader import load_catalog
from site_builder.records.model_protocol import ModelProtocol
from site_builder.records.parameter import Parameter
from site_builder.records.protocol import FixedHeader, Operation
from site_builder.snippets.request import fill_model, make_request


@pytest.fixture
def catalog(small_site: Path) -> Catalog:
    """Give the records of the small site."""
    loaded = load_catalog(small_site)
    assert loaded.catalog is not None, loaded.diagnostics
    return loaded.catalog


def test_request_is_put_together_from_all_records(catalog: Catalog) -> None:
    """Address from the site, path and body from the protocol, differences from the model."""
    protocol = catalog.protocols["acme-chat"]
    served = ModelProtocol(protocol="acme-chat", request={"temperature": 0, "messages": []})
    operation = protocol.operations[1]

    request = make_request(catalog.site, protocol, operation, served=served, model_id="acme-large")

    assert request.method == "POST"
    assert request.url == "https://api.example.com/v1/chat/completions"
    assert request.body == {"model": "acme-large", "messages": [], "temperature": 0, "stream": True}
    assert (request.auth.header, request.auth.scheme) == ("Authorization", "Bearer")
    assert (request.key_variable, request.sdk, request.streaming) == ("GATEWAY_API_KEY", "openai-chat", True)
    assert (request.query, request.headers, request.extensions) == ((), (), frozenset())


def test_operation_wins_over_model_and_model_over_protocol(catalog: Catalog) -> None:
    """The more special record decides a field."""
    base = catalog.protocols["acme-chat"]
    examples = base.examples.model_copy(update={"request": {"a": 1, "b": 1, "c": 1}})
    protocol = base.model_copy(update={"examples": examples})
    operation = base.operations[0].model_copy(update={"body": {"c": 3}})
    served = ModelProtocol(protocol="acme-chat", request={"b": 2, "c": 2})

    request = make_request(catalog.site, protocol, operation, served=served, model_id="m")

    assert request.body == {"a": 1, "b": 2, "c": 3}


def test_path_query_and_headers_are_filled_in(catalog: Catalog) -> None:
    """Variables go into the path, query parameters are encoded, extensions of the gateway are named."""
    extension = Parameter(name="async", type="boolean", description="Later.", origin="gateway")
    header = FixedHeader(name="x-version", value="1", description="Version.")
    base = catalog.protocols["acme-chat"]
    protocol = base.model_copy(update={"headers": (header,), "parameters": (*base.parameters, extension)})
    operation = Operation(
        id="x",
        name="X",
        description="X.",
        method="PUT",
        path="/v1/models/{model}:{action}",
        variables={"action": "run", "model": "other"},
        query={"alt": "sse", "q": "a b"},
    )

    request = make_request(
        catalog.site, protocol, operation, served=ModelProtocol(protocol="acme-chat"), model_id="vendor/m@1"
    )

    assert request.url == "https://api.example.com/v1/models/vendor/m@1:run?alt=sse&q=a+b"
    assert request.headers == (("x-version", "1"),)
    assert request.extensions == frozenset({"async"})


def test_only_the_text_itself_stands_for_the_id() -> None:
    """`{model}` is replaced where it is the whole text, at any depth, and nowhere else."""
    value = {"model": "{model}", "list": ("{model}", 1, None, {"a": ["{model}"]}), "text": "use {model}", "{model}": 1}

    filled = fill_model(value, "m")

    assert filled == {"model": "m", "list": ["m", 1, None, {"a": ["m"]}], "text": "use {model}", "{model}": 1}
