"""Runs rules about texts: over the prose of records, and over every translation beside its source."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from operator import itemgetter
from typing import Literal

from site_builder.catalog.catalog import Catalog, RecordId
from site_builder.catalog.positions import locate_fragment
from site_builder.catalog.prose import ProseForm, ProseUse, find_prose
from site_builder.catalog.yaml_reader import YamlFile
from site_builder.diagnostics import Diagnostic, Edit
from site_builder.fingerprints import fingerprint_parts
from site_builder.i18n.locale import PSEUDO_TAG
from site_builder.i18n.locales_folder import LocaleFiles
from site_builder.i18n.localizer import Localizer
from site_builder.lint.catalog_names import CatalogNames
from site_builder.lint.clean_texts import CleanTexts
from site_builder.lint.glossary_use import index_terms
from site_builder.lint.pause import Pause
from site_builder.lint.record_prose import passages_by_record
from site_builder.lint.rule import ProseRule, Rule, TextRule, TranslationRule
from site_builder.lint.slips import describe_slip
from site_builder.lint.translation_places import locate_translation
from site_builder.lint.written_text import TextSlip, Translation, make_text

_INTERFACE_LANGUAGE = "en"

_MOST_SLIPS = 20
"""Findings of a rule in one text: a garbled text would have tens of thousands, and nobody reads them."""

Sighting = tuple[RecordId, Callable[[YamlFile], Diagnostic]]
"""Something found in a record, and what makes a diagnostic of it once the file is at hand."""


def check_texts(catalog: Catalog, rules: tuple[TextRule, ...], clean: CleanTexts, pause: Pause) -> Iterator[Sighting]:
    """Give what rules find in the prose of records, at every use of a text."""
    tag = catalog.site.source_locale
    for source, uses in _uses(catalog).items():
        pause()
        form, field = uses[0].form, _field(uses[0])
        key = clean.key(tag, form, field, source)
        if clean.knows(key):
            continue
        text = make_text(source, tag, form, field)
        slips = [(rule, slip) for rule in rules for slip in _first_slips(rule.check(text))]
        for rule, slip in slips:
            yield from ((use.record_id, functools.partial(_place_in_record, rule, slip, use)) for use in uses)
        if not slips:
            clean.add(key)


def check_record_prose(catalog: Catalog, rules: tuple[ProseRule, ...], pause: Pause) -> Iterator[Sighting]:
    """Give what rules find in the prose of each record as a whole."""
    for record in passages_by_record(catalog) if rules else ():
        pause()
        for rule in rules:
            for use, found in itertools.groupby(rule.check(record, catalog), itemgetter(0)):
                for slip in _first_slips(slip for _, slip in found):
                    yield record.record_id, functools.partial(_place_in_record, rule, slip, use)


def check_translations(
    catalog: Catalog,
    localizers: Iterable[Localizer],
    files: LocaleFiles,
    rules: tuple[TextRule | TranslationRule, ...],
    clean: CleanTexts,
    pause: Pause,
) -> Iterator[Diagnostic]:
    """Give what rules find in the translations that the site itself keeps; packaged ones are not its business."""
    tag = catalog.site.source_locale
    sources = {source: (tag, uses[0].form, _field(uses[0])) for source, uses in _uses(catalog).items()}
    names = CatalogNames(catalog)
    find_names = functools.cache(names.find)  # each source has a translation in several locales
    for localizer in localizers:
        if localizer.locale.tag == PSEUDO_TAG:
            continue  # made of the sources by a program, for those who look for what cannot be translated
        read = functools.cache(functools.partial(_read_own, files, localizer.locale.tag))
        terms = functools.cache(functools.partial(index_terms, localizer.glossary))
        basis = fingerprint_parts((localizer.locale.tag, localizer.glossary.model_dump_json(), *names.sorted()))
        for domain, place, source, target, written in _translations(localizer, sources):
            pause()
            key = clean.key(basis, domain, *written, source, target)
            if clean.knows(key):
                continue
            text = make_text(source, *written)
            translated = make_text(target, localizer.locale.tag, text.form, text.field)
            translation = Translation(text, translated, domain, terms(), find_names(source))
            is_clean = True
            for rule in rules:
                slips = rule.check(translation.target) if isinstance(rule, TextRule) else rule.check(translation)
                for slip in _first_slips(slips):
                    is_clean = False
                    file = read(translation.domain)
                    if file is not None:
                        yield _place_in_file(*file, place, target, rule, slip)
            if is_clean:
                clean.add(key)


@functools.lru_cache(maxsize=1)
def _uses(catalog: Catalog) -> Mapping[str, list[ProseUse]]:
    """Give every text of the records once, with where it stands; it is looked at as in its first use."""
    uses: dict[str, list[ProseUse]] = {}
    for use in find_prose(catalog):
        uses.setdefault(use.source, []).append(use)
    return uses


def _field(use: ProseUse) -> str:
    """Give the key a text is the value of, or in the list of."""
    return next(part for part in reversed(use.place) if isinstance(part, str))


_Written = tuple[str, ProseForm, str]
"""Of a source text: the tag of its language, the Markdown it may have, the key it is the value of."""

_Place = tuple[str, int]
"""The `msgid` of a translation, and the number of the plural form."""


def _translations(
    localizer: Localizer, sources: Mapping[str, _Written]
) -> Iterator[tuple[Literal["ui", "catalog"], _Place, str, str, _Written]]:
    """Give every message in use: its domain and place, its source and translation, and what its source is.

    The forms of a text with a count are translations of its plural: even the first is for 21 and 31 in Russian.
    """
    for source, translation in localizer.prose.singular.items():
        if source in sources:
            yield "catalog", (source, 0), source, translation, sources[source]
    interface: _Written = (_INTERFACE_LANGUAGE, "block", "")
    for source, translation in localizer.interface.singular.items():
        yield "ui", (source, 0), source, translation, interface
    for (singular, plural), forms in localizer.interface.plurals.items():
        for number, form in enumerate(forms):
            if form:
                yield "ui", (singular, number), plural, form, interface


def _first_slips(slips: Iterable[TextSlip]) -> tuple[TextSlip, ...]:
    """Give as many slips of a text as somebody reads; the last one says how many more there are."""
    found = iter(slips)
    first = tuple(itertools.islice(found, _MOST_SLIPS))
    more = sum(1 for _ in found)
    if not more:
        return first
    return (*first[:-1], replace(first[-1], message=f"{first[-1].message}, and {more:,} more in this text"))


def _place_in_record(rule: Rule, slip: TextSlip, use: ProseUse, file: YamlFile) -> Diagnostic:
    span, offsets = locate_fragment(file.path, file.text, use.place, use.source, (slip.start, slip.end))
    edit = None
    if slip.replacement is not None and offsets is not None:
        edit = Edit(file.path, *offsets, file.text[slice(*offsets)], slip.replacement)
    return describe_slip(rule, slip, span, edit)


def _place_in_file(shown: str, content: str, place: _Place, target: str, rule: Rule, slip: TextSlip) -> Diagnostic:
    changed = None if slip.replacement is None else target[: slip.start] + slip.replacement + target[slip.end :]
    span, edit = locate_translation(shown, content, place, (slip.start, slip.end), changed)
    return describe_slip(rule, slip, span, edit)


def _read_own(files: LocaleFiles, tag: str, domain: str) -> tuple[str, str] | None:
    """Give the path and the content of a PO file of the site itself; None if it has none."""
    found = files.find(tag, "LC_MESSAGES", f"{domain}.po")
    if found is None or files.site_folder not in found[1].parents:
        return None
    return found[0], found[1].read_bytes().decode("utf-8-sig")
