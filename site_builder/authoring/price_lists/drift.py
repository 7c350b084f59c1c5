"""What a list says of a model and its record says otherwise, fact by fact; prices are in `price_drift.py`.

What only one of them says is no drift, and neither is another spelling: a rounded number of tokens, a day for a month.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from site_builder.authoring.price_lists.listed_model import TEMPERATURE, FactPath, ListedModel
from site_builder.catalog.flow_style import write_flow
from site_builder.catalog.positions import KeyPath
from site_builder.records.model import Model

_INCOMPARABLE: tuple[FactPath, ...] = (("name",), ("family",), ("kind",), ("updated",), TEMPERATURE)
"""What is spelled freely, or only this site's own."""

_LIFE: tuple[FactPath, ...] = (("status",), ("released",), ("retires",))

_MONTH = len("2026-03")


@dataclass(frozen=True, slots=True)
class Drift:
    """One fact that a record and a list say differently, or that only the list says.

    Attributes:
        code: Kebab-case name of the kind, e.g. `drift-price`.
        fact: What it is about, e.g. `limits.max_output_tokens`, `input per 1M tokens`.
        ours: What the record says, as YAML; empty if it says nothing.
        theirs: What the list says, as YAML.
        place: Where the record says it, or where it would.
        fix: What to write if the list is right.
    """

    code: str
    fact: str
    ours: str
    theirs: str
    place: KeyPath
    fix: str

    @property
    def is_addition(self) -> bool:
        """Whether only the list says it."""
        return not self.ours


def find_fact_drifts(model: Model, listed: ListedModel, *, is_version: bool) -> Iterator[Drift]:
    """Give the facts in which a record and an entry differ, and those that only the entry has.

    Args:
        model: The record.
        listed: The entry.
        is_version: Whether the entry is of another version of the model, which has a life of its own.
    """
    for path, theirs in listed.facts.items():
        if path in _INCOMPARABLE or (is_version and path in _LIFE):
            continue
        ours = _value_at(model, path)
        if ours in (None, "unknown", ()):
            yield _drift(path, "", theirs)
        elif not _is_same(path, ours, theirs, model, is_loose=path in listed.loose):
            yield _drift(path, write_flow(_plain(ours)), theirs)


def _drift(path: FactPath, ours: str, theirs: object) -> Drift:
    name = ".".join(path)
    written = write_flow(theirs)
    return Drift(f"drift-{path[0].replace('_', '-')}", name, ours, written, path, f"write `{path[-1]}: {written}`")


def _value_at(model: Model, path: FactPath) -> Any:  # noqa: ANN401 - any field
    value: Any = model
    for part in path:
        value = getattr(value, part)
    return value


def _plain(value: object) -> Any:  # noqa: ANN401 - any YAML value
    if isinstance(value, tuple):
        return list(value)
    return value if isinstance(value, int | str) else str(value)


def _is_same(path: FactPath, ours: Any, theirs: Any, model: Model, *, is_loose: bool) -> bool:  # noqa: ANN401 - any field
    if path[0] == "limits":
        window = model.limits.context_window_tokens if is_loose else None
        return is_same_count(ours, theirs) or (window is not None and is_same_count(window, theirs))
    if path[0] == "modalities":
        return set(theirs) <= set(ours) if is_loose else set(theirs) == set(ours)
    if path == ("reasoning_levels",):
        return set(ours) - {"none"} == set(theirs) - {"none"}
    if path == ("knowledge_cutoff",):
        return str(ours)[:_MONTH] == str(theirs)[:_MONTH]
    if path == ("status",):
        return bool(ours == theirs or (theirs == "deprecated" and ours == "retired"))
    return str(ours) == str(theirs)


_UNITS = ((1000, 1024), (1_000_000, 1_048_576), (1_000_000, 1_024_000))
"""A thousand and a million, as makers mean and as programs write them."""


def is_same_count(ours: int, theirs: int) -> bool:
    """Whether two numbers of tokens are one in two spellings: `1M` is 1,000,000 and 1,048,576, `64K` 65,535 too."""
    small, large = sorted((ours, theirs))
    return large - small <= 1 or any(
        small % decimal == 0 and abs(small // decimal * binary - large) <= 1 for decimal, binary in _UNITS
    )
