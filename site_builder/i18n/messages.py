"""Reads PO files: what a locale says for each source text.

Fuzzy and empty entries are never used. A file with errors counts as empty, with diagnostics.
Source: GNU gettext manual, "The Format of PO Files".
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from babel.messages.pofile import PoFileError, read_po

from site_builder.diagnostics import Diagnostic, Severity, Span
from site_builder.fingerprints import Fingerprint, fingerprint_bytes

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog as MessageCatalog

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
_ENTRY_LINE = re.compile(r'\s*(?:(msgctxt|msgid|msgid_plural|msgstr)(\[\d+\])?\s+)?"(?:[^"\\]|\\.)*"\s*')
_ENTRY_ORDER: dict[str, tuple[str, ...]] = {
    "msgctxt": ("", "msgstr", "msgstr[]"),
    "msgid": ("", "msgctxt", "msgstr", "msgstr[]"),
    "msgid_plural": ("msgid",),
    "msgstr": ("msgid",),
    "msgstr[]": ("msgid_plural", "msgstr[]"),
}
"""What may stand before each keyword of an entry; the empty text is the start of the file."""
_COUNTS_TRIED = range(1000)


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
    catalog, plural_index = parsed
    singular, forms, diagnostics = _usable_messages(path, catalog)
    return Messages(singular, _plural_chooser(forms, plural_index), fingerprint, diagnostics)


def fill_placeholders(template: str, values: Mapping[str, str]) -> str:
    """Put values in the place of `{name}`; names that have no value stay as they are."""
    return _PLACEHOLDER.sub(lambda match: values.get(match[1], match[0]), template)


def placeholders(template: str) -> frozenset[str]:
    """Give the names in braces."""
    return frozenset(_PLACEHOLDER.findall(template))


def _parse(
    path: str, content: bytes, locale_identifier: str
) -> tuple[MessageCatalog, Callable[[int], int]] | Diagnostic:
    """Give the entries and the number of the plural form for a count, or what is wrong with the file."""
    try:
        lines = content.decode("utf-8-sig").split("\n")
        wrong_line = _find_wrong_line(lines)
        if wrong_line is not None:
            return _broken_file(path, *wrong_line)
        # Obsolete entries are left out: Babel does not know the `#~|` lines of msgmerge --previous.
        used = ("" if line.startswith("#~") else line for line in lines)
        parsed = read_po(used, locale=locale_identifier, abort_invalid=True)
        return parsed, _read_plural_rule(parsed)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        return _broken_file(path, line, "it is not UTF-8", "save the file in UTF-8")
    except PoFileError as error:
        reason = error.args[0].removesuffix(f" on {error.lineno}")
        return _broken_file(path, error.lineno + 1, reason)
    except (ValueError, TypeError, LookupError, ZeroDivisionError) as error:
        return _broken_file(path, 1, f"its header cannot be used ({error})", "restore the header of the file")


def _find_wrong_line(lines: list[str]) -> tuple[int, str] | None:
    """Give the first line that no entry can have, from 1, and why; Babel would read some of them as empty texts."""
    before = ""
    for number, line in enumerate(lines, 1):
        if line.startswith("#") or not line.strip():
            continue
        match = _ENTRY_LINE.fullmatch(line)
        if match is None:
            return number, "the line is neither a comment, nor a keyword with a text in quotes"
        keyword = f"{match[1]}[]" if match[2] else match[1] or before
        if not keyword or (match[1] and before not in _ENTRY_ORDER.get(keyword, ())):
            return number, f"{f'`{match[1]}`' if match[1] else 'a text'} cannot stand here"
        before = keyword
    return None


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


def _usable_messages(
    path: str, parsed: MessageCatalog
) -> tuple[dict[str, str], dict[str, tuple[str, ...]], tuple[Diagnostic, ...]]:
    """Give the translations of texts, those of texts with a count by their singular, and what is wrong with them."""
    singular: dict[str, str] = {}
    forms: dict[str, tuple[str, ...]] = {}
    diagnostics = []
    for message in parsed:
        if not message.id or message.fuzzy or message.context:
            continue
        sources = (message.id,) if isinstance(message.id, str) else tuple(message.id)
        written = message.string or ""
        translations = (written,) if isinstance(written, str) else tuple(written)
        wrong = _wrong_names(sources, translations)
        if wrong:
            diagnostics.append(_wrong_placeholders(path, message.lineno or 1, sources[0], wrong))
        elif len(sources) > 1:
            forms[sources[0]] = translations
        elif translations[0]:
            singular[sources[0]] = translations[0]
    return singular, forms, tuple(diagnostics)


def _wrong_names(sources: tuple[str, ...], translations: tuple[str, ...]) -> frozenset[str]:
    """Give the placeholders that a translation lacks or has too many, compared with the last source text."""
    names = placeholders(sources[-1])
    return frozenset[str]().union(*(names ^ placeholders(text) for text in translations if text))


def _plural_chooser(
    forms: Mapping[str, tuple[str, ...]], plural_index: Callable[[int], int]
) -> Callable[[str, str, int], str]:
    def choose(singular: str, plural: str, count: int) -> str:
        translations = dict(enumerate(forms.get(singular, ())))
        return translations.get(plural_index(count)) or _source_plural(singular, plural, count)

    return choose


def _source_plural(singular: str, plural: str, count: int) -> str:
    return singular if count == 1 else plural


def no_messages() -> Messages:
    """Give the messages of the source language: every text stands for itself."""
    return Messages({}, _source_plural, fingerprint_bytes(b""))


def _broken_file(
    path: str, line: int, reason: str, fix: str = "check quotes and `msgid`/`msgstr` on this line"
) -> Diagnostic:
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
