"""LiteLLM's price map as price lines, and back."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.authoring.litellm import is_price_key, read_prices, write_prices
from site_builder.authoring.litellm_fields import FIELDS, UnknownPriceError
from site_builder.i18n.locale import Locale
from site_builder.i18n.localizer import Localizer
from site_builder.i18n.messages import no_messages
from site_builder.pages.price_condition import describe_condition
from site_builder.records.meters import METERS, UNITS
from site_builder.records.pricing import PriceLine, Pricing

_FILE = json.loads(Path(__file__).with_name("litellm_samples.json").read_text("utf-8"), parse_float=Decimal)
_ENTRIES: dict[str, dict[str, Any]] = _FILE["entries"]
_NOT_PRICES = {"mode", "litellm_provider"}
_ENGLISH = Localizer(Locale("en", "en", "English"), "en", no_messages(), no_messages())

Entry = Mapping[str, Any]


def _price_lines(entry: Entry) -> tuple[PriceLine, ...]:
    """Give the validated lines of an entry; a record needs at least one."""
    lines = read_prices(entry)
    evidence = {"currency": "USD", "source": "https://example.com/prices", "checked": "2026-11-01"}
    return Pricing.model_validate({**evidence, "lines": lines}).lines if lines else ()


def _lines(*lines: Mapping[str, object]) -> tuple[PriceLine, ...]:
    return tuple(PriceLine.model_validate(line) for line in lines)


def test_samples_have_every_mode_and_price_key() -> None:
    """The samples cover each mode and each price key that the whole map has."""
    modes = {entry["mode"] for entry in _ENTRIES.values() if "mode" in entry}
    keys = {key for entry in _ENTRIES.values() for key in entry} - _NOT_PRICES

    assert sorted(modes) == _FILE["modes"]
    assert sorted(keys) == _FILE["price_keys"]
    assert [key for key in sorted(keys) if not is_price_key(key)] == []


@pytest.mark.parametrize("name", _ENTRIES)
def test_sample_survives_the_round_trip(name: str) -> None:
    """An entry's prices become valid price lines, and these the same keys with the same digits."""
    entry = _ENTRIES[name]

    written = write_prices(_price_lines(entry))

    assert written == {key: value for key, value in entry.items() if key not in _NOT_PRICES}


@pytest.mark.parametrize("name", _ENTRIES)
def test_no_two_lines_of_a_sample_read_the_same(name: str) -> None:
    """Meter, unit, currency and the condition in words tell the prices of a model apart."""
    rows = Counter(
        (
            METERS[line.meter].label,
            UNITS[line.unit_id].unit,
            line.currency,
            describe_condition(_ENGLISH, line.when),
        )
        for line in _price_lines(_ENTRIES[name])
    )

    assert [row for row, count in rows.items() if count > 1] == []


def test_line_belongs_to_one_key() -> None:
    """No two keys make lines of the same meter, unit, currency and named condition."""
    keys: dict[tuple[object, ...], set[str]] = {}
    for known in FIELDS:
        unit = known.unit or METERS[known.meter].unit
        keys.setdefault((known.meter, unit, known.currency, *known.when.items()), set()).add(known.key)

    assert [names for names in keys.values() if len(names) > 1] == []


_TOKEN_KEYS = ("input_cost_per_token", "output_cost_per_token", "cache_creation_input_token_cost")
_TIERS = ("", "_batches", "_flex", "_priority", "_ultrafast")
_STEMS = [
    f"{key}{ttl}{threshold}{tier}"
    for key in _TOKEN_KEYS
    for ttl in (("", "_above_1hr", "_above_12hr") if "creation" in key else ("",))
    for threshold in ("", "_above_32k_tokens", "_above_200k_tokens", "_above_1000k_tokens")
    for tier in _TIERS
]
_RATES = st.decimals(min_value=0, max_value=Decimal("0.01"), places=16)


@given(
    prices=st.dictionaries(st.sampled_from(_STEMS), _RATES),
    steps=st.lists(st.tuples(st.integers(2, 10**6), _RATES), max_size=10, unique_by=lambda step: step[0]),
    provider=st.sampled_from(["openai", "xai"]),
)
def test_tiers_and_thresholds_survive(
    prices: dict[str, Decimal], steps: list[tuple[int, Decimal]], provider: str
) -> None:
    """Any combination of tiers, thresholds, lifetimes of a cache and tables of steps comes back."""
    bounds = [0, *sorted(bound for bound, _ in steps)]
    table = [
        {"range": [low, high], "input_cost_per_token": rate}
        for low, high, (_, rate) in zip(bounds, bounds[1:], steps, strict=False)
    ]
    entry: dict[str, Any] = {**prices, **({"tiered_pricing": table} if table else {})}

    written = write_prices(_price_lines({"mode": "chat", "litellm_provider": provider, **entry}))

    assert written == entry


