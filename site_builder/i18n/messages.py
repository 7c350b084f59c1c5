"""What a locale says for each source text: the usable entries of its PO files.

Fuzzy and empty entries are never used. A file with errors counts as empty, with diagnostics.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from site_builder.diagnostics import Diagnostic, Severity, Span
from site_builder.fingerprints import Fingerprint, fingerprint_bytes, fingerprint_parts
from site_builder.i18n.plain_po import PoMessage
from site_builder.i18n.po_file import parse_po

_NOTHING = frozenset[str]()
_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class Messages:
    """One domain of one locale.

    Attributes:
        singular: Translation of each source text that has one.
        find_form: Gives the translation of a text with a count, by its singular; empty if it has none.
        counted: Singular of each text with a count that is wholly translated.
        stale: Source texts whose translation is in doubt (fuzzy) or wrong, so that it is not used.
        sources: Every source text there is an entry of; one with a count by its singular.
        fingerprint: Of what pages can show of it; entries without a usable translation, comments and order are not.
        diagnostics: What is wrong with the file.
        plurals: Forms of each text with a count, by its singular and its plural; one that nobody has written is empty.
    """

    singular: Mapping[str, str]
    find_form: Callable[[str, int], str]
    counted: frozenset[str]
    stale: frozenset[str]
    sources: frozenset[str]
    fingerprint: Fingerprint
    diagnostics: tuple[Diagnostic, ...] = ()
    plurals: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)

    def choose_plural(self, singular: str, plural: str, count: int) -> str:
        """Give the translation of a text with a count, or its source by the English rule."""
        return self.find_form(singular, count) or (singular if count == 1 else plural)

    def has(self, source: str) -> bool:
        """Whether a text, or one with a count by its singular, is translated."""
        return source in self.singular or source in self.counted

    def over(self, base: Messages) -> Messages:
        """Give these messages, and those of a base where these have none."""
        return Messages(
            {**base.singular, **self.singular},
            lambda singular, count: self.find_form(singular, count) or base.find_form(singular, count),
            self.counted | base.counted,
            (self.stale | base.stale) - {*self.singular, *self.counted, *base.singular, *base.counted},
            self.sources | base.sources,
            fingerprint_parts([self.fingerprint, base.fingerprint]),
            (*self.diagnostics, *base.diagnostics),
            {**base.plurals, **self.plurals},
        )


def read_messages(path: str, content: bytes, locale_identifier: str) -> Messages:
    """Read a PO file; never raises, problems are returned as diagnostics.

    Args:
        path: Path to show in diagnostics.
        content: The bytes of the file, in UTF-8; empty for a file that does not exist.
        locale_identifier: CLDR name of the locale, e.g. `zh_Hans`.
    """
    parsed = parse_po(path, content, locale_identifier)
    if isinstance(parsed, Diagnostic):
        return replace(no_messages(), diagnostics=(parsed,))
    singular: dict[str, str] = {}
    plurals: dict[tuple[str, str], tuple[str, ...]] = {}
    problems = list(parsed.diagnostics)
    doubted = [message for message in parsed.messages if message.is_fuzzy]
    stale = {message.sources[0] for message in doubted}
    for sources, translations, is_fuzzy, has_context, line in parsed.messages:
        if is_fuzzy or has_context:
            continue
        wrong = _wrong_names(sources, translations)
        if wrong:
            problems.append(_wrong_placeholders(path, line, sources[0], wrong))
            stale.add(sources[0])
        elif len(sources) > 1:
            plurals[sources[0], sources[1]] = translations
        elif translations[0]:
            singular[sources[0]] = translations[0]
    if doubted and not singular and not any(map(any, plurals.values())):
        problems.append(_only_fuzzy(path, doubted))
    forms = {source: translations for (source, _), translations in plurals.items()}

    def find_form(text: str, count: int) -> str:
        return dict(enumerate(forms.get(text, ()))).get(parsed.plural_index(count), "")

    counted = frozenset(text for text, translations in forms.items() if all(translations))
    written = frozenset(message.sources[0] for message in parsed.messages if not message.has_context)
    fingerprint = _fingerprint(singular, forms, parsed.plural_rule)
    return Messages(
        singular, find_form, counted, frozenset(stale), written, fingerprint, tuple(problems), plurals=plurals
    )


def _fingerprint(singular: Mapping[str, str], forms: Mapping[str, tuple[str, ...]], plural_rule: str) -> Fingerprint:
    """Give the fingerprint of translations; texts with a count have one as soon as one form is translated."""
    counted = sorted((text, translations) for text, translations in forms.items() if any(translations))
    rule = plural_rule if counted else ""
    return fingerprint_bytes(repr((sorted(singular.items()), counted, rule)).encode())


def no_messages(sources: Iterable[str] = ()) -> Messages:
    """Give the messages of the source language, or of one that nobody began to translate `sources` to."""
    return Messages({}, _no_form, frozenset(), frozenset(), frozenset(sources), _fingerprint({}, {}, ""))


def fill_placeholders(template: str, values: Mapping[str, str]) -> str:
    """Put values in the place of `{name}`; names that have no value stay as they are."""
    if not values or "{" not in template:
        return template
    return _PLACEHOLDER.sub(lambda match: values.get(match[1], match[0]), template)


def placeholders(template: str) -> frozenset[str]:
    """Give the names in braces."""
    return frozenset(_PLACEHOLDER.findall(template))


def _no_form(_singular: str, _count: int) -> str:
    return ""


def _wrong_names(sources: tuple[str, ...], translations: tuple[str, ...]) -> frozenset[str]:
    """Give the placeholders that a translation lacks or has too many, compared with the last source text."""
    if not any("{" in text for text in (*sources, *translations)):
        return _NOTHING
    names = placeholders(sources[-1])
    return frozenset[str]().union(*(names ^ placeholders(text) for text in translations if text))


def _wrong_placeholders(path: str, line: int, source: str, names: frozenset[str]) -> Diagnostic:
    shown = ", ".join(f"{{{name}}}" for name in sorted(names))
    return Diagnostic(
        "po-placeholders",
        Span(path, line),
        f"source and translation of `{source[:60]}` do not have the same placeholders: {shown}",
        "the value would be lost or the braces would show, so the translation is left out",
        f"write {shown} once in the translation exactly if the source has it",
        Severity.WARNING,
    )


def _only_fuzzy(path: str, doubted: list[PoMessage]) -> Diagnostic:
    return Diagnostic(
        "po-only-fuzzy",
        Span(path, min(message.line for message in doubted)),
        f"every translation of the file is marked fuzzy ({len(doubted)} of {len(doubted)})",
        "a translation in doubt is never shown, so the pages show none of them",
        "review each one and remove its `fuzzy` flag",
        Severity.WARNING,
    )
