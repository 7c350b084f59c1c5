"""Prices say one thing once, and are computed without rounding."""

from __future__ import annotations

from decimal import Decimal, localcontext
from typing import Any

import pytest
from pydantic import ValidationError

from site_builder.records.base import Problem
from site_builder.records.pricing import PriceLine, Pricing


def _pricing(*lines: dict[str, Any]) -> Pricing:
    return Pricing.model_validate(
        {"currency": "USD", "source": "https://example.com", "checked": "2026-11-01", "lines": list(lines)}
    )


def _problems(*lines: dict[str, Any]) -> list[tuple[str, tuple[str | int, ...], str]]:
    """Give code, place and message of each problem of some lines."""
    with pytest.raises(ValidationError) as caught:
        _pricing(*lines)
    found = []
    for error in caught.value.errors():
        problems: tuple[Problem, ...] = error["ctx"].get("problems", ())
        found += [(problem.code, (*error["loc"], *problem.at), problem.message) for problem in problems]
    return found


def test_line_has_the_usual_unit_of_its_meter() -> None:
    """Tokens are priced per million, images each, unless the line says otherwise."""
    units = [PriceLine.model_validate(line).unit_id for line in (
        {"meter": "input", "amount": "1"},
        {"meter": "image", "amount": "1"},
        {"meter": "input", "amount": "1", "unit": "request"},
    )]  # fmt: skip

    assert units == ["million_tokens", "image", "request"]


@pytest.mark.parametrize(
    ("line", "message", "at"),
    [
        ({"meter": "input"}, "the input price has neither `amount` nor `multiplier`", ()),
        ({"meter": "cache_read", "amount": "1", "multiplier": "2"},
         "the cached input price has both `amount` and `multiplier`", ("multiplier",)),
    ],
)  # fmt: skip
def test_line_says_one_price_in_one_way(line: dict[str, Any], message: str, at: tuple[str, ...]) -> None:
    """An amount or a factor, never neither and never both."""
    assert _problems(line) == [("price-unnamed", ("lines", 0, *at), message)]


@pytest.mark.parametrize(
    ("line", "message", "key"),
    [
        ({"meter": "input", "amount": "-0.20"}, "input price is -0.20 USD per 1 million tokens", "amount"),
        ({"meter": "image", "amount": "1", "list": "-1"}, "generated image price is -1 USD per image", "list"),
    ],
)
def test_negative_price_names_value_currency_and_unit(line: dict[str, Any], message: str, key: str) -> None:
    """A reader of the finding needs no other place to judge it."""
    assert _problems(line) == [("price-negative", ("lines", 0, key), message)]


def test_all_problems_of_all_lines_are_found() -> None:
    """One run shows everything that is wrong with the prices."""
    batch = {"service_tier": "batch"}

    assert _problems(
        {"meter": "input", "amount": "1"},
        {"meter": "input", "amount": "-1"},
        {"meter": "output", "multiplier": "-0.5", "when": batch},
        {"meter": "input", "multiplier": "0.5", "when": batch},
        {"meter": "input", "multiplier": "0.6", "when": batch},
    ) == [
        ("price-negative", ("lines", 1, "amount"), "input price is -1 USD per 1 million tokens"),
        ("price-duplicate", ("lines", 1), "the input price is stated twice for the same condition"),
        ("price-negative", ("lines", 2, "multiplier"), "output multiplier of the price is -0.5"),
        ("price-multiplier-unbased", ("lines", 2, "multiplier"),
         "the output price is a multiple of an amount that is not stated"),
        ("price-duplicate", ("lines", 4), "the input price is stated twice for the same condition"),
    ]  # fmt: skip


def test_same_meter_may_have_several_conditions_and_units() -> None:
    """A tier, a threshold or another unit makes another price."""
    lines = _pricing(
        {"meter": "input", "amount": "1"},
        {"meter": "input", "amount": "2", "when": {"prompt_tokens": {"gt": 200000}}},
        {"meter": "input", "amount": "2", "when": {"prompt_tokens": {"gte": 200000}}},
        {"meter": "input", "amount": "2", "when": {"service_tier": "batch"}},
        {"meter": "input", "amount": "3", "unit": "request"},
    ).lines

    assert [line.is_unconditional for line in lines] == [True, False, False, False, True]


@pytest.mark.parametrize("threshold", [{}, {"gt": 1, "gte": 1}])
def test_threshold_has_one_bound(threshold: dict[str, int]) -> None:
    """Whether the bound itself counts must be said, once."""
    line = {"meter": "input", "amount": "1", "when": {"prompt_tokens": threshold}}

    assert [(code, at) for code, at, _ in _problems(line)] == [
        ("threshold-bounds", ("lines", 0, "when", "prompt_tokens"))
    ]


@pytest.mark.parametrize(
    ("base", "factor", "expected"),
    [
        ({"amount": "0.20", "list": "0.25"}, {}, ("0.100", "0.125")),
        ({"amount": "0.20"}, {"list": "0.11"}, ("0.100", "0.11")),
        ({"amount": "0.20"}, {}, ("0.100", None)),
    ],
)
def test_multiplier_applies_to_both_amounts(
    base: dict[str, str], factor: dict[str, str], expected: tuple[str, str | None]
) -> None:
    """What the maker charges for the condition is computed too, where it is known."""
    pricing = _pricing(
        {"meter": "input", **base},
        {"meter": "input", "multiplier": "0.5", "when": {"service_tier": "batch"}, **factor},
    )

    amount, maker = pricing.amounts(pricing.lines[1])

    assert (str(amount), None if maker is None else str(maker)) == expected


def test_amount_of_a_plain_line_is_what_it_says() -> None:
    """Nothing is computed where nothing has to be; zero means free."""
    pricing = _pricing({"meter": "input", "amount": "0.20", "list": "0.25"}, {"meter": "output", "amount": "0"})

    assert [pricing.amounts(line) for line in pricing.lines] == [
        (Decimal("0.20"), Decimal("0.25")),
        (Decimal(0), None),
    ]
    assert pricing.base_line("output") is pricing.lines[1]
    assert pricing.base_line("image") is None


def test_product_of_long_decimals_is_exact() -> None:
    """Two decimals with all the digits allowed do not lose one, whatever precision the process has."""
    long = "0.12345678901234567890123"
    pricing = _pricing(
        {"meter": "input", "amount": long, "list": long},
        {"meter": "input", "multiplier": long, "when": {"service_tier": "batch"}},
    )

    with localcontext(prec=5):
        amounts = pricing.amounts(pricing.lines[1])

    with localcontext(prec=100):
        exact = Decimal(long) * Decimal(long)
    assert amounts == (exact, exact)
