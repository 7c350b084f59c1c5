"""PO files of generated sites: what the repository has for its own records, and half of the generated prose."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from babel.messages.pofile import normalize, read_po

_WIDTH = 100
_HEADER = """msgid ""
msgstr ""
"Language: {locale}\\n"
"Plural-Forms: {plural_forms}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""
_PLURAL_FORMS = {
    "zh_Hans": "nplurals=1; plural=0;",
    "ru": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
}


def read_translations(path: Path, used_in: frozenset[str]) -> dict[str, str]:
    """Give the translations of the messages that some of the records use.

    Args:
        path: A PO file of the repository.
        used_in: Paths of the records, as they stand in the comments, e.g. `catalog/site.yaml`.
    """
    messages = read_po(path.read_text(encoding="utf-8").splitlines())
    return {
        str(message.id): str(message.string)
        for message in messages
        if message.id and message.string and used_in.intersection(file for file, _ in message.locations)
    }


def write_po_file(path: Path, translations: Mapping[str, str], locale: str) -> None:
    """Write a PO file, entries in the order they are given, lines as long as those Babel writes.

    Args:
        path: The file.
        translations: What it says.
        locale: CLDR name, e.g. `zh_Hans`.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(_HEADER.format(locale=locale, plural_forms=_PLURAL_FORMS[locale]))
        for source, translation in translations.items():
            file.write(f"\nmsgid {normalize(source, width=_WIDTH)}\nmsgstr {normalize(translation, width=_WIDTH)}\n")
