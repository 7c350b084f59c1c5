"""The price table: computed, exact, in the order readers expect."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest

from site_builder.pages.card import build_headline_prices
from site_builder.pages.context import ViewContext
from site_builder.pages.prices import PriceTableView, build_price_table, host_of

Contexts = Mapping[str, ViewContext]


def _table(contexts: Contexts, tag: str, key: str = "acme/rich") -> PriceTableView:
    pricing = contexts[tag].catalog.models[key].pricing
    assert pricing is not None
    return build_price_table(contexts[tag], pricing)


def test_amounts_are_exact(rich_contexts: Contexts) -> None:
    """Each meter in its usual order, the normal price first; factors are multiplied out for both prices."""
    rows = _table(rich_contexts, "en").rows

    assert [(row.meter, row.amount.value, row.list_amount.value if row.list_amount else "") for row in rows] == [
        ("input", "0.000125", "0.00025"),
        ("input", "0.000015625", "0.00003125"),
        ("input", "0.1", ""),
        ("output", "3", "2.5"),
        ("output", "0", "0.0"),
        ("image", "0.9999", "1"),
        ("request", "0", ""),
    ]
    assert Decimal(rows[1].amount.value) == Decimal("0.000125") * Decimal("0.125")


@pytest.mark.parametrize(
    ("tag", "amounts"),
    [
        ("en", ["$0.000125", "$0.000015625", "$0.10", "$3.00", "$0.00", "$0.9999", "$0.00"]),
        ("zh-Hans", ["US$0.000125", "US$0.000015625", "US$0.10", "US$3.00", "US$0.00", "US$0.9999", "US$0.00"]),
        (
            "ru",
            ["0,000125\xa0$", "0,000015625\xa0$", "0,10\xa0$", "3,00\xa0$", "0,00\xa0$", "0,9999\xa0$", "0,00\xa0$"],
        ),
    ],
)
def test_amounts_are_shown_as_the_language_does(rich_contexts: Contexts, tag: str, amounts: list[str]) -> None:
    """No digit is rounded away."""
    assert [row.amount.text for row in _table(rich_contexts, tag).rows] == amounts


@pytest.mark.parametrize(
    ("tag", "discounts"),
    [
        ("en", ["-50%", "-50%", "", "+20%", "", "", ""]),
        ("zh-Hans", ["-50%", "-50%", "", "+20%", "", "", ""]),
        ("ru", ["-50\xa0%", "-50\xa0%", "", "+20\xa0%", "", "", ""]),
    ],
)
def test_discount_is_computed_from_the_list_price(rich_contexts: Contexts, tag: str, discounts: list[str]) -> None:
    """A price above the maker's shows a plus; nothing is shown where nothing can be compared or nothing differs."""
    assert [row.discount for row in _table(rich_contexts, tag).rows] == discounts


@pytest.mark.parametrize(
    ("tag", "conditions"),
    [
        ("en", ["", "Batch tier, Prompt over 200,000 tokens", "Tier night, Prompt of 1,000 tokens or more"]),
        ("zh-Hans", ["", "批处理层级、提示词超过 200,000 个 token", "night 层级、提示词达到或超过 1,000 个 token"]),
    ],
)
def test_conditions_are_said_in_words(rich_contexts: Contexts, tag: str, conditions: list[str]) -> None:
    """Tiers by their name, thresholds with whether the bound itself counts."""
    assert [row.condition for row in _table(rich_contexts, tag).rows[:3]] == conditions


def test_table_says_which_columns_it_needs(rich_contexts: Contexts) -> None:
    """Currency, evidence, and the columns that are not empty."""
    table = _table(rich_contexts, "en")

    assert (table.currency, table.currency_name) == ("USD", "US Dollar")
    assert (table.has_conditions, table.has_list, table.has_discount) == (True, True, True)
    assert (table.source, table.source_host) == ("https://acme.example.com:8443/pricing", "acme.example.com:8443")
    assert (table.checked.iso, table.checked.text) == ("2026-11-01", "November 1, 2026")
    assert [row.unit for row in table.rows[-2:]] == ["per image", "per request"]


def test_table_without_list_prices_has_no_such_columns(contexts: Contexts) -> None:
    """Nothing is empty on purpose."""
    table = _table(contexts, "en", "acme/mini")

    assert (table.has_conditions, table.has_list, table.has_discount) == (False, False, False)
    assert [row.note for row in table.rows] == [None, None]


def test_note_of_a_line_falls_back_visibly(rich_contexts: Contexts) -> None:
    """Untranslated notes carry their language."""
    note = _table(rich_contexts, "ru").rows[2].note

    assert note is not None
    assert (note.markdown, note.lang) == ("At *night*.", "en")


def test_headline_is_the_first_two_normal_prices(rich_contexts: Contexts) -> None:
    """Input and output before everything else; a model without prices has no headline."""
    context = rich_contexts["en"]

    shown = [
        [(entry.meter, entry.label, entry.amount.text, entry.unit) for entry in build_headline_prices(context, model)]
        for model in (context.catalog.models["acme/rich"], context.catalog.models["acme/gone"])
    ]

    assert shown == [
        [
            ("input", "Input", "$0.000125", "per 1 million tokens"),
            ("output", "Output", "$3.00", "per 1 million tokens"),
        ],
        [],
    ]


def test_source_is_named_by_its_host() -> None:
    """Readers see where a price comes from."""
    assert host_of("https://ai.google.dev/gemini-api/docs/pricing") == "ai.google.dev"
