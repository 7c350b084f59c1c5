"""Writes values as YAML on one line, for text that can be pasted."""

from __future__ import annotations

import json
import re
from typing import Any

from site_builder.catalog.scalars import resolve_plain


def write_flow(value: Any) -> str:  # noqa: ANN401 - any example value
    """Write a value as one line of YAML flow style."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_write_key(str(key))}: {write_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(write_flow(item) for item in value) + "]"
    if isinstance(value, str):
        is_plain = _PLAIN.fullmatch(value) and value.isprintable() and isinstance(resolve_plain(value), str)
        return value if is_plain else _quote(value)
    return json.dumps(value)


_PLAIN = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[A-Za-z/][^:#,\[\]{}\"'`\s]*( [^:#,\[\]{}\"'`\s]+)*")


def _write_key(key: str) -> str:
    return _quote(key) if _STRUCTURE.search(key) else key


_STRUCTURE = re.compile(r"[\[\]{},#:\"'\s]")
"""What ends a key between braces, e.g. in the path `tools[].function`."""


def _quote(text: str) -> str:
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(character if character.isprintable() else f"\\U{ord(character):08x}" for character in quoted)
