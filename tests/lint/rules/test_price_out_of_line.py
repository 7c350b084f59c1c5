"""A price fits those beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from site_builder.diagnostics import Diagnostic
from site_builder.lint.rule import Rule
from site_builder.lint.rules.price_out_of_line import PRICE_OUT_OF_LINE

FindIn = Callable[[Rule, Mapping[str, str]], list[Diagnostic]]


def _pricing(*lines: str) -> str:
    listed = "".join(f"    - {{{line}}}\n" for line in lines)
    head = "currency: USD\n  source: https://acme.example.com/pricing\n  checked: 2026-11-01"
    return f"pricing:\n  {head}\n  lines:\n{listed}"


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("models/acme/mini", _pricing('meter: input, amount: "0.20"', 'meter: output, amount: "0.80"'), []),
        ("models/acme/mini", _pricing('meter: input, amount: "0.60"', 'meter: output, amount: "0.50"'),
         ["output costs less than input; with all other models of the maker it costs more"]),
        ("models/acme/mini", _pricing('meter: input, amount: "0.20"', 'meter: cache_read, amount: "0.25"'),
         ["the cached input price is 0.25, above the 0.20 that is paid without a cache"]),
        ("models/acme/mini",
         _pricing(
            'meter: input, amount: "0.20"',
            'meter: cache_read, amount: "0.25", when: {service_tier: priority}'),
         []),
        ("models/acme/mini",
         _pricing(
            'meter: input, amount: "0.20"',
            'meter: cache_read, amount: "0.25", currency: EUR'),
         []),
        ("models/acme/mini", _pricing('meter: cache_read, amount: "0.25"'), []),
        ("models/acme/mini", _pricing('meter: input, amount: "5", unit: request', 'meter: cache_read, amount: "6"'),
         []),
        ("models/acme/mini",
         _pricing(
            'meter: input, amount: "0.20"',
            'meter: input, amount: "0.30", when: {service_tier: batch}'),
         ["the input price of tier batch is 0.30, above the usual 0.20"]),
        ("models/acme/mini",
         _pricing(
            'meter: input, amount: "0.20"',
            'meter: input, amount: "0.30", when: {service_tier: batch, prompt_tokens: {gt: 9}}'),
         []),
        ("models/acme/mini",
         _pricing(
            'meter: input, amount: "0.20"',
            'meter: input, multiplier: "2", when: {service_tier: batch}'),
         ["the input price of tier batch is 2 times the usual one"]),
        ("models/acme/mini",
         _pricing(
            'meter: input, amount: "0.20"',
            'meter: input, multiplier: "2", when: {service_tier: priority}'),
         []),
        ("models/acme/mini", _pricing('meter: input, amount: "0.20", list: "0.41"'),
         ["the input price is 0.20, less than half of the maker's 0.41"]),
        ("models/acme/mini", _pricing('meter: input, amount: "0.20", list: "0.40"'), []),
        ("models/acme/mini", _pricing('meter: input, amount: "0", list: "0.40"'), []),
        ("models/acme/mini", _pricing('meter: input, amount: "0.01"'),
         ["the input price is 2.00 per 1 million tokens; the nearest of family Acme 1 is 0.01",
          "the input price is 0.01 per 1 million tokens; the nearest of family Acme 1 is 2.00"]),
        ("models/acme/mini", "family: Acme 0\n" + _pricing('meter: input, amount: "0.01"'), []),
        ("models/acme/mini", _pricing('meter: input, amount: "0.01", currency: EUR'), []),
        ("models/acme/mini", _pricing('meter: input, amount: "0.0000002"'), []),
        ("models/acme/mini",
         _pricing(
            'meter: input, amount: "0.01", valid_to: 2026-01-01',
            "meter: output, state: free"),
         []),
    ],
)  # fmt: skip
def test_prices_that_break_the_pattern_are_found(find_in: FindIn, path: str, text: str, expected: list[str]) -> None:
    """Each kind by itself; what cannot be compared is left alone."""
    assert [item.message for item in find_in(PRICE_OUT_OF_LINE, {path: text})] == expected


def test_model_without_prices_is_passed_over(find_in: FindIn, small_site: Path) -> None:
    """Neither is it judged, nor are others by it."""
    path = small_site / "catalog/models/acme/mini.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("pricing:")] + text[text.index("sources:") :], encoding="utf-8")

    assert find_in(PRICE_OUT_OF_LINE, {}) == []
