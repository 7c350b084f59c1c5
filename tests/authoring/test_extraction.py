"""What there is to translate: prose of records, and the words of the interface."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog as MessageCatalog
from babel.messages.pofile import read_po

from site_builder.authoring.extraction import extract_interface, extract_prose
from site_builder.catalog.loader import load_catalog
from site_builder.defaults import packaged_folder


@pytest.fixture
def prose(small_site: Path) -> MessageCatalog:
    """Give the texts of the small site."""
    catalog = load_catalog(small_site).catalog
    assert catalog is not None
    return extract_prose(catalog)


def test_prose_has_the_place_it_stands_in(prose: MessageCatalog) -> None:
    """A translator sees file, line and field of a text."""
    message = prose.get("A quick model for easy questions.")

    assert message is not None
    assert message.locations == [("catalog/models/acme/mini.yaml", 6)]
    assert message.auto_comments == ["models: summary"]


def test_a_text_used_twice_is_one_message(prose: MessageCatalog) -> None:
    """All places of a text are listed in one entry."""
    message = prose.get("What is said.")

    assert message is not None
    assert [path for path, _ in message.locations] == ["catalog/protocols/acme-chat.yaml"] * 2
    assert len({line for _, line in message.locations}) == 2


def test_names_and_codes_are_no_prose(prose: MessageCatalog) -> None:
    """What is the same in every language is not to be translated."""
    ids = {message.id for message in prose}

    assert ids.isdisjoint(
        {"Acme", "Acme Mini", "acme-mini", "https://acme.example.com", "authentication_error", "0.20"}
    )


def test_interface_texts_come_from_templates_and_code() -> None:
    """Words in templates, in Python and with a count are all there, with their places."""
    template = extract_interface(packaged_folder("templates"))

    skip, count = template.get("Skip to content"), template.get("{count} model")
    assert skip is not None
    assert skip.locations[0][0] == "templates/layouts/base.html.j2"
    assert count is not None
    assert count.id == ("{count} model", "{count} models")
    assert count.locations[0][0] == "site_builder/pages/catalog_page.py"
    assert template.get("Quick conclusions") is not None


def test_only_literal_texts_are_extracted(tmp_path: Path) -> None:
    """A text computed in a template cannot be extracted; other filters are not looked at."""
    (tmp_path / "partials").mkdir()
    (tmp_path / "partials/a.html.j2").write_text(
        '{{ view.x|tr }}\n{{ "Zebra crossing"|tr }}{{ "Zebra stripes"|upper }}'
    )
    (tmp_path / "b.css").write_text('{{ "Zebra style"|tr }}')

    template = extract_interface(tmp_path)

    found = [(message.id, message.locations) for message in template if "Zebra" in str(message.id)]
    assert found == [("Zebra crossing", [("templates/partials/a.html.j2", 2)])]


def test_the_committed_interface_template_is_complete() -> None:
    """`locales/ui.pot` has exactly the texts there are: `messages extract` was run after the last change."""
    expected = {message.id for message in extract_interface(packaged_folder("templates"))}

    with (packaged_folder("locales") / "ui.pot").open("rb") as file:
        actual = {message.id for message in read_po(file)}

    assert actual == expected
