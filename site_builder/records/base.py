"""What all record classes share: frozen models, ids, prose and teachable errors.

Every field of a record carries a description and an example, which the diagnostics,
the editor schema and the reference are made from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, Strict, StringConstraints
from pydantic_core import PydanticCustomError

SLUG_PATTERN = r"^[a-z0-9]+(?:[._-][a-z0-9]+)*$"
"""Names of files, folders and anchors: lower case, digits, single `.`, `_` or `-` between them."""

CALLABLE_ID_PATTERN = r"^[A-Za-z0-9]+(?:[._:/@-][A-Za-z0-9]+)*$"
"""Model ids sent over the wire: nothing that a shell, a URL or a string literal would have to quote."""

Slug = Annotated[str, StringConstraints(pattern=SLUG_PATTERN, max_length=80)]
CallableId = Annotated[str, StringConstraints(pattern=CALLABLE_ID_PATTERN, max_length=120)]
ModelReference = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9]+(?:[._-][a-z0-9]+)*/[a-z0-9]+(?:[._-][a-z0-9]+)*$", max_length=161)
]
"""Another model, named by its path below `catalog/models/`, e.g. `google/gemini-3.1-pro`."""

HttpsUrl = Annotated[str, StringConstraints(pattern=r"^https://[A-Za-z0-9.-]+(?::\d+)?(?:/[^\s<>\"'`{}\\]*)?$")]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
"""A proper name, which is not translated, e.g. `Gemini 3.1 Pro`."""

TriState = Literal["yes", "no", "unknown"]
Count = Annotated[int, Strict(), Field(ge=1)]


@dataclass(frozen=True, slots=True)
class Prose:
    """Marks a text field as translatable and says which Markdown it may hold.

    `plain` has no markup, `inline` has code spans, emphasis and links, `block` also has
    paragraphs and lists. Each blank-line-separated block of a `block` text is a message.
    """

    form: Literal["plain", "inline", "block"]


_ProseText = StringConstraints(strip_whitespace=True, min_length=1)
PlainProse = Annotated[str, _ProseText, Prose("plain")]
InlineProse = Annotated[str, _ProseText, Prose("inline")]
BlockProse = Annotated[str, _ProseText, Prose("block")]


class RecordPart(BaseModel):
    """A frozen piece of a record; a key it does not know is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Record(RecordPart):
    """The content of one YAML file; its id is the path of that file, not a field."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a validator found wrong; becomes a `Diagnostic` at `at` below the validated part."""

    code: str
    message: str
    why: str
    fix: str
    at: tuple[str | int, ...] = ()


def report(problems: Iterable[Problem]) -> None:
    """Raise the error that carries all these problems; do nothing if there are none."""
    found = tuple(problems)
    if found:
        raise PydanticCustomError("problems", "see the context", {"problems": found})


def failure(code: str, message: str, *, why: str, fix: str) -> PydanticCustomError:
    """Make the error of a single problem, for a validator to raise."""
    return PydanticCustomError("problems", "see the context", {"problems": (Problem(code, message, why, fix),)})


def _read_decimal(value: object) -> Decimal:
    if isinstance(value, Decimal):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    digits = value.strip() if isinstance(value, str) else ""
    whole, _, fraction = digits.removeprefix("-").partition(".")
    if whole.isascii() and whole.isdigit() and (not fraction or (fraction.isascii() and fraction.isdigit())):
        return Decimal(digits)
    raise failure(
        "decimal-malformed",
        f"{value!r} is not a decimal number",
        why="an exact amount is written with digits and at most one point",
        fix='write it in quotes, e.g. `"0.25"`',
    )


ExactDecimal = Annotated[Decimal, BeforeValidator(_read_decimal)]
"""A decimal number kept digit by digit; written as a quoted string, e.g. `"0.20"`."""


def _read_date(value: object) -> date:
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise failure(
        "date-malformed",
        f"{value!r} is not a day of the calendar",
        why="readers and programs need one unmistakable notation",
        fix="write year-month-day, e.g. 2026-03-20",
    )


Day = Annotated[date, BeforeValidator(_read_date)]
"""A day of the calendar, written `2026-03-20`. Source: RFC 3339, `full-date`."""

DayOrMonth = Annotated[str, StringConstraints(pattern=r"^\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?$")]
"""A day or, where only that is known, a month: `2026-03-20` or `2026-03`."""

JsonValue = Any
"""A value of an example body: mappings, lists, text, numbers, true, false and null."""
