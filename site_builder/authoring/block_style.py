"""Writes values as YAML the way a maintainer would: block style, short rows in braces, long texts folded."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping
from typing import Any

from site_builder.catalog.flow_style import write_flow
from site_builder.catalog.scalars import resolve_plain

MAX_LINE = 140
"""Characters a line of the catalog has at most."""

_PLAIN = re.compile(r"[^\W_](?:(?!:(?:\s|$))\S| (?=[^\s#]))*")
"""Texts that mean themselves without quotes, outside brackets and braces."""


def write_entry(key: str, value: Any, *, indent: int = 0) -> list[str]:  # noqa: ANN401 - any YAML value
    """Write `key: value` as lines.

    Args:
        key: The key.
        value: Mappings, lists, text, whole numbers, true, false and None.
        indent: Spaces before the key.
    """
    start = f"{' ' * indent}{key}:"
    line = f"{start} {_write_inline(value)}"
    is_long = len(line) > MAX_LINE
    if is_long and isinstance(value, str) and " ".join(value.split()) == value and value.isprintable():
        return [f"{start} >-", *_fold(value, indent + 2)]
    if value and isinstance(value, Mapping | list) and (is_long or _has_rows(value)):
        return [start, *_write_below(value, indent + 2)]
    return [line]


def _has_rows(value: Any) -> bool:  # noqa: ANN401 - any YAML value
    """Whether a value is or holds a list of mappings or sentences, each of which gets a row."""
    if isinstance(value, Mapping):
        return any(map(_has_rows, value.values()))
    return isinstance(value, list) and any(
        isinstance(item, Mapping) or (isinstance(item, str) and " " in item) for item in value
    )


def _write_below(value: Mapping[str, Any] | list[Any], indent: int) -> list[str]:
    if isinstance(value, Mapping):
        return [line for key, item in value.items() for line in write_entry(key, item, indent=indent)]
    return [line for item in value for line in _write_item(item, indent)]


def _write_item(item: Any, indent: int) -> list[str]:  # noqa: ANN401 - any YAML value
    dash = f"{' ' * indent}- "
    if isinstance(item, Mapping) and item:
        row = f"{dash}{write_flow(item)}"
        if len(item) > 1 and len(row) <= MAX_LINE and not _has_rows(item):
            return [row]
        first, *others = _write_below(item, indent + 2)
        return [dash + first.lstrip(), *others]
    return [f"{dash}{_write_inline(item)}"]


def _write_inline(value: Any) -> str:  # noqa: ANN401 - any YAML value
    is_plain = (
        isinstance(value, str)
        and value.isprintable()
        and _PLAIN.fullmatch(value)
        and isinstance(resolve_plain(value), str)
    )
    return str(value) if is_plain else write_flow(value)


def _fold(text: str, indent: int) -> list[str]:
    before = " " * indent
    return textwrap.wrap(
        text, MAX_LINE, initial_indent=before, subsequent_indent=before, break_long_words=False, break_on_hyphens=False
    )
