"""The home page of a locale: every model in one table."""

from __future__ import annotations

from dataclasses import dataclass

from site_builder.i18n.numbers import format_number
from site_builder.i18n.text import Text
from site_builder.pages.browse import BrowseView, build_all_browse
from site_builder.pages.chrome import LinkView
from site_builder.pages.context import ViewContext
from site_builder.pages.facets import cut_list, facet_models
from site_builder.pages.finder import build_finder
from site_builder.pages.markdown import plain_text
from site_builder.pages.model_table import ModelTableView, build_model_table
from site_builder.pages.onboarding import TitledTextView, build_onboarding
from site_builder.pages.page_view import PageView, build_page_view
from site_builder.pages.routes import PageKind


@dataclass(frozen=True, slots=True)
class ProtocolEntryView:
    """A protocol as the catalog lists it; `count` is a localized sentence such as `4 models`."""

    link: LinkView
    summary: Text
    count: str


@dataclass(frozen=True, slots=True)
class CatalogView:
    """The catalog of a locale.

    Attributes:
        summary: What the gateway offers.
        count: Localized sentence with the number of models, e.g. `6 models`.
        table: All models, by maker and name, with all filters; the first of them where they are many.
        browse: Lists of models by facet.
        protocols: All protocols, by id.
        onboarding: Steps from no account to a first answer.
    """

    page: PageView
    name: str
    summary: Text
    count: str
    table: ModelTableView
    browse: tuple[BrowseView, ...]
    protocols: tuple[ProtocolEntryView, ...]
    onboarding: tuple[TitledTextView, ...]


def build_catalog_view(context: ViewContext) -> CatalogView:
    """Give the home page of a locale."""
    catalog, localizer = context.catalog, context.localizer
    summary = localizer.text(catalog.site.summary)
    models = cut_list(catalog, "all")
    return CatalogView(
        page=build_page_view(
            context,
            PageKind.CATALOG,
            title=localizer.ui("AI models: prices, limits and APIs"),
            description=(
                localizer.when_resolved(plain_text, summary.markdown),
                localizer.ui("Prices, limits and working code for every model."),
                localizer.ui("Compare the models, copy a working example and call it with one API key."),
            ),
            trail=(),
        ),
        name=catalog.site.name,
        summary=summary,
        count=count_models(context, models.total),
        table=build_model_table(context, models, build_finder(context)),
        browse=build_all_browse(context),
        protocols=_build_protocols(context),
        onboarding=build_onboarding(context),
    )


def _build_protocols(context: ViewContext) -> tuple[ProtocolEntryView, ...]:
    catalog, served = context.catalog, facet_models(context.catalog)["protocol"]
    return tuple(
        ProtocolEntryView(
            link=LinkView(protocol.name, context.href(PageKind.PROTOCOL, key)),
            summary=context.localizer.text(protocol.summary),
            count=count_models(context, len(served.get(key, ()))),
        )
        for key, protocol in catalog.protocols.items()
    )


def count_models(context: ViewContext, count: int) -> str:
    """Give a number of models in words: `6 models`."""
    shown = format_number(count, context.locale)
    return context.localizer.plural("{count} model", "{count} models", count, count=shown)
