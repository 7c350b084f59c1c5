"""A page says a thing once."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from site_builder.diagnostics import Diagnostic
from site_builder.lint.rule import Rule
from site_builder.lint.rules.text_repeated import TEXT_REPEATED

FindIn = Callable[[Rule, Mapping[str, str]], list[Diagnostic]]


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("models/acme/mini",
         ("overview: It answers easy questions quickly and costs little, so it suits work in bulk."
          "\nnotes:\n  - It answers easy questions quickly and costs little, so it suits work in "
          "bulk."),
         ["“It answers easy questions quickly and costs little, so it s…” stands in `overview` already"]),
        ("models/acme/mini",
         ("notes:\n  - It answers easy questions quickly and costs little, so it suits work in bulk."
          "\n  - Another.\n  - It answers easy questions quickly and costs little, so it suits work "
          "in bulk."),
         ["“It answers easy questions quickly and costs little, so it s…” stands in `notes[0]` already"]),
        ("models/acme/mini",
         ('faq:\n  - {question: Why?, answer: "It answers easy questions quickly and costs little, '
          'so it suits work in bulk."}\nlimitations:\n  - It answers easy questions quickly and '
          "costs little, so it suits work in bulk."),
         ["“It answers easy questions quickly and costs little, so it s…” stands in `limitations[0]` already"]),
        ("models/acme/mini", "notes: [Short., Short.]", []),
        ("models/acme/mini", "summary: A careful model for hard questions.",
         ["“A careful model for hard questions.” is the text of `acme/large` too"]),
        ("models/acme/mini", "notes: [A careful model for hard questions.]", []),
        ("protocols/acme-chat",
         ("notes:\n  - It answers easy questions quickly and costs little, so it suits work in bulk."
          "\n  - It answers easy questions quickly and costs little, so it suits work in bulk."),
         []),
    ],
)  # fmt: skip
def test_text_that_returns_is_found(find_in: FindIn, path: str, text: str, expected: list[str]) -> None:
    """Phrases may return; what describes a model belongs to it alone."""
    assert [item.message for item in find_in(TEXT_REPEATED, {path: text})] == expected
