"""The price table: computed, exact, in the order readers expect."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from site_builder.pages.card import AmountView, build_headline_prices
from site_builder.pages.context import ViewContext
from site_builder.pages.prices import PriceRowView, PriceTableView, build_price_table, host_of
from site_builder.records.pricing import Pricing

Contexts = Mapping[str, ViewContext]


def _table(contexts: Contexts, tag: str, key: str = "acme/rich") -> PriceTableView:
    pricing = contexts[tag].catalog.models[key].pricing
    assert pricing is not None
    return build_price_table(contexts[tag], pricing)


def _value(amount: AmountView | None) -> str:
    return amount.value if amount else ""


def _price(*lines: dict[str, Any], **fields: Any) -> Pricing:  # noqa: ANN401 - any YAML value
    head = {"currency": "USD", "source": "https://acme.example.com/pricing", "checked": "2026-11-01"}
    return Pricing.model_validate({**head, **fields, "lines": lines})


def _row(context: ViewContext, **line: Any) -> PriceRowView:  # noqa: ANN401 - any YAML value
    (row,) = build_price_table(context, _price({"meter": "input", **line})).rows
    return row


def test_amounts_are_exact(rich_contexts: Contexts) -> None:
    """Each meter in its usual order, the normal price first; factors are multiplied out for both prices."""
    rows = _table(rich_contexts, "en").rows

    assert [(row.meter, _value(row.amount), _value(row.list_amount)) for row in rows] == [
        ("input", "0.000125", "0.00025"),
        ("input", "0.000015625", "0.00003125"),
        ("input", "0.1", ""),
        ("output", "3", "2.5"),
        ("output", "0", "0.0"),
        ("image", "0.9999", "1"),
        ("request", "0", ""),
    ]
    assert Decimal(_value(rows[1].amount)) == Decimal("0.000125") * Decimal("0.125")


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
    assert [row.amount and row.amount.text for row in _table(rich_contexts, tag).rows] == amounts


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
        ("en", ["", "Batch tier · Prompt over 200,000 tokens", "Tier night · Prompt of 1,000 tokens or more"]),
        (
            "ru",
            ["", "Пакетный уровень · Промпт более 200\xa0000 токенов", "Уровень night · Промпт от 1\xa0000 токенов"],
        ),
        ("zh-Hans", ["", "批处理层级 · 提示词超过 200,000 个 token", "night 层级 · 提示词达到或超过 1,000 个 token"]),
    ],
)
def test_conditions_are_said_in_words(
    contexts_of: Callable[[Path], Contexts], rich_site: Path, worded_site: Path, tag: str, conditions: list[str]
) -> None:
    """Tiers by their name, thresholds with whether the bound itself counts."""
    assert rich_site == worded_site

    rows = _table(contexts_of(rich_site), tag).rows

    assert [row.condition for row in rows[:3]] == conditions


def test_table_says_which_columns_it_needs(rich_contexts: Contexts) -> None:
    """Currency, evidence, and the columns that are not empty."""
    table = _table(rich_contexts, "en")

    assert (table.currency, table.currency_name) == ("USD", "US Dollar")
    assert (table.has_list, table.has_discount) == (True, True)
    assert [(source.link.label, source.link.href, source.checked.iso) for source in table.sources] == [
        ("acme.example.com:8443", "https://acme.example.com:8443/pricing", "2026-11-01")
    ]
    assert table.history == ()
    assert (table.checked.iso, table.checked.text) == ("2026-11-01", "November 1, 2026")
    assert [row.unit for row in table.rows[-2:]] == ["per image", "per request"]


def test_table_without_list_prices_has_no_such_columns(contexts: Contexts) -> None:
    """Nothing is empty on purpose."""
    table = _table(contexts, "en", "acme/mini")

    assert (table.has_list, table.has_discount) == (False, False)
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
        [
            (entry.meter, entry.label, entry.amount and entry.amount.text, entry.unit)
            for entry in build_headline_prices(context, model)
        ]
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


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("free", {"en": "Free", "ru": "Бесплатно", "zh-Hans": "免费"}),
        ("included", {"en": "Included in the plan", "ru": "Входит в тариф", "zh-Hans": "包含在套餐中"}),
        ("unknown", {"en": "Not known", "ru": "Неизвестно", "zh-Hans": "未知"}),
        ("variable", {"en": "Depends on the call", "ru": "Зависит от вызова", "zh-Hans": "取决于调用"}),
    ],
)
def test_price_without_an_amount_says_why(worded_contexts: Contexts, state: str, expected: dict[str, str]) -> None:
    """The state stands in the place of the amount; the maker's price may still be known, and nothing is compared."""
    rows = {tag: _row(context, state=state, list="2.50") for tag, context in worded_contexts.items()}

    assert {tag: row.state for tag, row in rows.items()} == expected
    assert {(row.amount, row.discount) for row in rows.values()} == {(None, "")}
    assert {row.list_amount.value for row in rows.values() if row.list_amount} == {"2.50"}


