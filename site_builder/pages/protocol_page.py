"""The page of a protocol: its API reference, shown with one model as the example."""

from __future__ import annotations

from dataclasses import dataclass

from site_builder.catalog.catalog import Catalog
from site_builder.pages.api import ApiView, build_api
from site_builder.pages.chrome import DateView, LinkView, SectionView, day_view, openapi_link
from site_builder.pages.context import ViewContext
from site_builder.pages.facets import cut_list
from site_builder.pages.markdown import plain_text
from site_builder.pages.model_table import ModelTableView, build_model_table
from site_builder.pages.page_view import PageView, build_page_view
from site_builder.pages.routes import MIRROR, PageKind
from site_builder.pages.tokens import Fills, model_fills
from site_builder.records.labels import message
from site_builder.records.model import STATUSES
from site_builder.records.model_protocol import ModelProtocol


@dataclass(frozen=True, slots=True)
class ProtocolView:
    """An API reference.

    Attributes:
        sections: The sections present, in page order.
        example_model: Name of the model whose id stands in the examples.
        table: Models served through the protocol.
        checked: Day it was last compared with the maker's reference.
        description: Site-absolute path of the OpenAPI description.
        mirror: Site-absolute path of the page as Markdown.
        fills: What takes the place of tokens.
    """

    page: PageView
    sections: tuple[SectionView, ...]
    api: ApiView
    example_model: str
    table: ModelTableView
    checked: DateView
    description: str
    mirror: str
    fills: Fills


SECTIONS: dict[str, str] = {
    "overview": message("Overview"),
    "endpoint": message("Endpoint"),
    "authentication": message("Authentication"),
    "parameters": message("Request parameters"),
    "response": message("Response"),
    "errors": message("Errors"),
    "snippets": message("Code examples"),
    "models": message("Models"),
}
"""Sections of a protocol page in their order: anchor and title."""

NO_MODEL_ID = "MODEL_ID"
"""Stands in the examples of a protocol that no model is served through."""


def build_protocol_view(context: ViewContext, key: str) -> ProtocolView:
    """Give the page of a protocol."""
    protocol, localizer = context.catalog.protocols[key], context.localizer
    example = example_model(context.catalog, key)
    models = context.catalog.models
    api = build_api(context, ModelProtocol(protocol=key))
    present = present_sections(context.catalog, key)
    return ProtocolView(
        page=build_page_view(
            context,
            PageKind.PROTOCOL,
            key,
            title=localizer.ui("{name}: API reference", name=protocol.name),
            description=(
                localizer.when_resolved(plain_text, localizer.text(protocol.summary).markdown),
                localizer.ui("Endpoints, parameters, errors and working examples, with all models that are served."),
                localizer.ui("Compare the models, copy a working example and call it with one API key."),
            ),
            trail=(LinkView(protocol.name, context.href(PageKind.PROTOCOL, key)),),
        ),
        sections=tuple(SectionView(name, localizer.ui(SECTIONS[name])) for name in present),
        api=api,
        example_model=models[example].name if example else "",
        table=build_model_table(context, cut_list(context.catalog, "protocol", key)),
        checked=day_view(protocol.checked, context.locale),
        description=openapi_link(context),
        mirror=f"{context.href(PageKind.PROTOCOL, key)}{MIRROR}",
        fills=model_fills(models[example].api_id if example else NO_MODEL_ID, example or ""),
    )


def present_sections(catalog: Catalog, key: str) -> tuple[str, ...]:
    """Give the ids of the sections that have something to show, in page order."""
    protocol = catalog.protocols[key]
    optional: dict[str, object] = {
        "response": protocol.response or protocol.events,
        "errors": protocol.errors or catalog.site.errors,
        "models": catalog.models_of_protocol(key),
    }
    return tuple(name for name in SECTIONS if optional.get(name, True))


def example_model(catalog: Catalog, key: str) -> str | None:
    """Give the key of the model whose id stands in the examples: a stable one if there is one."""
    served = catalog.models_of_protocol(key)
    order = list(STATUSES)
    order.sort(key=lambda status: status != "stable")
    return min(served, key=lambda name: order.index(served[name].status), default=None)
