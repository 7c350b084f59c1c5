"""The language that nobody speaks."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.authoring.new_locale import make_locale
from site_builder.authoring.pseudo_locale import pseudolocalize, write_pseudo_messages
from site_builder.authoring.site_messages import messages_for
from site_builder.catalog.loader import load_catalog
from site_builder.i18n.messages import placeholders, read_messages


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two keys", "⟦Ţŵö ķéýš ẋẏẑ⟧"),
        ("A", "⟦Å⟧"),
        ("From {count} results", "⟦Fŕöm {count} ŕéšûļţš ẋẏẑ ẋ⟧"),
        ("Send `inlineData`.", "⟦Šéñð `inlineData`. ẋẏ⟧"),
        ("See [the docs](https://a.example.com/x).", "⟦Šéé [ţĥé ðöçš](https://a.example.com/x). ẋẏẑ ẋẏ⟧"),
        ("- one\n- two\n  more", "- ⟦öñé ẋ⟧\n- ⟦ţŵö\n  möŕé ẋẏẑ⟧"),
        ("```\ncode\n```", "```\ncode\n```"),
    ],
)
def test_texts_are_accented_longer_and_in_brackets(text: str, expected: str) -> None:
    """Code, placeholders and addresses stay, and so does the structure of Markdown."""
    assert pseudolocalize(text) == expected


@given(st.text(alphabet="abc {}`*[]()xyz", min_size=1))
def test_placeholders_survive(text: str) -> None:
    """Whatever a text looks like, its values are filled in."""
    assert placeholders(pseudolocalize(text)) == placeholders(text)


def test_a_whole_site_can_be_written_in_it(small_site: Path, tmp_path: Path) -> None:
    """Every message has a translation that can be used, and gettext accepts the files."""
    catalog = load_catalog(small_site).catalog
    assert catalog is not None
    locale = make_locale("qps")

    for domain, template in messages_for(small_site, catalog, locale).items():
        path = tmp_path / f"{domain}.po"
        count = write_pseudo_messages(path, template, locale)
        messages = read_messages(path.name, path.read_bytes(), "en")
        assert messages.diagnostics == ()
        assert len(messages.singular) + len(messages.counted) == count == len(template)
        if shutil.which("msgfmt"):
            subprocess.run(["msgfmt", "--check", "--output-file=/dev/null", path], check=True, capture_output=True)
