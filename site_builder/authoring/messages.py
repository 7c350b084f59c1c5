"""The translation round trip: POT templates from sources, and PO files brought up to date.

A PO file with a mistake is never written over: what Babel cannot read would be lost.
"""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path

from babel.messages.catalog import Catalog as MessageCatalog
from babel.messages.catalog import Message
from babel.messages.pofile import PoFileError, read_po

from site_builder.authoring.po_notes import PoNotes, find_notes, read_header
from site_builder.authoring.po_text import format_po
from site_builder.diagnostics import Diagnostic, Severity
from site_builder.i18n.coverage import Coverage
from site_builder.i18n.locale import Locale
from site_builder.i18n.messages import read_messages
from site_builder.i18n.po_file import broken_entry

_UNREADABLE = ("po-syntax",)
_UNWRITABLE = (*_UNREADABLE, "po-duplicate")
"""Of two translations of a text Babel keeps the first, even an empty one, with the flags of both."""


class BrokenMessagesError(Exception):
    """A PO file or a template with texts cannot be read, or written without a loss; `diagnostics` say where and why."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__(diagnostics[0].message)
        self.diagnostics = tuple(replace(item, severity=Severity.ERROR) for item in diagnostics)


def write_template(path: Path, template: MessageCatalog) -> bool:
    """Write a POT file if its messages have changed; say whether it was written."""
    if path.is_file():
        with contextlib.suppress(PoFileError, ValueError, TypeError):  # a broken one is written anew
            lines = path.read_text(encoding="utf-8").splitlines()
            template.creation_date = read_po(lines, abort_invalid=True).creation_date
    return write_po_file(path, template)


def update_messages(path: Path, template: MessageCatalog, locale: Locale) -> Coverage:
    """Bring a PO file up to date with a template, or start it; translations are kept.

    A changed source keeps its translation as a fuzzy entry, with the old source beside it; a text that
    comes back gets its old translation back.

    Raises:
        BrokenMessagesError: The file has a mistake; it stays as it is.
    """
    existing = (
        read_po_file(path, locale, refused=_UNWRITABLE) if path.is_file() else new_po_file(template, str(locale.babel))
    )
    _revive(existing, template)
    _take_back(existing, template)
    before = {_first(message.id): message for message in existing if not message.context}
    existing.update(template, no_fuzzy_matching=False, update_creation_date=False)
    for message in existing:
        old = before.get(_first(message.previous_id or message.id))
        if message.id and old is not None:
            _mark(message, old)
    write_po_file(path, existing)
    return count_messages(existing)


def previous_sources(path: Path, locale: Locale) -> dict[str, str]:
    """Give, for each fuzzy text of a PO file, the source that was translated; a file that does not exist has none.

    Raises:
        BrokenMessagesError: The file has a mistake.
    """
    if not path.is_file():
        return {}
    fuzzy = (message for message in read_po_file(path, locale) if message.fuzzy)
    return {_first(message.id): _first(message.previous_id) for message in fuzzy if message.previous_id}


def _first(texts: str | Sequence[str]) -> str:
    return texts if isinstance(texts, str) else texts[0]


def read_po_file(path: Path, locale: Locale, *, refused: Collection[str] = _UNREADABLE) -> MessageCatalog:
    """Read a PO file with its comments, obsolete entries and old sources.

    Args:
        path: The file.
        locale: Its language.
        refused: Codes of findings with which it is not read.

    Raises:
        BrokenMessagesError: The file has a mistake.
    """
    identifier = str(locale.babel)
    content = path.read_bytes()
    problems = read_messages(path.as_posix(), content, identifier).diagnostics
    if any(item.code in refused for item in problems):
        raise BrokenMessagesError(tuple(item for item in problems if item.code in refused))
    lines = content.decode("utf-8-sig").split("\n")
    # Babel does not know the `#~|` lines that msgmerge writes.
    known = ("" if line.startswith("#~|") else line for line in lines)
    try:
        existing = read_po(known, locale=identifier, abort_invalid=True)
    except PoFileError as error:
        forms = tuple(item for item in problems if item.code == "po-plural-forms")
        raise BrokenMessagesError(forms or (broken_entry(path.as_posix(), error),)) from None
    notes = find_notes(lines)
    for message in (*existing, *existing.obsolete.values()):
        if message.id:
            _restore_notes(message, notes[message.lineno or 0])
    return existing


def _restore_notes(message: Message, notes: PoNotes) -> None:
    """Give a message its notes as one text, which Babel does not take apart; and, if it is fuzzy, its old source."""
    message.user_comments = [notes.comment] if notes.comment else []
    message.previous_id = list(notes.previous) if message.fuzzy else []


def _revive(existing: MessageCatalog, template: MessageCatalog) -> None:
    """Take the translations of texts that were gone and are there again out of the obsolete ones."""
    for key, message in list(existing.obsolete.items()):
        if message.id in template and message.id not in existing:
            existing[message.id] = message
            del existing.obsolete[key]


def _take_back(existing: MessageCatalog, template: MessageCatalog) -> None:
    """Give stale translations whose source is again what was translated back to it, as current ones."""
    for message in list(existing):
        source = template.get(_first(message.previous_id)) if message.previous_id else None
        if message.context or source is None or _sources(source) != tuple(message.previous_id):
            continue
        there = existing.get(source.id)
        if there is None or there is message:
            returned = message.clone()
            returned.id, returned.previous_id = source.id, []
            returned.flags.discard("fuzzy")
            if there is message or message.id not in template:
                existing.delete(message.id)
            existing[source.id] = returned


def _mark(message: Message, old: Message) -> None:
    """Say of a message whether it is in doubt, and what was translated, after the entry its translation comes from.

    Of a translation that was in doubt before the source changed, nobody knows which source it was right for.
    """
    if not any(message.string or ()):
        message.flags.discard("fuzzy")
        message.previous_id = []
    elif old.fuzzy:
        message.previous_id = old.previous_id
    elif _sources(old) != _sources(message):
        message.flags.add("fuzzy")
        message.previous_id = list(_sources(old))


def _sources(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def new_po_file(template: MessageCatalog, identifier: str) -> MessageCatalog:
    """Give an empty PO file of a locale, e.g. `zh_Hans`, with the plural forms of its language."""
    started = MessageCatalog(
        locale=identifier,
        project=template.project,
        version=template.version,
        header_comment="# Translations; brought up to date by `site-builder messages update`.",
        msgid_bugs_address="",
        last_translator="",
        language_team="",
        fuzzy=False,
        charset="utf-8",
    )
    started.creation_date = template.creation_date
    started.revision_date = template.creation_date
    return started


def count_messages(messages: MessageCatalog) -> Coverage:
    """Count what is translated, and what is fuzzy."""
    entries = [message for message in messages if message.id]
    stale = len([message for message in entries if message.fuzzy])
    translated = len([message for message in entries if not message.fuzzy and _is_translated(message.string)])
    return Coverage(len(entries), translated, stale)


def _is_translated(translation: object) -> bool:
    return all(translation) if isinstance(translation, tuple | list) else bool(translation)


def write_po_file(path: Path, messages: MessageCatalog) -> bool:
    """Write a PO or POT file if it differs from what is there; say whether it was.

    What translation tools have added to the header of the file stays; each update would undo what they write otherwise.
    """
    before = path.read_bytes() if path.is_file() else b""
    header = read_header(before.decode("utf-8-sig", "replace").split("\n"))
    content = format_po(messages, header).encode()
    if content == before:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return True
