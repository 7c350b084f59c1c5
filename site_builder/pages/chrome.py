"""What all pages of a locale share around their content: navigation, footer, invitation; and small parts of views."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from site_builder.i18n.dates import format_day, format_day_or_month
from site_builder.i18n.locale import Locale
from site_builder.i18n.sentences import sentence_space
from site_builder.i18n.text import Text
from site_builder.pages.changes import has_changes, read_changes
from site_builder.pages.price_pages import price_pages
from site_builder.pages.routes import (
    API_CATALOG,
    CALCULATOR_WORDS,
    FEED,
    LLMS,
    OPENAPI,
    PRICE_FILE,
    SEARCH_INDEX,
    PageKind,
    has_landscape,
    has_translations,
)

if TYPE_CHECKING:
    from site_builder.pages.context import ViewContext


MOST_COMPARED = 4
"""So many models can stand side by side."""


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link with its words; `href` is site-absolute or an `https://` address."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class CallToActionView:
    """The gateway's invitation."""

    title: Text
    text: Text
    button: Text
    url: str


@dataclass(frozen=True, slots=True)
class AssetsView:
    """Site-absolute paths of the style sheet and scripts, hashes included."""

    stylesheet: str
    script: str
    search_script: str
    theme_script: str
    chooser_script: str
    icons: str
    calculator_script: str = ""
    catalog_script: str = ""
    compare_script: str = ""
    markdown_script: str = ""


@dataclass(frozen=True, slots=True)
class SiteView:
    """What all pages of a locale share.

    Attributes:
        lang: BCP 47 tag of the locale.
        sentence_space: What stands between two sentences, or after a colon: a space, or nothing, as in Chinese.
        name: Name of the gateway.
        summary: What the gateway offers.
        home: Site-absolute path of the locale's catalog.
        navigation: Links of the page head: catalog, protocols …
        providers: Links to all provider pages.
        protocols: Links to all protocol pages.
        key_link: Where a reader gets a key.
        call_to_action: The gateway's invitation, if it has one.
        translations_link: Site-absolute path of the page about translations; empty in a site of one language.
        changes_link: Site-absolute path of the page of changes; empty where nothing has changed.
        feed: Site-absolute path of the same for feed readers.
        search_index: Site-absolute path of the file the search reads first.
        calculator_words: Site-absolute path of the words of the calculator.
        compare_link: Site-absolute path of the page of comparisons.
        data_links: What programs read: the facts of all models, all prices, the description of the protocols.
        compare_labels: Words that lead there, for one to four models, e.g. `Compare 2 models`.
    """

    lang: str
    sentence_space: str
    name: str
    summary: Text
    home: str
    navigation: tuple[LinkView, ...]
    providers: tuple[LinkView, ...]
    protocols: tuple[LinkView, ...]
    key_link: str
    call_to_action: CallToActionView | None
    search_index: str
    assets: AssetsView
    translations_link: str = ""
    changes_link: str = ""
    feed: str = ""
    calculator_words: str = ""
    compare_link: str = ""
    data_links: tuple[LinkView, ...] = ()
    compare_labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionView:
    """An entry of the section list; `id` is the anchor, the same in every locale."""

    id: str
    title: str
    introduction: Text | None = None


@dataclass(frozen=True, slots=True)
class DateView:
    """A date: `iso` for machines (`2026-03-20` or `2026-03`), `text` for readers."""

    iso: str
    text: str


def build_site_view(context: ViewContext) -> SiteView:
    """Give what all pages of a locale share."""
    return context.share("site", lambda: _build_site_view(context))


