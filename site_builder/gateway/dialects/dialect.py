"""What a chat protocol must tell the gateway about itself, and the words for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from site_builder.records.protocol import StreamEvent

Json = dict[str, Any]
"""A JSON object."""

ANY_OBJECT: Json = {"type": "object", "properties": {"text": {}}}
"""Schema of the answer where the caller asks for any JSON object."""


@dataclass(frozen=True, slots=True)
class Tool:
    """A function that the caller offers: its name, and the JSON Schema of its arguments."""

    name: str
    schema: Any


@dataclass(frozen=True, slots=True)
class ToolCall:
    """The call of a function that an answer asks for."""

    name: str
    arguments: Any


@dataclass(frozen=True, slots=True)
class Wish:
    """What a request asks the answer to be.

    Attributes:
        tools: Functions the model may call now, in order; none if it may not, or if their result has just come.
        schema: JSON Schema of the answer; None if any text will do.
        has_schema: Whether the answer must be JSON.
    """

    tools: tuple[Tool, ...] = ()
    schema: Any = None
    has_schema: bool = False


@dataclass(frozen=True, slots=True)
class Dialect:
    """One chat protocol. All its functions take bodies that have passed the check against the field tree.

    Attributes:
        read: Gives what a request wishes for.
        say: Gives the example answer with another text.
        call: Gives the example answer with a call in the place of its text.
        stream: Gives an answer that `say` or `call` made as events.
        finish: Gives the body and the events of an answer as the request's options change them.
    """

    read: Callable[[Mapping[str, Any]], Wish]
    say: Callable[[Json, str], Json]
    call: Callable[[Json, ToolCall], Json]
    stream: Callable[[Json], tuple[StreamEvent, ...]]
    finish: Callable[[Mapping[str, Any], Json, tuple[StreamEvent, ...]], tuple[Json, tuple[StreamEvent, ...]]]


def keep(
    body: Mapping[str, Any], answer: Json, events: tuple[StreamEvent, ...]
) -> tuple[Json, tuple[StreamEvent, ...]]:
    """Give an answer and its events unchanged: the `finish` of a protocol without such options."""
    del body
    return answer, events


def objects(value: Any) -> tuple[Json, ...]:  # noqa: ANN401 - any JSON value
    """Give the objects in a list; none if it is no list, because a site may describe its fields loosely."""
    return tuple(item for item in value if isinstance(item, dict)) if isinstance(value, list) else ()


def prefer(tools: Sequence[Tool], name: object) -> tuple[Tool, ...]:
    """Give the tool of a name alone, if it is offered; else all."""
    named = tuple(tool for tool in tools if tool.name == name)
    return named or tuple(tools)
