"""An id in a text is spelled as it is declared."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from site_builder.diagnostics import Diagnostic
from site_builder.lint.rule import Rule
from site_builder.lint.rules.id_spelling import ID_SPELLING

FindIn = Callable[[Rule, Mapping[str, str]], list[Diagnostic]]

_NOTE = "notes:\n  - %s"


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("models/acme/mini", _NOTE % "Send `acme_large`.", []),
        ("models/acme/mini", _NOTE % "Send `acme-large_latest`.",
         ["`acme-large_latest` is not how the id of `acme/large` is spelled"]),
        ("models/acme/mini", _NOTE % "Send acme-large.latest today.",
         ["`acme-large.latest` is not how the id of `acme/large` is spelled"]),
        ("models/acme/mini", _NOTE % "Send `Acme-Large`.",
         ["`Acme-Large` is not how the id of `acme/large` is spelled"]),
        ("models/acme/mini", _NOTE % "Acme-Large is larger.", []),
        ("models/acme/mini", _NOTE % "Send `acme-large-latest`, acme-large or `acme-mini`.", []),
        ("protocols/acme-chat", "notes:\n  - Read https://acme.example.com/acme-large.latest first.", []),
        ("protocols/acme-chat", _NOTE % "Send `acme.mini-`.", []),
    ],
)  # fmt: skip
def test_other_spellings_are_found(find_in: FindIn, path: str, text: str, expected: list[str]) -> None:
    """In code any case counts; in running text only lower case, because names look alike."""
    assert [item.message for item in find_in(ID_SPELLING, {path: text})] == expected


def test_spelling_is_replaced_where_it_stands(find_in: FindIn) -> None:
    """`check --fix` writes the declared id."""
    (found,) = find_in(ID_SPELLING, {"models/acme/mini": "notes:\n  - Send `acme-large.latest`."})

    assert found.edit is not None
    assert found.edit.text == "acme-large-latest"
