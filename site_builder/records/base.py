"""What all record classes share: frozen models, ids, prose and teachable errors.

Every field of a record carries a description and an example, which the diagnostics,
the editor schema and the reference are made from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    Strict,
    StringConstraints,
    WithJsonSchema,
)
from pydantic.config import JsonDict
from pydantic_core import CoreSchema, PydanticCustomError

from site_builder.records.json_schema import Reference, decimal_schema

SLUG_PATTERN = r"^[a-z0-9]+(?:[._-][a-z0-9]+)*$"
"""Names of files, folders and anchors: lower case, digits, single `.`, `_` or `-` between them."""

MAX_SLUG = 80
"""Characters such a name may have."""

MODEL_REFERENCE_PATTERN = r"^[a-z0-9]+(?:[._-][a-z0-9]+)*/[a-z0-9]+(?:[._-][a-z0-9]+)*$"
"""A provider, a slash and one of its models."""

CALLABLE_ID_PATTERN = r"^[A-Za-z0-9]+(?:[._:/@-][A-Za-z0-9]+)*$"
"""Model ids sent over the wire: nothing that a shell, a URL or a string literal would have to quote."""

_SEEN = (
    r"[^\s\x00-\x1f\x7f-\x9f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164"
    r"\ue000-\uf8ff\ufeff\uffa0\ufffd]"
)
NAME_PATTERN = rf"^{_SEEN}+(?:[ \u200c\u200d]{_SEEN}+)*$"
"""Words in one line: characters that can be seen, single spaces between them, and joiners within words and emoji."""

MAX_DIGITS = 24
"""Digits a decimal may have; arithmetic is exact for what an author may write within it."""


@dataclass(frozen=True, slots=True)
class Form:
    """Says in words what the pattern of a text field takes; diagnostics and editors quote it."""

    words: str

    def __get_pydantic_json_schema__(self, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonDict:
        """Give the schema with what an editor says of a text that has another form."""
        return {**handler(core_schema), "patternErrorMessage": f"It takes {self.words}."}


Slug = Annotated[
    str,
    StringConstraints(pattern=SLUG_PATTERN, max_length=MAX_SLUG),
    Form("lower-case letters and digits, with single `.`, `_` or `-` between them"),
]
CallableId = Annotated[
    str,
    StringConstraints(pattern=CALLABLE_ID_PATTERN, max_length=120),
    Form("letters and digits, with single `.`, `_`, `:`, `/`, `@` or `-` between them"),
]
ModelReference = Annotated[
    str,
    StringConstraints(pattern=MODEL_REFERENCE_PATTERN, max_length=2 * MAX_SLUG + 1),
    Form("a provider, a slash and one of its models, e.g. `google/gemini-3.1-pro`"),
]
"""Another model, named by its path below `catalog/models/`, e.g. `google/gemini-3.1-pro`."""

_LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_PORT = "[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]"
"""1 to 65535."""

HttpsUrl = Annotated[
    str,
    StringConstraints(pattern=rf"^https://{_LABEL}(?:\.{_LABEL})*(?::(?:{_PORT}))?(?:/[^\s<>\x22'`{{}}\\]*)?$"),
    Form("public https addresses without spaces, quotes or braces"),
]
ProtocolId = Annotated[Slug, Reference("protocols")]
BenchmarkId = Annotated[Slug, Reference("benchmarks")]
Name = Annotated[
    str,
    StringConstraints(pattern=NAME_PATTERN, max_length=200),
    Form("one line of visible words with single spaces between them"),
]
"""A proper name, which is not translated, e.g. `Gemini 3.1 Pro`."""

Flag = Annotated[bool, Strict()]
"""`true` or `false`; other spellings are texts in YAML 1.2."""

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


_GIVEN_FIELDS: dict[frozenset[str], set[str]] = {}


class RecordPart(BaseModel):
    """A frozen piece of a record; a key it does not know is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def model_post_init(self, _context: object, /) -> None:
        """Let parts that give the same fields have one set of their names: 5,000 models take 315 instead of 373 MB."""
        given = self.__pydantic_fields_set__
        object.__setattr__(self, "__pydantic_fields_set__", _GIVEN_FIELDS.setdefault(frozenset(given), given))


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


def find_repeated(entries: Iterable[object], field: str, *at: str) -> Iterator[Problem]:
    """Give a problem for every entry of a list that is there already.

    Args:
        entries: What tells the entries apart, in order, e.g. their ids.
        field: Name of the list.
        at: Where in an entry that stands, e.g. `"id"`.
    """
    seen: set[object] = set()
    for index, entry in enumerate(entries):
        if entry in seen:
            yield Problem(
                "entry-duplicate",
                f"{show_value(entry)} is listed twice in `{field}`",
                "the page would say the same thing twice",
                "remove one of the two",
                (field, index, *at),
            )
        seen.add(entry)


