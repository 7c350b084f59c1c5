"""What has drifted: only what both say about the same, and say differently."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from site_builder.authoring.price_lists.comparison import Comparison, compare_catalog
from site_builder.authoring.price_lists.drift import is_same_count
from site_builder.authoring.price_lists.price_list import PriceList
from site_builder.authoring.price_lists.selection import Selection
from site_builder.catalog.loader import load_catalog
from tests.authoring.price_lists.conftest import ReadList

_RECORD = """\
name: Grok 9
family: Grok
api_id: grok-9
status: stable
released: 2026-03-05
updated: 2026-03-05
summary: A model to compare.
modalities: {input: [text, image, audio], output: [text]}
limits: {context_window_tokens: 1000000, max_output_tokens: 64000}
capabilities: {tool_calling: yes, reasoning: unknown}
knowledge_cutoff: 2026-01
reasoning_levels: [none, low, high]
protocols:
  - protocol: acme-chat
pricing:
  currency: USD
  source: https://acme.example.com/pricing
  checked: 2026-11-01
  lines:
    - {meter: input, amount: "1.50", list: "2.00"}
    - {meter: output, amount: "8.00"}
    - {meter: cache_read, state: free}
    - {meter: input, multiplier: "0.5", when: {service_tier: batch}}
    - {meter: input, amount: "3.00", list: "4.00", when: {prompt_tokens: {gte: 200000}}}
    - {meter: cache_write, amount: "2.50", when: {cache_ttl: PT5M}}
    - {meter: audio_input, amount: "0.60", unit: minute}
    - {meter: output, amount: "9.00", when: {schedule: {time_zone: UTC, from: "08:00", to: "20:00"}}}
    - {meter: input, multiplier: "1.1", when: {region: eu}}
    - {meter: image, state: unknown}
    - {meter: web_search, amount: "5", valid_to: 2026-01-01}
versions:
  - {id: grok-9-0305, kind: dated, description: A snapshot.}
  - {id: grok-9-latest, kind: latest, description: The newest.}