@pytest.mark.parametrize(
    ("entry", "lines"),
    [
        (
            {"input_cost_per_token": "3.3333333333333335e-05", "input_cost_per_token_batches": "1e-05"},
            [
                {"meter": "input", "amount": "33.333333333333335"},
                {"meter": "input", "amount": "10", "when": {"service_tier": "batch"}},
            ],
        ),
        (
            {"mode": "image_generation", "input_cost_per_image": "0.04"},
            [{"meter": "image_output", "unit": "image", "amount": "0.04"}],
        ),
        (
            {"mode": "image_generation", "input_cost_per_image": "0.0011", "output_cost_per_image": "0.134"},
            [
                {"meter": "image_input", "unit": "image", "amount": "0.0011"},
                {"meter": "image", "amount": "0.134"},
            ],
        ),
        (
            {"mode": "audio_transcription", "input_cost_per_second": "0.0001", "output_cost_per_second": "0.0001"},
            [
                {"meter": "transcription", "amount": "0.006"},
                {"meter": "transcription", "unit": "second", "amount": "0.0001"},
            ],
        ),
        (
            {"litellm_provider": "xai", "output_cost_per_token_above_200k_tokens_priority": "0.00001"},
            [
                {
                    "meter": "output",
                    "amount": "10",
                    "when": {"service_tier": "priority", "prompt_tokens": {"gte": 200000}},
                }
            ],
        ),
        (
            {
                "search_context_cost_per_query": {
                    f"search_context_size_{size}": "0.01" for size in ("low", "medium", "high")
                },
                "search_free_requests": {"count": 1500, "period": "day", "shared_group": "gemini-2-flash"},
            },
            [
                {
                    "meter": "web_search",
                    "amount": "0.01",
                    "allowance": {"count": 1500, "per": "day", "shared_with": "gemini-2-flash"},
                }
            ],
        ),
        (
            {"input_cost_per_token": "1e-06", "regional_processing_uplift_multiplier_eu": "1.1"},
            [
                {"meter": "input", "amount": "1"},
                {"meter": "input", "multiplier": "1.1", "when": {"endpoint": "regional", "region": "eu"}},
            ],
        ),
    ],
)
def test_lines_are_as_an_author_writes_them(entry: Entry, lines: Sequence[object]) -> None:
    """Amounts are per million, normal prices come first, and nothing usual is said."""
    actual = read_prices(entry)

    assert list(actual) == lines


@pytest.mark.parametrize(
    ("entry", "key"),
    [
        ({"input_cost_per_thought": 1}, "input_cost_per_thought"),
        ({"input_cost_per_token_above_noon": 1}, "input_cost_per_token_above_noon"),
        ({"search_free_requests": {"count": 1}}, "search_context_cost_per_query"),
        ({"regional_endpoint_uplift_multiplier": "1.1"}, "factor"),
        ({"tiered_pricing": [{"range": [0, 1000], "cost_of_living": 1}]}, "cost_of_living"),
        (
            {"tiered_pricing": [{"range": [0, 1000], "input_cost_per_token_above_1k_tokens": 1}]},
            "input_cost_per_token_above_1k_tokens",
        ),
    ],
)
def test_unknown_price_is_not_passed_over(entry: Entry, key: str) -> None:
    """A price key that is not known stops the reading, and is named."""
    with pytest.raises(UnknownPriceError, match=key):
        read_prices(entry)


_UTC = {"time_zone": "UTC", "from": "00:00", "to": "06:00"}
_REGIONAL = {"endpoint": "regional"}


@pytest.mark.parametrize(
    "lines",
    [
        [{"meter": "image", "amount": "0.04", "when": {"size": "1024x1024"}}],
        [{"meter": "image", "unit": "minute", "amount": "1"}],
        [{"meter": "input", "state": "unknown"}],
        [{"meter": "input", "amount": "1", "currency": "CNY"}],
        [{"meter": "input", "amount": "1"}, {"meter": "input", "amount": "2", "valid_from": "2026-01-01"}],
        [{"meter": "cache_write", "amount": "1", "when": {"cache_ttl": "PT5M"}}],
        [{"meter": "input", "amount": "1", "when": {"prompt_tokens": {"gt": 1500}}}],
        [{"meter": "input", "amount": "1", "allowance": {"count": 5, "per": "day"}}],
        [{"meter": "input", "amount": "1", "when": {"schedule": {**_UTC, "time_zone": "Asia/Tokyo"}}}],
        [
            {"meter": "input", "amount": "1", "when": {"schedule": _UTC}},
            {"meter": "input", "amount": "2", "when": {"schedule": {**_UTC, "days": ["sunday"]}}},
        ],
        [
            {"meter": "input", "amount": "1", "when": {"schedule": {**_UTC, "days_time_zone": zone}}}
            for zone in ("Asia/Tokyo", "Asia/Shanghai")
        ],
        [{"meter": "web_search", "amount": "1", "when": {"region": "eu"}}],
        [{"meter": "web_search", "state": "free"}],
        [{"meter": "guardrail", "amount": "1"}],
        [{"meter": "input", "multiplier": "1.1", "when": {"region": "mars"}}],
        [
            {"meter": "input", "multiplier": "1.1", "when": _REGIONAL},
            {"meter": "output", "multiplier": "1.2", "when": _REGIONAL},
        ],
    ],
)
def test_line_without_a_key_is_not_passed_over(lines: Sequence[Mapping[str, object]]) -> None:
    """A line that the map cannot say stops the writing."""
    with pytest.raises(UnknownPriceError):
        write_prices(_lines(*lines))


def test_free_line_is_zero() -> None:
    """A line that says `free` is an amount of 0, and USD need not be left out."""
    lines = _lines({"meter": "input", "state": "free"}, {"meter": "output", "amount": "2", "currency": "USD"})

    written = write_prices(lines)

    assert written == {"input_cost_per_token": 0, "output_cost_per_token": Decimal("0.000002")}


def test_off_peak_hours_of_every_day_survive() -> None:
    """Windows need not name days."""
    entry = {"off_peak_pricing": {"input_cost_per_token": Decimal("1e-07"), "windows": [{"hours_utc": "16:30-00:30"}]}}

    written = write_prices(_price_lines(entry))

    assert written == entry
