"""Writes the text of PO and POT files, with all that gettext's own tools keep in them.

Babel's writer leaves out the flags and old sources of obsolete entries, wraps the notes of translators anew, breaks old
sources in the middle of a quotation, and puts the year of the clock into a first comment that says YEAR.
Source: GNU gettext manual, "The Format of PO Files".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from babel.messages.catalog import Catalog as MessageCatalog
from babel.messages.catalog import Message
from babel.messages.pofile import normalize
from babel.util import TextWrapper

from site_builder.authoring.po_notes import PoHeader

_WIDTH = 100
_FORMATS = {"python-format", "python-brace-format"}


def format_po(messages: MessageCatalog, header: PoHeader) -> str:
    """Give the text of a file.

    Args:
        messages: Its entries; notes of translators are in `user_comments` as whole lines, e.g. `# see the wiki`.
        header: That of the file so far; fields that Babel does not know, such as `X-Generator`, stay.
    """
    entries = [_format_header(messages, header)]
    entries += [_format_entry(message, messages.num_plurals) for message in messages if message.id]
    entries += [_format_obsolete(message, messages.num_plurals) for message in messages.obsolete.values()]
    return "".join(f"{entry}\n" for entry in entries)


def _format_header(messages: MessageCatalog, header: PoHeader) -> str:
    known = "".join(f"{name}: {value.strip()}\n" for name, value in messages.mime_headers)
    names = {line.partition(":")[0].lower() for line in known.splitlines()}
    added = [f"{line}\n" for line in header.fields if line.partition(":")[0].lower() not in names]
    flags = "#, fuzzy\n" if messages.fuzzy else ""
    comment = header.comment or messages.header_comment
    above = f"{comment}\n" if comment else ""
    return f'{above}{flags}msgid ""\nmsgstr {normalize(known + "".join(added), width=_WIDTH)}\n'


def _format_entry(message: Message, form_count: int) -> str:
    comments = [line for comment in message.auto_comments for line in _wrap("#.", comment)]
    lines = [
        *message.user_comments,
        *comments,
        *_wrap("#:", " ".join(_locations(message))),
        *_flags(_known_flags(message)),
    ]
    return "".join(f"{line}\n" for line in (*lines, *_previous(message, "#| "), *_texts(message, form_count, "")))


def _format_obsolete(message: Message, form_count: int) -> str:
    # Without the formats: Babel finds them again when the text comes back.
    lines = [*message.user_comments, *_flags(message.flags - _FORMATS), *_previous(message, "#~| ")]
    return "".join(f"{line}\n" for line in (*lines, *_texts(message, form_count, "#~ ")))


def _wrap(mark: str, text: str) -> Iterator[str]:
    for line in TextWrapper(width=_WIDTH, break_long_words=False).wrap(text):
        yield f"{mark} {line.strip()}"


def _locations(message: Message) -> Sequence[str]:
    """Give the places of a text in order, each once; a name with a space stands between isolates, as in gettext."""
    places = sorted(message.locations, key=lambda place: (place[0], place[1] or -1))
    names = [(f"\u2068{name}\u2069" if " " in name else name, line) for name, line in places]
    return tuple(dict.fromkeys(f"{name}:{line}" if line else name for name, line in names))


def _known_flags(message: Message) -> AbstractSet[str]:
    flags = message.flags - {"python-format"}  # Babel takes `50% cheaper` for a format, and msgfmt would reject it
    if re.search(r"[{}]", re.sub(r"\{[a-z_]+\}", "", str(message.id))):
        flags -= {"python-brace-format"}  # the same for code with braces
    return flags


def _flags(flags: AbstractSet[str]) -> Iterator[str]:
    if flags:
        yield f"#, {', '.join(sorted(flags))}"


def _previous(message: Message, prefix: str) -> Iterator[str]:
    for keyword, text in zip(("msgid", "msgid_plural"), message.previous_id, strict=False):
        yield _keyword(keyword, text, prefix)


def _texts(message: Message, form_count: int, prefix: str) -> Iterator[str]:
    if message.context:
        yield _keyword("msgctxt", message.context, prefix)
    if isinstance(message.id, str):
        yield _keyword("msgid", message.id, prefix)
        yield _keyword("msgstr", str(message.string or ""), prefix)
        return
    yield _keyword("msgid", message.id[0], prefix)
    yield _keyword("msgid_plural", message.id[1], prefix)
    forms = dict(enumerate(message.string or ()))
    for number in range(form_count):
        yield _keyword(f"msgstr[{number}]", forms.get(number, ""), prefix)


def _keyword(keyword: str, text: str, prefix: str) -> str:
    return f"{prefix}{keyword} {normalize(text, prefix=prefix, width=_WIDTH)}"
