"""Turns what Pydantic found into diagnostics a maintainer can act on.

Shape errors are worded here, from the descriptions and examples declared beside each field.
"""

from __future__ import annotations

import json
import re
import textwrap
import typing
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from site_builder.catalog.field_lookup import class_at, field_at, field_names
from site_builder.catalog.finding import Finding, place_finding, suggest
from site_builder.catalog.positions import KeyPath
from site_builder.catalog.yaml_reader import YamlFile
from site_builder.diagnostics import Diagnostic
from site_builder.records.base import Problem, Record

_R = typing.TypeVar("_R", bound=Record)


def validate_record(record_class: type[_R], file: YamlFile) -> _R | tuple[Diagnostic, ...]:
    """Give the record a file holds, or everything that is wrong with its shape; never raises."""
    try:
        return record_class.model_validate(file.value)
    except ValidationError as error:
        return diagnose(record_class, file, error.errors(include_url=False))


def diagnose(record_class: type[Record], file: YamlFile, errors: list[ErrorDetails]) -> tuple[Diagnostic, ...]:
    """Give one diagnostic per problem, without repetition, sorted."""
    findings = dict.fromkeys(finding for error in errors for finding in _findings(record_class, file.value, error))
    return tuple(sorted(place_finding(file, finding) for finding in findings))


def _findings(record_class: type[Record], value: Any, error: ErrorDetails) -> Iterator[Finding]:  # noqa: ANN401
    place = _real_place(value, error["loc"])
    kind = error["type"]
    if kind == "problems":
        for problem in typing.cast("tuple[Problem, ...]", error["ctx"]["problems"]):
            yield Finding(problem.code, place + problem.at, problem.message, problem.why, problem.fix)
    elif kind == "extra_forbidden":
        yield _unknown_field(record_class, place)
    elif kind == "missing":
        yield _missing_field(record_class, (*place, error["loc"][-1]))
    elif kind in ("string_pattern_mismatch", "literal_error", "enum"):
        yield _value_not_allowed(record_class, place, error)
    elif kind in _OUT_OF_RANGE:
        yield _out_of_range(record_class, place, error)
    else:
        yield _wrong_type(record_class, place, error)


_OUT_OF_RANGE = {
    "greater_than": "above {gt}",
    "greater_than_equal": "{ge} or more",
    "less_than": "below {lt}",
    "less_than_equal": "{le} or less",
    "too_short": "a list with at least {min_length} entries",
    "string_too_short": "a text that is not empty",
    "string_too_long": "a text of at most {max_length} characters",
}


_EXPECTED = {
    "string_type": "a text",
    "string_sub_type": "a text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "int_parsing": "a whole number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "tuple_type": "a list",
    "list_type": "a list",
    "model_type": "a mapping of fields",
    "model_attributes_type": "a mapping of fields",
    "dict_type": "a mapping",
}


def _real_place(value: Any, location: tuple[str | int, ...]) -> KeyPath:  # noqa: ANN401
    """Drop the parts of a Pydantic location that name a type instead of a key."""
    place: list[str | int] = []
    for part in location:
        is_key = isinstance(value, dict) and part in value
        if is_key or (isinstance(value, list) and isinstance(part, int) and part < len(value)):
            value = value[part]
            place.append(part)
    return tuple(place)


def _unknown_field(record_class: type[Record], place: KeyPath) -> Finding:
    name, owner = str(place[-1]), class_at(record_class, place[:-1])
    known = field_names(owner) if owner else []
    fix = f"remove it, or use one of: {', '.join(known)}" if known else "remove it"
    hint = suggest(name, known)
    if hint:
        fix = f"rename the key{hint}"
    return Finding(
        "field-unknown",
        place,
        f"unknown field `{name}`",
        f"{_describe_place(place[:-1])} has no such field, so nothing would be shown of it",
        fix,
        at_key=True,
    )


def _missing_field(record_class: type[Record], place: KeyPath) -> Finding:
    name = str(place[-1])
    field = field_at(record_class, place)
    description = f": {_first_lower(field.description)}" if field and field.description else ""
    return Finding(
        "field-missing",
        place[:-1],
        f"required field `{name}` is missing",
        f"{_describe_place(place[:-1])} needs it{description}".rstrip("."),
        f"add `{_example_line(name, field)}`",
        at_key=True,
    )


