"""Interface words that are written in Python beside what they name.

`messages extract` finds each `message("…")` and puts its text into `ui.pot`.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, Field


def message(source: str) -> str:
    """Mark an English interface text for translation; gives it back unchanged."""
    return source


def plural_message(singular: str, plural: str) -> tuple[str, str]:
    """Mark an English text that depends on `{count}` for translation; gives both forms back."""
    return singular, plural


@dataclass(frozen=True, slots=True)
class Label:
    """A word and its longer form, e.g. of a unit: `image`, `per image`. Both are interface messages."""

    title: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class FieldLabel:
    """How a typed field is shown among the specifications.

    Attributes:
        title: Interface message.
        unit: Both forms of a message with `{count}`, for numbers; None for other values.
        group: Heading it stands under, a key of `GROUPS`.
    """

    title: str
    unit: tuple[str, str] | None
    group: str


GROUPS: dict[str, str] = {
    "model": message("Model"),
    "modalities": message("Inputs and outputs"),
    "limits": message("Limits"),
    "lifecycle": message("Lifecycle"),
    "other": message("More facts"),
}
"""Headings of the specifications, in page order."""


def label(title: str, *, group: str = "model", unit: tuple[str, str] | None = None) -> dict[str, Any]:
    """Give the `json_schema_extra` that makes a field a specification."""
    return {"label": title, "group": group, "unit": unit}


def labelled(
    title: str,
    *,
    description: str,
    examples: list[Any],
    group: str = "model",
    unit: tuple[str, str] | None = None,
) -> Any:  # noqa: ANN401 - a pydantic field is typed by its annotation
    """Declare an optional field together with the label, unit and group it has on the page."""
    extra = label(title, group=group, unit=unit)
    return Field(default=None, description=description, examples=examples, json_schema_extra=extra)


@functools.cache
def field_labels(record_class: type[BaseModel]) -> Mapping[str, FieldLabel]:
    """Give the labels of all fields of a class that are specifications, in the order of the class."""
    labels = {}
    for name, field in record_class.model_fields.items():
        extra = field.json_schema_extra
        if isinstance(extra, dict) and "label" in extra:
            labels[name] = FieldLabel(str(extra["label"]), extra["unit"], str(extra["group"]))  # type: ignore[arg-type]
    return labels
