"""Prices, limits and days stand in their fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from site_builder.diagnostics import Diagnostic
from site_builder.lint.rule import Rule
from site_builder.lint.rules.fact_in_prose import FACT_IN_PROSE

FindIn = Callable[[Rule, Mapping[str, str]], list[Diagnostic]]

_NOTE = "notes:\n  - %s"


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("models/acme/mini", _NOTE % "It costs ~$0.20 a call.", ["the text states a price, “~$0.20”"]),
        ("models/acme/mini", _NOTE % "It costs about 3 dollars, or €5.",
         ["the text states a price, “about 3 dollars”", "the text states a price, “€5”"]),
        ("models/acme/mini", _NOTE % "Read `$0.20` and https://acme.example.com/$5 here.", []),
        ("models/acme/mini", _NOTE % "It reads 32,000 tokens.", []),
        ("models/acme/mini", _NOTE % "It reads 32k tokens.", []),
        ("models/acme/mini", "limits: {context_window_tokens: 32768}\n" + _NOTE % "It reads 32K tokens.", []),
        ("models/acme/mini", "limits: {context_window_tokens: 1048576}\n" + _NOTE % "It reads 1M tokens.", []),
        ("models/acme/mini", "limits: {context_window_tokens: 32768}\n" + _NOTE % "It reads 31K tokens.",
         ["the text says “31K tokens”, which is none of the limits of Acme Mini"]),
        ("models/acme/mini", _NOTE % "It reads 0.032 million tokens.", []),
        ("models/acme/mini", _NOTE % "It reads 1 million tokens.",
         ["the text says “1 million tokens”, which is none of the limits of Acme Mini"]),
        ("models/acme/mini", _NOTE % "It counts 1.2.3 tokens and 7 words.", []),
        ("models/acme/mini", "limits: {}\nnotes:\n  - It reads 5 tokens.", []),
        ("models/acme/large",
         ("pricing:\n  currency: USD\n  source: https://acme.example.com/pricing\n  checked: "
          '2026-11-01\n  lines:\n    - {meter: input, amount: "2"}\n    - {meter: input, amount: '
          '"4", when: {prompt_tokens: {gt: 128000}}}\nnotes:\n  - Above 128,000 tokens it costs more.'),
         []),
        ("models/acme/large", _NOTE % "It came on March 3, 2026.", []),
        ("models/acme/large", _NOTE % "It came on 3 March 2026, or 2026-03-20.", []),
        ("models/acme/large", _NOTE % "It came on March 4, 2026.",
         ["the text says “March 4, 2026”, which is none of the days of Acme Large"]),
        ("models/acme/large", _NOTE % "It came on 2026-04-31.",
         ["the text says “2026-04-31”, which is none of the days of Acme Large"]),
        ("models/acme/large",
         "knowledge_cutoff: 2025-08-31\n" + _NOTE % "It knows nothing after August 31, 2025.", []),
        ("models/acme/large",
         ("versions:\n  - {id: large-1, kind: dated, description: The first one., released: 2026-03-05, "
          "retires: 2027-01-02}\n") + _NOTE % "The first came on March 5, 2026 and goes on January 2, 2027.", []),
        ("models/acme/large",
         ("pricing:\n  currency: USD\n  source: https://acme.example.com/pricing\n  checked: 2026-11-01\n  lines:\n"
          '    - {meter: input, amount: "2", valid_from: 2026-05-01}\n'
          '    - {meter: input, amount: "4", valid_to: 2026-04-30}\n')
         + _NOTE % "It costs less since May 1, 2026; April 30, 2026 was the last day before.", []),
        ("models/acme/large", _NOTE % "It came in March 2026.", []),
        ("models/acme/large", "facts:\n  - {label: Smallest prompt, value: 5 tokens for $1}", []),
        ("site", "summary: It costs $5.", []),
    ],
)  # fmt: skip
def test_facts_in_prose_are_found(find_in: FindIn, path: str, text: str, expected: list[str]) -> None:
    """A price always; a limit or a day if the record says another one."""
    assert [item.message for item in find_in(FACT_IN_PROSE, {path: text})] == expected
