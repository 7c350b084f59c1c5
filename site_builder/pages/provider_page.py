"""The page of a provider: all models of a maker."""

from __future__ import annotations

from dataclasses import dataclass

from site_builder.i18n.text import Text
from site_builder.pages.card import MakerView, build_maker
from site_builder.pages.catalog_page import count_models
from site_builder.pages.chrome import LinkView
from site_builder.pages.context import ViewContext
from site_builder.pages.facets import cut_list
from site_builder.pages.markdown import plain_text
from site_builder.pages.model_table import ModelTableView, build_model_table
from site_builder.pages.page_view import PageView, build_page_view
from site_builder.pages.routes import PageKind


@dataclass(frozen=True, slots=True)
class ProviderView:
    """A maker and its models; `count` is a localized sentence such as `4 models`."""

    page: PageView
    maker: MakerView
    summary: Text
    website: LinkView
    documentation: LinkView | None
    count: str
    table: ModelTableView


def build_provider_view(context: ViewContext, key: str) -> ProviderView:
    """Give the page of a provider."""
    provider = context.catalog.providers[key]
    summary = context.localizer.text(provider.summary)
    models = cut_list(context.catalog, "provider", key)
    documentation = provider.documentation
    return ProviderView(
        page=build_page_view(
            context,
            PageKind.PROVIDER,
            key,
            title=context.localizer.ui("{name} models", name=provider.name),
            description=(
                context.localizer.when_resolved(plain_text, summary.markdown),
                context.localizer.ui("Prices, limits and APIs of all its models, with examples that work."),
                context.localizer.ui("Compare the models, copy a working example and call it with one API key."),
            ),
            trail=(LinkView(provider.name, context.href(PageKind.PROVIDER, key)),),
        ),
        maker=build_maker(context, key),
        summary=summary,
        website=LinkView(context.localizer.ui("Website for developers"), provider.website),
        documentation=LinkView(context.localizer.ui("API documentation"), documentation) if documentation else None,
        count=count_models(context, models.total),
        table=build_model_table(context, models),
    )
