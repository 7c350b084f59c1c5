"""Writes JSON values as text: as JSON, and as literals of Python and JavaScript."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class _Notation:
    """How a language writes values; lists and mappings longer than `width` take several lines.

    `indent` None keeps everything on one line.
    """

    true: str
    false: str
    null: str
    indent: int | None
    width: int
    trailing_comma: str
    brace_padding: str = ""
    has_bare_keys: bool = False


_JSON = _Notation("true", "false", "null", indent=2, width=0, trailing_comma="")
_JSON_LINE = _Notation("true", "false", "null", indent=None, width=0, trailing_comma="")
_PYTHON = _Notation("True", "False", "None", indent=4, width=88, trailing_comma=",")
_JAVASCRIPT = _Notation(
    "true", "false", "null", indent=2, width=80, trailing_comma=",", brace_padding=" ", has_bare_keys=True
)
_BARE_KEY = re.compile("[A-Za-z_$][A-Za-z0-9_$]*")
_NOT_ASCII = re.compile("[^\x00-\x7e]")
_INVISIBLE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
"""Characters that would make code look other than it is. Source: CVE-2021-42574, "Trojan Source"."""


def write_json(value: Any, *, is_compact: bool = False) -> str:  # noqa: ANN401 - any JSON value
    """Write a value as JSON; decimals keep their digits, non-ASCII text stays readable."""
    return _write(value, 0, _JSON_LINE if is_compact else _JSON)


def write_ascii_json(value: Any, *, is_compact: bool = False) -> str:  # noqa: ANN401 - any JSON value
    """Write a value as JSON of ASCII only, for shells and editors that guess the encoding of a file."""
    return _NOT_ASCII.sub(_escape_utf_16, write_json(value, is_compact=is_compact))


def _escape_utf_16(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be")
    return "".join(f"\\u{units[index : index + 2].hex()}" for index in range(0, len(units), 2))


def write_python(value: Any, depth: int = 0) -> str:  # noqa: ANN401 - any JSON value
    """Write a value as a Python literal, broken into lines where it is long.

    Args:
        value: Mappings, lists, text, numbers, booleans and None.
        depth: How many levels of four spaces the first line stands at.
    """
    return _write(value, depth, _PYTHON)


def write_javascript(value: Any, depth: int = 0) -> str:  # noqa: ANN401 - any JSON value
    """Write a value as a JavaScript literal, laid out as Prettier does; numbers have the digits of the value.

    Args:
        value: Mappings, lists, text, numbers, booleans and None.
        depth: How many levels of two spaces the first line stands at.
    """
    return _write(value, depth, _JAVASCRIPT)


def write_member(key: str) -> str:
    """Write what reads a field of an object in JavaScript: `.name`, or `["other name"]`."""
    return f".{key}" if _BARE_KEY.fullmatch(key) else f"[{_scalar(key, _JAVASCRIPT)}]"


def _write(value: Any, depth: int, notation: _Notation) -> str:  # noqa: ANN401 - any JSON value
    if not isinstance(value, dict | list | tuple) or not value:
        return _scalar(value, notation)
    flat = _flat(value, notation)
    if notation.indent is None or len(flat) + depth * notation.indent <= notation.width:
        return flat
    inner = "\n" + " " * (notation.indent * (depth + 1))
    if isinstance(value, dict):
        items = [f"{_key(key, notation)}: {_write(item, depth + 1, notation)}" for key, item in value.items()]
        opening, closing = "{", "}"
    else:
        items = [_write(item, depth + 1, notation) for item in value]
        opening, closing = "[", "]"
    body = f",{inner}".join(items)
    return f"{opening}{inner}{body}{notation.trailing_comma}\n{' ' * (notation.indent * depth)}{closing}"


def _flat(value: Any, notation: _Notation) -> str:  # noqa: ANN401 - any JSON value
    if isinstance(value, dict):
        items = (f"{_key(key, notation)}: {_flat(item, notation)}" for key, item in value.items())
        padding = notation.brace_padding if value else ""
        return f"{{{padding}{', '.join(items)}{padding}}}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_flat(item, notation) for item in value) + "]"
    return _scalar(value, notation)


def _key(key: str, notation: _Notation) -> str:
    """Write a key; `__proto__` in brackets, because JavaScript gives a meaning to it even in quotes."""
    if not notation.has_bare_keys:
        return _scalar(key, notation)
    if key == "__proto__":
        return '["__proto__"]'
    return key if _BARE_KEY.fullmatch(key) else _scalar(key, notation)


def _scalar(value: Any, notation: _Notation) -> str:  # noqa: ANN401 - any JSON value; one return per kind
    if isinstance(value, str):
        return _INVISIBLE.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(value, ensure_ascii=False))
    if isinstance(value, bool):
        return notation.true if value else notation.false
    if value is None:
        return notation.null
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, dict):
        return "{}"
    return "[]" if isinstance(value, list | tuple) else str(value)
