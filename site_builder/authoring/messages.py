"""The translation round trip: POT templates from sources, and PO files brought up to date.

A PO file with a mistake is never written over: what Babel cannot read would be lost.
"""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from babel.messages.catalog import Catalog as MessageCatalog
from babel.messages.catalog import Message
from babel.messages.pofile import PoFileError, denormalize, normalize, read_po, write_po

from site_builder.diagnostics import Diagnostic, Severity
from site_builder.i18n.coverage import Coverage
from site_builder.i18n.locale import Locale
from site_builder.i18n.messages import read_messages

_WIDTH = 100
_PREVIOUS = "| "


class BrokenMessagesError(Exception):
    """A PO file cannot be read; `diagnostics` say where and why."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__(diagnostics[0].message)
        self.diagnostics = diagnostics


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
    existing = read_po_file(path, locale) if path.is_file() else new_po_file(template, str(locale.babel))
    previous = {message.id: message.previous_id for message in existing if message.fuzzy}
    _revive(existing, template)
    existing.update(template, no_fuzzy_matching=False, update_creation_date=False)
    for message in existing:
        if message.fuzzy and not message.previous_id:
            message.previous_id = previous.get(message.id, [])
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


def read_po_file(path: Path, locale: Locale) -> MessageCatalog:
    """Read a PO file with its comments, obsolete entries and old sources.

    Raises:
        BrokenMessagesError: The file has a mistake.
    """
    identifier = str(locale.babel)
    content = path.read_bytes()
    problems = read_messages(path.as_posix(), content, identifier).diagnostics
    broken = tuple(replace(item, severity=Severity.ERROR) for item in problems if item.code == "po-syntax")
    if broken:
        raise BrokenMessagesError(broken)
    # Babel does not know the `#~|` lines that msgmerge writes.
    lines = [line for line in content.decode("utf-8-sig").split("\n") if not line.startswith("#~|")]
    existing = read_po(lines, locale=identifier, abort_invalid=True)
    for message in existing:
        _restore_previous(message)
    return existing


def _restore_previous(message: Message) -> None:
    """Give a fuzzy message its old source back: Babel writes `#| msgid` lines, but reads them as comments."""
    lines = [comment for comment in message.user_comments if comment.startswith(_PREVIOUS)]
    message.user_comments = [comment for comment in message.user_comments if comment not in lines]
    if not message.fuzzy:
        return
    texts: list[str] = []
    for line in lines:
        keyword, _, quoted = line.removeprefix(_PREVIOUS).rpartition('"')[0].partition('"')
        if keyword:
            texts.append("")
        if texts:
            texts[-1] += denormalize(f'"{quoted}"')
    message.previous_id = texts


def _revive(existing: MessageCatalog, template: MessageCatalog) -> None:
    """Take the translations of texts that were gone and are there again out of the obsolete ones."""
    for key, message in list(existing.obsolete.items()):
        if message.id in template and message.id not in existing:
            existing[message.id] = message
            del existing.obsolete[key]


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
    """Write a PO or POT file if it differs from what is there; say whether it was."""
    for message in messages:
        message.flags.discard("python-format")  # Babel takes `50% cheaper` for a format, and msgfmt would reject it
        if re.search(r"[{}]", re.sub(r"\{[a-z_]+\}", "", str(message.id))):
            message.flags.discard("python-brace-format")  # the same for code with braces
    written = io.BytesIO()
    write_po(written, messages, width=_WIDTH)
    content = _add_previous(_keep_header(path, written.getvalue().decode()), messages).encode()
    if path.is_file() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return True


def _keep_header(path: Path, written: str) -> str:
    """Give the text of a file with the header lines that translation tools have added, e.g. `X-Generator`.

    Babel drops them, so that each update would undo what Poedit or Weblate writes with the next change.
    """
    header = path.read_bytes().decode("utf-8-sig", "replace").partition("\n\n")[0] if path.is_file() else ""
    added = [f"{line}\n" for line in header.splitlines() if line.startswith('"X-') and line.endswith('\\n"')]
    head, mark, rest = written.partition('"Generated-By:')
    line, end, entries = rest.partition("\n")
    return f"{head}{mark}{line}{end}{''.join(added)}{entries}" if mark else written


def _add_previous(written: str, messages: MessageCatalog) -> str:
    """Put the old source of each fuzzy message beside it; Babel would break long ones in the middle of a quotation."""
    blocks = written.split("\n\n")
    for index, message in enumerate(messages):
        keywords = zip(("msgid", "msgid_plural"), message.previous_id, strict=False)
        texts = [f"{keyword} {normalize(text, width=_WIDTH)}" for keyword, text in keywords]
        lines = [f"#| {line}\n" for text in texts for line in text.splitlines()]
        comments, keyword, entry = blocks[index].partition("msgid ")
        blocks[index] = f"{comments}{''.join(lines)}{keyword}{entry}"
    return "\n\n".join(blocks)
