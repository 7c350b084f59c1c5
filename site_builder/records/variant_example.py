"""Ways to call a protocol that not every model supports: tools, structured output, images, reasoning."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal

from pydantic import Field, model_validator

from site_builder.records.base import JsonValue, Problem, RecordPart, failure

_Path = tuple[str | int, ...]

_RESULT_PATHS: Mapping[str, _Path] = {
    "openai-chat": ("messages", -1, "content"),
    "openai-responses": ("input", -1, "output"),
    "google-genai": ("contents", -1, "parts", -1, "functionResponse", "response", "result"),
    "anthropic": ("messages", -1, "content", -1, "content"),
}
"""Where the last request has the result of a tool, per SDK. Source: references of the three makers, 2026-11."""

_SCHEMA_PATHS: Mapping[str, _Path] = {
    "openai-chat": ("response_format", "json_schema", "schema", "properties"),
    "openai-responses": ("text", "format", "schema", "properties"),
    "google-genai": ("generationConfig", "responseJsonSchema", "properties"),
    "anthropic": ("output_config", "format", "schema", "properties"),
}
"""Where a request has the fields of a structured answer, per SDK. Source: as above."""


class ExampleCall(RecordPart):
    """One call of a variant: what it sends, and what comes back."""

    request: dict[str, JsonValue] = Field(
        min_length=1,
        description="Fields of the body it adds to or replaces in the example request.",
        examples=[{"reasoning_effort": "low"}],
    )
    response: dict[str, JsonValue] | None = Field(
        default=None, description="Body of the answer, where it is not that of the example.", examples=[{"id": "1"}]
    )


class VariantExample(RecordPart):
    """A way to call that not every model supports.

    A tool is called in two calls: the first answer asks for it, the second request brings its result. What a model
    supports decides whether a reader sees the variant; of several with the same id the first one that fits counts.
    """

    id: Literal["tools", "structured_output", "image_input", "reasoning"] = Field(
        description="What it shows.", examples=["reasoning"]
    )
    calls: tuple[ExampleCall, ...] = Field(
        min_length=1,
        description="Its calls in order: two with `tools`, else one.",
        examples=[[{"request": {"reasoning_effort": "low"}}]],
    )

    @model_validator(mode="after")
    def _check_calls(self) -> VariantExample:
        actual, expected = len(self.calls), 2 if self.id == "tools" else 1
        if actual != expected:
            raise failure(
                "variant-calls",
                f"the variant `{self.id}` has {actual} call{'s' if actual > 1 else ''}, not {expected}",
                why="the first answer asks for a tool and a second call brings its result; all else is one call",
                fix=f"give `calls` {'two entries' if expected > 1 else 'one entry'}",
                at=("calls",),
            )
        return self


def read_tool_result(request: Mapping[str, Any], sdk: str) -> str | None:
    """Give the result of a tool that a request brings, or None if there is no text where the SDK has it."""
    result = _follow(request, _RESULT_PATHS.get(sdk))
    return result if isinstance(result, str) else None


def read_answer_keys(request: Mapping[str, Any], sdk: str) -> tuple[str, ...]:
    """Give the names of the fields a structured answer has, in the order of the schema; none if there is no schema."""
    properties = _follow(request, _SCHEMA_PATHS.get(sdk))
    return tuple(properties) if isinstance(properties, Mapping) else ()


def conversation_field(sdk: str) -> str:
    """Give the field of the body that has the conversation, e.g. `messages`.

    Raises:
        KeyError: The SDK has no conversations.
    """
    return str(_RESULT_PATHS[sdk][0])


def find_unreadable(variants: Iterable[VariantExample], sdk: str) -> Iterator[Problem]:
    """Give a problem for every variant that lacks what its code is made from."""
    for index, variant in enumerate(variants):
        request, at = variant.calls[-1].request, ("examples", "variants", index, "calls", len(variant.calls) - 1)
        if variant.id == "tools" and not (_starts_conversation(variant, sdk) and read_tool_result(request, sdk)):
            yield _unreadable(variant.id, "result of the tool", _RESULT_PATHS.get(sdk), sdk, (*at, "request"))
        if variant.id == "structured_output" and not read_answer_keys(request, sdk):
            yield _unreadable(variant.id, "field of the answer", _SCHEMA_PATHS.get(sdk), sdk, (*at, "request"))


def _starts_conversation(variant: VariantExample, sdk: str) -> bool:
    """Whether the first request has the conversation as a list, to which the result can be added."""
    return sdk in _RESULT_PATHS and isinstance(variant.calls[0].request.get(conversation_field(sdk)), list)


def _unreadable(name: str, what: str, path: _Path | None, sdk: str, at: tuple[str | int, ...]) -> Problem:
    place = "" if path is None else f" at `{_write_path(path)}`"
    fix = f"remove the variant; `sdk: {sdk}` cannot show it" if path is None else f"write it{place}"
    return Problem(
        "variant-unreadable",
        f"the variant `{name}` has no {what}{place}",
        why="its code is made from this text",
        fix=fix,
        at=at,
    )


def _write_path(path: _Path) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".")


def _follow(value: Any, path: _Path | None) -> Any:  # noqa: ANN401 - any JSON value
    """Give what lies at a path, or None."""
    for step in path or ("",):
        match value, step:
            case dict(), str() if step in value:
                value = value[step]
            case [*entries], int() if entries:
                value = entries[step]
            case _:
                return None
    return value