sources:
  - {title: Acme models, url: https://acme.example.com/docs/models, checked: 2026-11-01}
"""


@pytest.fixture
def site(small_site: Path) -> Path:
    """Give the small site with a model to compare."""
    for path, text in {
        "models/xai/grok-9.yaml": _RECORD,
        "providers/xai.yaml": "name: xAI\nsummary: Makes Grok.\nwebsite: https://x.ai\n",
    }.items():
        file = small_site / "catalog" / path
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return small_site


def _compare(site: Path, price_list: PriceList, **asked: Any) -> Comparison:  # noqa: ANN401 - fields of Selection
    catalog = load_catalog(site).catalog
    assert catalog is not None
    return compare_catalog(catalog.models, price_list.models, Selection(**{"patterns": ("xai/*",), **asked}))


def _said(comparison: Comparison, *, additions: bool = False) -> list[tuple[str, str, str]]:
    return [
        (drift.fact, drift.ours, drift.theirs)
        for item in comparison.compared
        for drift in (item.additions if additions else item.drifts)
    ]


def _models_dev(entry: dict[str, Any], model_id: str = "grok-9", seller: str = "xai") -> dict[str, Any]:
    return {seller: {"models": {model_id: entry}}}


_SAME: dict[str, Any] = {
    "name": "Grok Nine",
    "family": "grok",
    "temperature": False,
    "release_date": "2026-03-05",
    "last_updated": "2026-09-09",
    "knowledge": "2026-01-31",
    "tool_call": True,
    "modalities": {"input": ["image", "text", "audio"], "output": ["text"]},
    "limit": {"context": 1048576, "output": 65535},
    "reasoning_options": [{"type": "effort", "values": ["low", "high"]}],
    "cost": {
        "input": 2.0,
        "output": 8,
        "cache_read": 0,
        "cache_write": 2.5,
        "tiers": [{"tier": {"type": "context", "size": 200000}, "input": 4.0}],
    },
    "experimental": {"modes": {"batch": {"cost": {"input": 1}}}},
}


def test_other_spellings_are_no_drift(site: Path, read_list: ReadList) -> None:
    """Order, rounding, a day for a month, a bound that counts or not, factors and the maker's price."""
    comparison = _compare(site, read_list("models.dev", _models_dev(_SAME)))

    assert _said(comparison) == []
    assert _said(comparison, additions=True) == []
    assert comparison.is_equal


def test_differences_are_found_where_they_stand(site: Path, read_list: ReadList) -> None:
    """Each with both values, its place, and what to write."""
    entry = {
        **_SAME,
        "status": "deprecated",
        "release_date": "2026-03-06",
        "knowledge": "2026-02",
        "tool_call": False,
        "modalities": {"input": ["text"], "output": ["text"]},
        "limit": {"context": 2000000, "output": 64000},
        "reasoning_options": [{"type": "effort", "values": ["low", "max"]}],
        "cost": {**_SAME["cost"], "input": 2.5, "cache_read": 0.3, "tiers": []},
        "experimental": {"modes": {"batch": {"cost": {"input": 1.25}}}},
    }

    comparison = _compare(site, read_list("models.dev", _models_dev(entry)))

    assert [(drift.code, drift.place, drift.fix) for drift in comparison.compared[0].drifts[:3]] == [
        ("drift-price", ("pricing", "lines", 0, "list"), 'write `list: "2.5"`'),
        ("drift-price", ("pricing", "lines", 2, "state"), 'write `amount: "0.3"`'),
        ("drift-price", ("pricing", "lines", 3, "multiplier"), 'write `amount: "1.25"`'),
    ]
    assert _said(comparison) == [
        ("input price per 1 million tokens", "2", "2.5"),
        ("cached input price per 1 million tokens", "0", "0.3"),
        ("input price per 1 million tokens when {service_tier: batch}", "1", "1.25"),
        ("status", "stable", "deprecated"),
        ("released", "2026-03-05", "2026-03-06"),
        ("modalities.input", "[text, image, audio]", "[text]"),
        ("limits.context_window_tokens", "1000000", "2000000"),
        ("capabilities.tool_calling", "yes", "no"),
        ("knowledge_cutoff", '"2026-01"', '"2026-02"'),
        ("reasoning_levels", "[none, low, high]", "[low, max]"),
    ]
    assert not comparison.is_equal


def test_what_only_the_list_says_is_an_addition(site: Path, read_list: ReadList) -> None:
    """So is what the record says to be unknown; a price of 0 that only the list has is none."""
    entry = {"reasoning": True, "open_weights": False, "cost": {"input_audio": 5, "reasoning": 0}}

    comparison = _compare(site, read_list("models.dev", _models_dev(entry)))

    assert (comparison.is_equal, _said(comparison, additions=True)) == (
        True,
        [
            ("audio input price per 1 million tokens", "", "5"),
            ("capabilities.reasoning", "", "yes"),
            ("capabilities.open_weights", "", "no"),
        ],
    )


def test_list_that_says_things_by_halves_is_read_so(site: Path, read_list: ReadList) -> None:
    """LiteLLM gives the context window for both limits, modalities by flags, and other units of time and region."""
    entry = {
        "litellm_provider": "xai",
        "mode": "chat",
        "max_input_tokens": 1000000,
        "max_output_tokens": 1000000,
        "input_cost_per_token": 2e-06,
        "input_cost_per_audio_per_second": 0.01,
        "regional_processing_uplift_multiplier_eu": 1.1,
        "output_cost_per_token": 9e-06,
        "off_peak_pricing": {"output_cost_per_token": 8e-06, "windows": [{"hours_utc": "20:00-08:00"}]},
        "supports_vision": True,
    }

    same = _compare(site, read_list("litellm", {"xai/grok-9": entry}))
    other = _compare(
        site,
        read_list(
            "litellm",
            {"xai/grok-9": {**entry, "input_cost_per_audio_per_second": 0.02, "supports_video_input": True}},
        ),
    )

    assert _said(same) == []
    assert _said(same, additions=True) == [
        ("output price per 1 million tokens when {region: eu, endpoint: regional}", "", "9.9"),
        ("limits.max_input_tokens", "", "1000000"),
    ]
    assert _said(other) == [
        ("audio input price per minute", "0.6", "1.2"),
        ("modalities.input", "[text, image, audio]", "[text, image, video, audio]"),
    ]


def test_snapshot_has_a_life_of_its_own(site: Path, read_list: ReadList) -> None:
    """Its prices are compared where the list has no nearer entry, its days are not; a moving pointer is not at all."""
    entry = {"release_date": "2025-01-01", "status": "deprecated", "cost": {"output": 7}}

    snapshot = _compare(site, read_list("models.dev", _models_dev(entry, "grok-9-0305")))
    pointer = _compare(site, read_list("models.dev", _models_dev(entry, "grok-9-latest")))

    assert _said(snapshot) == [("output price per 1 million tokens", "8", "7")]
    assert (pointer.compared, pointer.unlisted) == ((), ("xai/grok-9",))


def test_prices_of_other_sellers_are_theirs(site: Path, read_list: ReadList) -> None:
    """They are compared only if they are asked for; entries with wrong values never are."""
    price_list = read_list(
        "models.dev",
        {
            **_models_dev({"cost": {"input": 9}}, "x-ai/grok-9", "reseller"),
            **_models_dev({"cost": {"input": -1}}),
        },
    )

    by_maker, by_seller = (_compare(site, price_list, sellers=sellers) for sellers in ((), ("reseller",)))

    assert (by_maker.compared, by_maker.resold) == ((), ("xai/grok-9",))
    assert _said(by_seller) == [("input price per 1 million tokens", "2", "9")]


def test_prices_said_twice_are_not_compared(site: Path, read_list: ReadList) -> None:
    """Nobody can say which of two is meant; a model without prices has none to compare."""
    entry = {
        "cost": {"input": 1},
        "experimental": {"modes": {name: {"cost": {"input": 1}} for name in ("fast", "Fast")}},
    }
    record = site / "catalog/models/xai/grok-9.yaml"
    twice = _compare(site, read_list("models.dev", _models_dev(entry)))
    before, after = _RECORD.split("pricing:\n")
    record.write_text(f"{before}versions:{after.split('versions:')[1]}", encoding="utf-8")

    unpriced = _compare(site, read_list("models.dev", _models_dev({"cost": {"input": 1}})))

    assert _said(twice) == _said(twice, additions=True) == _said(unpriced) == []
    assert _said(unpriced, additions=True) == [("input price per 1 million tokens", "", "1")]


def test_only_models_that_are_asked_for_are_compared(site: Path, read_list: ReadList) -> None:
    """All without a pattern."""
    price_list = read_list("models.dev", _models_dev({}))

    keys = [_compare(site, price_list, patterns=patterns).unlisted for patterns in ((), ("acme/M*",))]

    assert keys == [("acme/large", "acme/mini"), ("acme/mini",)]


@pytest.mark.parametrize(
    ("ours", "theirs", "is_same"),
    [
        (1_000_000, 1_048_576, True),
        (131_072, 128_000, True),
        (64_000, 65_535, True),
        (8191, 8192, True),
        (1_024_000, 1_000_000, True),
        (128_000, 200_000, False),
        (1_000_000, 1_050_000, False),
    ],
)
def test_rounded_numbers_are_the_same(ours: int, theirs: int, *, is_same: bool) -> None:
    """A thousand may be 1,024, a million 1,048,576, and the last token may count or not."""
    assert is_same_count(ours, theirs) is is_same
