"""Titles, labels and values say something."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from site_builder.diagnostics import Diagnostic
from site_builder.lint.rule import Rule
from site_builder.lint.rules.capability_vague import CAPABILITY_VAGUE

FindIn = Callable[[Rule, Mapping[str, str]], list[Diagnostic]]

_HIGHLIGHT = "highlights:\n  - {title: %s, text: It is quick.}"


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("models/acme/mini", _HIGHLIGHT % "General", ["`General` says nothing that a reader could use"]),
        ("models/acme/mini", _HIGHLIGHT % "General knowledge", []),
        ("models/acme/mini", _HIGHLIGHT % "Other models", []),
        ("models/acme/mini", _HIGHLIGHT % "Text and images etc.",
         ["`Text and images etc.` says nothing that a reader could use"]),
        ("models/acme/mini", _HIGHLIGHT % '"-"', ["`-` says nothing that a reader could use"]),
        ("models/acme/mini", "use_cases:\n  - {title: Various, text: It is quick.}",
         ["`Various` says nothing that a reader could use"]),
        ("models/acme/mini", "family: General", ["`General` says nothing that a reader could use"]),
        ("models/acme/mini", "license: N/A", ["`N/A` says nothing that a reader could use"]),
        ("models/acme/mini", "architecture: not available", ["`not available` says nothing that a reader could use"]),
        ("models/acme/mini", 'facts:\n  - {label: Other, value: "…"}',
         ["`Other` says nothing that a reader could use", "`…` says nothing that a reader could use"]),
        ("models/acme/mini", "facts:\n  - {label: Languages, value: English and others}",
         ["`English and others` says nothing that a reader could use"]),
    ],
)  # fmt: skip
def test_empty_words_are_found(find_in: FindIn, path: str, text: str, expected: list[str]) -> None:
    """Only where they are all there is, or where a list trails off."""
    assert [item.message for item in find_in(CAPABILITY_VAGUE, {path: text})] == expected
