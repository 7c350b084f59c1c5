"""Calls that the examples of variants show get the answers that are shown."""

from __future__ import annotations

from typing import Any

import pytest

from site_builder.catalog.catalog import Catalog
from site_builder.snippets.request import fill_model
from tests.gateway.conftest import Ask, read

_MODEL = "gpt-5.4"
_CHAT = "/v1/chat/completions"


def _calls(catalog: Catalog, variant_id: str) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Give request and answer of each call of a variant of the chat protocol."""
    examples = catalog.protocols["openai-chat-completions"].examples
    variant = next(item for item in examples.variants if item.id == variant_id)
    return [({**examples.request, **call.request}, dict(call.response or {})) for call in variant.calls]


@pytest.mark.parametrize("variant", ["tools", "structured_output", "image_input", "reasoning"])
def test_documented_call_gets_its_answer(catalog: Catalog, ask: Ask, variant: str) -> None:
    """The answer is the one of the page, with the id that was called."""
    for request, response in _calls(catalog, variant):
        answer = ask(_CHAT, fill_model(request, _MODEL))

        assert answer.status == 200, answer.decision.refusal
        assert read(answer) == fill_model(response, _MODEL)


def test_another_level_of_thinking_is_the_same_call(catalog: Catalog, ask: Ask) -> None:
    """A page shows a level of its model, so the level does not matter."""
    ((request, response),) = _calls(catalog, "reasoning")

    answer = ask(_CHAT, {**fill_model(request, _MODEL), "reasoning_effort": "high"})

    assert read(answer) == fill_model(response, _MODEL)


@pytest.mark.parametrize(
    "messages",
    [
        [{"role": "user", "content": "And in Rome?"}],
        [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "What is the weather in Oslo?"}],
        [{"role": "user", "content": "What is the weather in Oslo?", "name": "reader"}],
    ],
)
def test_other_call_is_answered_by_what_it_asks_for(catalog: Catalog, ask: Ask, messages: list[object]) -> None:
    """Anything else in a field, and the function is called as for any other chat."""
    request, response = _calls(catalog, "tools")[0]

    answer = ask(_CHAT, {**fill_model(request, _MODEL), "messages": messages})

    assert answer.status == 200, answer.decision.refusal
    assert read(answer) != fill_model(response, _MODEL)
    assert read(answer)["choices"][0]["finish_reason"] == "tool_calls"
