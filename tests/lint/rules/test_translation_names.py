"""Models and makers that a source names are named by its translations."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from site_builder.catalog.loader import load_catalog
from site_builder.lint.catalog_names import CatalogNames
from site_builder.lint.rules.translation_names import TRANSLATION_NAMES
from site_builder.lint.written_text import TextSlip


def test_name_that_is_lost_is_reported(compare: Callable[..., list[TextSlip]]) -> None:
    """One finding per name; names that are there are passed over."""
    names = ("Acme Large", "Acme")

    slips = compare(TRANSLATION_NAMES, "Acme Large of Acme.", "Большая модель Acme.", "ru", names)

    assert [slip.message for slip in slips] == ["the source names Acme Large, the translation does not"]


@pytest.mark.parametrize(
    ("prose", "names"),
    [
        ("Faster than Acme Large and Acme Mini.", ("Acme Large", "Acme Mini")),
        ("Acme's models: Acme Mini, Acme Mini.", ("Acme", "Acme Mini")),
        ("Acme Mini-2, Acme Minimal and Acme Mini.1", ("Acme",)),
        ("Nothing of theirs; acme in lower case, MyAcme.", ()),
    ],
)
def test_names_are_found_whole(small_site: Path, prose: str, names: tuple[str, ...]) -> None:
    """The longest name that begins at a word counts, and only if it does not go on."""
    catalog = load_catalog(small_site).catalog
    assert catalog is not None

    assert CatalogNames(catalog).find(prose) == names
