"""A meter is priced once for a call."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from site_builder.diagnostics import Diagnostic
from site_builder.lint.rule import Rule
from site_builder.lint.rules.price_repeated import PRICE_REPEATED

FindIn = Callable[[Rule, Mapping[str, str]], list[Diagnostic]]


def _pricing(*lines: str) -> str:
    listed = "".join(f"    - {{{line}}}\n" for line in lines)
    head = "currency: USD\n  source: https://acme.example.com/pricing\n  checked: 2026-11-01"
    return f"pricing:\n  {head}\n  lines:\n{listed}"


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("models/acme/mini", _pricing('meter: video, amount: "0.05"', 'meter: video, amount: "3", unit: minute'),
         ["the generated video price is stated per second and per minute for the same calls"]),
        ("models/acme/mini",
         _pricing(
            'meter: video, amount: "0.05"',
            'meter: video, amount: "3", unit: minute, equivalent: true'),
         []),
        ("models/acme/mini",
         _pricing(
            'meter: video, amount: "0.05"',
            'meter: video, amount: "3", unit: minute, when: {resolution: 4k}'),
         []),
        ("models/acme/mini",
         _pricing(
            'meter: video, amount: "0.05"',
            'meter: video, amount: "3", unit: minute, currency: EUR'),
         []),
        ("models/acme/mini",
         _pricing(
            'meter: video, amount: "0.05", valid_to: 2026-01-31',
            'meter: video, amount: "3", unit: minute, valid_from: 2026-02-01'),
         []),
        ("models/acme/mini", _pricing('meter: video, amount: "0.05"', 'meter: speech, amount: "3", unit: minute'),
         []),
        ("models/acme/mini", "status: retired\n" + _pricing('meter: video, amount: "0.05"'), []),
    ],
)  # fmt: skip
def test_second_price_in_another_unit_is_found(find_in: FindIn, path: str, text: str, expected: list[str]) -> None:
    """Unless it says the same in other words, or applies to other calls or days."""
    assert [item.message for item in find_in(PRICE_REPEATED, {path: text})] == expected


def test_model_without_prices_is_passed_over(find_in: FindIn, small_site: Path) -> None:
    """That is another rule's business."""
    path = small_site / "catalog/models/acme/mini.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("pricing:")] + text[text.index("sources:") :], encoding="utf-8")

    assert find_in(PRICE_REPEATED, {}) == []
