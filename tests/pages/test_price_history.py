"""How prices changed: periods in words, and a line to see them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pytest

from site_builder.pages.context import ViewContext
from site_builder.pages.price_history import PriceHistoryView, build_price_history
from site_builder.records.pricing import Pricing

Contexts = Mapping[str, ViewContext]

THREE_CHANGES: list[dict[str, Any]] = [
    {"meter": "input", "amount": "4", "valid_from": "2026-01-01", "valid_to": "2026-04-10"},
    {"meter": "input", "amount": "1.00", "valid_from": "2026-07-20"},
    {"meter": "input", "amount": "3", "valid_from": "2026-04-11", "valid_to": "2026-07-19"},
]
"""100 and 200 days after the first; the prices were checked on day 300."""

CHECKED = "2026-10-28"


def _history(context: ViewContext, *lines: dict[str, Any], checked: str = CHECKED) -> tuple[PriceHistoryView, ...]:
    pricing = Pricing.model_validate(
        {"currency": "USD", "source": "https://acme.example.com/pricing", "checked": checked, "lines": lines}
    )
    return build_price_history(context, pricing)


def _periods(history: PriceHistoryView) -> list[tuple[str, str, str, bool]]:
    """Give price or state, first day, last day, and whether it is the current one."""
    return [
        (
            period.amount.text if period.amount else period.state,
            period.begins.iso if period.begins else "",
            period.ends.iso if period.ends else "",
            period.is_current,
        )
        for period in history.periods
    ]


def test_three_changes_are_a_table_and_a_line(contexts: Contexts) -> None:
    """The newest first; the line is as wide as the time until the check and as high as the highest price."""
    (history,) = _history(contexts["en"], *THREE_CHANGES)

    assert _periods(history) == [
        ("$1.00", "2026-07-20", "", True),
        ("$3.00", "2026-04-11", "2026-07-19", False),
        ("$4.00", "2026-01-01", "2026-04-10", False),
    ]
    assert (history.meter, history.label, history.condition, history.unit) == (
        "input",
        "Input",
        "",
        "per 1 million tokens",
    )
    plot = history.plot
    assert plot is not None
    assert plot.line == "M0 22H333V52H666V112H1000"
    assert [(point.x, point.y, point.base, point.amount.value, point.date.iso) for point in plot.points] == [
        ("0.0", 22, 14, "4", "2026-01-01"),
        ("33.3", 52, 44, "3", "2026-04-11"),
        ("66.6", 112, 104, "1.00", "2026-07-20"),
    ]
    assert [(month.x, month.text) for month in plot.months] == [
        ("0.0", "2026"),
        ("30.0", "Apr"),
        ("60.3", "Jul"),
        ("91.0", "Oct"),
    ]
    assert (plot.height, plot.bottom, plot.whole) == (162, 142, 1000)


@pytest.mark.parametrize(
    ("days", "amounts", "expected"),
    [
        pytest.param((1, 12, 23), "444", [(False, "start"), (True, "start"), (True, "start")], id="one without room"),
        pytest.param((1, 2, 290), "987", [(True, "start"), (True, "start"), (True, "end")], id="the last at the edge"),
        pytest.param(
            (1, 30, 200), "814", [(True, "start"), (True, "start"), (True, "start")], id="one below its point"
        ),
    ],
)
def test_amounts_stand_where_they_cover_nothing(
    contexts: Contexts, days: tuple[int, ...], amounts: str, expected: list[tuple[bool, str]]
) -> None:
    """The newest first; one without room above or below its point is only in the table."""
    begins = [dt.date(2026, 1, 1) + dt.timedelta(day) for day in days]
    ends = [*(f"{day - dt.timedelta(1)}" for day in begins[1:]), None]

    (history,) = _history(
        contexts["en"],
        *(
            {"meter": "input", "amount": amount, "valid_from": f"{first}", "valid_to": last}
            for amount, first, last in zip(amounts, begins, ends, strict=True)
        ),
    )

    assert history.plot is not None
    assert [(point.is_named, point.anchor) for point in history.plot.points] == expected


def test_announced_price_ends_the_line(contexts: Contexts) -> None:
    """A price that begins after the check is the last point, at the right edge; the one before is still current."""
    announced = {"meter": "input", "amount": "2", "valid_from": "2027-02-05"}
    lines = [THREE_CHANGES[0], {**THREE_CHANGES[1], "valid_to": "2027-02-04"}, THREE_CHANGES[2], announced]

    (history,) = _history(contexts["en"], *lines)

    assert _periods(history)[:2] == [
        ("$2.00", "2027-02-05", "", False),
        ("$1.00", "2026-07-20", "2027-02-04", True),
    ]
    assert history.plot is not None
    assert history.plot.line == "M0 22H250V52H500V112H1000V82H1000"


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(THREE_CHANGES[:2], id="two points"),
        pytest.param([{**THREE_CHANGES[0], "valid_from": None}, *THREE_CHANGES[1:]], id="first day not known"),
        pytest.param([*THREE_CHANGES[:2], {**THREE_CHANGES[2], "currency": "CNY"}], id="two currencies"),
        pytest.param([*THREE_CHANGES[1:], {**THREE_CHANGES[0], "amount": None, "state": "variable"}], id="no amount"),
    ],
)
def test_line_needs_three_points_alike(contexts: Contexts, lines: list[dict[str, Any]]) -> None:
    """A line through fewer points, or over a time without an amount, would say more than is known."""
    histories = _history(contexts["en"], *lines)

    assert [(len(history.periods), history.plot) for history in histories] == [(len(lines), None)]


def test_line_of_prices_that_are_all_zero_lies_on_the_axis(contexts: Contexts) -> None:
    """Nothing is divided by zero, nor by the days between a change and a check on the same day."""
    (history,) = _history(contexts["en"], *({**line, "amount": "0"} for line in THREE_CHANGES))

    assert history.plot is not None
    assert history.plot.line == "M0 142H333V142H666V142H1000"


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("en", [("Free", "July 20, 2026", ""), ("$4.00", "January 1, 2026", "July 19, 2026")]),
        (
            "ru",
            [
                ("Бесплатно", "20 июля 2026\u202fг.", ""),
                ("4,00\xa0$", "1 января 2026\u202fг.", "19 июля 2026\u202fг."),
            ],
        ),
        ("zh-Hans", [("免费", "2026年7月20日", ""), ("US$4.00", "2026年1月1日", "2026年7月19日")]),
    ],
)
def test_periods_are_said_as_the_language_does(
    worded_contexts: Contexts, tag: str, expected: list[tuple[str, str, str]]
) -> None:
    """A price may become free; days and amounts as the language writes them."""
    (history,) = _history(
        worded_contexts[tag],
        {**THREE_CHANGES[0], "valid_to": "2026-07-19"},
        {"meter": "input", "state": "free", "valid_from": "2026-07-20"},
    )

    assert [
        (
            period.amount.text if period.amount else period.state,
            period.begins.text if period.begins else "",
            period.ends.text if period.ends else "",
        )
        for period in history.periods
    ] == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param([{}], [], id="nothing ever changed"),
        pytest.param([{"valid_from": "2026-01-01"}], [], id="since its first day"),
        pytest.param([{"valid_to": "2027-01-01"}], [("", "2027-01-01", True)], id="will end"),
        pytest.param([{"valid_to": "2026-01-01"}], [("", "2026-01-01", False)], id="has ended"),
        pytest.param([{"valid_from": "2027-01-01"}], [("2027-01-01", "", False)], id="announced"),
        pytest.param(
            [{"valid_from": "2026-01-01"}, {"currency": "CNY"}],
            [("2026-01-01", "", True), ("", "", True)],
            id="beside another currency",
        ),
        pytest.param([{}, {"currency": "CNY"}], [], id="two currencies, no change"),
        pytest.param([{}, {"when": {"service_tier": "batch"}}], [], id="two conditions, no change"),
        pytest.param(
            [{"valid_to": CHECKED}, {"valid_from": "2026-10-29"}],
            [("2026-10-29", "", False), ("", CHECKED, True)],
            id="checked on the last day",
        ),
        pytest.param(
            [{"valid_from": CHECKED}, {"valid_to": "2026-10-27"}],
            [(CHECKED, "", True), ("", "2026-10-27", False)],
            id="checked on the first day",
        ),
    ],
)
def test_history_has_what_changed_or_will_change(
    contexts: Contexts, lines: list[dict[str, Any]], expected: list[tuple[str, str, bool]]
) -> None:
    """Ended, current and announced prices; what is and stays the same has no history."""
    histories = _history(contexts["en"], *({"meter": "input", "amount": "1", **line} for line in lines))

    assert [period[1:] for history in histories for period in _periods(history)] == expected


def test_histories_stand_in_the_order_of_the_price_table(contexts: Contexts) -> None:
    """By meter, the normal price before conditional ones; each unit and each condition has its own history."""
    batch = {"when": {"service_tier": "batch"}}
    lines = [
        {"meter": meter, "amount": amount, **when, **period}
        for meter, when in (("output", {}), ("input", batch), ("input", {}), ("image", {}))
        for amount, period in (("2", {"valid_to": "2026-05-01"}), ("1", {"valid_from": "2026-05-02"}))
    ]

    histories = _history(contexts["en"], *lines)

    assert [(history.meter, history.condition, history.unit) for history in histories] == [
        ("input", "", "per 1 million tokens"),
        ("input", "Batch tier", "per 1 million tokens"),
        ("output", "", "per 1 million tokens"),
        ("image", "", "per image"),
    ]


def test_factor_is_of_the_price_of_its_time(contexts: Contexts) -> None:
    """Half of what the normal price was then, not of what it is now."""
    normal, half = {"meter": "input"}, {"meter": "input", "multiplier": "0.5", "when": {"service_tier": "batch"}}
    old, new = {"valid_to": "2026-05-01"}, {"valid_from": "2026-05-02"}

    histories = _history(
        contexts["en"],
        {**normal, "amount": "4", **old},
        {**normal, "amount": "1", **new},
        {**half, **old},
        {**half, **new},
    )

    assert [[period[0] for period in _periods(history)] for history in histories] == [
        ["$1.00", "$4.00"],
        ["$0.50", "$2.00"],
    ]
