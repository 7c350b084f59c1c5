"""Ids of two models must differ in more than punctuation."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from site_builder.diagnostics import Diagnostic
from site_builder.lint.rule import Rule
from site_builder.lint.rules.id_ambiguous import ID_AMBIGUOUS

FindIn = Callable[[Rule, Mapping[str, str]], list[Diagnostic]]

_VERSION = """versions:
  - {id: %s, kind: latest, name_misleads: true, description: Always the newest release.}"""


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("models/acme/mini", _VERSION % "Acme-Large",
         ["`Acme-Large` differs from `acme-large` of `acme/large` only in case, points, hyphens or underscores"]),
        ("models/acme/mini", _VERSION % "acme.mini", []),
        ("models/acme/mini", _VERSION % "acme-mini-2", []),
    ],
)  # fmt: skip
def test_ids_that_fold_together_are_found(find_in: FindIn, path: str, text: str, expected: list[str]) -> None:
    """Only those of different models: spellings of one model are what `versions` is for."""
    assert [item.message for item in find_in(ID_AMBIGUOUS, {path: text})] == expected
