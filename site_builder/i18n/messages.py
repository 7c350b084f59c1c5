"""Reads PO files: what a locale says for each source text.

Fuzzy and empty entries are never used. A file with errors counts as empty, with diagnostics.
Source: GNU gettext manual, "The Format of PO Files".
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from babel.support import Translations

from site_builder.diagnostics import Diagnostic, Severity, Span
from site_builder.fingerprints import Fingerprint, fingerprint_bytes

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog as MessageCatalog

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class Messages:
    """One domain of one locale.

    Attributes:
        singular: Translation of each source text that has one.
        choose_plural: Gives the translation of a text with a count: singular, plural, count.
        fingerprint: Of the file's bytes.
        diagnostics: What is wrong with the file.
    """

    singular: Mapping[str, str]
    choose_plural: Callable[[str, str, int], str]
    fingerprint: Fingerprint
    diagnostics: tuple[Diagnostic, ...] = ()


def read_messages(path: str, content: bytes, locale_identifier: str) -> Messages:
    """Read a PO file; never raises, problems are returned as diagnostics.

    Args:
        path: Path to show in diagnostics.
        content: The bytes of the file, in UTF-8; empty for a file that does not exist.
        locale_identifier: CLDR name of the locale, e.g. `zh_Hans`.
    """
    fingerprint = fingerprint_bytes(content)
    parsed = _parse(path, content, locale_identifier)
    if isinstance(parsed, Diagnostic):
        return Messages({}, _source_plural, fingerprint, (parsed,))
    singular, diagnostics = _usable_messages(path, parsed)
    return Messages(singular, _plural_chooser(parsed), fingerprint, diagnostics)


def fill_placeholders(template: str, values: Mapping[str, str]) -> str:
    """Put values in the place of `{name}`; names that have no value stay as they are."""
    return _PLACEHOLDER.sub(lambda match: values.get(match[1], match[0]), template)


def placeholders(template: str) -> frozenset[str]:
    """Give the names in braces."""
    return frozenset(_PLACEHOLDER.findall(template))


def _parse(path: str, content: bytes, locale_identifier: str) -> MessageCatalog | Diagnostic:
    try:
        content.decode("utf-8")
        return read_po(io.BytesIO(content), locale=locale_identifier, abort_invalid=True)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        return _broken_file(path, line, "it is not UTF-8", "save the file in UTF-8")
    except PoFileError as error:
        return _broken_file(path, error.lineno + 1, error.args[0], "check quotes and `msgid`/`msgstr` on this line")
    except (ValueError, TypeError, LookupError) as error:
        return _broken_file(path, 1, f"its header cannot be used ({error})", "restore the header of the file")


def _usable_messages(path: str, parsed: MessageCatalog) -> tuple[dict[str, str], tuple[Diagnostic, ...]]:
    singular: dict[str, str] = {}
    diagnostics = []
    for message in parsed:
        if not message.id or message.fuzzy or isinstance(message.id, tuple | list):
            continue
        translation = message.string
        if not isinstance(translation, str) or not translation:
            continue
        missing = placeholders(message.id) ^ placeholders(translation)
        if missing:
            diagnostics.append(_wrong_placeholders(path, message.lineno or 1, message.id, missing))
            continue
        singular[message.id] = translation
    return singular, tuple(diagnostics)


def _plural_chooser(parsed: MessageCatalog) -> Callable[[str, str, int], str]:
    compiled = io.BytesIO()
    write_mo(compiled, parsed)
    compiled.seek(0)
    return Translations(compiled).ngettext


def _source_plural(singular: str, plural: str, count: int) -> str:
    return singular if count == 1 else plural


def no_messages() -> Messages:
    """Give the messages of the source language: every text stands for itself."""
    return Messages({}, _source_plural, fingerprint_bytes(b""))


def _broken_file(path: str, line: int, reason: str, fix: str) -> Diagnostic:
    return Diagnostic(
        "po-syntax",
        Span(path, line),
        f"the file cannot be read: {reason}",
        "all its translations are left out until it is mended",
        fix,
    )


def _wrong_placeholders(path: str, line: int, source: str, names: frozenset[str]) -> Diagnostic:
    shown = ", ".join(f"{{{name}}}" for name in sorted(names))
    return Diagnostic(
        "po-placeholders",
        Span(path, line),
        f"source and translation of `{source[:60]}` do not have the same placeholders: {shown}",
        "the value would be lost or the braces would show",
        f"write {shown} once in the translation exactly if the source has it",
        Severity.ERROR,
    )
