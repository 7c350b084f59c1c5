"""Amounts that nobody charges are slips of the unit."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.catalog.loader import load_catalog
from site_builder.lint.check import run_rules
from site_builder.lint.rules.price_magnitude import PRICE_MAGNITUDE

_MODEL = "catalog/models/acme/mini.yaml"


def _findings(site: Path, line: str) -> list[tuple[str, int, int, str, str, str]]:
    """Replace the second price line; give code, line, column, message, why and fix of each finding."""
    path = site / _MODEL
    text = path.read_text(encoding="utf-8")
    assert '{meter: output, amount: "0.80"}' in text
    path.write_text(text.replace('{meter: output, amount: "0.80"}', line, 1), encoding="utf-8")
    loaded = load_catalog(site)
    assert loaded.catalog is not None, loaded.diagnostics
    return [
        (item.code, item.span.line, item.span.column, item.message, item.why, item.fix)
        for item in run_rules(loaded.catalog, (), rules=[PRICE_MAGNITUDE])
    ]


def test_price_per_token_in_a_field_per_million_is_found(small_site: Path) -> None:
    """The slip of a million is undone in the fix."""
    assert _findings(small_site, '{meter: output, amount: "0.0000008"}') == [
        (
            "price-magnitude", 18, 32,
            "output price is 0.0000008 USD per 1 million tokens",
            "no maker charges that; prices per 1 million tokens lie between 0.0005 and 2000 USD",
            'compare the unit with the source; for a slip of a million, write `amount: "0.8"`',
        )
    ]  # fmt: skip


def test_slip_in_the_other_direction_is_found_in_the_list_price_too(small_site: Path) -> None:
    """Both amounts of a line are looked at."""
    assert _findings(small_site, '{meter: output, amount: "800000", list: "1000000"}') == [
        (
            "price-magnitude", 18, at,
            f"output price is {amount} USD per 1 million tokens",
            "no maker charges that; prices per 1 million tokens lie between 0.0005 and 2000 USD",
            f'compare the unit with the source; for a slip of a million, write `{key}: "{meant}"`',
        )
        for at, amount, key, meant in ((32, "800000", "amount", "0.8"), (48, "1000000", "list", "1"))
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        '{meter: output, amount: "0"}',
        '{meter: output, amount: "0.0005"}',
        '{meter: output, amount: "2000"}',
        '{meter: output, state: unknown, list: "0.80"}',
        '{meter: image, amount: "0.00001"}',
        '{meter: image, amount: "20"}',
        '{meter: video, amount: "0.50"}',
        '{meter: document, amount: "0.0015"}',
        '{meter: capacity, amount: "100000"}',
        '{meter: output, amount: "12000", currency: RUB}',
        '{meter: output, amount: "200000", currency: KRW}',
        '{meter: output, amount: "99999999", currency: VND}',
    ],
)
def test_price_that_is_charged_somewhere_is_fine(small_site: Path, line: str) -> None:
    """Free, at the bounds, without an amount, in a weak currency, or in one whose rate is not known."""
    assert _findings(small_site, line) == []


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{meter: output, amount: "2000.01"}', "output price is 2000.01 USD per 1 million tokens"),
        ('{meter: image, amount: "40000"}', "generated image price is 40000 USD per image"),
        ('{meter: speech, amount: "0.000015"}', "generated speech price is 0.000015 USD per 1 million characters"),
        ('{meter: transcription, amount: "6000"}', "transcribed audio price is 6000 USD per minute"),
        ('{meter: document, amount: "0.0000000015"}', "document page price is 0.0000000015 USD per page"),
        ('{meter: web_search, amount: "10000"}', "web search price is 10000 USD per call"),
        ('{meter: video, amount: "0.0000005"}', "generated video price is 0.0000005 USD per second"),
        ('{meter: capacity, amount: "100000.01"}', "reserved capacity price is 100000.01 USD per hour"),
        ('{meter: output, amount: "0.0001", currency: RUB}', "output price is 0.0001 RUB per 1 million tokens"),
        ('{meter: output, amount: "800000", currency: CNY}', "output price is 800000 CNY per 1 million tokens"),
    ],
)
def test_price_that_nobody_charges_is_found_in_every_unit(small_site: Path, line: str, message: str) -> None:
    """The bounds are those of the unit, at the rate of the currency."""
    assert [(code, said) for code, _, _, said, _, _ in _findings(small_site, line)] == [("price-magnitude", message)]


def test_model_without_prices_is_passed_over(small_site: Path) -> None:
    """Nothing is said, so nothing is wrong."""
    path = small_site / _MODEL
    text = path.read_text(encoding="utf-8")
    before, _, rest = text.partition("pricing:\n")
    path.write_text(before + rest[rest.index("sources:") :], encoding="utf-8")

    loaded = load_catalog(small_site)

    assert loaded.catalog is not None
    assert loaded.catalog.models["acme/mini"].pricing is None
    assert run_rules(loaded.catalog, (), rules=[PRICE_MAGNITUDE]) == ()


def test_no_value_is_named_that_would_be_refused_too(small_site: Path) -> None:
    """An amount that no slip of a million explains is to be looked up."""
    (found,) = _findings(small_site, '{meter: output, amount: "99999999999"}')

    assert found[-1] == "compare the unit with the source"
