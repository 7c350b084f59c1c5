"""The page that says how far the site is translated: counts by language, and the pages that are not whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from site_builder.catalog.catalog import Catalog
from site_builder.fingerprints import Fingerprint, fingerprint_parts
from site_builder.i18n.coverage import Coverage
from site_builder.i18n.locale import Locale
from site_builder.i18n.numbers import format_number, format_percentage
from site_builder.pages.card import AmountView
from site_builder.pages.chrome import LinkView, SectionView
from site_builder.pages.context import ViewContext
from site_builder.pages.coverage import SiteCoverage
from site_builder.pages.page_prose import prose_pages
from site_builder.pages.page_view import PageView, build_page_view
from site_builder.pages.routes import PageKind
from site_builder.records.labels import message


@dataclass(frozen=True, slots=True)
class CoverageView:
    """Counts of texts; `percent` is a whole number from 0 to 100, its text that of the locale."""

    total: AmountView
    translated: AmountView
    stale: AmountView
    missing: AmountView
    percent: AmountView


@dataclass(frozen=True, slots=True)
class CoverageRowView:
    """One kind of texts in one language.

    Attributes:
        domain: `ui` or `catalog`.
        label: Localized name of the kind of texts.
        coverage: How many of them are translated.
    """

    domain: str
    label: str
    coverage: CoverageView


@dataclass(frozen=True, slots=True)
class IncompletePageView:
    """A page that shows a text in another language: `kind` is the localized word for what it is about."""

    link: LinkView
    kind: str
    coverage: CoverageView


@dataclass(frozen=True, slots=True)
class LanguageCoverageView:
    """One language.

    Attributes:
        lang: BCP 47 tag.
        name: Its name in itself.
        home: Site-absolute path of its catalog.
        anchor: Id of its section.
        summary: How many of its pages are whole, as a localized sentence.
        rows: One per kind of texts that the language needs.
        pages: Pages that are not whole, those that lack most first.
    """

    lang: str
    name: str
    home: str
    anchor: str
    summary: str
    rows: tuple[CoverageRowView, ...]
    pages: tuple[IncompletePageView, ...]


@dataclass(frozen=True, slots=True)
class TranslationsView:
    """How far the site is translated.

    Attributes:
        lead: The state of all languages in one sentence.
        languages: Those that are translated to, in the order of the language switch.
    """

    page: PageView
    sections: tuple[SectionView, ...]
    lead: str
    languages: tuple[LanguageCoverageView, ...]


_KINDS: dict[PageKind, str] = {
    PageKind.CATALOG: message("Home page"),
    PageKind.PROVIDER: message("Provider"),
    PageKind.PROTOCOL: message("Protocol"),
    PageKind.MODEL: message("Model"),
}


def build_translations_view(context: ViewContext) -> TranslationsView:
    """Give the page about the translations."""
    localizer = context.localizer
    coverage = context.coverage or SiteCoverage(context.catalog, (localizer,))
    languages = tuple(
        _build_language(context, coverage, item.locale)
        for item in coverage.localizers
        if item.needs_prose or item.needs_interface
    )
    is_complete = all(row.coverage.missing.value == row.coverage.stale.value == "0" for row in _rows(languages))
    title = localizer.ui("State of the translations")
    return TranslationsView(
        page=build_page_view(
            context,
            PageKind.TRANSLATIONS,
            title=title,
            description=(
                localizer.ui(
                    "How much of this site is translated into each language, and which pages still show texts in "
                    "their original language."
                ),
            ),
            trail=(LinkView(title, context.href(PageKind.TRANSLATIONS)),),
        ),
        sections=tuple(SectionView(item.anchor, item.name) for item in languages),
        lead=localizer.ui("Every text of this site is translated into every language.")
        if is_complete
        else localizer.ui(
            "A text that is not translated yet, or whose original has changed, is shown in its original language."
        ),
        languages=languages,
    )


def _rows(languages: tuple[LanguageCoverageView, ...]) -> Iterator[CoverageRowView]:
    return (row for language in languages for row in language.rows)


def _build_language(context: ViewContext, coverage: SiteCoverage, locale: Locale) -> LanguageCoverageView:
    unfinished, shown = coverage.unfinished_pages(locale.tag), len(prose_pages(context.catalog))
    whole, total = (format_number(number, context.locale) for number in (shown - len(unfinished), shown))
    return LanguageCoverageView(
        lang=locale.tag,
        name=locale.name,
        home=context.href(PageKind.CATALOG, "", locale),
        anchor=f"translations-{locale.slug}",
        summary=context.localizer.ui("Fully translated pages: {whole} of {total}.", whole=whole, total=total),
        rows=tuple(_build_rows(context, coverage, locale)),
        pages=tuple(
            IncompletePageView(
                link=LinkView(_page_name(context.catalog, kind, key), context.href(kind, key, locale)),
                kind=context.localizer.ui(_KINDS[kind]),
                coverage=_build_coverage(context, counts),
            )
            for kind, key, counts in unfinished
        ),
    )


def _build_rows(context: ViewContext, coverage: SiteCoverage, locale: Locale) -> Iterator[CoverageRowView]:
    localizer = next(item for item in coverage.localizers if item.locale.tag == locale.tag)
    if localizer.needs_prose:
        view = _build_coverage(context, coverage.of_prose(locale.tag))
        yield CoverageRowView("catalog", context.localizer.ui("Texts about models and protocols"), view)
    if localizer.needs_interface:
        view = _build_coverage(context, coverage.of_interface(locale.tag))
        yield CoverageRowView("ui", context.localizer.ui("Headings and labels"), view)


def translations_fingerprint(coverage: SiteCoverage) -> Fingerprint:
    """Give the fingerprint of what the page shows of the records: counts, and names of pages that are not whole."""
    parts = [str(len(prose_pages(coverage.catalog)))]
    for localizer in coverage.localizers:
        tag = localizer.locale.tag
        parts += [tag, str(coverage.of_prose(tag)), str(coverage.of_interface(tag))]
        for kind, key, counts in coverage.unfinished_pages(tag):
            parts += [kind, key, _page_name(coverage.catalog, kind, key), str(counts)]
    return fingerprint_parts(parts)


def _page_name(catalog: Catalog, kind: PageKind, key: str) -> str:
    match kind:
        case PageKind.MODEL:
            return catalog.models[key].name
        case PageKind.PROVIDER:
            return catalog.providers[key].name
        case PageKind.PROTOCOL:
            return catalog.protocols[key].name
        case _:
            return catalog.site.name


def _build_coverage(context: ViewContext, coverage: Coverage) -> CoverageView:
    def amount(number: int) -> AmountView:
        return AmountView(str(number), format_number(number, context.locale))

    return CoverageView(
        total=amount(coverage.total),
        translated=amount(coverage.translated),
        stale=amount(coverage.stale),
        missing=amount(coverage.missing),
        percent=AmountView(str(coverage.percent), format_percentage(Decimal(coverage.percent), context.locale)),
    )
