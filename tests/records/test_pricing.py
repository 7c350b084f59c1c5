"""Prices say one thing once, and are computed without rounding."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, localcontext
from typing import Any

import pytest
from pydantic import ValidationError

from site_builder.records.base import Problem, show_value
from site_builder.records.price_condition import ALWAYS, Condition, Schedule, Threshold
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
        ({"meter": "input"}, "the input price has none of `amount`, `multiplier` and `state`", ()),
        ({"meter": "input", "list": "1"}, "the input price has none of `amount`, `multiplier` and `state`", ()),
        ({"meter": "cache_read", "amount": "1", "multiplier": "2"},
         "the cached input price has both `amount` and `multiplier`", ("multiplier",)),
        ({"meter": "input", "amount": "0", "state": "free"},
         "the input price has both `amount` and `state`", ("state",)),
        ({"meter": "input", "multiplier": "2", "state": "unknown"},
         "the input price has both `multiplier` and `state`", ("state",)),
        ({"meter": "input", "amount": "1", "multiplier": "2", "state": "unknown"},
         "the input price has both `amount` and `multiplier`", ("multiplier",)),
    ],
)  # fmt: skip
def test_line_says_one_price_in_one_way(line: dict[str, Any], message: str, at: tuple[str, ...]) -> None:
    """An amount, a factor or a state, never none and never two."""
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
        ("price-negative", ("lines", 2, "multiplier"), "multiplier of the output price is -0.5"),
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


_UNCLEAR = "a threshold needs one of `gt` and `gte`, or one of `lt` and `lte`, or one of each"
_EMPTY = "no number of tokens lies between the bounds: the first is {}, the last {}"


@pytest.mark.parametrize(
    ("threshold", "message"),
    [
        ({}, _UNCLEAR),
        ({"gt": 1, "gte": 1}, _UNCLEAR),
        ({"lt": 1, "lte": 1}, _UNCLEAR),
        ({"gt": 1, "gte": 1, "lt": 5}, _UNCLEAR),
        ({"gt": 1, "lt": 5, "lte": 5}, _UNCLEAR),
        ({"gt": 2000, "lte": 1000}, _EMPTY.format(2001, 1000)),
        ({"gt": 1000, "lte": 1000}, _EMPTY.format(1001, 1000)),
        ({"gte": 1000, "lt": 1000}, _EMPTY.format(1000, 999)),
        ({"gt": 1000, "lt": 1001}, _EMPTY.format(1001, 1000)),
        ({"lt": 1}, _EMPTY.format(1, 0)),
    ],
)
def test_threshold_says_clearly_which_prompts_it_means(threshold: dict[str, int], message: str) -> None:
    """Whether the bound itself counts must be said, once, and some number must lie between the bounds."""
    line = {"meter": "input", "amount": "1", "when": {"prompt_tokens": threshold}}

    assert _problems(line) == [("threshold-bounds", ("lines", 0, "when", "prompt_tokens"), message)]


@pytest.mark.parametrize(
    "threshold",
    [{"gt": 1}, {"gte": 1}, {"lt": 2}, {"lte": 1}, {"gt": 1000, "lte": 1001}, {"gte": 1000, "lte": 1000},
     {"gte": 1000, "lt": 1001}, {"gt": 1000, "lt": 1002}],
)  # fmt: skip
def test_threshold_may_have_a_bound_on_each_side(threshold: dict[str, int]) -> None:
    """Also if they leave a single number."""
    given = Threshold.model_validate(threshold).model_dump(exclude_none=True)

    assert given == threshold


_NIGHT = {"time_zone": "Asia/Shanghai", "days": ["monday"], "from": "22:00", "to": "08:30"}


def test_schedule_may_run_over_midnight() -> None:
    """`to` before `from` is the next morning; the zone is part of it."""
    schedule = Schedule.model_validate(_NIGHT)

    assert (schedule.time_zone, schedule.days, schedule.starts, schedule.ends) == (
        "Asia/Shanghai", ("monday",), "22:00", "08:30",
    )  # fmt: skip
    assert Schedule.model_validate({**_NIGHT, "time_zone": "UTC", "days": []}).days == ()


@pytest.mark.parametrize(
    "zone", ["Asia/Shanghai2", "CST", "localtime", "+08:00", "", "UTC+8", "../UTC", "asia/shanghai"]
)
def test_time_zone_is_one_that_every_machine_knows(zone: str) -> None:
    """Shorthands such as `CST` mean several zones, and `localtime` means another one on every machine."""
    line = {"meter": "input", "amount": "1", "when": {"schedule": {**_NIGHT, "time_zone": zone}}}

    assert _problems(line) == [
        ("time-zone-unknown", ("lines", 0, "when", "schedule", "time_zone"), f"{show_value(zone)} is not a time zone")
    ]


@pytest.mark.parametrize(
    "when",
    [
        {"service_tier": "batch"}, {"cache_ttl": "PT5M"}, {"cache_ttl": "PT1H"}, {"region": "us"},
        {"schedule": _NIGHT}, {"commitment": "P1M"}, {"commitment": "P1Y"}, {"size": "1024x1536", "quality": "high"},
        {"steps": 50}, {"resolution": "1080p", "with_audio": False, "clip_seconds": 8},
        {"search_context": "low", "max_results": 25}, {"prompt_tokens": {"gt": 200000}, "service_tier": "flex"},
    ],
)  # fmt: skip
def test_conditions_compose(when: dict[str, Any]) -> None:
    """Every part a price list has can be said, alone or with others."""
    line = _pricing({"meter": "input", "amount": "1", "when": when}).lines[0]

    assert line.when.model_dump(exclude_unset=True, by_alias=True, mode="json") == when
    assert not line.is_unconditional


@pytest.mark.parametrize(
    "when",
    [
        {"cache_ttl": "5m"}, {"cache_ttl": "PT0H"}, {"cache_ttl": "P"}, {"cache_ttl": "PT1D"},
        {"commitment": "P1M2D"}, {"size": "1024"}, {"size": "0x5"}, {"size": "1024×1024"}, {"steps": 0},
        {"with_audio": "no"}, {"schedule": {**_NIGHT, "from": "24:00"}}, {"schedule": {**_NIGHT, "to": "8:30"}},
        {"schedule": {**_NIGHT, "days": ["mon"]}}, {"weather": "fine"},
    ],
)  # fmt: skip
def test_condition_in_another_notation_is_refused(when: dict[str, Any]) -> None:
    """What a program cannot compare is no condition."""
    with pytest.raises(ValidationError):
        _pricing({"meter": "input", "amount": "1", "when": when})


@pytest.mark.parametrize("state", ["free", "included", "unknown", "variable"])
def test_state_stands_for_an_amount(state: str) -> None:
    """What the maker charges may be known beside it."""
    pricing = _pricing({"meter": "input", "state": state, "list": "0.25"})

    assert pricing.lines[0].state == state
    assert pricing.amounts(pricing.lines[0]) == (None, Decimal("0.25"))
    assert pricing.base_line("input") is None


def test_allowance_comes_before_the_price() -> None:
    """How many, how often, and with what they are shared."""
    allowance = {"count": 1500, "per": "day", "shared_with": "all Acme models"}
    line = _pricing({"meter": "web_search", "amount": "0.035", "allowance": allowance}).lines[0]

    assert line.allowance is not None
    assert line.allowance.model_dump() == allowance


@pytest.mark.parametrize("allowance", [{"count": 0, "per": "day"}, {"count": 5, "per": "week"}, {"count": 5}, 5])
def test_allowance_without_a_count_or_a_period_is_refused(allowance: Any) -> None:  # noqa: ANN401
    """A free amount that never or always starts again is another price."""
    with pytest.raises(ValidationError):
        _pricing({"meter": "web_search", "amount": "0.035", "allowance": allowance})


def test_currency_of_a_line_is_its_own_or_that_of_the_list() -> None:
    """One model may be sold in dollars here and in roubles there."""
    pricing = _pricing(
        {"meter": "input", "amount": "1"},
        {"meter": "input", "amount": "7", "currency": "CNY"},
        {"meter": "input", "amount": "90", "currency": "RUB"},
    )

    assert [pricing.currency_of(line) for line in pricing.lines] == ["USD", "CNY", "RUB"]


def test_currency_that_is_said_twice_is_the_same_price() -> None:
    """The currency of the list makes no other line."""
    assert [code for code, _, _ in _problems(
        {"meter": "input", "amount": "1"}, {"meter": "input", "amount": "2", "currency": "USD"}
    )] == ["price-duplicate"]  # fmt: skip


def test_price_is_current_history_or_announced() -> None:
    """The day the prices were checked decides; the first and the last day belong to the period."""
    pricing = _pricing(
        {"meter": "input", "amount": "3", "valid_to": "2026-04-30"},
        {"meter": "input", "amount": "2", "valid_from": "2026-05-01", "valid_to": "2026-11-01"},
        {"meter": "input", "amount": "1", "valid_from": "2026-11-02"},
        {"meter": "output", "amount": "4", "valid_from": "2026-11-01"},
        {"meter": "cache_read", "amount": "5"},
    )

    assert [pricing.is_current(line) for line in pricing.lines] == [False, True, False, True, True]
    assert pricing.current_lines() == (pricing.lines[1], pricing.lines[3], pricing.lines[4])
    assert pricing.base_line("input") is pricing.lines[1]


_SHORT = {"valid_from": "2026-03-01", "valid_to": "2026-04-01"}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"valid_to": "2026-05-01"}, {"valid_from": "2026-05-01"}),
        ({}, {"valid_from": "2026-05-01"}),
        ({"valid_from": "2026-01-01", "valid_to": "2026-12-31"}, _SHORT),
        (_SHORT, _SHORT),
    ],
)
def test_two_prices_are_not_valid_on_one_day(first: dict[str, str], second: dict[str, str]) -> None:
    """A new price ends the old one; if nobody wrote that, both would be shown as current."""
    lines = ({"meter": "input", "amount": "2", **first}, {"meter": "input", "amount": "1", **second})

    assert _problems(*lines) == [
        ("price-duplicate", ("lines", 1), "the input price is stated twice for the same condition on the same days")
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"valid_to": "2026-04-30"}, {"valid_from": "2026-05-01"}),
        ({"valid_from": "2026-05-01"}, {"valid_to": "2026-04-30"}),
        (_SHORT, {"valid_from": "2026-04-02", "valid_to": "2026-04-02"}),
    ],
)
def test_prices_may_follow_each_other(first: dict[str, str], second: dict[str, str]) -> None:
    """The last day of the old price comes before the first of the new one, in any order of lines."""
    lines = ({"meter": "input", "amount": "2", **first}, {"meter": "input", "amount": "1", **second})

    assert [line.amount for line in _pricing(*lines).lines] == [Decimal(2), Decimal(1)]


def test_period_without_a_day_is_refused() -> None:
    """The last day is shown, as the one to look at; a single day is a period."""
    line = {"meter": "input", "amount": "1", "valid_from": "2026-05-02", "valid_to": "2026-05-01"}

    assert _problems(line) == [
        ("price-period-empty", ("lines", 0, "valid_to"),
         "the price ends on 2026-05-01, before it begins on 2026-05-02"),
    ]  # fmt: skip
    assert _pricing({**line, "valid_to": "2026-05-02"}).lines[0].valid_to == date(2026, 5, 2)


def test_factor_multiplies_what_was_charged_on_its_own_days() -> None:
    """History and announcements have their own amounts."""
    batch = {"meter": "input", "multiplier": "0.5", "when": {"service_tier": "batch"}}
    pricing = _pricing(
        {"meter": "input", "amount": "8", "valid_to": "2026-04-30"},
        {"meter": "input", "amount": "4", "valid_from": "2026-05-01", "valid_to": "2026-11-30"},
        {"meter": "input", "amount": "2", "valid_from": "2026-12-01"},
        {**batch, "valid_to": "2026-04-30"},
        {**batch, "valid_from": "2026-05-01", "valid_to": "2026-11-30"},
        {**batch, "valid_from": "2026-12-01"},
    )

    assert [str(pricing.amounts(line)[0]) for line in pricing.lines[3:]] == ["4.0", "2.0", "1.0"]


@pytest.mark.parametrize(
    ("base", "factor", "message", "fix"),
    [
        ({"unit": "second"}, {},
         "in USD per minute, but that is stated in USD per second",
         "write `unit: second, currency: USD` beside `multiplier`"),
        ({"currency": "CNY"}, {},
         "in USD per minute, but that is stated in CNY per minute",
         "write `unit: minute, currency: CNY` beside `multiplier`"),
        ({"when": {"service_tier": "flex"}}, {}, "that is not stated", 'add `- {meter: transcription, amount: "…"}`'),
        ({"valid_to": "2026-04-30"}, {}, "that is not stated", 'add `- {meter: transcription, amount: "…"}`'),
        ({"valid_from": "2026-05-01"}, {"valid_to": "2026-04-30"},
         "that is not stated", 'add `- {meter: transcription, amount: "…"}`'),
    ],
)  # fmt: skip
def test_factor_multiplies_an_amount_of_its_own_unit_and_currency(
    base: dict[str, Any], factor: dict[str, Any], message: str, fix: str
) -> None:
    """Half of a price per second, shown per minute, would be wrong by sixty."""
    lines = (
        {"meter": "transcription", "amount": "0.006", **base},
        {"meter": "transcription", "multiplier": "0.5", "when": {"service_tier": "batch"}, **factor},
    )

    with pytest.raises(ValidationError) as caught:
        _pricing(*lines)
    (problem,) = caught.value.errors()[0]["ctx"]["problems"]

    assert problem.code == "price-multiplier-unbased"
    assert problem.message == f"the transcribed audio price is a multiple of an amount {message}"
    assert (problem.at, problem.fix) == (("lines", 1, "multiplier"), fix)


@pytest.mark.parametrize(
    ("base", "factor", "expected"),
    [
        ({"amount": "0.20", "list": "0.25"}, {}, ("0.100", "0.125")),
        ({"amount": "0.20"}, {"list": "0.11"}, ("0.100", "0.11")),
        ({"amount": "0.20", "list": "0.25"}, {"list": "0.11"}, ("0.100", "0.11")),
        ({"amount": "0.20"}, {}, ("0.100", None)),
    ],
)
def test_multiplier_applies_to_both_amounts(
    base: dict[str, str], factor: dict[str, str], expected: tuple[str, str | None]
) -> None:
    """What the maker charges for the condition is computed too, unless the line states it."""
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


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ({}, True),
        ({"when": {}}, True),
        ({"when": {"service_tier": None}}, True),
        ({"when": ALWAYS}, True),
        ({"when": Condition()}, True),
        ({"when": {"service_tier": "batch"}}, False),
        ({"when": {"with_audio": False}}, False),
        ({"when": Condition(region="us")}, False),
    ],
)
def test_a_normal_price_has_no_condition(written: dict[str, Any], expected: bool) -> None:  # noqa: FBT001 - a case
    """However that is said: nothing, nothing in it, or each part absent."""
    line = PriceLine.model_validate({"meter": "input", "amount": "0.25", **written})

    assert line.is_unconditional is expected
    assert line.is_unconditional is (line.when == Condition())
