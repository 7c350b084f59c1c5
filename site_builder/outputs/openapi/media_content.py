"""The body of a request or an answer: its media types, each with a schema and examples."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Body:
    """What a body may be.

    Attributes:
        media_type: E.g. `application/json`.
        schema: What it must be.
        examples: OpenAPI examples by name, each with a `summary` and a `value`.
    """

    media_type: str
    schema: Mapping[str, Any]
    examples: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


def join_bodies(bodies: Iterable[Body]) -> dict[str, Any]:
    """Give the `content` of several bodies that the same place may have; what is said twice is said once."""
    by_type: dict[str, list[Body]] = {}
    for body in bodies:
        by_type.setdefault(body.media_type, []).append(body)
    return {media_type: _join_alike(alike) for media_type, alike in by_type.items()}


def _join_alike(bodies: list[Body]) -> dict[str, Any]:
    schemas: list[Mapping[str, Any]] = []
    for body in bodies:
        if body.schema not in schemas:
            schemas.append(body.schema)
    examples: dict[str, Mapping[str, Any]] = {}
    for name, example in (item for body in bodies for item in body.examples.items()):
        examples[_find_name(examples, name, example)] = example
    schema = schemas[0] if len(schemas) == 1 else {"anyOf": schemas}
    return {"schema": schema, **({"examples": examples} if examples else {})}


def _find_name(examples: Mapping[str, object], name: str, example: object) -> str:
    """Give the name of an example, with a number if another one has it already."""
    names = (name if number == 1 else f"{name}-{number}" for number in itertools.count(1))
    return next(free for free in names if examples.get(free, example) == example)
