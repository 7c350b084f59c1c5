"""Holds a site to the coverage its policy asks for, where the policy is to fail."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.catalog.catalog import RecordId
from site_builder.catalog.positions import locate
from site_builder.diagnostics import Diagnostic
from site_builder.i18n.coverage import Coverage
from site_builder.i18n.locales_folder import INTERFACE, LOCALES_FOLDER, MESSAGES_FOLDER, PROSE
from site_builder.pages.coverage import SiteCoverage

_TEXTS = {PROSE: "texts of the catalog", INTERFACE: "texts of the interface"}


def find_below_minimum(coverage: SiteCoverage) -> Iterator[Diagnostic]:
    """Give an error for each locale and kind of texts that falls short; none where the policy is to publish."""
    if coverage.catalog.site.translations.below != "fail":
        return
    for localizer in coverage.localizers:
        tag = localizer.locale.tag
        if localizer.needs_prose:
            yield from _compare(coverage, tag, PROSE, coverage.of_prose(tag))
        if localizer.needs_interface:
            yield from _compare(coverage, tag, INTERFACE, coverage.of_interface(tag))


def _compare(coverage: SiteCoverage, tag: str, domain: str, counts: Coverage) -> Iterator[Diagnostic]:
    policy = coverage.catalog.site.translations
    minimum = policy.minimum_of(tag)
    if counts.percent >= minimum:
        return
    site_file = coverage.catalog.files[RecordId("site")]
    place = ("translations", *(("minimum_coverage", tag) if tag in policy.minimum_coverage else ()))
    yield Diagnostic(
        "translation-coverage",
        locate(site_file.path, site_file.text, place),
        f"{tag} has {counts.translated} of {counts.total} {_TEXTS[domain]}, {counts.percent} %, "
        f"and the minimum is {minimum} %",
        "readers would find too much of the site in another language",
        f"translate what `site-builder messages status` names in {LOCALES_FOLDER}/{tag}/{MESSAGES_FOLDER}/{domain}.po, "
        "or write `below: notice` to publish with a notice",
    )
