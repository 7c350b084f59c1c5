"""A page speaks of its own model and of those it is related to."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from site_builder.diagnostics import Diagnostic
from site_builder.lint.rule import Rule
from site_builder.lint.rules.other_model import OTHER_MODEL

FindIn = Callable[[Rule, Mapping[str, str]], list[Diagnostic]]


_STRANGER = "family: Acme 2\nrivals: []\nrelated: []\n"
_MAKER = "name: Beta Labs\nsummary: Maker of tools.\nwebsite: https://beta.example.com"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("faq:\n  - {question: Is Acme Mini faster?, answer: Yes.}",
         ["the page names “Acme Mini” in a heading, a model that it is not related to"]),
        ("notes: [Acme Mini is faster.]", []),
        ("notes: [Acme Mini is faster., Call `acme-mini`.]",
         ["the page names “Acme Mini” 2 times, a model that it is not related to"]),
        ("highlights:\n  - {title: Acme Minimal, text: Acme Minis are small.}", []),
        ("notes: [Acme Large is careful., Acme Large is large.]", []),
        ("notes: [Acme Large is careful., Acme Mini is faster., Acme Mini is newer.]",
         ["the page names “Acme Mini” 2 times, a model that it is not related to"]),
        ("notes: [Beta Labs made it., Ask Beta Labs.]",
         ["the page names “Beta Labs” 2 times, a maker that it is not related to"]),
        ("notes: [Use the Beta Labs SDK., The Beta Labs API takes it., A Beta Labs-compatible client.]", []),
        ("comparisons:\n  - {model: acme/mini, takeaway: Acme Mini is faster than Acme Mini.}", []),
        ("successor: acme/mini\nnotes: [Acme Mini is faster., Acme Mini is newer.]", []),
    ],
)  # fmt: skip
def test_other_models_and_makers_are_counted(find_in: FindIn, text: str, expected: list[str]) -> None:
    """A heading is enough; in running text it takes two; relations and tools of a maker are fine."""
    changes = {"models/acme/large": _STRANGER + text, "providers/beta": _MAKER}

    assert [item.message for item in find_in(OTHER_MODEL, changes)] == expected


@pytest.mark.parametrize("link", ["related: [acme/large]", "family: Acme 2"])
def test_relation_counts_from_either_side(find_in: FindIn, link: str) -> None:
    """A model that names this one, or is of its family, may be spoken of."""
    question = "faq:\n  - {question: Is Acme Mini faster?, answer: Yes.}"

    assert find_in(OTHER_MODEL, {"models/acme/large": _STRANGER + question, "models/acme/mini": link}) == []
