"""Pages that show models with one value of a facet, as plain links lead there, and the further pages of long lists."""

from __future__ import annotations

from dataclasses import dataclass

from site_builder.pages.browse import BrowseView, build_browse, label_of_list
from site_builder.pages.card import CardView, build_card
from site_builder.pages.catalog_page import count_models
from site_builder.pages.chrome import LinkView
from site_builder.pages.context import ViewContext
from site_builder.pages.facets import ModelList, read_list_key
from site_builder.pages.model_table import ModelTableView, build_model_table, list_href, write_scope
from site_builder.pages.page_view import PageView, build_page_view
from site_builder.pages.routes import PageKind
from site_builder.records.labels import message


@dataclass(frozen=True, slots=True)
class ModelListView:
    """A list of models.

    Attributes:
        count: How many models the whole list has, in words.
        filter_link: The same models in the catalog, where all filters are; None where that is no filter.
        browse: The lists of the same facet; None for a page of all models.
    """

    page: PageView
    count: str
    filter_link: LinkView | None
    table: ModelTableView
    browse: BrowseView | None


@dataclass(frozen=True, slots=True)
class ModelRowsView:
    """The rows of all models, which scripts read where no page has them all."""

    cards: tuple[CardView, ...]


_TITLES: dict[str, str] = {
    "all": message("All models"),
    "provider": message("{name} models"),
    "protocol": message("Models served through {name}"),
    "kind": message("{name}: models and prices"),
    "input": message("{name} as input: models and prices"),
    "output": message("{name} as output: models and prices"),
    "capability": message("{name}: models with this capability"),
    "status": message("Models by status: {name}"),
}


def build_model_list_view(context: ViewContext, key: str) -> ModelListView:
    """Give a page of a list; its key is read as `read_list_key` says."""
    models = read_list_key(context.catalog, key)
    count = count_models(context, models.total)
    title = _title(context, models)
    return ModelListView(
        page=build_page_view(
            context,
            PageKind.MODEL_LIST,
            key,
            title=title,
            description=(
                context.localizer.ui("{title}. {count}.", title=title, count=count),
                context.localizer.ui("Prices, limits and working code for every model."),
                context.localizer.ui("Compare the models, copy a working example and call it with one API key."),
            ),
            trail=_trail(context, models),
        ),
        count=count,
        filter_link=_build_filter_link(context, models),
        table=build_model_table(context, models),
        browse=None if models.facet == "all" else build_browse(context, models.facet, models.value),
    )


def build_rows_view(context: ViewContext) -> ModelRowsView:
    """Give the rows of all models, in catalog order."""
    return ModelRowsView(tuple(build_card(context, key) for key in context.catalog.models))


def _title(context: ViewContext, models: ModelList) -> str:
    title = context.localizer.ui(_TITLES[models.facet], name=label_of_list(context, models))
    if models.number == 1:
        return title
    return context.localizer.ui("{title}, page {number}", title=title, number=str(models.number))


def _trail(context: ViewContext, models: ModelList) -> tuple[LinkView, ...]:
    first = LinkView(label_of_list(context, models), list_href(context, models.facet, models.value))
    trail = (first,) if models.value else ()
    if models.number == 1:
        return trail
    label = context.localizer.ui("Page {number}", number=str(models.number))
    return (*trail, LinkView(label, list_href(context, models.facet, models.value, models.number)))


def _build_filter_link(context: ViewContext, models: ModelList) -> LinkView | None:
    if not models.value:
        return None
    href = f"{context.href(PageKind.CATALOG)}?{write_scope(models)}#models"
    return LinkView(context.localizer.ui("Filter these models further"), href)
