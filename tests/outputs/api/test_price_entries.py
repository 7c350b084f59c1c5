"""Prices as they are published: complete in themselves, exact, placed in time."""

from __future__ import annotations

from site_builder.outputs.api.price_entries import build_prices
from site_builder.records.pricing import Pricing

_PRICING = Pricing.model_validate({
    "currency": "USD",
    "source": "https://a.example.com/prices",
    "checked": "2026-11-01",
    "lines": [
        {"meter": "input", "amount": "0.20", "list": "0.25"},
        {"meter": "input", "multiplier": "0.5", "when": {"service_tier": "batch"}, "checked": "2026-10-01"},
        {"meter": "output", "amount": "3", "valid_to": "2026-04-30", "source": "https://b.example.com/"},
        {"meter": "output", "amount": "2", "currency": "EUR", "valid_from": "2026-12-01"},
        {"meter": "search", "state": "free", "note": "For now."},
    ],
})  # fmt: skip


def test_a_price_says_all_that_is_needed() -> None:
    """Multipliers are applied; unit, currency, source and day of each line are its own or those of the list."""
    lines = build_prices(_PRICING, _PRICING.lines, lambda text: {"en": text})

    usual = {"unit": "million_tokens", "currency": "USD", "period": "current", "equivalent": False}
    evidence = {"source": "https://a.example.com/prices", "checked": "2026-11-01"}
    assert lines == [
        {"meter": "input", "amount": "0.20", "list_amount": "0.25", "discount_percent": "-20", **usual, **evidence},
        {
            "meter": "input",
            "amount": "0.100",
            "list_amount": "0.125",
            "discount_percent": "-20",
            "multiplier": "0.5",
            "when": {"service_tier": "batch"},
            **usual,
            **evidence,
            "checked": "2026-10-01",
        },
        {
            "meter": "output",
            "amount": "3",
            "valid_to": "2026-04-30",
            **usual,
            **evidence,
            "period": "past",
            "source": "https://b.example.com/",
        },
        {
            "meter": "output",
            "amount": "2",
            **usual,
            **evidence,
            "currency": "EUR",
            "valid_from": "2026-12-01",
            "period": "announced",
        },
        {"meter": "search", "state": "free", **usual, **evidence, "unit": lines[4]["unit"], "note": {"en": "For now."}},
    ]
