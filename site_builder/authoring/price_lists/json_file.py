"""Reads the file of a price list: JSON from elsewhere, trusted in nothing; its numbers keep every digit."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, NoReturn

import yaml

from site_builder.catalog.positions import KeyPath, locate
from site_builder.diagnostics import Diagnostic, Span

MAX_MEGABYTES = 64
"""The largest list that is read; the largest public one has 3 MB."""

_WHY = "nothing can be taken from a file that is not the list it should be"


class BrokenListError(Exception):
    """A file that is no price list; `diagnostics` say why."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Keep what is wrong."""
        self.diagnostics = tuple(diagnostics)
        super().__init__(f"{len(self.diagnostics)} problems")


@dataclass(frozen=True, slots=True)
class JsonFile:
    """A file of JSON: the path it is shown by, its text, and its value with decimals for fractions."""

    path: str
    text: str
    value: Any

    def span(self, place: KeyPath) -> Span:
        """Give where a value stands, or as much of the way there as exists; JSON is YAML, but for rare escapes."""
        try:
            return locate(self.path, self.text, place, at_key=True)
        except yaml.YAMLError:
            return Span(self.path)


def read_json(path: Path) -> JsonFile:
    """Read a file of JSON.

    Raises:
        BrokenListError: It is too large, not UTF-8, or not JSON; `NaN` and `Infinity` are not.
        OSError: It cannot be read.
    """
    with path.open("rb") as file:
        content = file.read(MAX_MEGABYTES * 1_000_000 + 1)
    if len(content) > MAX_MEGABYTES * 1_000_000:
        raise broken(Span(str(path)), f"the file has more than {MAX_MEGABYTES} MB", "name the list itself")
    try:
        text = content.decode("utf-8-sig")
        return JsonFile(
            str(path), text, json.loads(text, parse_float=Decimal, parse_int=_read_int, parse_constant=_refuse)
        )
    except UnicodeDecodeError:
        raise broken(Span(str(path)), "the file is not encoded in UTF-8", "download the list again") from None
    except json.JSONDecodeError as error:
        span = Span(str(path), error.lineno, error.colno)
        raise broken(span, f"the file is not JSON: {error.msg}", "download the list again") from None
    except (ValueError, RecursionError) as error:
        said = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise broken(Span(str(path)), f"the file cannot be read: {said}", "download the list again") from None


def broken(span: Span, message: str, fix: str) -> BrokenListError:
    """Make the error of a file that is not the list it should be."""
    return BrokenListError([Diagnostic("list-unreadable", span, message, _WHY, fix)])


_MAX_INT_DIGITS = 30


def _read_int(digits: str) -> int:
    if len(digits) > _MAX_INT_DIGITS:
        raise ValueError(f"a number has {len(digits)} digits")
    return int(digits)


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"`{name}` is no number of JSON")
