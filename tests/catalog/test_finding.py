"""Near misses get a suggestion, distant words none."""

from __future__ import annotations

import pytest

from site_builder.catalog.finding import Finding, closest, place_finding, suggest
from site_builder.catalog.yaml_reader import read_yaml
from site_builder.diagnostics import Diagnostic, Span

_KNOWN = ("google/gemini-3.1-pro", "google/gemini-3.1-flash-lite", "openai/gpt-5-mini")


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("google/gemini-31-pro", "google/gemini-3.1-pro"),
        ("Google/Gemini 3.1 Pro", "google/gemini-3.1-pro"),
        ("openai/gpt5_mini", "openai/gpt-5-mini"),
        ("gemini-3.1-flash-lite", "google/gemini-3.1-flash-lite"),
        ("anthropic/claude", None),
        ("", None),
        ("google/gemini-3.1-pro" * 50_000, None),
    ],
)
def test_closest_word_is_what_was_meant(word: str, expected: str | None) -> None:
    """Case, spaces and punctuation do not count; a long word takes no time."""
    assert closest(word, _KNOWN) == expected


def test_suggestion_is_a_question_or_nothing() -> None:
    """The text can be put behind any message."""
    assert suggest("inptu", ["input", "output"]) == "; did you mean `input`?"
    assert suggest("xyz", ["input", "output"]) == ""
    assert suggest("input", []) == ""


def test_finding_gets_its_line_and_column() -> None:
    """A place in the record becomes a place in the file."""
    file = read_yaml("a.yaml", b"a: 1\nb: {c: 2}\n")

    found = place_finding(file, Finding("code", ("b", "c"), "message", "why", "fix", at_key=True))

    assert found == Diagnostic("code", Span("a.yaml", 2, 5, 1), "message", "why", "fix")
