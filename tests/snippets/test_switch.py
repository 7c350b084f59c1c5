"""The two lines that change when code moves to the gateway."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.catalog.catalog import Catalog
from site_builder.catalog.loader import load_catalog
from site_builder.records.model_protocol import ModelProtocol
from site_builder.snippets.request import make_request
from site_builder.snippets.switch import write_switches


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    """Give this repository's own catalog."""
    loaded = load_catalog(Path(__file__).parents[2])
    assert loaded.catalog is not None, loaded.diagnostics
    return loaded.catalog


@pytest.mark.parametrize(
    ("protocol_id", "python", "javascript"),
    [
        (
            "openai-images",
            (
                '-    base_url="https://api.openai.com/v1",\n'
                '-    api_key=os.environ["OPENAI_API_KEY"],\n'
                '+    base_url="https://api.example.com/v1",\n'
                '+    api_key=os.environ["GATEWAY_API_KEY"],\n'
            ),
            (
                '-  baseURL: "https://api.openai.com/v1",\n'
                "-  apiKey: process.env.OPENAI_API_KEY,\n"
                '+  baseURL: "https://api.example.com/v1",\n'
                "+  apiKey: process.env.GATEWAY_API_KEY,\n"
            ),
        ),
        (
            "gemini-generate-content",
            (
                '-    http_options={"base_url": "https://generativelanguage.googleapis.com", '
                '"api_version": "v1beta"},\n'
                '-    api_key=os.environ["GEMINI_API_KEY"],\n'
                '+    http_options={"base_url": "https://api.example.com", "api_version": "v1beta"},\n'
                '+    api_key=os.environ["GATEWAY_API_KEY"],\n'
            ),
            (
                '-  httpOptions: { baseUrl: "https://generativelanguage.googleapis.com", apiVersion: "v1beta" },\n'
                "-  apiKey: process.env.GEMINI_API_KEY,\n"
                '+  httpOptions: { baseUrl: "https://api.example.com", apiVersion: "v1beta" },\n'
                "+  apiKey: process.env.GATEWAY_API_KEY,\n"
            ),
        ),
        (
            "anthropic-messages",
            (
                '-    base_url="https://api.anthropic.com",\n'
                '-    api_key=os.environ["ANTHROPIC_API_KEY"],\n'
                '+    base_url="https://api.example.com",\n'
                '+    api_key=os.environ["GATEWAY_API_KEY"],\n'
            ),
            (
                '-  baseURL: "https://api.anthropic.com",\n'
                "-  apiKey: process.env.ANTHROPIC_API_KEY,\n"
                '+  baseURL: "https://api.example.com",\n'
                "+  apiKey: process.env.GATEWAY_API_KEY,\n"
            ),
        ),
    ],
)
def test_only_address_and_key_change(catalog: Catalog, protocol_id: str, python: str, javascript: str) -> None:
    """Each SDK gets the address without what it appends itself, and the key from the gateway's variable."""
    protocol = catalog.protocols[protocol_id]
    served = ModelProtocol(protocol=protocol_id)
    request = make_request(catalog.site, protocol, protocol.plain_operation, served=served, model_id="m")

    switches = write_switches(request)

    assert [(switch.language.id, switch.diff) for switch in switches] == [
        ("python", python),
        ("javascript", javascript),
    ]


def test_address_is_the_one_the_snippets_use(catalog: Catalog) -> None:
    """A switched client calls what the snippet beside it calls."""
    for protocol_id, protocol in catalog.protocols.items():
        served = ModelProtocol(protocol=protocol_id)
        request = make_request(catalog.site, protocol, protocol.plain_operation, served=served, model_id="m")
        for switch in write_switches(request):
            address = next(part for part in switch.after[0].split('"') if part.startswith("https://"))
            assert f'"{address}"' in switch.language.write(request)
