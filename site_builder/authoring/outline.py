"""Writes the outline of a record: the values it begins with, and every other field as a comment to take over.

Descriptions and examples come from the record classes, so a new field appears by itself. What can be taken over
begins with `# `, explanations with `##`: uncommenting a whole stretch in an editor leaves valid YAML.
"""

from __future__ import annotations

import itertools
import textwrap
import typing
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from site_builder.authoring.block_style import MAX_LINE, write_entry
from site_builder.authoring.field_examples import example_of, fields_by_key
from site_builder.catalog.field_lookup import class_at, field_names
from site_builder.records.base import Record
from site_builder.records.specification import CAPABILITY_STATES

_MAX_SHORT = 48
"""Characters of the longest entry that is explained beside it instead of above it."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """The lines of one field, and what explains it."""

    lines: tuple[str, ...]
    explanation: str

    @property
    def is_short(self) -> bool:
        """Whether there is room for the explanation beside the value."""
        line = self.lines[0]
        fits = len(line) <= _MAX_SHORT and _MAX_SHORT + len("  # ") + len(self.explanation) <= MAX_LINE
        return len(self.lines) == 1 and fits


def write_outline(
    record_class: type[Record],
    first: Mapping[str, Any],
    *,
    examples: Mapping[str, Any] | None = None,
    hints: Mapping[str, str] | None = None,
) -> str:
    """Write a record with all its fields, in the order of the class.

    Args:
        record_class: Class of the record.
        first: Values it begins with; must hold every required field.
        examples: Values to show instead of those declared beside the fields.
        hints: What to say of a field besides its meaning.
    """
    entries = []
    for key in field_names(record_class):
        hint = (hints or {}).get(key, "")
        if key in first:
            explanation = f"{_explain(record_class, key, first[key])} {hint}".rstrip()
            entries.append(_Entry(tuple(write_entry(key, first[key])), explanation))
        else:
            entries.append(_outline_field(record_class, key, examples or {}, hint=hint))
    return "\n".join(_lay_out(entries, gap=[""])) + "\n"


def _outline_field(owner: type[BaseModel], key: str, examples: Mapping[str, Any], *, hint: str) -> _Entry:
    value = examples[key] if key in examples else example_of(owner, key)
    part = class_at(owner, (key,))
    if part is None:
        lines = write_entry(key, value)
    else:
        known = value if key in examples else {}
        value = {name: known[name] if name in known else example_of(part, name) for name in _main_keys(part)}
        entries = [_Entry(tuple(write_entry(name, value[name])), _explain(part, name, value[name])) for name in value]
        lines = [f"{key}:", *(f"  {line}" for line in _lay_out(entries, gap=[]))]
    return _Entry(tuple(f"# {line}" for line in lines), f"{_explain(owner, key, value)} {hint}".rstrip())


def _main_keys(part: type[BaseModel]) -> list[str]:
    """Give the keys of the required fields of a mapping, or of all if none is."""
    fields = fields_by_key(part)
    return [key for key, name in fields.items() if part.model_fields[name].is_required()] or list(fields)


def _lay_out(entries: Iterable[_Entry], *, gap: list[str]) -> list[str]:
    """Put short entries into one table with their explanations, others below theirs; `gap` stands between."""
    blocks: list[list[str]] = []
    for is_short, group in itertools.groupby(entries, key=lambda entry: entry.is_short):
        members = list(group)
        if is_short:
            width = max(len(entry.lines[0]) for entry in members)
            blocks.append([f"{entry.lines[0]:<{width}}  # {entry.explanation}" for entry in members])
        else:
            blocks += ([*_write_above(entry.explanation), *entry.lines] for entry in members)
    return list(itertools.chain.from_iterable([*(gap if index else []), *block] for index, block in enumerate(blocks)))


def _write_above(explanation: str) -> list[str]:
    return textwrap.wrap(
        explanation, MAX_LINE - 20, initial_indent="## ", subsequent_indent="## ", break_on_hyphens=False
    )


def _explain(owner: type[BaseModel], key: str, value: Any) -> str:  # noqa: ANN401 - any YAML value
    """Give what a field means, the values it can have if they are few, and the keys its value does not show."""
    field = owner.model_fields[fields_by_key(owner)[key]]
    return " ".join([str(field.description), *_choices(field), *_also(owner, key, value)])


def _choices(field: FieldInfo) -> Iterator[str]:
    for annotation in (field.annotation, *typing.get_args(field.annotation)):
        bare = typing.get_args(annotation)[0] if typing.get_origin(annotation) is typing.Annotated else annotation
        options = typing.get_args(bare) if typing.get_origin(bare) is typing.Literal else ()
        if options and options != tuple(CAPABILITY_STATES):
            word = "One of" if typing.get_origin(field.annotation) is not dict else "Keys:"
            yield f"{word} {', '.join(options)}."


def _also(owner: type[BaseModel], key: str, value: Any) -> Iterator[str]:  # noqa: ANN401 - any YAML value
    """Name the keys that the mapping, or the entries of the list, shown for a field could have besides."""
    shown = value[0] if isinstance(value, list) and value else value
    part = class_at(owner, (key,)) or class_at(owner, (key, 0))
    others = [name for name in field_names(part) if name not in shown] if part and isinstance(shown, Mapping) else []
    if others:
        yield f"Also: {', '.join(others)}."
