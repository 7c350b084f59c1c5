"""Prose and interface texts that a published locale does not say in its own language."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from site_builder.catalog.prose import find_prose
from site_builder.diagnostics import Diagnostic, Severity, Span
from site_builder.i18n.coverage import cover
from site_builder.i18n.locales_folder import INTERFACE, PROSE
from site_builder.i18n.messages import Messages
from site_builder.lint.rule import Example, LintContext, SiteRule
from site_builder.records.site import TranslationPolicy

_SHOWN = 60
_TEXTS = {PROSE: "texts of the catalog", INTERFACE: "texts of the interface"}


def _check(context: LintContext) -> Iterator[Diagnostic]:
    policy = context.catalog.site.translations
    prose = dict.fromkeys(use.source for use in find_prose(context.catalog))
    for localizer in context.localizers:
        tag = localizer.locale.tag
        if localizer.needs_prose:
            shown = f"pages show them in {localizer.source_tag}, marked as such"
            yield from _compare(policy, tag, PROSE, localizer.prose, prose, shown)
        if localizer.needs_interface:
            interface = sorted(localizer.interface.sources)
            yield from _compare(policy, tag, INTERFACE, localizer.interface, interface, "pages show them in English")


def _compare(
    policy: TranslationPolicy, tag: str, domain: str, messages: Messages, sources: Collection[str], shown: str
) -> Iterator[Diagnostic]:
    """Give a warning if texts are missing; none if the file is broken or the policy makes it an error, which say so."""
    missing = [source for source in sources if not messages.has(source)]
    is_error = policy.below == "fail" and cover(frozenset(sources), messages).percent < policy.minimum_of(tag)
    if missing and not is_error and not messages.diagnostics:
        yield _finding(tag, domain, missing, len(sources), shown)


def _finding(tag: str, domain: str, missing: list[str], total: int, shown: str) -> Diagnostic:
    first = missing[0] if len(missing[0]) <= _SHOWN else f"{missing[0][: _SHOWN - 1]}…"
    return Diagnostic(
        "translation-missing",
        Span(f"locales/{tag}/LC_MESSAGES/{domain}.po"),
        f"{len(missing)} of {total} {_TEXTS[domain]} have no current translation, e.g. “{first}”",
        shown,
        "run `site-builder messages update`, translate what is empty or fuzzy, and build again",
        Severity.WARNING,
    )


TRANSLATION_MISSING = SiteRule(
    name="translation-missing",
    summary="Finds texts of the catalog and the interface that a published locale does not have in its own language.",
    why="A reader who chose a language and meets another one does not know whether to trust the page.",
    bad=Example("catalog/models/acme/mini.yaml", "summary: A sentence that nobody has translated yet.\n"),
    good=Example("catalog/models/acme/mini.yaml", "summary: A quick model for easy questions.\n"),
    severity=Severity.WARNING,
    check=_check,
)
