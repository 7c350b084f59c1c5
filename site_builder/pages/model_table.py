"""A table of models: the rows of one page of a list, and how to reach the others."""

from __future__ import annotations

from dataclasses import dataclass

from site_builder.i18n.numbers import format_number
from site_builder.pages.card import CardView, build_card
from site_builder.pages.chrome import LinkView
from site_builder.pages.context import ViewContext
from site_builder.pages.facets import ModelList, list_key
from site_builder.pages.finder import FinderView
from site_builder.pages.routes import PageKind


@dataclass(frozen=True, slots=True)
class PagerView:
    """Where a page stands in a list; `position` is a localized sentence such as `Page 2 of 20`."""

    position: str
    previous: LinkView | None
    next: LinkView | None


@dataclass(frozen=True, slots=True)
class ModelTableView:
    """A table of models.

    Attributes:
        cards: The models of this page, in catalog order.
        css_class: `models`, and what hides columns that all rows have alike.
        scope: What all models of the list have, as a row says it: `status=preview`; empty for all models.
        rows: Site-absolute path of the rows of all models; empty where this page has the whole list.
        pager: Links to the pages before and after; None where there is one page.
        finder: The filters; None for a table that has a text filter alone.
    """

    cards: tuple[CardView, ...]
    css_class: str
    scope: str
    rows: str
    pager: PagerView | None
    finder: FinderView | None = None


def build_model_table(context: ViewContext, models: ModelList, finder: FinderView | None = None) -> ModelTableView:
    """Give the table of one page of a list."""
    is_whole = models.page_count == 1
    return ModelTableView(
        cards=tuple(build_card(context, key) for key in models.keys),
        css_class="models of-maker" if models.facet == "provider" else "models",
        scope=write_scope(models),
        rows="" if is_whole else context.href(PageKind.MODEL_ROWS),
        pager=None if is_whole else _build_pager(context, models),
        finder=finder,
    )


def write_scope(models: ModelList) -> str:
    """Give what all models of a list have, as a row and the address of a filtered table say it."""
    name = "can" if models.facet == "capability" else models.facet
    return f"{name}={models.value}" if models.value else ""


def list_href(context: ViewContext, facet: str, value: str, number: int = 1) -> str:
    """Give the path of a page of a list, whichever page of the site its first page is."""
    if number == 1 and facet in ("provider", "protocol"):
        return context.href(PageKind(facet), value)
    if number == 1 and facet == "all":
        return context.href(PageKind.CATALOG)
    return context.href(PageKind.MODEL_LIST, list_key(facet, value, number))


def _build_pager(context: ViewContext, models: ModelList) -> PagerView:
    localizer = context.localizer

    def link(label: str, number: int) -> LinkView | None:
        is_page = 1 <= number <= models.page_count
        return LinkView(label, f"{list_href(context, models.facet, models.value, number)}#models") if is_page else None

    return PagerView(
        position=localizer.ui(
            "Page {number} of {count}",
            number=format_number(models.number, context.locale),
            count=format_number(models.page_count, context.locale),
        ),
        previous=link(localizer.ui("Previous page"), models.number - 1),
        next=link(localizer.ui("Next page"), models.number + 1),
    )
