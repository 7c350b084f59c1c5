"""What is left out of a new record because the rest of it says otherwise."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from site_builder.authoring.price_lists.import_site import read_import_site
from site_builder.authoring.price_lists.sound_values import make_sound
from site_builder.catalog.catalog import Catalog, RecordId

_KEY = RecordId("models/acme/large-9")
_VALUES: dict[str, Any] = {
    "name": "Acme Large 9",
    "family": "Acme",
    "api_id": "large-9",
    "status": "stable",
    "updated": "2026-03-20",
    "summary": "A model.",
    "modalities": {"input": ["text"], "output": ["text"]},
    "protocols": [{"protocol": "acme-chat"}],
    "pricing": {
        "currency": "USD",
        "source": "https://acme.example.com",
        "checked": "2026-11-01",
        "lines": [
            {"meter": "input", "amount": "1"},
            {"meter": "input", "amount": "1", "unit": "million_characters"},
            {"meter": "reasoning", "amount": "1"},
        ],
    },
    "capabilities": {"reasoning": "no", "tool_calling": "yes"},
    "reasoning_levels": ["low"],
    "sources": [{"title": "Acme", "url": "https://acme.example.com", "checked": "2026-11-01"}],
}


@pytest.fixture
def catalog(small_site: Path) -> Catalog:
    """Give the records of the small site."""
    return read_import_site(small_site, ()).catalog


def test_contradictions_are_left_out_and_said(catalog: Catalog) -> None:
    """Price lines, capabilities and levels; the values that were given stay as they were."""
    sound, said = make_sound(_KEY, _VALUES, catalog)

    expected = _VALUES | {
        "pricing": {**_VALUES["pricing"], "lines": [{"meter": "input", "amount": "1"}]},
        "capabilities": {"reasoning": "no"},
    }
    del expected["reasoning_levels"]
    assert sound == expected
    assert said == [
        "`tool_calling: yes`, but none of its protocols takes `tools`",
        "levels of thinking are listed, but the model has `reasoning: no`",
        "the reasoning tokens is priced, but the model has `reasoning: no`",
        "the input price is stated per 1 million tokens and per 1 million characters for the same calls",
    ]


@pytest.mark.parametrize("change", [{"api_id": "mini-4"}, {"name": 5}])
def test_what_a_record_needs_stays(catalog: Catalog, change: dict[str, object]) -> None:
    """Others must judge it; so is what is no record at all."""
    values = {**_VALUES, "pricing": None, "capabilities": {}, "reasoning_levels": [], **change}

    assert make_sound(_KEY, values, catalog) == (values, [])
