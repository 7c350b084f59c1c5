"""How a client is pointed at the gateway: the base URL of each protocol, and the line of each SDK.

Source: the Python SDKs openai 3.52, google-genai 3.4 and anthropic 2.11, run 2026-11: the base URL has the version at
OpenAI, and has none at Google and Anthropic.
"""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.catalog.catalog import Catalog
from site_builder.records.protocol import Protocol


def list_base_urls(catalog: Catalog, url: str) -> Iterator[tuple[str, str]]:
    """Give id and base URL of each protocol, in catalog order.

    Args:
        catalog: Has the protocols.
        url: Address of the gateway, without a slash at the end.
    """
    for protocol_id, protocol in catalog.protocols.items():
        yield protocol_id, _base_url(protocol, url)


def list_set_ups(catalog: Catalog, url: str, key: str) -> tuple[str, ...]:
    """Give the Python that makes a client of each SDK which speaks one of the protocols, once each."""
    return tuple(dict.fromkeys(_set_up(protocol, url, key) for protocol in catalog.protocols.values()))


def _base_url(protocol: Protocol, url: str) -> str:
    return f"{url}/{_version(protocol)}" if protocol.sdk.startswith("openai") else url


def _set_up(protocol: Protocol, url: str, key: str) -> str:
    base_url = _base_url(protocol, url)
    match protocol.sdk:
        case "google-genai":
            options = f'{{"base_url": "{base_url}", "api_version": "{_version(protocol)}"}}'
            return f'genai.Client(api_key="{key}", http_options={options})'
        case "anthropic":
            return f'anthropic.Anthropic(base_url="{base_url}", api_key="{key}")'
        case _:
            return f'openai.OpenAI(base_url="{base_url}", api_key="{key}")'


def _version(protocol: Protocol) -> str:
    """Give the version that the paths of a protocol begin with, e.g. `v1beta`."""
    return protocol.operations[0].path.split("/")[1]
