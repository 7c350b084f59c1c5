"""Runs rules about texts: over the prose of records, and over every translation beside its source."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator

from site_builder.catalog.catalog import Catalog, RecordId
from site_builder.catalog.positions import locate_fragment
from site_builder.catalog.prose import ProseUse, find_prose
from site_builder.catalog.yaml_reader import YamlFile
from site_builder.diagnostics import Diagnostic, Edit, Span
from site_builder.i18n.locale import PSEUDO_TAG
from site_builder.i18n.locales_folder import LocaleFiles
from site_builder.i18n.localizer import Localizer
from site_builder.lint.catalog_names import CatalogNames
from site_builder.lint.glossary_use import index_terms
from site_builder.lint.record_prose import passages_by_record
from site_builder.lint.rule import FinishedPage, ProseRule, Rule, TextRule, TranslationRule
from site_builder.lint.translation_places import locate_translation
from site_builder.lint.written_text import TextSlip, Translation, WrittenText, make_text

_INTERFACE_LANGUAGE = "en"

Sighting = tuple[RecordId, Callable[[YamlFile], Diagnostic]]
"""Something found in a record, and what makes a diagnostic of it once the file is at hand."""


def check_texts(catalog: Catalog, rules: tuple[TextRule, ...]) -> Iterator[Sighting]:
    """Give what rules find in the prose of records, at every use of a text."""
    for text, uses in _written_texts(catalog).items():
        for rule in rules:
            for slip in rule.check(text):
                yield from ((use.record_id, functools.partial(_place_in_record, rule, slip, use)) for use in uses)


def check_record_prose(catalog: Catalog, rules: tuple[ProseRule, ...]) -> Iterator[Sighting]:
    """Give what rules find in the prose of each record as a whole."""
    for record in passages_by_record(catalog) if rules else ():
        for rule in rules:
            for use, slip in rule.check(record, catalog):
                yield record.record_id, functools.partial(_place_in_record, rule, slip, use)


def check_translations(
    catalog: Catalog, localizers: Iterable[Localizer], files: LocaleFiles, rules: tuple[TextRule | TranslationRule, ...]
) -> Iterator[Diagnostic]:
    """Give what rules find in the translations that the site itself keeps; packaged ones are not its business."""
    sources = {text.text: text for text in _written_texts(catalog)}
    find_names = functools.cache(CatalogNames(catalog).find)  # each source has a translation in several locales
    for localizer in localizers:
        if localizer.locale.tag == PSEUDO_TAG:
            continue  # made of the sources by a program, for those who look for what cannot be translated
        read = functools.cache(functools.partial(_read_own, files, localizer.locale.tag))
        for translation in _translations(localizer, sources, find_names):
            for rule in rules:
                slips = rule.check(translation.target) if isinstance(rule, TextRule) else rule.check(translation)
                for slip in slips:
                    file = read(translation.domain)
                    if file is not None:
                        yield _place_in_file(*file, translation, rule, slip)


def place_in_page(rule: Rule, page: FinishedPage, slip: TextSlip) -> Diagnostic:
    """Give the diagnostic of something in a finished page."""
    line_start = page.html.rfind("\n", 0, slip.start) + 1
    span = Span(
        page.path, page.html.count("\n", 0, slip.start) + 1, slip.start - line_start + 1, max(1, slip.end - slip.start)
    )
    return _diagnose(rule, slip, span, None)


def _written_texts(catalog: Catalog) -> dict[WrittenText, list[ProseUse]]:
    """Give every text of the records once, with where it stands; its field is that of its first use."""
    uses: dict[str, list[ProseUse]] = {}
    for use in find_prose(catalog):
        uses.setdefault(use.source, []).append(use)
    tag = catalog.site.source_locale
    return {make_text(source, tag, found[0].form, _field(found[0])): found for source, found in uses.items()}


def _field(use: ProseUse) -> str:
    """Give the key a text is the value of, or in the list of."""
    return next(part for part in reversed(use.place) if isinstance(part, str))


def _translations(
    localizer: Localizer, sources: dict[str, WrittenText], find_names: Callable[[str], tuple[str, ...]]
) -> Iterator[Translation]:
    tag, terms = localizer.locale.tag, index_terms(localizer.glossary)
    for source, translation in localizer.prose.singular.items():
        if source in sources:
            text = sources[source]
            target = make_text(translation, tag, text.form, text.field)
            yield Translation(text, target, "catalog", terms, find_names(source))
    for source, translation in localizer.interface.singular.items():
        text, target = make_text(source, _INTERFACE_LANGUAGE), make_text(translation, tag)
        yield Translation(text, target, "ui", terms, find_names(source))


def _place_in_record(rule: Rule, slip: TextSlip, use: ProseUse, file: YamlFile) -> Diagnostic:
    span, offsets = locate_fragment(file.path, file.text, use.place, use.source, (slip.start, slip.end))
    edit = None
    if slip.replacement is not None and offsets is not None:
        edit = Edit(file.path, *offsets, file.text[slice(*offsets)], slip.replacement)
    return _diagnose(rule, slip, span, edit)


def _place_in_file(shown: str, content: str, translation: Translation, rule: Rule, slip: TextSlip) -> Diagnostic:
    target = translation.target.text
    changed = None if slip.replacement is None else target[: slip.start] + slip.replacement + target[slip.end :]
    span, edit = locate_translation(shown, content, translation.source.text, target[slip.start : slip.end], changed)
    return _diagnose(rule, slip, span, edit)


def _read_own(files: LocaleFiles, tag: str, domain: str) -> tuple[str, str] | None:
    """Give the path and the content of a PO file of the site itself; None if it has none."""
    found = files.find(tag, "LC_MESSAGES", f"{domain}.po")
    if found is None or files.site_folder not in found[1].parents:
        return None
    return found[0], found[1].read_bytes().decode("utf-8-sig")


def _diagnose(rule: Rule, slip: TextSlip, span: Span, edit: Edit | None) -> Diagnostic:
    why = slip.why or _as_clause(rule.why)
    return Diagnostic(slip.code or rule.name, span, slip.message, why, slip.fix, rule.severity, edit)


def _as_clause(sentence: str) -> str:
    """Write a sentence as findings give their reasons: without a full stop, and small where it is no name."""
    is_name = sentence[1:2].isupper()
    return (sentence if is_name else sentence[:1].lower() + sentence[1:]).removesuffix(".")
