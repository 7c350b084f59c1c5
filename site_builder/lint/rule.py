"""What a lint rule is: a name, what it guards against and why, an example of both sides, and a check.

There is one class per scope, because each scope looks at something else: a single text, a record, the whole
catalog, a translation beside its source, or a finished page. How each is run is in `lint/check.py`,
and of pages in `lint/page_rules.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import ClassVar, Generic, TypeVar

from site_builder.catalog.catalog import Catalog, RecordId
from site_builder.catalog.finding import Finding
from site_builder.catalog.prose import ProseUse
from site_builder.diagnostics import Diagnostic, Severity
from site_builder.i18n.localizer import Localizer
from site_builder.lint.record_prose import RecordProse
from site_builder.lint.written_text import TextSlip, Translation, WrittenText
from site_builder.records.base import Record

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class LintContext:
    """What a rule of scope `site` may look at: all records, and the words of every published locale."""

    catalog: Catalog
    localizers: tuple[Localizer, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """What to write into a valid site to see a rule at work; it is both documentation and test.

    Attributes:
        path: File of `tests/sites/small` it belongs to, e.g. `catalog/models/acme/mini.yaml`, a PO file,
            or `page.html` for a rule about pages.
        text: YAML that replaces the top-level keys it names; entries that are added to a PO file; or the HTML.
    """

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class FinishedPage:
    """A finished page.

    Attributes:
        path: Its file below the published folder, e.g. `ru/models/google/gemini-3.1-pro/index.html`.
        html: Its text; attributes are always in double quotes.
        tag: BCP 47 tag of its language; empty for pages that belong to none.
    """

    path: str
    html: str
    tag: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One check of sense.

    Attributes:
        name: Kebab-case; a finding's code is this, or starts with it and a hyphen.
        summary: What it finds, in one sentence.
        why: Why that is worth a rule, in one or two sentences.
        bad: What it reports.
        good: The same, written right; it is silent about it.
        severity: An error keeps the site from being built.
        fixes: Whether `check --fix` can mend what it finds.
    """

    scope: ClassVar[str] = "site"

    name: str
    summary: str
    why: str
    bad: Example
    good: Example
    severity: Severity = Severity.ERROR
    fixes: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRule(Rule):
    """Looks at one text in one language: prose of a record, or a translation."""

    scope: ClassVar[str] = "text"

    check: Callable[[WrittenText], Iterator[TextSlip]]


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslationRule(Rule):
    """Looks at a translation beside its source."""

    scope: ClassVar[str] = "translation"

    check: Callable[[Translation], Iterator[TextSlip]]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRule(Rule, Generic[R]):
    """Looks at one record of a class, with the catalog it lies in at hand."""

    scope: ClassVar[str] = "record"

    record_class: type[R]
    check: Callable[[RecordId, R, Catalog], Iterator[Finding]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProseRule(Rule):
    """Looks at all prose of one record, with the catalog it lies in at hand; not at translations."""

    scope: ClassVar[str] = "record"

    check: Callable[[RecordProse, Catalog], Iterator[tuple[ProseUse, TextSlip]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogRule(Rule):
    """Compares records; each finding comes with the record it is about."""

    scope: ClassVar[str] = "catalog"

    check: Callable[[Catalog], Iterator[tuple[RecordId, Finding]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteRule(Rule):
    """Looks at the catalog and the locales together; what it finds outside of records it places itself."""

    scope: ClassVar[str] = "site"

    check: Callable[[LintContext], Iterator[Diagnostic | tuple[RecordId, Finding]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRule(Rule):
    """Looks at a finished page; its slips are offsets in the HTML."""

    scope: ClassVar[str] = "output"

    check: Callable[[FinishedPage], Iterator[TextSlip]] = field()
