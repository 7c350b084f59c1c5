"""The translation round trip: POT templates from sources, PO files brought up to date, and their state."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import babel
from babel.messages.catalog import Catalog as MessageCatalog
from babel.messages.pofile import read_po, write_po

_WIDTH = 100


@dataclass(frozen=True, slots=True)
class MessageState:
    """How far one PO file is.

    Attributes:
        locale: BCP 47 tag.
        domain: `ui` or `catalog`.
        total: Messages there are.
        translated: Messages that will be shown.
        stale: Messages whose source has changed since they were translated (fuzzy).
    """

    locale: str
    domain: str
    total: int
    translated: int
    stale: int

    @property
    def missing(self) -> int:
        """Messages that were never translated."""
        return self.total - self.translated - self.stale


def write_template(path: Path, template: MessageCatalog) -> bool:
    """Write a POT file if its messages have changed; say whether it was written."""
    if path.is_file():
        template.creation_date = _read(path, None).creation_date
    return _write_if_changed(path, template)


def update_messages(path: Path, template: MessageCatalog, tag: str) -> MessageState:
    """Bring a PO file up to date with a template, or start it; translations are kept.

    A changed source keeps its translation as a fuzzy entry, with the old source beside it.
    """
    identifier = str(babel.Locale.parse(tag, sep="-"))
    existing = _read(path, identifier) if path.is_file() else _new_file(template, identifier)
    existing.update(template, no_fuzzy_matching=False, update_creation_date=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    _write_if_changed(path, existing)
    return _state_of(existing, tag, path.stem)


def message_states(
    locales_folder: Path, templates: Mapping[str, MessageCatalog], tags: Iterable[str]
) -> tuple[MessageState, ...]:
    """Give the state of every PO file against what there is to translate now, by locale and domain."""
    states = []
    for tag in tags:
        for domain, template in templates.items():
            path = locales_folder / tag / "LC_MESSAGES" / f"{domain}.po"
            identifier = str(babel.Locale.parse(tag, sep="-"))
            existing = _read(path, identifier) if path.is_file() else _new_file(template, identifier)
            existing.update(template, no_fuzzy_matching=True, update_creation_date=False)
            states.append(_state_of(existing, tag, domain))
    return tuple(states)


def _read(path: Path, identifier: str | None) -> MessageCatalog:
    with path.open("rb") as file:
        return read_po(file, locale=identifier)


def _new_file(template: MessageCatalog, identifier: str) -> MessageCatalog:
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


def _state_of(messages: MessageCatalog, tag: str, domain: str) -> MessageState:
    entries = [message for message in messages if message.id]
    stale = len([message for message in entries if message.fuzzy])
    translated = len([message for message in entries if not message.fuzzy and _is_translated(message.string)])
    return MessageState(tag, domain, len(entries), translated, stale)


def _is_translated(translation: object) -> bool:
    return all(translation) if isinstance(translation, tuple | list) else bool(translation)


def _write_if_changed(path: Path, messages: MessageCatalog) -> bool:
    written = io.BytesIO()
    write_po(written, messages, width=_WIDTH, include_previous=True)
    content = written.getvalue()
    if path.is_file() and path.read_bytes() == content:
        return False
    path.write_bytes(content)
    return True
