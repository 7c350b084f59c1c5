"""A provider that is the gateway: who sells access is not who made the model."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from site_builder.catalog.catalog import Catalog, RecordId
from site_builder.catalog.finding import Finding
from site_builder.lint.rule import Example, RecordRule
from site_builder.records.base import show_value
from site_builder.records.provider import Provider
from site_builder.records.site import SiteConfig

_WHY = "a reader must see who made a model; the gateway sells access to it"
_FIX = "name the maker; if the gateway does make models itself, write `makes_models: true` in catalog/site.yaml"


def _check(_: RecordId, provider: Provider, catalog: Catalog) -> Iterator[Finding]:
    site = catalog.site
    if site.makes_models:
        return
    if provider.name.casefold() == site.name.casefold():
        said = f"the maker bears the name of the gateway, {show_value(site.name)}"
        yield Finding("maker-is-gateway", ("name",), said, _WHY, _FIX)
    host = _host(provider.website)
    if host not in _NOBODYS and any(_is_same(host, own) for own in _own_hosts(site)):
        said = f"the maker's website {show_value(provider.website)} is the gateway's own"
        yield Finding("maker-is-gateway", ("website",), said, _WHY, _FIX)


_NOBODYS = ("example.com", "example.net", "example.org")
"""Addresses of examples, which a record that was just begun has. Source: RFC 2606, section 3."""


def _own_hosts(site: SiteConfig) -> set[str]:
    return {_host(url) for url in (site.public_url, site.api_base_url, site.key_url)}


def _is_same(host: str, own: str) -> bool:
    """Whether two hosts are the same, apart from `www`, or one is below the other."""
    is_below = own.endswith(f".{host}") or host.endswith(f".{own}")
    return is_below or host.removeprefix("www.") == own.removeprefix("www.")


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""


MAKER_IS_GATEWAY = RecordRule(
    name="maker-is-gateway",
    summary="Finds providers that have the name or the address of the gateway.",
    why="The gateway sells access to models of others; named as their maker, it claims what it did not make.",
    bad=Example("catalog/providers/acme.yaml", "name: Small Gateway\n"),
    good=Example("catalog/providers/acme.yaml", "name: Acme\n"),
    record_class=Provider,
    check=_check,
)
