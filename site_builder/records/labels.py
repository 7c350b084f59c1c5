"""Interface words that are written in Python beside what they name.

`messages extract` finds each `message("…")` and puts its text into `ui.pot`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import Field


def message(source: str) -> str:
    """Mark an English interface text for translation; gives it back unchanged."""
    return source


@dataclass(frozen=True, slots=True)
class Label:
    """How a typed field is shown: `title` and `unit` are interface messages; an empty unit means none."""

    title: str
    unit: str = ""


def labelled(title: str, *, unit: str = "", description: str, examples: list[Any]) -> Any:  # noqa: ANN401 - a pydantic field is typed by its annotation
    """Declare an optional field together with the label it has on the page."""
    return Field(default=None, description=description, examples=examples, json_schema_extra={"label": [title, unit]})


def field_label(record_class: type, field: str) -> Label:
    """Give the label declared beside a field with `labelled`.

    Raises:
        KeyError: The field has no label.
    """
    extra = record_class.model_fields[field].json_schema_extra  # type: ignore[attr-defined]
    title, unit = extra["label"]
    return Label(title, unit)
