"""The catalog answers which models belong to a maker and to a protocol."""

from __future__ import annotations

from pathlib import Path

from site_builder.catalog.catalog import provider_of
from site_builder.catalog.loader import load_catalog


def test_models_of_a_provider_and_of_a_protocol(small_site: Path) -> None:
    """Both keep the order of the catalog; an unknown id has none."""
    catalog = load_catalog(small_site).catalog

    assert catalog is not None
    assert list(catalog.models_of_provider("acme")) == ["acme/large", "acme/mini"]
    assert list(catalog.models_of_provider("acm")) == []
    assert list(catalog.models_of_protocol("acme-chat")) == ["acme/large", "acme/mini"]
    assert list(catalog.models_of_protocol("acme")) == []


def test_provider_is_the_first_part_of_a_model_key() -> None:
    """`google/gemini-3.1-pro` is made by `google`."""
    assert provider_of("google/gemini-3.1-pro") == "google"
