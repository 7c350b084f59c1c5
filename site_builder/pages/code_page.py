"""The page of a model's code: every variant its record supports, in every language."""

from __future__ import annotations

from dataclasses import dataclass

from site_builder.catalog.catalog import provider_of
from site_builder.fingerprints import Fingerprint, fingerprint_parts
from site_builder.pages.api import describe_use
from site_builder.pages.card import build_maker
from site_builder.pages.chrome import LinkView, SectionView
from site_builder.pages.code import SnippetView, VariantView, build_all_variants, build_switches, describe_switch
from site_builder.pages.context import ViewContext
from site_builder.pages.lifecycle import LifecycleView, build_lifecycle
from site_builder.pages.page_view import PageView, build_page_view
from site_builder.pages.routes import PageKind
from site_builder.pages.tokens import KEY_TOKEN, Fills, model_fills
from site_builder.records.model import Model
from site_builder.records.model_protocol import ModelProtocol


@dataclass(frozen=True, slots=True)
class CodeApiView:
    """A protocol on the page; `href` leads to its section on the page of the model, whose key is a token.

    Attributes:
        switch_note: Which code moves here by the lines of `switches`.
    """

    id: str
    anchor: str
    name: str
    href: str
    variants: tuple[VariantView, ...]
    switch_note: str
    switches: tuple[SnippetView, ...]


@dataclass(frozen=True, slots=True)
class CodePageView:
    """All code of a model.

    Attributes:
        sections: One per protocol, in the order of the record.
        lifecycle: A warning that the model ends or has ended.
        model: The model's own page.
        key_variable: Environment variable the code reads the key from.
        key_link: Where a reader gets a key.
        fills: What takes the place of tokens.
    """

    page: PageView
    sections: tuple[SectionView, ...]
    lifecycle: LifecycleView | None
    model: LinkView
    key_variable: str
    key_link: str
    apis: tuple[CodeApiView, ...]
    fills: Fills


def code_fingerprint(model: Model) -> Fingerprint:
    """Give the fingerprint of what the page of a model's code shows of its record, and of nothing else."""
    served = model.model_dump_json(
        include={
            "name": True, "api_id": True, "kind": True, "modalities": True, "capabilities": True,
            "reasoning_levels": True, "status": True, "retires": True, "successor": True,
            "protocols": {"__all__": {"protocol", "parameters", "request"}},
        }
    )  # fmt: skip
    return fingerprint_parts([served])


def build_code_view(context: ViewContext, key: str) -> CodePageView:
    """Give the page of a model's code."""
    model, localizer, site = context.catalog.models[key], context.localizer, context.catalog.site
    link = LinkView(model.name, context.href(PageKind.MODEL, key))
    maker = build_maker(context, provider_of(key))
    apis = tuple(_share_code(context, served, model) for served in model.protocols)
    return CodePageView(
        page=build_page_view(
            context,
            PageKind.MODEL_CODE,
            key,
            title=localizer.ui("{name}: code examples", name=model.name),
            description=(
                localizer.ui(
                    "Code that calls {name}, in all languages and variants, ready to copy and run.", name=model.name
                ),
                localizer.ui("Every example is complete: copy it, install what it needs, set the key, run it."),
            ),
            trail=(
                LinkView(maker.name, maker.href),
                link,
                LinkView(localizer.ui("Code"), context.href(PageKind.MODEL_CODE, key)),
            ),
        ),
        sections=tuple(SectionView(api.anchor, api.name) for api in apis),
        lifecycle=build_lifecycle(context, model),
        model=link,
        key_variable=site.key_variable,
        key_link=site.key_url,
        apis=apis,
        fills=model_fills(model.api_id, key),
    )


def _share_code(context: ViewContext, served: ModelProtocol, model: Model) -> CodeApiView:
    """Give the code of a protocol for all models whose records support the same variants of it."""
    capabilities = model.capabilities
    supported = (
        model.kind,
        "image" in model.modalities.input,
        model.reasoning_levels,
        capabilities.reasoning == "yes",
        capabilities.streaming == "no",
        *(state == "yes" for state in (capabilities.tool_calling, capabilities.structured_output)),
    )
    return context.share(
        ("code", describe_use(context, served), supported), lambda: _build_code(context, served, model)
    )


def _build_code(context: ViewContext, served: ModelProtocol, model: Model) -> CodeApiView:
    anchor = f"api-{served.protocol}"
    return CodeApiView(
        id=served.protocol,
        anchor=anchor,
        name=context.catalog.protocols[served.protocol].name,
        href=f"{context.href(PageKind.MODEL, KEY_TOKEN)}#{anchor}",
        variants=build_all_variants(context, served, model),
        switch_note=describe_switch(context, served),
        switches=build_switches(context, served),
    )
