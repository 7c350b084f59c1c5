"""Reads the bytes of a PO file, and says at which line they cannot be used.

An entry that cannot be used is left out alone; a file that cannot be read is left out whole.
Source: GNU gettext manual, "The Format of PO Files".
"""

from __future__ import annotations

import gettext
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from babel.messages.pofile import PoFileError, read_po

from site_builder.diagnostics import Diagnostic, Severity, Span
from site_builder.i18n.plain_po import PoMessage, read_plain_po
from site_builder.i18n.po_entries import PoEntry, find_entries, find_wrong_line

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog as MessageCatalog
    from babel.messages.catalog import Message

_UNUSABLE_HEADER = (ValueError, TypeError, LookupError, ZeroDivisionError)
_COUNTS_TRIED = range(1000)
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class PoFile:
    """A PO file that can be read.

    Attributes:
        messages: Its entries but the header, in order, without those that `diagnostics` leave out.
        plural_index: Gives the number of the plural form for a count.
        plural_rule: The same as the header has it.
        diagnostics: What is wrong with single entries.
    """

    messages: tuple[PoMessage, ...]
    plural_index: Callable[[int], int]
    plural_rule: str
    diagnostics: tuple[Diagnostic, ...]


def parse_po(path: str, content: bytes, locale_identifier: str) -> PoFile | Diagnostic:
    """Give the entries of a file, or what keeps it from being read; never raises.

    Args:
        path: Path to show in diagnostics.
        content: The bytes of the file.
        locale_identifier: CLDR name of the locale, e.g. `zh_Hans`.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        return _broken_file(path, line, "it is not UTF-8", "save the file in UTF-8")
    return _parse_plain(text, locale_identifier) or _parse_lines(path, text.split("\n"), locale_identifier)


def _parse_plain(text: str, locale_identifier: str) -> PoFile | None:
    """Give the entries of a file in which all is plain and right; None for any other."""
    plain = read_plain_po(text)
    if plain is None:
        return None
    try:
        header = read_po(plain.header, locale=locale_identifier, abort_invalid=True)
        plural_index = _read_plural_rule(header)
    except _UNUSABLE_HEADER:
        return None
    if not plain.form_counts <= {header.num_plurals}:
        return None
    return PoFile(plain.messages, plural_index, header.plural_expr, ())


def _parse_lines(path: str, lines: list[str], locale_identifier: str) -> PoFile | Diagnostic:
    wrong_line = find_wrong_line(lines)
    if wrong_line is not None:
        line, column, reason = wrong_line
        return _broken_file(path, line, reason, column=column)
    try:
        return _parse_entries(path, lines, locale_identifier)
    except PoFileError as error:
        return broken_entry(path, error)
    except _UNUSABLE_HEADER as error:
        reason = f"its header cannot be used ({error})"
        return _broken_file(path, _header_line(lines, str(error)), reason, "restore the header of the file")


def _parse_entries(path: str, lines: list[str], locale_identifier: str) -> PoFile:
    """Give the entries of a file whose lines are right.

    Raises:
        PoFileError: An entry is not whole.
        ValueError: The header cannot be used; also LookupError, TypeError and ZeroDivisionError.
    """
    entries = find_entries(lines)
    header = read_po(lines[: entries[0].last_line] if entries else [], locale=locale_identifier, abort_invalid=True)
    plural_index = _read_plural_rule(header)
    wrong = [(entry, _wrong_forms(path, entry, header.num_plurals)) for entry in entries if entry.forms]
    left_out = [(entry, problem) for entry, problem in wrong if problem is not None]
    repeated = tuple(_find_repeated(path, entries))
    for entry, _ in (*left_out, *repeated):
        lines = [*lines[: entry.first_line - 1], *[""] * _line_count(entry), *lines[entry.last_line :]]
    # Obsolete entries are left out: Babel does not know the `#~|` lines of msgmerge --previous.
    used = ("" if line.startswith("#~") else line for line in lines)
    catalog = read_po(used, locale=locale_identifier, abort_invalid=True)
    found = tuple(problem for _, problem in (*left_out, *repeated))
    return PoFile(tuple(_message(entry) for entry in catalog if entry.id), plural_index, header.plural_expr, found)


def _message(entry: Message) -> PoMessage:
    sources = (entry.id,) if isinstance(entry.id, str) else tuple(entry.id)
    written = entry.string or ""
    translations = (written,) if isinstance(written, str) else tuple(written)
    return PoMessage(sources, translations, entry.fuzzy, has_context=bool(entry.context), line=entry.lineno or 1)


def _line_count(entry: PoEntry) -> int:
    return entry.last_line - entry.first_line + 1


def _read_plural_rule(parsed: MessageCatalog) -> Callable[[int], int]:
    """Give the number of the plural form for a count.

    Raises:
        ValueError: The header names an encoding other than UTF-8, or a rule that cannot be used.
        ZeroDivisionError: The rule divides by zero.
    """
    if parsed.charset.replace("-", "") != "utf8":
        raise ValueError(f"it says charset={parsed.charset}")
    rule = gettext.c2py(parsed.plural_expr)
    if any(rule(count) not in range(parsed.num_plurals) for count in _COUNTS_TRIED):
        raise ValueError("its plural rule gives a form that does not exist")
    return rule


def _header_line(lines: list[str], reason: str) -> int:
    """Give the line of the header that a reason is about: the one of the encoding, or of the plural forms."""
    word = "charset=" if "charset" in reason else "Plural-Forms:"
    return next((number for number, line in enumerate(lines, 1) if word in line and line.startswith('"')), 1)


def _find_repeated(path: str, entries: Iterable[PoEntry]) -> Iterable[tuple[PoEntry, Diagnostic]]:
    """Give every entry of a text that has one already, with a finding."""
    seen: dict[tuple[str, str], int] = {}
    for entry in entries:
        first = seen.setdefault(entry.key, entry.line)
        if first != entry.line:
            yield (
                entry,
                Diagnostic(
                    "po-duplicate",
                    Span(path, entry.line),
                    f"`{entry.key[1][:_SHOWN]}` is translated a second time, after line {first}",
                    "only the first of them is shown, and tools of gettext refuse the file",
                    "keep the better translation and remove the other entry",
                    Severity.WARNING,
                ),
            )


def _wrong_forms(path: str, entry: PoEntry, count: int) -> Diagnostic | None:
    if entry.forms == tuple(range(count)):
        return None
    wanted = ", ".join(f"msgstr[{number}]" for number in range(count))
    written = ", ".join(f"msgstr[{number}]" for number in entry.forms)
    return Diagnostic(
        "po-plural-forms",
        Span(path, entry.line),
        f"`{entry.key[1][:_SHOWN]}` has {written}, and the header says nplurals={count}",
        "a count without a form of its own would be shown with the wrong ending, so the text is left out",
        f"write exactly {wanted}",
        Severity.WARNING,
    )


def broken_entry(path: str, error: PoFileError) -> Diagnostic:
    """Give the finding of a file that has an entry Babel cannot read."""
    return _broken_file(path, error.lineno + 1, error.args[0].removesuffix(f" on {error.lineno}"))


def _broken_file(
    path: str,
    line: int,
    reason: str,
    fix: str = "check quotes, `msgid`/`msgstr` and backslashes on this line",
    *,
    column: int = 1,
) -> Diagnostic:
    return Diagnostic(
        "po-syntax",
        Span(path, line, column),
        f"the file cannot be read: {reason}",
        "all its translations are left out until it is mended",
        fix,
        Severity.WARNING,
    )
