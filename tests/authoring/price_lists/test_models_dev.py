"""What models.dev says, in the words of records."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from site_builder.authoring.price_lists.listed_model import ListedModel
from site_builder.authoring.price_lists.models_dev import is_models_dev, read_models_dev

_ENTRY: dict[str, Any] = {
    "id": "gpt-9",
    "name": "GPT-9",
    "family": "gpt",
    "attachment": True,
    "reasoning": True,
    "reasoning_options": [
        {"type": "toggle"},
        {"type": "effort", "values": ["low", "high", "very high"]},
        {"type": "budget_tokens", "min": 1024, "max": 32000},
    ],
    "tool_call": False,
    "open_weights": False,
    "temperature": False,
    "knowledge": "2026-01",
    "release_date": "2026-03-05",
    "last_updated": "2026-03-06",
    "status": "beta",
    "modalities": {"input": ["text", "pdf", "smell"], "output": ["text"]},
    "limit": {"context": 400000, "input": 272000, "output": 0},
    "cost": {
        "input": Decimal("2.5"),
        "output": 15,
        "cache_write": 0,
        "image": 3,
        "context_over_200k": {"input": 99},
        "tiers": [
            {"input": 10, "tier": {"type": "context", "size": 500000}},
            {"input": 5, "tier": {"type": "context", "size": 272000}},
            {"input": 1, "tier": {"type": "weekday"}},
        ],
    },
    "experimental": {
        "modes": {
            "fast": {"cost": {"input": 5}, "provider": {"body": {"service_tier": "priority"}}},
            "Very Slow": {"cost": {"input": 1}},
        }
    },
    "interleaved": True,
}


def _read(entry: object, model_id: str = "gpt-9") -> ListedModel:
    (listed,) = read_models_dev({"openai": {"models": {model_id: entry}}, "strange": 5})
    return listed


def test_entry_becomes_facts() -> None:
    """Each fact stands where an author writes it; what is not said is not there."""
    facts = {".".join(path): value for path, value in _read(_ENTRY).facts.items()}

    assert facts == {
        "name": "GPT-9",
        "family": "gpt",
        "kind": "chat",
        "status": "preview",
        "released": "2026-03-05",
        "updated": "2026-03-06",
        "modalities.input": ["text", "file"],
        "modalities.output": ["text"],
        "limits.context_window_tokens": 400000,
        "limits.max_input_tokens": 272000,
        "limits.max_thinking_tokens": 32000,
        "capabilities.tool_calling": "no",
        "capabilities.reasoning": "yes",
        "capabilities.open_weights": "no",
        "knowledge_cutoff": "2026-01",
        "temperature": "no",
        "reasoning_levels": ["low", "high"],
    }


def test_prices_become_lines() -> None:
    """Tiers hold up to where the next one begins, modes are service tiers, and 0 is free."""
    assert _read(_ENTRY).lines == (
        {"meter": "input", "amount": "2.5"},
        {"meter": "output", "amount": "15"},
        {"meter": "cache_write", "state": "free"},
        {"meter": "input", "amount": "5", "when": {"prompt_tokens": {"gt": 272000, "lte": 500000}}},
        {"meter": "input", "amount": "10", "when": {"prompt_tokens": {"gt": 500000}}},
        {"meter": "input", "amount": "5", "when": {"service_tier": "priority"}},
        {"meter": "input", "amount": "1", "when": {"service_tier": "very-slow"}},
    )


def test_old_threshold_counts_without_tiers() -> None:
    """Entries that have no tiers yet say the same in an older way."""
    assert _read({"cost": {"context_over_200k": {"input": 5}}}).lines == (
        {"meter": "input", "amount": "5", "when": {"prompt_tokens": {"gt": 200000}}},
    )


def test_what_records_cannot_say_is_told() -> None:
    """Unknown modalities, statuses, prices and keys are named, and a month of release is not made a day."""
    listed = _read({**_ENTRY, "status": "legendary", "release_date": "2026-03"})

    assert listed.unsaid == (
        "input `smell`",
        "status `legendary`",
        "price `image`",
        "a price tier of type `weekday`",
        "`interleaved`",
        "`release_date`",
    )
    assert listed.slips == ()


@pytest.mark.parametrize(
    ("entry", "slip"),
    [
        ({"cost": {"input": -1}}, "`input` is `-1`, below zero"),
        ({"limit": []}, "`limit` is an empty list, not a mapping"),
        ({"release_date": "yesterday"}, "`release_date` is `yesterday`, not a day of the calendar"),
    ],
)
def test_wrong_value_is_a_slip(entry: object, slip: str) -> None:
    """It is kept with the entry."""
    assert [found.message for found in _read(entry).slips] == [slip]


@pytest.mark.parametrize(
    ("model_id", "inputs", "outputs", "kind"),
    [
        ("text-embedding-9", ["text"], ["text"], "embedding"),
        ("whisper-9", ["audio"], ["text"], "transcription"),
        ("gemini-9-flash-image", ["text"], ["text", "image"], "image"),
        ("gemini-9-flash", ["text"], ["text", "image"], "chat"),
        ("gpt-image-9", ["text"], ["image"], "image"),
        ("sora-9", ["text"], ["video"], "video"),
        ("tts-9", ["text"], ["audio"], "speech"),
        ("odd-9", ["text"], ["pdf"], "chat"),
    ],
)
def test_kind_follows_from_what_goes_in_and_out(
    model_id: str, inputs: list[str], outputs: list[str], kind: str
) -> None:
    """The list does not say what a model is called for."""
    listed = _read({"modalities": {"input": inputs, "output": outputs}}, model_id)

    assert listed.facts["kind",] == kind


@pytest.mark.parametrize(("value", "is_one"), [({"a": {"models": {}}}, True), ({"a": 1}, False), ([], False)])
def test_form_is_known(value: object, *, is_one: bool) -> None:
    """Sellers with models."""
    assert is_models_dev(value) is is_one
    assert list(read_models_dev({"a": {"models": 5}})) == []
