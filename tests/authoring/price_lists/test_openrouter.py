"""What OpenRouter's list says, in the words of records."""

from __future__ import annotations

from typing import Any

import pytest

from site_builder.authoring.price_lists.listed_model import ListedModel
from site_builder.authoring.price_lists.openrouter import is_openrouter, read_openrouter

_ENTRY: dict[str, Any] = {
    "id": "z-ai/glm-9",
    "canonical_slug": "z-ai/glm-9-20260301",
    "name": "Z.AI: GLM 9",
    "created": 1772000000,
    "description": "Somebody else's words.",
    "context_length": 200000,
    "architecture": {"input_modalities": ["text", "file"], "output_modalities": ["text"], "tokenizer": "Other"},
    "pricing": {"prompt": "0.000001", "completion": "0.000003", "request": "0", "image": "0.001", "web_search": "0.01"},
    "top_provider": {"context_length": 190000, "max_completion_tokens": 64000, "is_moderated": False},
    "supported_parameters": ["tools", "reasoning", "temperature"],
    "knowledge_cutoff": "2026-01-31",
    "expiration_date": "2027-01-01",
    "hugging_face_id": "zai-org/GLM-9",
    "per_request_limits": None,
}


def _read(entry: object) -> ListedModel:
    (listed,) = read_openrouter({"data": [entry]})
    return listed


def test_entry_becomes_facts() -> None:
    """The name is without its maker, and a parameter that is supported proves a capability."""
    listed = _read(_ENTRY)

    assert {".".join(path): value for path, value in listed.facts.items()} == {
        "name": "GLM 9",
        "kind": "chat",
        "retires": "2027-01-01",
        "modalities.input": ["text", "file"],
        "modalities.output": ["text"],
        "limits.context_window_tokens": 200000,
        "limits.max_output_tokens": 64000,
        "capabilities.tool_calling": "yes",
        "capabilities.reasoning": "yes",
        "knowledge_cutoff": "2026-01-31",
    }
    assert (listed.origin.maker.id, listed.origin.own_id, listed.origin.is_own) == ("zhipu", "glm-9", False)


def test_prices_are_per_million_tokens() -> None:
    """A 0 beside the token prices is no price, and a price whose unit is not said is told instead of guessed."""
    listed = _read(_ENTRY)

    assert listed.lines == (
        {"meter": "input", "amount": "1"},
        {"meter": "output", "amount": "3"},
        {"meter": "web_search", "amount": "0.01"},
    )
    assert listed.unsaid == ("price `image`", "`hugging_face_id`")


def test_price_that_depends_is_variable_and_free_is_free() -> None:
    """-1 is no amount."""
    assert _read({"id": "openrouter/auto", "pricing": {"prompt": "-1", "completion": "0"}}).lines == (
        {"meter": "input", "state": "variable"},
        {"meter": "output", "state": "free"},
    )


def test_overrides_become_conditions() -> None:
    """Long prompts and hours of the day; a condition that is not known is told."""
    overrides = [
        {"min_prompt_tokens": 200000, "prompt": "0.000002", "input_cache_write_1h": "0.000004"},
        {"utc_start": 1630, "utc_end": 2400, "prompt": "0"},
        {"utc_start": 100, "prompt": "0.000005"},
        {"utc_start": 175, "utc_end": 400, "prompt": "0.000005"},
        {"weekday": 1, "prompt": "0.000005"},
        {"prompt": "0.000005"},
    ]

    listed = _read({"id": "z-ai/glm-9", "pricing": {"overrides": overrides}})

    assert listed.lines == (
        {"meter": "input", "amount": "2", "when": {"prompt_tokens": {"gt": 200000}}},
        {"meter": "cache_write", "amount": "4", "when": {"cache_ttl": "PT1H", "prompt_tokens": {"gt": 200000}}},
        {"meter": "input", "state": "free", "when": {"schedule": {"time_zone": "UTC", "from": "16:30", "to": "00:00"}}},
    )
    assert listed.unsaid == ("a price override under a condition that is not known",) * 4


def test_variant_is_no_model() -> None:
    """`:free` is a way to route calls."""
    assert _read({"id": "z-ai/glm-9:free"}).refusal == "`:free` is a variant of OpenRouter's routing, not a model"


@pytest.mark.parametrize("entry", [{}, {"id": 5}, "text"])
def test_entry_without_id_is_a_slip(entry: object) -> None:
    """It cannot be told which model it is about."""
    assert "not the id of a model" in _read(entry).slips[-1].message


@pytest.mark.parametrize(("value", "is_one"), [({"data": []}, True), ({"data": {}}, False), ([], False)])
def test_form_is_known(value: object, *, is_one: bool) -> None:
    """A list below `data`."""
    assert is_openrouter(value) is is_one
