"""What tests of the gateway share: our own catalog, and a way to ask without a network."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from site_builder.catalog.catalog import Catalog
from site_builder.catalog.loader import load_catalog
from site_builder.gateway.answering import Gateway, answer
from site_builder.gateway.exchange import Answer, ReceivedRequest, encode_json
from site_builder.gateway.running import RunningGateway, running_gateway
from site_builder.gateway.video_jobs import VideoJobs

KEY = "sk-test-0123456789"
Ask = Callable[..., Answer]


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """Give this repository's own catalog."""
    loaded = load_catalog(Path(__file__).parents[2])
    assert loaded.catalog is not None, loaded.diagnostics
    return loaded.catalog


@pytest.fixture
def small_catalog(small_site: Path) -> Catalog:
    """Give the catalog of the small site."""
    loaded = load_catalog(small_site)
    assert loaded.catalog is not None, loaded.diagnostics
    return loaded.catalog


@pytest.fixture
def ask(catalog: Catalog) -> Ask:
    """Give a function that sends one request to a gateway of our own catalog, with the right key."""
    return asker(catalog)


def asker(catalog: Catalog) -> Ask:
    """Give a function that sends requests to one gateway of a catalog.

    It takes the target, the body, the method (POST with a body, else GET) and headers. A body that is no text or bytes
    is sent as JSON. The key goes in every header that some protocol accepts.
    """
    gateway = Gateway(catalog, KEY, VideoJobs())

    def ask(
        target: str, body: object = None, *, method: str | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        content = body if isinstance(body, bytes) else encode_json(body) if body is not None else b""
        sent = {"content-type": "application/json", "authorization": f"Bearer {KEY}", **(headers or {})}
        return answer(gateway, ReceivedRequest(method or ("GET" if body is None else "POST"), target, sent, content))

    return ask


def read(answered: Answer) -> Any:  # noqa: ANN401 - any JSON value
    """Give the JSON value of an answer."""
    return json.loads(answered.body, parse_float=Decimal)


def read_events(answered: Answer) -> list[Any]:
    """Give the data of each event of an answer, with its name if it has one."""
    events = []
    for block in answered.body.decode().removesuffix("\n\n").split("\n\n"):
        name, _, data = block.rpartition("data: ")
        value = data if data == "[DONE]" else json.loads(data, parse_float=Decimal)
        events.append((name.removeprefix("event: ").strip(), value) if name else value)
    return events


def encode_form(parts: list[tuple[str, str | tuple[str, bytes]]]) -> tuple[bytes, dict[str, str]]:
    """Give a multipart form and its headers; a part is a text, or a file name with its content."""
    lines = b""
    for name, value in parts:
        text, content = ("", value.encode()) if isinstance(value, str) else (f'; filename="{value[0]}"', value[1])
        lines += f'--edge\r\nContent-Disposition: form-data; name="{name}"{text}\r\n\r\n'.encode() + content + b"\r\n"
    return lines + b"--edge--\r\n", {"content-type": "multipart/form-data; boundary=edge"}


@pytest.fixture(scope="module")
def gateway(catalog: Catalog) -> Iterator[RunningGateway]:
    """Give a running gateway of our own catalog, for the official SDKs."""
    with running_gateway(catalog, key=KEY) as running:
        yield running


def first_model(catalog: Catalog, protocol_id: str) -> str:
    """Give the callable id of the first model served through a protocol."""
    return next(iter(catalog.models_of_protocol(protocol_id).values())).api_id
