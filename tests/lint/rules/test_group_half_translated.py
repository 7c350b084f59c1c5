"""Texts that are read together are in one language; texts that stand apart need not be."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.build.inputs import read_site
from site_builder.diagnostics import Diagnostic

_MINI = "catalog/models/acme/mini.yaml"


def _findings(site: Path) -> list[Diagnostic]:
    return [item for item in read_site(site)[1] if item.code == "group-half-translated"]


@pytest.mark.parametrize(
    ("added", "line"),
    [
        ("faq:\n  - {question: Can it see images?, answer: A new answer.}\n", 22),
        ("limitations:\n  - Yes, it can.\n  - A new limit.\n", 23),
        ("highlights:\n  - {title: Quiz, text: A new text.}\n", 22),
        ("overview: |\n  Yes, it can.\n\n  A new paragraph.\n", 21),
        (
            """comparisons:
  - model: acme/large
    takeaway: Yes, it can.
    rows:
      - {aspect: Quiz, this: Too many requests., other: Send fewer requests.}
      - {aspect: New one, this: New two, other: New three}
""",
            26,
        ),
    ],
)
def test_half_translated_group_is_reported_for_each_locale(small_site: Path, added: str, line: int) -> None:
    """Pairs, lists, paragraphs and tables are groups; the finding stands at the first text that lacks one."""
    with (small_site / _MINI).open("a", encoding="utf-8") as file:
        file.write(added)

    assert [(item.span.path, item.span.line) for item in _findings(small_site)] == [(_MINI, line), (_MINI, line)]


@pytest.mark.parametrize(
    "added",
    [
        "faq:\n  - {question: A new question?, answer: A new answer.}\n  - {question: Quiz, answer: 'Yes, it can.'}\n",
        "limitations:\n  - A new limit.\n  - Another new limit.\nuse_when:\n  - Yes, it can.\n",
        "introductions:\n  capabilities: A new text.\n  versions: Yes, it can.\n",
    ],
)
def test_texts_that_stand_apart_are_silent(small_site: Path, added: str) -> None:
    """A whole pair or list may wait for its translation, and so may one section beside another."""
    with (small_site / _MINI).open("a", encoding="utf-8") as file:
        file.write(added)

    assert _findings(small_site) == []


def test_broken_file_of_translations_is_not_judged(small_site: Path) -> None:
    """It is reported as broken; its texts are not missing one by one."""
    path = small_site / "locales/ru/LC_MESSAGES/catalog.po"
    text = path.read_text(encoding="utf-8").replace('msgstr "Викторина"', 'msgstr "Викторина {name}"')
    path.write_text(text, encoding="utf-8")

    assert _findings(small_site) == []