def _value_not_allowed(record_class: type[Record], place: KeyPath, error: ErrorDetails) -> Finding:
    field, given = field_at(record_class, place), error["input"]
    shown = _show(given)
    if error["type"] == "literal_error":
        allowed = [str(value) for value in _literal_values(error)]
        hint = suggest(str(given), allowed)
        if given is True and "yes" in allowed:
            hint = "; did you mean `yes`?"
        if given is False and "no" in allowed:
            hint = "; did you mean `no`?"
        why = f"{_describe_place(place)} is one of {', '.join(allowed)}"
        return Finding("value-not-allowed", place, f"{shown} is not a known value{hint}", why, _fix_line(place, field))
    code = "url-malformed" if "https" in str(error["ctx"].get("pattern")) else "text-malformed"
    why = (
        "links go to public https addresses without spaces or quotes"
        if code == "url-malformed"
        else f"{_describe_place(place)} is used in addresses, code and other files, so only some characters are safe"
    )
    return Finding(code, place, f"{shown} has a form that is not allowed here", why, _fix_line(place, field))


def _literal_values(error: ErrorDetails) -> list[str]:
    return re.findall(r"'([^']*)'", str(error["ctx"]["expected"]))


def _out_of_range(record_class: type[Record], place: KeyPath, error: ErrorDetails) -> Finding:
    expected = _OUT_OF_RANGE[error["type"]].format(**error["ctx"])
    return Finding(
        "value-out-of-range",
        place,
        f"{_show(error['input'])} is not {expected}",
        f"{_describe_place(place)} must be {expected}",
        _fix_line(place, field_at(record_class, place)),
    )


def _wrong_type(record_class: type[Record], place: KeyPath, error: ErrorDetails) -> Finding:
    expected = _EXPECTED.get(error["type"], "a value of another kind")
    given = error["input"]
    fix = _fix_line(place, field_at(record_class, place))
    if expected == "a text" and isinstance(given, int | Decimal | bool):
        fix = f'put it in quotes: `"{_plain(given)}"`'
    return Finding(
        "type-mismatch",
        place,
        f"{_show(given)} is not {expected}",
        f"{_describe_place(place)} must be {expected}",
        fix,
    )


def _fix_line(place: KeyPath, field: FieldInfo | None) -> str:
    names = [str(part) for part in place if isinstance(part, str)]
    return f"write e.g. `{_example_line(names[-1] if names else 'name', field)}`"


def _example_line(name: str, field: FieldInfo | None) -> str:
    if field is None or not field.examples:
        return f"{name}: …"
    return f"{name}: {write_flow(field.examples[0])}"


def write_flow(value: Any) -> str:  # noqa: ANN401 - any example value
    """Write a value as one line of YAML flow style."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {write_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(write_flow(item) for item in value) + "]"
    if isinstance(value, str):
        is_plain = re.fullmatch(r"[A-Za-z/][^:#,\[\]{}\"'`]*", value) and value not in ("true", "false", "null")
        is_date = re.fullmatch(r"\d{4}-\d{2}-\d{2}", value)
        return value if is_plain or is_date else json.dumps(value, ensure_ascii=False)
    return json.dumps(value)


def _show(value: Any) -> str:  # noqa: ANN401 - any YAML value
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list | tuple):
        return "an empty list" if not value else "a list"
    if value is None:
        return "an empty value"
    text = _plain(value)
    return f"`{textwrap.shorten(text, 60, placeholder='…')}`" if text.strip() else "an empty text"


def _plain(value: Any) -> str:  # noqa: ANN401 - any scalar
    return str(value).lower() if isinstance(value, bool) else str(value)


def _describe_place(place: KeyPath) -> str:
    names = [str(part) for part in place if isinstance(part, str)]
    return f"`{names[-1]}`" if names else "this record"


def _first_lower(text: str) -> str:
    is_word = (len(text) > 1 and text[1].islower()) or text[1:2] == " "
    return text[0].lower() + text[1:] if is_word else text
