"""Texts that are read together, of which a locale has some in its own language and others not.

A warning, not an error: whoever edits an answer in the records would otherwise keep the whole site from being
published until every locale has caught up; a page says meanwhile which texts are in another language.
"""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.catalog.catalog import RecordId
from site_builder.catalog.finding import Finding
from site_builder.catalog.positions import KeyPath
from site_builder.catalog.prose import ProseUse, find_prose
from site_builder.diagnostics import Severity
from site_builder.i18n.localizer import Localizer
from site_builder.lint.rule import Example, LintContext, SiteRule
from site_builder.records.base import shorten

_TABLES = frozenset({"rows"})
"""Lists whose entries are rows of one table."""

_APART = frozenset({"introductions"})
"""Mappings whose texts stand in different sections."""


def _check(context: LintContext) -> Iterator[tuple[RecordId, Finding]]:
    groups: dict[tuple[RecordId, KeyPath], list[ProseUse]] = {}
    for use in find_prose(context.catalog):
        groups.setdefault((use.record_id, _group(use.place)), []).append(use)
    together = [uses for uses in groups.values() if len(uses) > 1]
    for localizer in context.localizers:
        if localizer.locale.tag != localizer.source_tag and not localizer.prose.diagnostics:
            yield from _check_locale(localizer, together)


def _check_locale(localizer: Localizer, groups: list[list[ProseUse]]) -> Iterator[tuple[RecordId, Finding]]:
    translated = localizer.prose.singular
    for uses in groups:
        missing = [use for use in uses if use.source not in translated]
        if missing and len(missing) < len(uses):
            yield missing[0].record_id, _finding(localizer.locale.tag, missing, len(uses))


def _group(place: KeyPath) -> KeyPath:
    """Give what a text is read together with: its list of texts, its entry, its table or its paragraphs."""
    *parent, last = place
    if isinstance(last, int):
        return tuple(parent)
    if len(parent) > 1 and parent[-2] in _TABLES:
        return tuple(parent[:-1])
    return place if not parent or parent[-1] in _APART else tuple(parent)


def _finding(tag: str, missing: list[ProseUse], total: int) -> Finding:
    first = missing[0]
    return Finding(
        "group-half-translated",
        first.place,
        f"{len(missing)} of {total} texts that are read together have no translation in {tag},"
        f" e.g. “{shorten(' '.join(first.source.split()))}”",
        "the page shows them half in one language and half in another, or all of them in the wrong one",
        f"translate {'it' if len(missing) == 1 else 'them'} in `locales/{tag}/LC_MESSAGES/catalog.po`,"
        " or leave all of them untranslated",
    )


GROUP_HALF_TRANSLATED = SiteRule(
    name="group-half-translated",
    summary="Finds questions, errors, lists and tables of which a locale has only some texts in its own language.",
    why="A question in one language with an answer in another is of use to nobody.",
    bad=Example(
        "catalog/models/acme/mini.yaml",
        "faq:\n  - question: Can it see images?\n    answer: An answer that nobody has translated yet.\n",
    ),
    good=Example("catalog/models/acme/mini.yaml", "faq:\n  - question: Can it see images?\n    answer: Yes, it can.\n"),
    severity=Severity.WARNING,
    check=_check,
)
