"""Writes JSON values as text: as JSON, and as Python literals."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

_WIDTH = 88


def write_json(value: Any, *, indent: int | None = 2) -> str:  # noqa: ANN401 - any JSON value
    """Write a value as JSON; decimals keep their digits, non-ASCII text stays readable."""
    return _write(value, 0, indent=indent, words=("true", "false", "null"), trailing_comma=False, width=0)


def write_python(value: Any, depth: int = 0) -> str:  # noqa: ANN401 - any JSON value
    """Write a value as a Python literal, broken into lines where it is long.

    Args:
        value: Mappings, lists, text, numbers, booleans and None.
        depth: How many levels of four spaces the first line stands at.
    """
    return _write(value, depth, indent=4, words=("True", "False", "None"), trailing_comma=True, width=_WIDTH)


def _write(
    value: Any,  # noqa: ANN401 - any JSON value
    depth: int,
    *,
    indent: int | None,
    words: tuple[str, str, str],
    trailing_comma: bool,
    width: int,
) -> str:
    if not isinstance(value, dict | list | tuple) or not value:
        return _scalar(value, words)
    flat = _flat(value, words)
    if indent is None or len(flat) + depth * indent <= width:
        return flat
    inner = "\n" + " " * (indent * (depth + 1))

    def below(item: Any) -> str:  # noqa: ANN401 - any JSON value
        return _write(item, depth + 1, indent=indent, words=words, trailing_comma=trailing_comma, width=width)

    if isinstance(value, dict):
        items = [f"{_scalar(key, words)}: {below(item)}" for key, item in value.items()]
        opening, closing = "{", "}"
    else:
        items = [below(item) for item in value]
        opening, closing = "[", "]"
    end = "," if trailing_comma else ""
    return f"{opening}{inner}{f',{inner}'.join(items)}{end}\n{' ' * (indent * depth)}{closing}"


def _flat(value: Any, words: tuple[str, str, str]) -> str:  # noqa: ANN401 - any JSON value
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_scalar(key, words)}: {_flat(item, words)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_flat(item, words) for item in value) + "]"
    return _scalar(value, words)


def _scalar(value: Any, words: tuple[str, str, str]) -> str:  # noqa: ANN401 - any JSON value
    true, false, null = words
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, bool):
        return true if value else false
    if value is None:
        return null
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, dict):
        return "{}"
    return "[]" if isinstance(value, list | tuple) else str(value)