def failure(code: str, message: str, *, why: str, fix: str, at: tuple[str | int, ...] = ()) -> PydanticCustomError:
    """Make the error of a single problem, for a validator to raise."""
    return PydanticCustomError("problems", "see the context", {"problems": (Problem(code, message, why, fix, at),)})


def show_value(value: object) -> str:
    """Give a YAML value in words, or in code quotes and cut to one short line: `` `2,00` ``, `a list`."""
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list | tuple):
        return "a list" if value else "an empty list"
    if value is None:
        return "an empty value"
    text = str(value).lower() if isinstance(value, bool) else " ".join(str(value).split())
    return f"`{escape_unprintable(shorten(text))}`" if text else "an empty text"


def shorten(text: str, limit: int = 60) -> str:
    """Cut a text that is longer than a diagnostic should quote."""
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def escape_unprintable(text: str) -> str:
    """Write characters that a terminal would obey instead of showing by their number, e.g. `<U+001B>`."""
    return "".join(character if character.isprintable() else f"<U+{ord(character):04X}>" for character in text)


def _read_decimal(value: object) -> Decimal:
    is_number = isinstance(value, int | Decimal) and not isinstance(value, bool)
    digits = str(value).strip() if is_number or isinstance(value, str) else ""
    if not is_number and not _DECIMAL.fullmatch(digits):
        raise failure(
            "decimal-malformed",
            f"{show_value(value)} is not a decimal number",
            why="an exact amount is written with digits and at most one point",
            fix=f'write it in quotes, e.g. `"{_guess_decimal(value)}"`',
        )
    number = Decimal(digits)
    is_short = not is_number and len(digits) <= MAX_DIGITS  # as nearly all are, and without an exponent
    if not is_short and sum(map(str.isdigit, format(number, "f"))) > MAX_DIGITS:
        raise failure(
            "decimal-too-long",
            f"{show_value(value)} has more than {MAX_DIGITS} digits",
            why="amounts are calculated with exactly, and nothing is priced so finely or so high",
            fix=f"write it with at most {MAX_DIGITS} digits",
        )
    return number


_DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_AMOUNT = re.compile(r"[^0-9.,-]*(-?[0-9.,]+)[^0-9.,]*")
_DECIMAL_COMMA = re.compile(r"-?[0-9]+,([0-9]{1,2}|[0-9]{4,})")


def _guess_decimal(value: object) -> str:
    """Give the decimal an author most likely meant: without a sign of currency, and with a point for a comma."""
    amount = _AMOUNT.fullmatch(shorten(value)) if isinstance(value, str) else None
    bare = amount[1] if amount else ""
    if _DECIMAL_COMMA.fullmatch(bare):
        bare = bare.replace(",", ".")
    return bare if _DECIMAL.fullmatch(bare) else "0.25"


ExactDecimal = Annotated[
    Decimal,
    BeforeValidator(_read_decimal),
    WithJsonSchema(decimal_schema(MAX_DIGITS)),
    Form('a decimal in quotes, e.g. `"0.20"`'),
]
"""A decimal number kept digit by digit; written as a quoted string, e.g. `"0.20"`."""


_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _read_date(value: object) -> date:
    if isinstance(value, str) and _DATE.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise _no_day(value)


def _check_day_or_month(written: str) -> str:
    """Refuse what has the form of a day or a month, and is none: `2026-02-31`, `0000-03`."""
    try:
        date.fromisoformat(written if _DATE.fullmatch(written) else f"{written}-01")
    except ValueError:
        raise _no_day(written) from None
    return written


def _no_day(value: object) -> PydanticCustomError:
    return failure(
        "date-malformed",
        f"{show_value(value)} is not a day of the calendar",
        why="readers and programs need one unmistakable notation",
        fix="write year-month-day, e.g. 2026-03-20",
    )


Day = Annotated[
    date,
    BeforeValidator(_read_date),
    WithJsonSchema({"type": "string", "pattern": r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"}),
    Form("a day, e.g. `2026-03-20`"),
]
"""A day of the calendar, written `2026-03-20`. Source: RFC 3339, `full-date`."""

DayOrMonth = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?$"),
    AfterValidator(_check_day_or_month),
    Form("a day or a month, e.g. `2026-03-20` or `2026-03`"),
]
"""A day or, where only that is known, a month: `2026-03-20` or `2026-03`."""

JsonValue = Any
"""A value of an example body: mappings, lists, text, numbers, true, false and null."""
