"""Pieces of Python that several snippets have: imports, keyword arguments, saving a file."""

from __future__ import annotations

import keyword
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from site_builder.snippets.literals import write_python


def write_imports(standard: Iterable[str], third_party: str) -> str:
    """Write import statements in their usual order: `import os` before `from pathlib import Path`."""
    lines = sorted(set(standard), key=lambda line: (line.startswith("from"), line))
    return "\n".join((*lines, "", third_party))


def write_arguments(
    body: Mapping[str, Any],
    extensions: frozenset[str] = frozenset(),
    depth: int = 0,
    *,
    files: frozenset[str] = frozenset(),
    variables: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """Write a body as keyword arguments, one a line; names the SDK or Python refuses go through `extra_body`.

    Args:
        body: What is sent, by name.
        extensions: Names the SDK does not know.
        depth: How many levels of four spaces the call stands at.
        files: Names whose values are names of files.
        variables: Names whose values are in a variable, with its name.
    """
    extra = {name: value for name, value in body.items() if name in extensions or not _is_argument(name)}
    pad = " " * 4 * (depth + 1)
    lines = []
    for name, value in body.items():
        literal = f"Path({write_python(value)})" if name in files else write_python(value, depth + 1)
        if name not in extra:
            lines.append(f"{pad}{name}={variables.get(name, literal)},\n")
    if extra:
        lines.append(f"{pad}extra_body={write_python(extra, depth + 1)},\n")
    return "\n" + "".join(lines) + " " * 4 * depth


def _is_argument(name: str) -> bool:
    return name.isascii() and name.isidentifier() and not keyword.iskeyword(name)
