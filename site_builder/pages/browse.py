"""Plain links to the lists of models by facet: each value that some model has, and how many."""

from __future__ import annotations

from dataclasses import dataclass

from site_builder.pages.chrome import LinkView
from site_builder.pages.context import ViewContext
from site_builder.pages.facets import ModelList
from site_builder.pages.finder import FacetView, build_facet
from site_builder.pages.model_table import list_href


@dataclass(frozen=True, slots=True)
class NeighbourView:
    """A list of the same facet: its link, how many models it has, and whether it is this one."""

    link: LinkView
    count: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class BrowseView:
    """All lists of one facet, as plain links; `id` is the facet."""

    id: str
    title: str
    entries: tuple[NeighbourView, ...]


BROWSE_FACETS = ("kind", "input", "output", "capability", "status")
"""Facets whose lists have pages of their own, in the order of the home page."""


def build_all_browse(context: ViewContext) -> tuple[BrowseView, ...]:
    """Give links to the lists of all facets that have pages of their own."""
    return tuple(build_browse(context, facet) for facet in BROWSE_FACETS)


def build_browse(context: ViewContext, facet: str, current: str = "") -> BrowseView:
    """Give links to all lists of a facet, one of which may be the page itself."""
    view = _share_facet(context, facet)
    entries = (
        NeighbourView(
            LinkView(choice.label, list_href(context, facet, choice.value)), choice.count, choice.value == current
        )
        for choice in view.choices
    )
    return BrowseView(facet, view.title, tuple(entries))


def label_of_list(context: ViewContext, models: ModelList) -> str:
    """Give the localized name of what the models of a list have in common; empty for all models."""
    choices = _share_facet(context, models.facet).choices if models.value else ()
    return next((choice.label for choice in choices if choice.value == models.value), "")


def _share_facet(context: ViewContext, facet: str) -> FacetView:
    return context.share(("facet", facet), lambda: build_facet(context, facet))
