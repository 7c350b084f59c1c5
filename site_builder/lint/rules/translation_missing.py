"""Prose and interface texts that a published locale does not say in its own language."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from site_builder.catalog.prose import find_prose
from site_builder.diagnostics import Diagnostic, Severity, Span
from site_builder.i18n.coverage import cover
from site_builder.i18n.localizer import Localizer
from site_builder.lint.rule import Example, LintContext, SiteRule
from site_builder.records.site import TranslationPolicy

_SHOWN = 60


def _check(context: LintContext) -> Iterator[Diagnostic]:
    sources = dict.fromkeys(use.source for use in find_prose(context.catalog))
    for localizer in context.localizers:
        if localizer.locale.tag == localizer.source_tag or localizer.prose.diagnostics:
            continue  # the source needs no translation, and a broken file is reported as such
        missing = [source for source in sources if source not in localizer.prose.singular]
        if missing and not _is_an_error(context.catalog.site.translations, localizer, sources):
            yield _finding(localizer, missing, len(sources))


def _is_an_error(policy: TranslationPolicy, localizer: Localizer, sources: Collection[str]) -> bool:
    """Whether so much is missing that the policy of the site makes it an error, which says the same."""
    minimum = policy.minimum_of(localizer.locale.tag)
    return policy.below == "fail" and cover(frozenset(sources), localizer.prose).percent < minimum


def _finding(localizer: Localizer, missing: list[str], total: int) -> Diagnostic:
    tag = localizer.locale.tag
    first = missing[0] if len(missing[0]) <= _SHOWN else f"{missing[0][: _SHOWN - 1]}…"
    return Diagnostic(
        "translation-missing",
        Span(f"locales/{tag}/LC_MESSAGES/catalog.po"),
        f"{len(missing)} of {total} texts of the catalog have no current translation, e.g. “{first}”",
        f"pages show them in {localizer.source_tag}, marked as such",
        "run `site-builder messages update`, translate what is empty or fuzzy, and build again",
        Severity.WARNING,
    )


TRANSLATION_MISSING = SiteRule(
    name="translation-missing",
    summary="Finds texts of the catalog that a published locale does not have in its own language.",
    why="A reader who chose a language and meets another one does not know whether to trust the page.",
    bad=Example("catalog/models/acme/mini.yaml", "summary: A sentence that nobody has translated yet.\n"),
    good=Example("catalog/models/acme/mini.yaml", "summary: A quick model for easy questions.\n"),
    severity=Severity.WARNING,
    check=_check,
)
