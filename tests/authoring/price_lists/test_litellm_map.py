"""What LiteLLM's price map says, in the words of records."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from site_builder.authoring.price_lists.listed_model import ListedModel
from site_builder.authoring.price_lists.litellm_map import is_litellm, read_litellm

_ENTRY: dict[str, Any] = {
    "litellm_provider": "xai",
    "mode": "chat",
    "input_cost_per_token": Decimal("2.5E-6"),
    "output_cost_per_token": Decimal("15E-6"),
    "cache_creation_input_token_cost": 0,
    "input_cost_per_audio_token": Decimal("4E-6"),
    "max_input_tokens": 400000,
    "max_output_tokens": Decimal(128000),
    "deprecation_date": "2027-01-01",
    "supported_modalities": ["text"],
    "supported_output_modalities": ["text", "code"],
    "supports_vision": True,
    "supports_audio_output": True,
    "supports_function_calling": True,
    "supports_web_search": False,
    "supports_native_streaming": True,
    "reasoning_effort_levels": ["low", "high"],
    "source": "https://docs.x.ai",
    "metadata": {"notes": "Somebody else's words."},
}


def _read(entry: object, key: str = "xai/grok-9") -> ListedModel:
    (listed,) = read_litellm({"sample_spec": {}, key: entry})
    return listed


def test_entry_becomes_facts() -> None:
    """Modalities are joined from lists, flags and prices; a flag that is false is a no."""
    listed = _read(_ENTRY)

    assert {".".join(path): value for path, value in listed.facts.items()} == {
        "kind": "chat",
        "retires": "2027-01-01",
        "modalities.input": ["text", "image", "audio"],
        "modalities.output": ["text", "audio"],
        "limits.max_input_tokens": 400000,
        "limits.max_output_tokens": 128000,
        "capabilities.streaming": "yes",
        "capabilities.tool_calling": "yes",
        "capabilities.web_search": "no",
        "reasoning_levels": ["low", "high"],
    }
    assert (listed.origin.maker.id, listed.origin.own_id, listed.origin.is_own) == ("xai", "grok-9", True)
    assert listed.unsaid == ("output `code`", "`source`")


def test_prices_become_lines() -> None:
    """Per million tokens; 0 is free."""
    assert _read(_ENTRY).lines == (
        {"meter": "input", "amount": "2.5"},
        {"meter": "output", "amount": "15"},
        {"meter": "cache_write", "state": "free"},
        {"meter": "audio_input", "amount": "4"},
    )


def test_filler_is_no_price() -> None:
    """What is not sold by tokens has zeros for them all the same."""
    entry = {"litellm_provider": "openai", "mode": "embedding", "input_cost_per_token": 1, "output_cost_per_token": 0}
    free = {"litellm_provider": "openai", "mode": "embedding", "input_cost_per_token": 0}

    assert [len(_read(entry, "embed-9").lines), _read(free, "embed-9").lines] == [
        1,
        ({"meter": "input", "state": "free"},),
    ]


def test_structured_prices_are_read() -> None:
    """Hours of the week count in whole numbers."""
    windows = [{"hours_utc": "16:30-00:30", "weekdays": [6]}]
    listed = _read(
        {"litellm_provider": "xai", "off_peak_pricing": {"input_cost_per_token": Decimal("1E-7"), "windows": windows}}
    )

    assert [line["when"]["schedule"]["days"] for line in listed.lines] == [["saturday"]]


@pytest.mark.parametrize(
    ("prices", "said"),
    [
        ({"input_cost_per_thought": 1}, "its prices: `input_cost_per_thought` is not a price that is known"),
        ({"tiered_pricing": "by mood"}, "its prices, in a new form"),
    ],
)
def test_price_that_cannot_be_read_is_told(prices: dict[str, Any], said: str) -> None:
    """The rest of the entry is taken."""
    listed = _read({"litellm_provider": "xai", "mode": "chat", "max_input_tokens": 5, **prices})

    assert (listed.lines, listed.unsaid, len(listed.facts)) == ((), (said,), 4)


@pytest.mark.parametrize(
    "prices",
    [
        {"input_cost_per_token": -1},
        {"input_cost_per_token": True},
        {"tiered_pricing": [{"range": [0, Decimal(-5)]}]},
        {"search_context_cost_per_query": {"search_context_size_low": None}},
    ],
)
def test_wrong_price_is_a_slip(prices: dict[str, Any]) -> None:
    """Wherever it stands, nothing is made of the entry's prices."""
    listed = _read({"litellm_provider": "xai", "mode": "chat", **prices})

    assert [slip.message.rpartition(", ")[2] for slip in listed.slips] == ["not a price of 0 or more"]
    assert listed.lines == ()


@pytest.mark.parametrize(
    ("key", "mode", "reason"),
    [
        (
            "1024-x-1024/dall-e-9",
            "image_generation",
            "its id has a condition of a price in it, such as a size or a region",
        ),
        ("ft:gpt-9", "chat", "its id has a condition of a price in it, such as a size or a region"),
        ("rerank-9", "rerank", "records have no kind for `rerank`"),
        ("odd-9", None, "the list does not say what it is called for"),
        ("grok-9", "responses", ""),
    ],
)
def test_what_is_no_model_is_refused(key: str, mode: str | None, reason: str) -> None:
    """With the reason."""
    assert _read({"litellm_provider": "openai", "mode": mode}, key).refusal == reason


@pytest.mark.parametrize(
    ("value", "is_one"), [({"a": {"litellm_provider": "x"}}, True), ({"a": 1}, False), ([], False)]
)
def test_form_is_known(value: object, *, is_one: bool) -> None:
    """Entries with sellers."""
    assert is_litellm(value) is is_one


def test_entry_of_another_shape_says_nothing() -> None:
    """It is refused as an entry without a mode."""
    assert _read("text").refusal == "the list does not say what it is called for"
