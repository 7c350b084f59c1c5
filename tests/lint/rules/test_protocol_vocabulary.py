"""Each protocol has its own words."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from site_builder.diagnostics import Diagnostic
from site_builder.lint.rule import Rule
from site_builder.lint.rules.protocol_vocabulary import PROTOCOL_VOCABULARY

FindIn = Callable[[Rule, Mapping[str, str]], list[Diagnostic]]


_ANSWERS = """name: Acme Answers
summary: Turns a question into an answer.
why: It is short.
documentation: https://acme.example.com/docs/answers
checked: 2026-11-01
sdk: openai-responses
auth:
  accepts: [{header: Authorization, scheme: Bearer}]
  description: One key works for both models.
path_variables:
  - name: action
    description: What to do.
    values: [{value: askNow, description: Asks.}]
operations:
  - id: create
    name: Answer
    description: The whole answer.
    method: POST
    path: /v1/{action}
    variables: {action: askNow}
parameters:
  - {name: input, type: string, required: true, description: The question.}
  - {name: max_output_tokens, type: integer, description: Longest answer.}
  - {name: style, type: string, description: How to answer., enum: [plain_text, {value: rich_text, description: Rich.}]}
examples:
  request: {input: Hello}
  stream: [{event: answer_done, data: {stop_reason: end_turn, list: [a_b]}}]
events:
  - {event: answer_delta, description: A piece.}
errors:
  - {status: 400, code: bad_input, trigger: It is wrong., fix: Correct it., retry: After that.}
"""
_CHAT = """examples:
  request: {model: "{model}", messages: []}
  response: {id: a, choices: [{finish_reason: stop}]}
"""
_BOTH = "protocols:\n  - protocol: acme-chat\n    notes: [%s]\n  - protocol: acme-answers\nnotes: [%s]"


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("See `rate_limit_exceeded`.", ["`rate_limit_exceeded` is a word of Acme Chat, not of this protocol"]),
        ("See `finish_reason`.",
         ["`finish_reason` is a word of Acme Chat, not of this protocol; did you mean `stop_reason`?"]),
        ("See `choices[].finish_reason`.",
         ["`finish_reason` is a word of Acme Chat, not of this protocol; did you mean `stop_reason`?"]),
        ("See `finish_reason`, here `stop_reason`.", []),
        ("In Acme Chat it is `finish_reason`.", []),
        ("In Chat it is `finish_reason`.", []),
        ("See finish_reason.", []),
        ("See `messages`, `content` and `no_such_word`.", []),
        ("See `askNow`, `plain_text`, `rich_text`, `answer_done`, `a_b`, `answer_delta`, `bad_input`.", []),
        ("See `authentication_error`.", []),
    ],
)  # fmt: skip
def test_words_of_another_protocol_are_found(find_in: FindIn, note: str, expected: list[str]) -> None:
    """Only words that no prose has, only in code, and only where the other protocol is not spoken of."""
    changes = {"protocols/acme-chat": _CHAT, "protocols/acme-answers": f"{_ANSWERS}notes:\n  - '{note}'\n"}

    assert [item.message for item in find_in(PROTOCOL_VOCABULARY, changes)] == expected


def test_model_speaks_the_words_of_all_its_protocols(find_in: FindIn) -> None:
    """What stands below one protocol of a model is about that one."""
    changes = {
        "protocols/acme-answers": _ANSWERS,
        "models/acme/mini": _BOTH % ("See `stop_reason`.", "See `stop_reason`."),
    }

    found = find_in(PROTOCOL_VOCABULARY, changes)

    assert [(item.span.line, item.message.partition(",")[0]) for item in found] == [
        (12, "`stop_reason` is a word of Acme Answers")
    ]
