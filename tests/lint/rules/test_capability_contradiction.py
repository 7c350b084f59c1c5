"""A record does not contradict itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from site_builder.diagnostics import Diagnostic
from site_builder.lint.rule import Rule
from site_builder.lint.rules.capability_contradiction import CAPABILITY_CONTRADICTION

FindIn = Callable[[Rule, Mapping[str, str]], list[Diagnostic]]


def _pricing(*lines: str) -> str:
    listed = "".join(f"    - {{{line}}}\n" for line in lines)
    head = "currency: USD\n  source: https://acme.example.com/pricing\n  checked: 2026-11-01"
    return f"pricing:\n  {head}\n  lines:\n{listed}"


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("models/acme/mini", "capabilities: {tool_calling: yes}",
         ["`tool_calling: yes`, but none of its protocols takes `tools`"]),
        ("models/acme/mini", "capabilities: {tool_calling: no}", []),
        ("models/acme/mini", "protocols: [{protocol: acme-chat, parameters: {messages: {supported: false}}}]",
         ["the model rejects `messages`, which acme-chat requires"]),
        ("models/acme/mini",
         "capabilities: {streaming: no}\nprotocols: [{protocol: acme-chat, request: {stream: true}}]",
         ["the example asks for a stream, but the model has `streaming: no`"]),
        ("models/acme/mini",
         ("capabilities: {streaming: no}\nprotocols: [{protocol: acme-chat, request: {stream: "
          "false}}]"),
         []),
        ("models/acme/mini", "capabilities: {reasoning: no}\nreasoning_levels: [low]",
         ["levels of thinking are listed, but the model has `reasoning: no`"]),
        ("models/acme/mini", "capabilities: {reasoning: yes}\nreasoning_levels: [low]", []),
        ("models/acme/mini",
         "capabilities: {prompt_caching: no}\n"
         + _pricing(
            'meter: input, amount: "0.20"',
            'meter: cache_read, amount: "0.02"'),
         ["the cached input is priced, but the model has `prompt_caching: no`"]),
        ("models/acme/mini",
         "capabilities: {batch: no}\n"
         + _pricing(
            'meter: input, amount: "0.20"',
            'meter: input, multiplier: "0.5", when: {service_tier: batch}'),
         ["a batch is priced, but the model has `batch: no`"]),
        ("models/acme/mini", _pricing('meter: input, amount: "0.20"', 'meter: audio_input, amount: "0.5"'),
         ["the audio input is priced, but `audio` is not in `modalities.input`"]),
        ("models/acme/mini",
         "modalities: {input: [text, audio], output: [text]}\n"
         + _pricing(
            'meter: input, amount: "0.20"',
            'meter: audio_input, amount: "0.5"'),
         []),
        ("models/acme/mini",
         _pricing(
            'meter: input, amount: "0.20"',
            'meter: input, amount: "0.5", when: {prompt_tokens: {gt: 32000}}'),
         ["the price applies from 32001 prompt tokens on, but the context window holds 32000"]),
        ("models/acme/mini",
         _pricing(
            'meter: input, amount: "0.20"',
            'meter: input, amount: "0.5", when: {prompt_tokens: {gte: 32000}}'),
         []),
        ("models/acme/mini",
         _pricing(
            'meter: input, amount: "0.20"',
            'meter: input, amount: "0.5", when: {prompt_tokens: {lt: 64000}}'),
         []),
        ("models/acme/mini",
         "limits: {}\n"
         + _pricing(
            'meter: input, amount: "0.20"',
            'meter: input, amount: "0.5", when: {prompt_tokens: {gt: 32000}}'),
         []),
        ("models/acme/mini", "kind: image\nmodalities: {input: [text, image], output: [image]}", []),
    ],
)  # fmt: skip
def test_statements_that_exclude_each_other_are_found(
    find_in: FindIn, path: str, text: str, expected: list[str]
) -> None:
    """Capabilities and modalities against protocols, prices and limits."""
    assert [item.message for item in find_in(CAPABILITY_CONTRADICTION, {path: text})] == expected


_TOOLS = """operations:
  - {id: create, name: Answer, description: The whole answer., method: POST, path: /v1/chat}
parameters:
  - {name: model, type: string, required: true, description: Id of the model.}
  - {name: messages, type: array<object>, required: true, description: The conversation.}
  - {name: temperature, type: number, description: How random the answer is.}
  - name: tools
    type: array<object>
    description: What it may call.
    fields:
      - {name: function, type: object, description: A function.}
      - {name: image_url, type: string, description: An image.}
%s"""
_SERVED = "protocols:\n  - protocol: acme-chat\n    parameters: {%s}\n"


@pytest.mark.parametrize(
    ("tree", "model", "expected"),
    [
        ("", "capabilities: {tool_calling: no}", ["`tool_calling: no`, but acme-chat offers `tools` for this model"]),
        ("", "capabilities: {tool_calling: no}\n" + _SERVED % "tools: {supported: false}", []),
        ("", "capabilities: {tool_calling: no}\n" + _SERVED % "'tools[].function': {supported: false}", []),
        ("", "capabilities: {tool_calling: no}\n" + _SERVED % "'tools[].function': {note: Rarely.}",
         ["`tool_calling: no`, but acme-chat offers `tools` for this model"]),
        ("", "capabilities: {tool_calling: yes}\n" + _SERVED % "tools: {supported: false}",
         ["`tool_calling: yes`, but none of its protocols takes `tools`"]),
        ("", "capabilities: {streaming: yes}",
         ["`streaming: yes`, but none of its protocols has an operation that streams"]),
        ("  - {name: stream, type: boolean, description: In pieces.}\n", "capabilities: {streaming: yes}", []),
        ("", "capabilities: {}\nmodalities: {input: [text, image, audio], output: [text]}",
         ["the model takes audio input, but none of its protocols has a field to send it in"]),
        ("", "capabilities: {}\nmodalities: {input: [image], output: [text]}\n"
         + _SERVED % "'tools[].image_url': {supported: false}", []),
    ],
)  # fmt: skip
def test_protocols_are_compared(find_in: FindIn, tree: str, model: str, expected: list[str]) -> None:
    """A field that the model rejects is not there; built-in tools may work where functions do not."""
    changes = {
        "protocols/acme-chat": _TOOLS % tree,
        "models/acme/mini": model,
        "models/acme/large": "capabilities: {}\nprotocols: [{protocol: acme-chat}]",
    }

    assert [item.message for item in find_in(CAPABILITY_CONTRADICTION, changes)] == expected