@pytest.mark.parametrize(
    ("allowance", "expected"),
    [
        (None, {"en": "", "ru": "", "zh-Hans": ""}),
        (
            {"count": 1500, "per": "day"},
            {"en": "1,500 a day are free", "ru": "1\xa0500 в день бесплатно", "zh-Hans": "每天免费 1,500"},
        ),
        (
            {"count": 1000000, "per": "month", "shared_with": "Acme 2"},
            {
                "en": "1,000,000 a month are free, shared with Acme 2",
                "ru": "1\xa0000\xa0000 в месяц бесплатно, общий лимит: Acme 2",
                "zh-Hans": "每月免费 1,000,000，与Acme 2共享",
            },
        ),
    ],
)
def test_what_is_free_before_the_price_is_said(
    worded_contexts: Contexts, allowance: dict[str, Any] | None, expected: dict[str, str]
) -> None:
    """How much, how often, and what takes from it as well."""
    rows = {
        tag: _row(context, amount="0.014", unit="call", allowance=allowance) for tag, context in worded_contexts.items()
    }

    assert {tag: row.allowance for tag, row in rows.items()} == expected


def test_what_else_takes_from_an_allowance_is_translated(contexts: Contexts) -> None:
    """It is prose of the record, in the middle of a sentence of the interface."""
    allowance = {"count": 5, "per": "day", "shared_with": "Maker of small models."}

    texts = {
        tag: _row(context, amount="1", unit="call", allowance=allowance).allowance for tag, context in contexts.items()
    }

    for tag, context in contexts.items():
        assert context.localizer.text("Maker of small models.").markdown in texts[tag]
    assert "Maker" in texts["en"]
    assert "Maker" not in texts["ru"] + texts["zh-Hans"]


def test_line_may_have_its_own_currency_source_and_day(contexts: Contexts) -> None:
    """Amounts in the currency of their line; every source once, with the last day it was looked at."""
    other = "https://other.example.com/prices"
    pricing = _price(
        {"meter": "input", "amount": "14.5", "list": "15", "currency": "CNY", "source": other, "checked": "2026-10-01"},
        {"meter": "input", "amount": "2"},
        {"meter": "output", "amount": "8", "checked": "2026-11-03"},
        {"meter": "image", "amount": "0.04", "source": other, "checked": "2026-09-01"},
        {"meter": "session", "amount": "0.03", "source": other},
    )

    table = build_price_table(contexts["en"], pricing)

    assert [row.amount.text for row in table.rows if row.amount] == ["CN¥14.50", "$2.00", "$8.00", "$0.04", "$0.03"]
    assert [row.list_amount.text for row in table.rows if row.list_amount] == ["CN¥15.00"]
    assert [(source.link.label, source.checked.iso) for source in table.sources] == [
        ("acme.example.com", "2026-11-03"),
        ("other.example.com", "2026-11-01"),
    ]
    assert (table.currency, table.checked.iso) == ("USD", "2026-11-01")


def test_table_has_current_prices_only(contexts: Contexts) -> None:
    """What has ended and what is announced stands in the history."""
    pricing = _price(
        {"meter": "input", "amount": "3", "valid_to": "2026-10-31"},
        {"meter": "input", "amount": "2", "valid_from": "2026-11-01", "valid_to": "2026-12-31"},
        {"meter": "input", "amount": "1", "valid_from": "2027-01-01"},
    )

    table = build_price_table(contexts["en"], pricing)

    assert [row.amount.value for row in table.rows if row.amount] == ["2"]
    assert [[period.is_current for period in history.periods] for history in table.history] == [[False, True, False]]


def test_price_in_another_unit_is_said_to_be_the_same(contexts: Contexts) -> None:
    """What one image comes to is not paid beside its tokens."""
    context = contexts["en"]

    remarks = [
        _row(context, amount="0.134", unit="image", equivalent=True).remark,
        _row(context, amount="0.134", unit="image").remark,
    ]

    assert remarks == ["Equivalent to other rows; not charged in addition", ""]


def test_rows_say_what_scripts_need(contexts: Contexts) -> None:
    """Unit, condition, state, allowance and difference by their ids; a currency only where it is another one."""
    context = contexts["ru"]
    free = _row(context, state="free", when={"region": "eu"}, currency="CNY", equivalent=True)
    searched = _row(
        context, meter="web_search", amount="0.5", list="1", allowance={"count": 1500, "per": "day"}, currency="USD"
    )

    assert (free.unit_id, free.condition_key, free.state_id) == ("million_tokens", "region=eu", "free")
    assert (free.currency, free.is_equivalent, free.allowance_key, free.discount_value) == ("CNY", True, "", "")
    assert (searched.unit_id, searched.condition_key, searched.state_id) == ("call", "", "")
    assert (searched.currency, searched.is_equivalent) == ("", False)
    assert (searched.allowance_key, searched.discount_value) == ("1500/day", "-50")
