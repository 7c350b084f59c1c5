"""What there is to translate in a site: the prose of its records, and the interface as far as nobody has done it.

The interface belongs to the program, which comes with translations of its own. A site translates it only into other
languages, and whatever its own templates add.
"""

from __future__ import annotations

from pathlib import Path

from babel.messages.catalog import Catalog as MessageCatalog
from babel.messages.pofile import read_po

from site_builder.authoring.extraction import extract_interface, extract_prose, extract_templates, new_template
from site_builder.catalog.catalog import Catalog
from site_builder.defaults import packaged_folder
from site_builder.i18n.locale import Locale
from site_builder.i18n.locales_folder import INTERFACE, LOCALES_FOLDER, PROSE, LocaleFiles


def extract_messages(site_folder: Path, catalog: Catalog) -> dict[str, MessageCatalog]:
    """Give what a site itself has to translate, by domain; without interface texts of its own it has no `ui`."""
    found = {PROSE: extract_prose(catalog)}
    interface = _own_interface(site_folder)
    if len(interface):
        found[INTERFACE] = interface
    return found


def interface_messages(site_folder: Path) -> MessageCatalog:
    """Give every interface text that pages of a site can show: the program's, and those of its own templates."""
    own = _own_interface(site_folder)
    if not _is_program(site_folder):
        for message in _packaged_interface():
            if message.id:
                own[message.id] = message
    return own


def messages_for(site_folder: Path, catalog: Catalog, locale: Locale) -> dict[str, MessageCatalog]:
    """Give what a site has to translate into one locale, by domain.

    Left out are the prose in its own language, and interface texts whose translation comes with the program.
    """
    found = {} if locale.tag == catalog.site.source_locale else {PROSE: extract_prose(catalog)}
    interface = interface_messages(site_folder)
    if not _is_program(site_folder):
        files = LocaleFiles(site_folder)
        known, own = files.read_packaged_interface(locale), files.read_own(locale, INTERFACE)
        for message in tuple(interface):
            source = message.id if isinstance(message.id, str) else message.id[0]
            if known.has(source) and source not in own.sources:
                interface.delete(message.id)
    if len(interface) and locale.tag.partition("-")[0] != "en":
        found[INTERFACE] = interface
    return found


def _own_interface(site_folder: Path) -> MessageCatalog:
    """Give the interface texts of a site's own templates that the program does not have; for the program, all."""
    templates = site_folder / "templates"
    if _is_program(site_folder):
        return extract_interface(templates)
    known, own = _packaged_interface(), new_template()
    for message in extract_templates(templates):
        if message.id and message.id not in known:
            own[message.id] = message
    return own


def _is_program(site_folder: Path) -> bool:
    return (site_folder / "templates").resolve() == packaged_folder("templates").resolve()


def _packaged_interface() -> MessageCatalog:
    with (packaged_folder(LOCALES_FOLDER) / f"{INTERFACE}.pot").open("rb") as file:
        return read_po(file, abort_invalid=True)
