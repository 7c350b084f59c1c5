"""Writes a body as the parts of a multipart form.

Source: the Python SDK openai 3.52, `_qs.py` and `_base_client.py`, run 2026-11: `languages[]` for each value of a
list, `chunking_strategy[type]` for a field of an object, nothing for null.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from site_builder.snippets.literals import write_json
from site_builder.snippets.request import HttpRequest


def list_texts(request: HttpRequest) -> tuple[tuple[str, str], ...]:
    """Give name and text of each part that is not a file, in order; a name may come several times."""
    fields = ((name, value) for name, value in request.body.items() if name not in request.files)
    return tuple(part for name, value in fields for part in _flatten(name, value))


def list_files(request: HttpRequest) -> tuple[tuple[str, str], ...]:
    """Give name and file name of each part that is a file, in order."""
    return tuple((name, value) for name, value in request.body.items() if name in request.files)


def _flatten(name: str, value: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - any JSON value
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _flatten(f"{name}[{key}]", item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _flatten(f"{name}[]", item)
    elif value is not None:
        yield name, value if isinstance(value, str) else write_json(value)
