"""Leaves out of a new record what the rest of it contradicts, as the rules of the site see it."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from site_builder.catalog.catalog import Catalog, RecordId
from site_builder.catalog.finding import Finding
from site_builder.catalog.positions import KeyPath
from site_builder.diagnostics import Severity
from site_builder.lint.all_rules import RULES
from site_builder.lint.rule import RecordRule
from site_builder.records.model import Model

_MODEL_RULES = tuple(
    rule
    for rule in RULES
    if isinstance(rule, RecordRule) and rule.record_class is Model and rule.severity is Severity.ERROR
)
_OPTIONAL = (("pricing", "lines"), ("capabilities",), ("limits",), ("reasoning_levels",))
"""Facts that a record can do without."""


def make_sound(record_id: RecordId, values: Mapping[str, Any], catalog: Catalog) -> tuple[dict[str, Any], list[str]]:
    """Give the values without those that a rule finds wrong, and what the rules said of them.

    Values that are no record, and what no record can do without, stay for others to judge.
    """
    sound = copy.deepcopy(dict(values))
    said: list[str] = []
    while finding := _find_removable(record_id, sound, catalog):
        _remove(sound, finding.place)
        said.append(finding.message)
    return sound, said


def _find_removable(record_id: RecordId, values: Mapping[str, Any], catalog: Catalog) -> Finding | None:
    return next((finding for finding in _findings(record_id, values, catalog) if _entry(finding.place)), None)


def _findings(record_id: RecordId, values: Mapping[str, Any], catalog: Catalog) -> Iterator[Finding]:
    try:
        model = Model.model_validate(values)
    except ValidationError:
        return
    for rule in _MODEL_RULES:
        yield from rule.check(record_id, model, catalog)


def _entry(place: KeyPath) -> KeyPath:
    """Give the place of the fact that a finding is about: a whole price line, a capability; empty if it must stay."""
    for owner in _OPTIONAL:
        if place[: len(owner)] == owner:
            return place[: len(owner) + 1]
    return ()


def _remove(values: dict[str, Any], place: KeyPath) -> None:
    *above, last = _entry(place)
    owner: Any = values
    for part in above:
        owner = owner[part]
    del owner[last]
