"""An id in a text is declared somewhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from site_builder.diagnostics import Diagnostic
from site_builder.lint.rule import Rule
from site_builder.lint.rules.id_undeclared import ID_UNDECLARED

FindIn = Callable[[Rule, Mapping[str, str]], list[Diagnostic]]

_NOTE = "notes:\n  - %s"


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("models/acme/mini", _NOTE % "Send `acme-mini-2`.", ["no model has the id `acme-mini-2`"]),
        ("models/acme/mini", _NOTE % "Send acme-tiny-latest or `vendor/acme-5-pro`.",
         ["no model has the id `acme-tiny-latest`", "no model has the id `vendor/acme-5-pro`"]),
        ("models/acme/mini", _NOTE % "Send `acme-large-latest`.", []),
        ("models/acme/mini", _NOTE % "Send `acme-large.latest`.", []),
        ("models/acme/mini", _NOTE % "An acme-like or `acme-shaped` model, an `other-mini-2`, an Acme-2-Large.", []),
        ("models/acme/mini", _NOTE % "See `acme-2.example.com` and https://acme.example.com/acme-9-preview.", []),
        ("models/acme/mini", "foreign_ids: [acme-mini-2]\nnotes:\n  - Send `acme-mini-2`.", []),
        ("site", "summary: Send `acme-mini-2`.", ["no model has the id `acme-mini-2`"]),
    ],
)  # fmt: skip
def test_ids_that_no_record_declares_are_found(find_in: FindIn, path: str, text: str, expected: list[str]) -> None:
    """What begins like an id of this catalog and has a number or a pointer is one."""
    assert [item.message for item in find_in(ID_UNDECLARED, {path: text})] == expected


@pytest.mark.parametrize(
    ("spelling", "advice"),
    [("acme-minni-1", "write `acme-mini`, declare"), ("acme-zzzzzzzzzzzz-1", "write a declared id, declare")],
)
def test_nearest_id_is_offered(find_in: FindIn, spelling: str, advice: str) -> None:
    """A slip of the hand is told apart from an id that is not there."""
    (found,) = find_in(ID_UNDECLARED, {"models/acme/mini": f"notes:\n  - Send `{spelling}`."})

    assert found.fix.startswith(advice)


def test_catalog_without_models_has_no_ids(find_in: FindIn, small_site: Path) -> None:
    """Nothing can look like an id of no family."""
    for name in ("large", "mini"):
        (small_site / f"catalog/models/acme/{name}.yaml").unlink()

    assert find_in(ID_UNDECLARED, {"site": "summary: Send `acme-mini-2`."}) == []
