"""The home page of a locale: every model in one table."""

from __future__ import annotations

from dataclasses import dataclass

from site_builder.i18n.numbers import format_number
from site_builder.i18n.text import Text
from site_builder.pages.card import CardView, build_card
from site_builder.pages.chrome import LinkView, PageView, build_page_view
from site_builder.pages.context import ViewContext
from site_builder.pages.markdown import plain_text
from site_builder.pages.onboarding import TitledTextView, build_onboarding
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
        cards: All models, by maker and name.
        protocols: All protocols, by id.
        onboarding: Steps from no account to a first answer.
    """

    page: PageView
    name: str
    summary: Text
    count: str
    cards: tuple[CardView, ...]
    protocols: tuple[ProtocolEntryView, ...]
    onboarding: tuple[TitledTextView, ...]


def build_catalog_view(context: ViewContext) -> CatalogView:
    """Give the home page of a locale."""
    catalog, localizer = context.catalog, context.localizer
    summary = localizer.text(catalog.site.summary)
    cards = tuple(build_card(context, key) for key in catalog.models)
    return CatalogView(
        page=build_page_view(
            context,
            PageKind.CATALOG,
            title=localizer.ui("AI models: prices, limits and APIs"),
            description=(
                plain_text(summary.markdown),
                localizer.ui("Prices, limits and working code for every model."),
                localizer.ui("Compare the models, copy a working example and call it with one API key."),
            ),
            trail=(),
        ),
        name=catalog.site.name,
        summary=summary,
        count=count_models(context, len(cards)),
        cards=cards,
        protocols=_build_protocols(context),
        onboarding=build_onboarding(context),
    )


def _build_protocols(context: ViewContext) -> tuple[ProtocolEntryView, ...]:
    catalog = context.catalog
    return tuple(
        ProtocolEntryView(
            link=LinkView(protocol.name, context.href(PageKind.PROTOCOL, key)),
            summary=context.localizer.text(protocol.summary),
            count=count_models(context, len(catalog.models_of_protocol(key))),
        )
        for key, protocol in catalog.protocols.items()
    )


def count_models(context: ViewContext, count: int) -> str:
    """Give a number of models in words: `6 models`."""
    shown = format_number(count, context.locale)
    return context.localizer.plural("{count} model", "{count} models", count, count=shown)
