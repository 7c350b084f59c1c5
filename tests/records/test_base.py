"""What all records share: exact decimals, days, ids, and texts that are safe to print."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from site_builder.records.base import (
    CALLABLE_ID_PATTERN,
    SLUG_PATTERN,
    Day,
    DayOrMonth,
    ExactDecimal,
    HttpsUrl,
    Problem,
    RecordPart,
    escape_unprintable,
    failure,
    find_repeated,
    report,
    shorten,
    show_value,
)


class _Sample(BaseModel):
    decimal: ExactDecimal = Decimal(0)
    day: Day = date(2026, 1, 1)
    month: DayOrMonth = "2026-01"
    url: HttpsUrl = "https://example.com"


def _problem(**values: object) -> Problem:
    """Give the only problem that a value has."""
    with pytest.raises(ValidationError) as caught:
        _Sample.model_validate(values)
    (error,) = caught.value.errors()
    (problem,) = error["ctx"]["problems"]
    assert isinstance(problem, Problem)
    return problem


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("0.20", "0.20"), (" 1 ", "1"), ("-0.10", "-0.10"), ("007", "7"), (5, "5"), (Decimal("0.20"), "0.20"),
        (Decimal("1E+3"), "1E+3"), ("9" * 24, "9" * 24), ("0." + "0" * 22 + "1", "1E-23"),
    ],
)  # fmt: skip
def test_decimal_is_kept_digit_by_digit(value: object, expected: str) -> None:
    """Quoted or not, nothing is rounded."""
    decimal = _Sample.model_validate({"decimal": value}).decimal

    assert decimal == Decimal(expected)
    assert str(decimal) == expected


@pytest.mark.parametrize(
    ("value", "shown", "guess"),
    [
        ("0,20", "`0,20`", "0.20"),
        ("$0.20", "`$0.20`", "0.20"),
        ("0.20 USD", "`0.20 USD`", "0.20"),
        ("1,000", "`1,000`", "0.25"),
        ("1,2345", "`1,2345`", "1.2345"),
        ("-1,5", "`-1,5`", "-1.5"),
        ("1.2.3", "`1.2.3`", "0.25"),
        (".5", "`.5`", "0.25"),
        ("5.", "`5.`", "0.25"),
        ("1e3", "`1e3`", "0.25"),
        ("3 of 4", "`3 of 4`", "0.25"),
        ("٣", "`٣`", "0.25"),
        ("½", "`½`", "0.25"),
        ("free", "`free`", "0.25"),
        ("", "an empty text", "0.25"),
        ("-", "`-`", "0.25"),
        ("NaN", "`NaN`", "0.25"),
        ("Infinity", "`Infinity`", "0.25"),
        (True, "`true`", "0.25"),
        (None, "an empty value", "0.25"),
        ([1], "a list", "0.25"),
        ({"a": 1}, "a mapping", "0.25"),
    ],
)
def test_decimal_that_is_none_is_refused_with_a_guess(value: object, shown: str, guess: str) -> None:
    """A decimal comma or a sign of currency is taken off in the fix; nothing is guessed into the record."""
    problem = _problem(decimal=value)

    assert (problem.code, problem.message) == ("decimal-malformed", f"{shown} is not a decimal number")
    assert problem.fix == f'write it in quotes, e.g. `"{guess}"`'


@pytest.mark.parametrize("value", ["9" * 25, "0." + "1" * 24, Decimal("1e99"), Decimal("1e-99"), 10**30])
def test_decimal_with_too_many_digits_is_refused(value: object) -> None:
    """Written out, it would flood a table; computed with, it would be rounded."""
    assert _problem(decimal=value).code == "decimal-too-long"


def test_day_is_read() -> None:
    """A leap day of a leap year is a day."""
    assert _Sample.model_validate({"day": "2028-02-29"}).day == date(2028, 2, 29)


@pytest.mark.parametrize(
    "value",
    [
        "2026-02-29",
        "2026-13-01",
        "26-03-20",
        "2026-3-1",
        "20260320",
        "2026-03-20T00:00",
        "２０２６-03-20",
        2026,
        None,
        "",
    ],
)
def test_day_that_is_none_is_refused(value: object) -> None:
    """Only the one notation is taken, and only days of the calendar."""
    problem = _problem(day=value)

    assert (problem.code, problem.message) == ("date-malformed", f"{show_value(value)} is not a day of the calendar")


@pytest.mark.parametrize("value", ["2026-01", "2026-12", "2026-03-20"])
def test_month_or_day_is_taken(value: str) -> None:
    """Where only the month is known, that is enough."""
    assert _Sample.model_validate({"month": value}).month == value


@pytest.mark.parametrize("value", ["2026", "2026-00", "2026-13", "2026-1", "2026-03-32", "2026-01\n", "٢٠٢٦-01"])
def test_other_notations_of_a_month_are_refused(value: str) -> None:
    """A quarter, a year or another order is not unmistakable."""
    with pytest.raises(ValidationError):
        _Sample.model_validate({"month": value})


@pytest.mark.parametrize("value", ["2026-02-31", "2025-02-29", "0000-03", "0000-03-20"])
def test_days_that_no_calendar_has_are_refused(value: str) -> None:
    """Where a month would do, too; pages could not show them."""
    problem = _problem(month=value)

    assert (problem.code, problem.message) == ("date-malformed", f"`{value}` is not a day of the calendar")


@pytest.mark.parametrize(
    "url",
    [
        "http://example.com", "//example.com", "javascript:alert(1)", "data:text/html,x", "https://", "https:///x",
        "https://a b.com", "https://example.com/a b", 'https://example.com/"', "https://example.com/'",
        "https://example.com/<x>", "https://example.com/`id`", "https://example.com/{x}", "https://example.com/\\",
        "https://example.com\n", "https://user:pw@example.com", "https://exämple.com", "HTTPS://example.com",
        " https://example.com", "https://example.com?x=1", "https://.", "https://-", "https://a..b", "https://-a.com",
        "https://a-.com", "https://example.com:0", "https://example.com:65536", "https://example.com:99999999/",
    ],
)  # fmt: skip
def test_address_that_could_do_harm_is_refused(url: str) -> None:
    """No scheme but https, and nothing that HTML, a shell or a string literal would have to quote."""
    with pytest.raises(ValidationError):
        _Sample.model_validate({"url": url})


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com",
        "https://example.com:8443/a/b?c=d&e=f#g",
        "https://example.com/价",
        "https://a.b:65535",
        "https://x--y.1a",
    ],
)
def test_public_address_is_taken(url: str) -> None:
    """Ports, queries, anchors and letters of all languages in the path are fine."""
    assert _Sample.model_validate({"url": url}).url == url


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        (SLUG_PATTERN, "gemini-3.1-flash_lite", True), (SLUG_PATTERN, "a", True), (SLUG_PATTERN, "A", False),
        (SLUG_PATTERN, "a..b", False), (SLUG_PATTERN, ".", False), (SLUG_PATTERN, "-a", False),
        (SLUG_PATTERN, "a-", False), (SLUG_PATTERN, "a/b", False), (SLUG_PATTERN, "", False),
        (CALLABLE_ID_PATTERN, "GPT-5.3:free@v1/x_y", True), (CALLABLE_ID_PATTERN, "a b", False),
        (CALLABLE_ID_PATTERN, "a'b", False), (CALLABLE_ID_PATTERN, 'a"b', False), (CALLABLE_ID_PATTERN, "a\\b", False),
        (CALLABLE_ID_PATTERN, "{a}", False), (CALLABLE_ID_PATTERN, "../a", False),
        (CALLABLE_ID_PATTERN, "$(id)", False),
        (CALLABLE_ID_PATTERN, "a//b", False),
    ],
)  # fmt: skip
def test_ids_need_no_quoting(pattern: str, text: str, *, expected: bool) -> None:
    """Quotes, backslashes, braces, spaces and `..` never become part of an address, a path or code."""
    assert bool(re.fullmatch(pattern, text)) is expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("x", "`x`"), ("a\n  b", "`a b`"), ("", "an empty text"), ("  ", "an empty text"), (True, "`true`"),
        (None, "an empty value"), ([], "an empty list"), ((1,), "a list"), ({}, "a mapping"),
        (Decimal("0.20"), "`0.20`"),
        ("x" * 60, f"`{'x' * 60}`"), ("x" * 61, f"`{'x' * 59}…`"), ("\x1b[31m", "`<U+001B>[31m`"),
        ("a\u202eb", "`a<U+202E>b`"), ("价 😀", "`价 😀`"),
    ],
)  # fmt: skip
def test_value_is_shown_in_one_short_harmless_line(value: Any, expected: str) -> None:  # noqa: ANN401
    """No Python notation, no line breaks, no control codes."""
    assert show_value(value) == expected


def test_escaping_leaves_printable_text_alone() -> None:
    """Letters of all languages and emoji are shown; a surrogate of a broken file name is not."""
    assert escape_unprintable("Цена 价 😀") == "Цена 价 😀"
    assert escape_unprintable("cr\udce9\t") == "cr<U+DCE9><U+0009>"


def test_shortening_keeps_what_fits() -> None:
    """The mark of omission counts."""
    assert (shorten("abcd", 4), shorten("abcde", 4)) == ("abcd", "abc…")


def test_nothing_to_report_is_no_error() -> None:
    """A validator may report whatever it found."""
    report([])


def test_failure_carries_one_problem_at_its_place() -> None:
    """The context is what becomes a diagnostic."""
    error = failure("code", "message", why="why", fix="fix", at=("a", 0))

    assert error.context == {"problems": (Problem("code", "message", "why", "fix", ("a", 0)),)}


def test_each_repetition_is_a_problem() -> None:
    """The first use is fine, every later one is shown."""
    problems = list(find_repeated(["a", "b", "a", "a"], "operations", "id"))

    assert [problem.at for problem in problems] == [("operations", 2, "id"), ("operations", 3, "id")]
    assert problems[0].message == "`a` is listed twice in `operations`"


class _Part(RecordPart):
    first: int = 0
    second: int = 0


def test_parts_share_the_names_of_the_fields_they_give() -> None:
    """Most records give the same ones; a part that gives others, or is changed into another, has its own."""
    one, two = _Part.model_validate({"first": 1}), _Part.model_validate({"first": 2})
    other = one.model_copy(update={"second": 3})

    assert one.model_fields_set is two.model_fields_set
    assert one.model_fields_set == {"first"}
    assert other.model_fields_set == {"first", "second"}
    assert _Part().model_fields_set == set()
