"""The landscape of a locale: prices against scores, context windows, releases and capabilities of the catalog."""

from __future__ import annotations

from dataclasses import dataclass

from site_builder.catalog.catalog import Catalog
from site_builder.i18n.numbers import format_number
from site_builder.pages.capability_matrix import CapabilityMatrixView, build_capability_matrix
from site_builder.pages.chrome import LinkView, SectionView
from site_builder.pages.context import ViewContext
from site_builder.pages.context_sizes import ContextSizeView, build_context_sizes
from site_builder.pages.landscape_survey import MOST_RELEASES, MOST_ROWS, survey_models
from site_builder.pages.page_view import PageView, build_page_view
from site_builder.pages.price_score import PriceScoreView, build_price_score
from site_builder.pages.release_timeline import TimelineView, build_timeline
from site_builder.pages.routes import PageKind
from site_builder.records.labels import message


@dataclass(frozen=True, slots=True)
class LandscapeView:
    """All models at a glance.

    Attributes:
        count: How many models there are to show, in words.
        sections: Those that have something to show, in page order.
        catalog: Where every model is listed.
        plots: Price against score, one plot per benchmark.
        windows_note: Which sizes were left out for want of room; empty if none.
        releases_note: Which releases were left out for want of room; empty if none.
        rows_note: Which models the matrix leaves out; empty if none.
    """

    page: PageView
    sections: tuple[SectionView, ...]
    lead: str
    catalog: LinkView
    plots: tuple[PriceScoreView, ...]
    windows: tuple[ContextSizeView, ...]
    windows_note: str
    timeline: TimelineView | None
    releases_note: str
    matrix: CapabilityMatrixView | None
    rows_note: str


SECTIONS: dict[str, str] = {
    "price-score": message("Price against score"),
    "context": message("Context windows"),
    "releases": message("Releases"),
    "capabilities": message("Capabilities"),
}
"""Ids and titles of the sections, in page order."""


def present_sections(catalog: Catalog) -> tuple[str, ...]:
    """Give the ids of the sections that have something to show, in page order; none, and there is no such page."""
    survey = survey_models(catalog)
    shown = {
        "price-score": survey.plots,
        "context": survey.windows,
        "releases": survey.releases,
        "capabilities": survey.rows,
    }
    return tuple(name for name in SECTIONS if shown[name])


def build_landscape_view(context: ViewContext) -> LandscapeView:
    """Give the landscape of a locale."""
    localizer, survey = context.localizer, survey_models(context.catalog)
    title = localizer.ui("Model landscape")
    return LandscapeView(
        page=build_page_view(
            context,
            PageKind.LANDSCAPE,
            title=title,
            description=(
                localizer.ui(
                    "AI models compared at a glance: price against score, context windows, releases, capabilities."
                ),
                localizer.ui("Every plot comes with its table."),
            ),
            trail=(LinkView(title, context.href(PageKind.LANDSCAPE)),),
        ),
        sections=tuple(SectionView(name, localizer.ui(SECTIONS[name])) for name in present_sections(context.catalog)),
        lead=localizer.plural(
            "{count} model at a glance: its price and results, its context window, its release and its capabilities.",
            "{count} models at a glance: their prices and results, context windows, releases and capabilities.",
            survey.model_count,
            count=format_number(survey.model_count, context.locale),
        ),
        catalog=LinkView(localizer.ui("All models"), context.href(PageKind.CATALOG)),
        plots=tuple(build_price_score(context, plot) for plot in survey.plots),
        windows=build_context_sizes(context, survey.windows),
        windows_note=localizer.ui(
            "Only the {count} largest sizes are shown.", count=format_number(len(survey.windows), context.locale)
        )
        if survey.smaller_windows
        else "",
        timeline=build_timeline(context, survey.releases),
        releases_note=_note_cut(context, len(survey.releases), MOST_RELEASES, survey.model_count),
        matrix=build_capability_matrix(context, survey),
        rows_note=_note_cut(context, len(survey.rows), MOST_ROWS, survey.model_count),
    )


def _note_cut(context: ViewContext, shown: int, most: int, total: int) -> str:
    """Say that only the newest models are shown, where there were more of them than there is room for."""
    if shown < most or shown == total:
        return ""
    return context.localizer.ui("Only the {count} newest models are shown.", count=format_number(shown, context.locale))
