"""Pages that lead somewhere else: not found, other ids of a model, and the choice of a language at the root."""

from __future__ import annotations

from dataclasses import dataclass

from site_builder.pages.alternates import AlternateView
from site_builder.pages.chrome import AssetsView, LinkView
from site_builder.pages.context import ViewContext
from site_builder.pages.markdown import plain_text
from site_builder.pages.page_view import PageView, build_page_view
from site_builder.pages.routes import PageKind, redirects
from site_builder.records.labels import message
from site_builder.records.model import Model, callable_ids


@dataclass(frozen=True, slots=True)
class NotFoundView:
    """A page for addresses that do not exist; `links` lead on."""

    page: PageView
    links: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class RedirectView:
    """A page under another id of a model, which leads to the model's own page.

    Attributes:
        target: The model's page; `url` its full public address.
        alias: The other id, as it is sent.
    """

    alias: str
    target: LinkView
    url: str


@dataclass(frozen=True, slots=True)
class ChooserEntryView:
    """One language of the root pages: its home and what it says.

    Attributes:
        lang: BCP 47 tag of the language it is said in: its own, or English until all of it is translated.
    """

    alternate: AlternateView
    lang: str
    title: str
    text: str
    action: str


@dataclass(frozen=True, slots=True)
class ChooserView:
    """A root page that belongs to no locale: the language choice, or the host's own `404.html`.

    Attributes:
        kind: `chooser` or `not-found`.
        entries: One per published locale.
    """

    kind: str
    site_name: str
    description: str
    canonical: str
    entries: tuple[ChooserEntryView, ...]
    assets: AssetsView


def build_not_found_view(context: ViewContext) -> NotFoundView:
    """Give the page of a locale for addresses that do not exist."""
    localizer = context.localizer
    makers = (
        LinkView(provider.name, context.href(PageKind.PROVIDER, key))
        for key, provider in context.catalog.providers.items()
    )
    return NotFoundView(
        page=build_page_view(
            context,
            PageKind.NOT_FOUND,
            title=localizer.ui("Page not found"),
            description=(localizer.ui("There is no page at this address."),),
            trail=(),
        ),
        links=(LinkView(localizer.ui("All models"), context.href(PageKind.CATALOG)), *makers),
    )


def build_redirect_view(context: ViewContext, alias_key: str) -> RedirectView:
    """Give the page under another id of a model."""
    key = redirects(context.catalog)[alias_key]
    model = context.catalog.models[key]
    return RedirectView(
        alias=spell_alias(model, alias_key),
        target=LinkView(model.name, context.href(PageKind.MODEL, key)),
        url=context.url(PageKind.MODEL, key),
    )


def spell_alias(model: Model, alias_key: str) -> str:
    """Give the id that an address stands for: the address is in lower case, the id may not be."""
    written = alias_key.partition("/")[2]
    return next(callable_id for callable_id in callable_ids(model) if callable_id.lower() == written)


def build_chooser_view(contexts: tuple[ViewContext, ...], kind: PageKind) -> ChooserView:
    """Give a root page, which speaks every published language.

    Args:
        contexts: One per published locale, in the order of the language switch.
        kind: CHOOSER or ROOT_NOT_FOUND.
    """
    site = contexts[0].catalog.site
    is_chooser = kind is PageKind.CHOOSER
    return ChooserView(
        kind="chooser" if is_chooser else "not-found",
        site_name=site.name,
        description=plain_text(site.summary),
        canonical=f"{site.public_url}/" if is_chooser else "",
        entries=tuple(_build_entry(context, is_chooser=is_chooser) for context in contexts),
        assets=contexts[0].assets,
    )


_CHOOSER_TEXTS = message("AI models"), message("Prices, limits and working code for every model.")
_NOT_FOUND_TEXTS = message("Page not found"), message("There is no page at this address.")
_ACTION = message("Open the catalog")


def _build_entry(context: ViewContext, *, is_chooser: bool) -> ChooserEntryView:
    localizer = context.localizer
    sources = (*(_CHOOSER_TEXTS if is_chooser else _NOT_FOUND_TEXTS), _ACTION)
    is_whole = not localizer.needs_interface or all(map(localizer.interface.has, sources))
    title, text, action = map(localizer.ui, sources) if is_whole else sources
    return ChooserEntryView(
        alternate=AlternateView(
            lang=context.locale.tag,
            name=context.locale.name,
            href=context.href(PageKind.CATALOG),
            url=context.url(PageKind.CATALOG),
            is_current=False,
            is_translated=context.is_translated(PageKind.CATALOG, ""),
        ),
        lang=context.locale.tag if is_whole else "en",
        title=title,
        text=text,
        action=action,
    )
