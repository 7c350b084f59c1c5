"""What code is made from, found in the requests of variants."""

from __future__ import annotations

from typing import Any

import pytest

from site_builder.records.variant_example import (
    VariantExample,
    conversation_field,
    find_unreadable,
    read_answer_keys,
    read_tool_result,
)


@pytest.mark.parametrize(
    ("sdk", "request_", "expected"),
    [
        ("openai-chat", {"messages": [{"content": "x"}, {"role": "tool", "content": "12"}]}, "12"),
        ("openai-responses", {"input": [{"type": "function_call_output", "output": "12"}]}, "12"),
        ("google-genai", {"contents": [{"parts": [{"functionResponse": {"response": {"result": "12"}}}]}]}, "12"),
        ("anthropic", {"messages": [{"content": [{"type": "tool_result", "content": "12"}]}]}, "12"),
        ("openai-chat", {"messages": []}, None),
        ("openai-chat", {"messages": "x"}, None),
        ("openai-chat", {"messages": [{"content": 12}]}, None),
        ("openai-images", {"messages": [{"content": "12"}]}, None),
        ("anthropic", {}, None),
    ],
)
def test_result_is_read_where_the_sdk_has_it(sdk: str, request_: dict[str, Any], expected: str | None) -> None:
    """The last message has the result; anything else has none."""
    assert read_tool_result(request_, sdk) == expected


@pytest.mark.parametrize(
    ("sdk", "request_", "expected"),
    [
        ("openai-responses", {"text": {"format": {"schema": {"properties": {"b": {}, "a": {}}}}}}, ("b", "a")),
        ("openai-responses", {"text": {"format": {"schema": {}}}}, ()),
        ("openai-videos", {"text": {}}, ()),
    ],
)
def test_fields_of_an_answer_are_those_of_its_schema(
    sdk: str, request_: dict[str, Any], expected: tuple[str, ...]
) -> None:
    """They keep the order of the schema."""
    assert read_answer_keys(request_, sdk) == expected


def test_conversation_has_a_field_of_its_own() -> None:
    """Each protocol names it in its way."""
    names = [conversation_field(sdk) for sdk in ("openai-chat", "openai-responses", "google-genai", "anthropic")]

    assert names == ["messages", "input", "contents", "messages"]


def test_round_trip_starts_with_a_list() -> None:
    """A result cannot be added to a conversation that is a plain text."""
    variant = VariantExample.model_validate(
        {
            "id": "tools",
            "calls": [
                {"request": {"input": "Hello"}},
                {"request": {"input": [{"type": "function_call_output", "output": "12"}]}},
            ],
        }
    )

    (problem,) = find_unreadable([variant], "openai-responses")

    assert problem.code == "variant-unreadable"


def test_what_can_be_read_is_no_problem() -> None:
    """Variants that only change the body have nothing to be read."""
    variant = VariantExample.model_validate({"id": "reasoning", "calls": [{"request": {"reasoning_effort": "low"}}]})

    assert list(find_unreadable([variant], "openai-images")) == []
