"""Words what is wrong with the shape of a record, from the descriptions and examples declared beside each field.

Nothing of Pydantic's own wording gets through: its error types are mapped to sentences here.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from site_builder.catalog.field_lookup import class_at, field_at, field_names, form_of
from site_builder.catalog.finding import Finding, closest, did_you_mean
from site_builder.catalog.flow_style import write_flow
from site_builder.catalog.positions import KeyPath
from site_builder.records.base import Record, shorten, show_value

KEY_MARK = "[key]"
"""Last part of a Pydantic location when the key of a mapping is wrong, not its value."""


def unknown_field(record_class: type[Record], place: KeyPath, meant: str | None) -> Finding:
    """Word a key that its mapping does not take; `meant` is the field the author most likely meant."""
    owner = class_at(record_class, place[:-1])
    known = field_names(owner) if owner else []
    fix = f"rename it to `{meant}`" if meant else f"remove it, or use one of {', '.join(known)}"
    return Finding(
        "field-unknown",
        place,
        f"unknown field {show_value(place[-1])}{did_you_mean(meant)}",
        f"{_describe(place[:-1])} has no such field, so nothing would be shown of it",
        fix,
        at_key=True,
    )


def missing_field(record_class: type[Record], place: KeyPath) -> Finding:
    """Word a required key that a mapping lacks."""
    name, field = str(place[-1]), field_at(record_class, place)
    description = f": {_first_lower(field.description)}" if field and field.description else ""
    return Finding(
        "field-missing",
        place[:-1],
        f"required field `{name}` is missing",
        f"{_describe(place[:-1])} needs it{description}".rstrip("."),
        f"add e.g. `{_example_line(name, field)}`",
        at_key=True,
    )


def unknown_value(place: KeyPath, error: ErrorDetails) -> Finding:
    """Word a value that is none of those that can be counted."""
    given = error["input"]
    allowed = re.findall(r"'([^']*)'", str(error["ctx"]["expected"]))
    if isinstance(given, bool):
        meant = {"true": "yes", "false": "no"}[_plain(given)] if "yes" in allowed else None
    else:
        meant = closest(_plain(given), allowed) if isinstance(given, str) else None
    return Finding(
        "value-not-allowed",
        place,
        f"{show_value(given)} is not a known value of `{_last_name(place)}`{did_you_mean(meant)}",
        f"it is one of {', '.join(allowed)}",
        f"write {_assignment(place, meant)}" if meant else "write the one of these that is true",
    )


def unknown_key(place: KeyPath, error: ErrorDetails) -> Finding:
    """Word a key of a mapping whose keys can be counted, if it is none of them."""
    allowed = re.findall(r"'([^']*)'", str(error["ctx"]["expected"]))
    meant = closest(str(place[-1]), allowed)
    return Finding(
        "value-not-allowed",
        place,
        f"{show_value(place[-1])} is not a known key of {_describe(place[:-1])}{did_you_mean(meant)}",
        f"it is one of {', '.join(allowed)}",
        f"rename it to `{meant}`" if meant else "use one of these, or remove it",
        at_key=True,
    )


def malformed_text(record_class: type[Record], place: KeyPath, error: ErrorDetails) -> Finding:
    """Word a text that does not have the form its field takes."""
    given, pattern = str(error["input"]), str(error["ctx"]["pattern"])
    shown = show_value(given)
    is_key = error["loc"][-1] == KEY_MARK
    field = field_at(record_class, place[:-1] if is_key else place)
    form, meant = form_of(field, pattern), _repair(given, pattern)
    what = f"a key of {_describe(place[:-1])}" if is_key else _describe(place)
    fix = f"write {_assignment(place, meant)}" if meant else _example_fix(place, field)
    if is_key:
        fix = f"rename it to `{meant}`" if meant else _example_fix(place[:-1], field)
    return Finding(
        "url-malformed" if "https" in pattern else "text-malformed",
        place,
        f"{shown} cannot be {what}{did_you_mean(None if shown == f'`{meant}`' else meant)}",
        f"{what} takes {form.words if form else 'another form'}",
        fix,
        at_key=is_key,
    )


def out_of_range(record_class: type[Record], place: KeyPath, error: ErrorDetails) -> Finding | None:
    """Word a value of the right type that is too small, too large, too short or too long; None for other errors."""
    if error["type"] not in _BOUNDS:
        return None
    message, why = (text.format(**error["ctx"]) for text in _BOUNDS[error["type"]])
    given, what = error["input"], _describe(place)
    size = f"{len(given)} characters" if isinstance(given, str) else show_value(given)
    return Finding(
        "value-out-of-range",
        place,
        f"{what} {message.replace('<value>', show_value(given)).replace('<size>', size)}",
        f"it {why}",
        _example_fix(place, field_at(record_class, place)),
    )


_BOUNDS = {
    "greater_than_equal": ("is <value>, below {ge}", "must be {ge} or more"),
    "less_than_equal": ("is <value>, above {le}", "must be {le} or less"),
    "too_short": ("is <value>", "needs at least one entry"),
    "string_too_short": ("is <value>", "is shown to readers, so it must say something"),
    "string_too_long": ("has <size>, more than {max_length}", "has at most {max_length} characters, so that it fits"),
}
"""What to say of each bound: how the value is beyond it, and what the bound is."""


def wrong_type(record_class: type[Record], place: KeyPath, error: ErrorDetails) -> Finding:
    """Word a value of another type than its field has."""
    expected, given = _EXPECTED.get(error["type"], "a value of another kind"), error["input"]
    field = field_at(record_class, place)
    is_text = isinstance(given, str) and given.strip() and expected in (_WHOLE_NUMBER, _TRUTH, _LIST)
    message = f"{'the text ' if is_text else ''}{show_value(given)} is not {expected}"
    takes_records = class_at(record_class, (*place, 0)) is not None
    meant = None if expected == _LIST and takes_records else _convert(given, expected)
    fix = f"write {_assignment(place, meant)}" if meant else _example_fix(place, field)
    if given is None and field is not None and not field.is_required():
        fix += ", or remove the key"
    return Finding("type-mismatch", place, message, f"{_describe(place)} must be {expected}", fix)


_WHOLE_NUMBER, _TRUTH, _LIST, _TEXT = "a whole number", "true or false", "a list", "a text"
_EXPECTED = {
    "string_type": _TEXT,
    "int_type": _WHOLE_NUMBER,
    "bool_type": _TRUTH,
    "tuple_type": _LIST,
    "model_type": "a mapping of fields",
    "dict_type": "a mapping",
}


def _convert(given: Any, expected: str) -> str | None:  # noqa: ANN401 - any YAML value
    """Give what the author most likely meant, as YAML; None if that cannot be told."""
    if expected == _TEXT and isinstance(given, int | Decimal):
        return f'"{_plain(given)}"'
    if not isinstance(given, str):
        return None
    if expected == _LIST and given.strip():
        return write_flow([shorten(given)])
    if expected == _TRUTH:
        return {"true": "true", "yes": "true", "on": "true", "false": "false", "no": "false", "off": "false"}.get(
            given.lower()
        )
    digits = re.sub(r"[_, ]", "", given)
    return digits if expected == _WHOLE_NUMBER and re.fullmatch(r"[0-9]{1,20}", digits) else None


def _repair(given: str, pattern: str) -> str | None:
    """Give the nearest spelling that the pattern takes; None if no small change does."""
    bare = given.strip()
    one_line = " ".join("".join(each for each in given if each.isprintable() or each.isspace()).split())
    joined = re.sub(r"[\s_]+", "-", bare)
    tries: tuple[str, ...] = (bare, one_line, bare.lower(), bare.upper(), joined, joined.lower(), f"/{bare}")
    if "https" in pattern:
        address = re.sub(r"^(http:)?//", "", bare)
        tries = (bare, f"https://{address}") if "." in address else (bare,)
    return next((text for text in tries if bare and len(text) <= _LONGEST_REPAIR and re.search(pattern, text)), None)


_LONGEST_REPAIR = 200


def _assignment(place: KeyPath, value: str) -> str:
    """Give `key: value` to paste, or only the value of a list entry."""
    return f"`{value}`" if place and isinstance(place[-1], int) else f"`{place[-1]}: {value}`"


def _example_fix(place: KeyPath, field: FieldInfo | None) -> str:
    return f"write e.g. `{_example_line(_last_name(place), field)}`"


def _example_line(name: str, field: FieldInfo | None) -> str:
    if field is None or not field.examples:
        return f"{name}: …"
    return f"{name}: {write_flow(field.examples[0])}"


def _plain(value: Any) -> str:  # noqa: ANN401 - any scalar
    return str(value).lower() if isinstance(value, bool) else str(value)


def _describe(place: KeyPath) -> str:
    """Name what stands at a place: `` `amount` ``, ``an entry of `lines` ``, `this record`."""
    if not place:
        return "this record"
    return f"an entry of `{_last_name(place)}`" if isinstance(place[-1], int) else f"`{_last_name(place)}`"


def _last_name(place: KeyPath) -> str:
    return shorten(next(part for part in reversed(place) if isinstance(part, str)))


def _first_lower(text: str) -> str:
    is_word = (len(text) > 1 and text[1].islower()) or text[1:2] == " "
    return text[0].lower() + text[1:] if is_word else text