def _build_site_view(context: ViewContext) -> SiteView:
    catalog, localizer = context.catalog, context.localizer
    home = context.href(PageKind.CATALOG)
    providers = _links(context, PageKind.PROVIDER, {key: item.name for key, item in catalog.providers.items()})
    protocols = _links(context, PageKind.PROTOCOL, {key: item.name for key, item in catalog.protocols.items()})
    return SiteView(
        lang=localizer.locale.tag,
        sentence_space=sentence_space(localizer.locale),
        name=catalog.site.name,
        summary=localizer.text(catalog.site.summary),
        home=home,
        navigation=(
            LinkView(localizer.ui("Models"), home),
            *_link_prices(context),
            *_link_to_protocols(context),
            *_link_to_landscape(context),
            LinkView(localizer.ui("Compare"), context.href(PageKind.COMPARE)),
        ),
        providers=providers,
        protocols=protocols,
        key_link=catalog.site.key_url,
        call_to_action=_build_call_to_action(context),
        search_index=f"{home}{SEARCH_INDEX}",
        assets=context.assets,
        translations_link=context.href(PageKind.TRANSLATIONS) if has_translations(context.locales) else "",
        changes_link=context.href(PageKind.CHANGES) if has_changes(catalog) else "",
        feed=f"{home}{FEED}" if read_changes(catalog).recent else "",
        calculator_words=f"{home}{CALCULATOR_WORDS}",
        compare_link=context.href(PageKind.COMPARE),
        data_links=_link_data(context),
        compare_labels=tuple(
            localizer.plural("Compare {count} model", "Compare {count} models", count, count=str(count))
            for count in range(1, MOST_COMPARED + 1)
        ),
    )


def _link_data(context: ViewContext) -> tuple[LinkView, ...]:
    """Give the links to the files for programs, as far as there is something in them."""
    ui = context.localizer.ui
    links = [LinkView(ui("Models as JSON"), context.file_href(API_CATALOG))]
    if context.catalog.protocols:
        links.append(LinkView(ui("Protocols as OpenAPI"), openapi_link(context)))
    if price_pages(context.catalog):
        links.append(LinkView(ui("Prices as CSV"), context.file_href(PRICE_FILE)))
    links.append(LinkView(ui("For language models: llms.txt"), f"{context.href(PageKind.CATALOG)}{LLMS}"))
    return tuple(links)


def openapi_link(context: ViewContext) -> str:
    """Give the site-absolute path of the description of the protocols in this locale."""
    return f"{context.href(PageKind.CATALOG)}{OPENAPI}"


def _link_prices(context: ViewContext) -> tuple[LinkView, ...]:
    """Give the link to all prices, if there are any."""
    link = LinkView(context.localizer.ui("Prices"), context.href(PageKind.PRICING))
    return (link,) if price_pages(context.catalog) else ()


def _link_to_protocols(context: ViewContext) -> tuple[LinkView, ...]:
    """Give the link to the list of all protocols, which the catalog's page has if there are any."""
    link = LinkView(context.localizer.ui("Protocols"), f"{context.href(PageKind.CATALOG)}#protocols")
    return (link,) if context.catalog.protocols else ()


def _link_to_landscape(context: ViewContext) -> tuple[LinkView, ...]:
    if not has_landscape(context.catalog):
        return ()
    return (LinkView(context.localizer.ui("Landscape"), context.href(PageKind.LANDSCAPE)),)


def _links(context: ViewContext, kind: PageKind, names: Mapping[str, str]) -> tuple[LinkView, ...]:
    return tuple(LinkView(name, context.href(kind, key)) for key, name in names.items())


def _build_call_to_action(context: ViewContext) -> CallToActionView | None:
    written = context.catalog.site.call_to_action
    if written is None:
        return None
    title, text, button = context.localizer.texts(written.title, written.text, written.button)
    return CallToActionView(title, text, button, written.url)


def day_view(day: dt.date, locale: Locale) -> DateView:
    """Give a day for machines and readers."""
    return DateView(day.isoformat(), format_day(day, locale))


def day_or_month_view(written: str, locale: Locale) -> DateView:
    """Give a day or month for machines and readers."""
    return DateView(written, format_day_or_month(written, locale))
