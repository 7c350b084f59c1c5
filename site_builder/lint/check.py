"""Runs all rules over a site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from site_builder.catalog.catalog import Catalog, RecordId
from site_builder.catalog.finding import Finding, place_finding
from site_builder.diagnostics import Diagnostic
from site_builder.i18n.locales_folder import LocaleFiles
from site_builder.i18n.localizer import Localizer
from site_builder.lint.rule import (
    CatalogRule,
    FinishedPage,
    LintContext,
    PageRule,
    ProseRule,
    RecordRule,
    Rule,
    SiteRule,
    TextRule,
    TranslationRule,
)
from site_builder.lint.rules import RULES
from site_builder.lint.texts import check_record_prose, check_texts, check_translations, place_in_page


def run_rules(
    catalog: Catalog, localizers: tuple[Localizer, ...], files: LocaleFiles | None = None, rules: Iterable[Rule] = RULES
) -> tuple[Diagnostic, ...]:
    """Give the findings of every rule that needs no finished page, sorted.

    Args:
        catalog: All records.
        localizers: One per published locale.
        files: Where the translations are; without it they are not looked at.
        rules: The rules to run.
    """
    chosen = tuple(rules)
    texts = tuple(rule for rule in chosen if isinstance(rule, TextRule))
    prose = tuple(rule for rule in chosen if isinstance(rule, ProseRule))
    found = [*_check_records(catalog, chosen), *check_texts(catalog, texts), *check_record_prose(catalog, prose)]
    for rule in chosen:
        if isinstance(rule, SiteRule):
            found += rule.check(LintContext(catalog, localizers))
    if files is not None:
        translations = tuple(rule for rule in chosen if isinstance(rule, TranslationRule))
        found += check_translations(catalog, localizers, files, (*texts, *translations))
    return tuple(sorted(found))


def run_page_rules(page: FinishedPage, rules: Iterable[Rule] = RULES) -> Iterator[Diagnostic]:
    """Give the findings of every rule about finished pages, in any order."""
    for rule in rules:
        if isinstance(rule, PageRule):
            for slip in rule.check(page):
                yield place_in_page(rule, page, slip)


def _check_records(catalog: Catalog, rules: tuple[Rule, ...]) -> Iterator[Diagnostic]:
    for rule in rules:
        for record_id, finding in _record_findings(catalog, rule):
            yield place_finding(catalog.files[record_id], finding, rule.severity)


def _record_findings(catalog: Catalog, rule: Rule) -> Iterator[tuple[RecordId, Finding]]:
    if isinstance(rule, CatalogRule):
        yield from rule.check(catalog)
    elif isinstance(rule, RecordRule):
        for record_id, record in catalog.records().items():
            if isinstance(record, rule.record_class):
                yield from ((record_id, finding) for finding in rule.check(record_id, record, catalog))
