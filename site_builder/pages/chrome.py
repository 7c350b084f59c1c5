"""What surrounds the content of every page: head, language switch, navigation, footer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import babel
from babel.core import get_global

from site_builder.i18n.dates import format_day, format_day_or_month
from site_builder.i18n.locale import Locale
from site_builder.i18n.text import Text
from site_builder.i18n.unsaid import EveryLocale, by_locale
from site_builder.pages.price_pages import price_pages
from site_builder.pages.routes import CALCULATOR_WORDS, SEARCH_INDEX, PageKind, has_landscape, has_translations
from site_builder.pages.search_texts import fit_description, fit_title

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
class AlternateView:
    """The same page in one published locale.

    Attributes:
        lang: BCP 47 tag, e.g. `zh-Hans`.
        name: Name of the language in itself, e.g. `简体中文`.
        href: Site-absolute path of the page.
        url: Full public address of the page.
        is_current: Whether it is this page itself.
        is_translated: Whether it is truly in that language, and not mostly a fallback.
    """

    lang: str
    name: str
    href: str
    url: str
    is_current: bool
    is_translated: bool = True


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
        name: Name of the gateway.
        summary: What the gateway offers.
        home: Site-absolute path of the locale's catalog.
        navigation: Links of the page head: catalog, protocols …
        providers: Links to all provider pages.
        protocols: Links to all protocol pages.
        key_link: Where a reader gets a key.
        call_to_action: The gateway's invitation, if it has one.
        translations_link: Site-absolute path of the page about translations; empty in a site of one language.
        search_index: Site-absolute path of the file the search reads first.
        calculator_words: Site-absolute path of the words of the calculator.
        compare_link: Site-absolute path of the page of comparisons.
        compare_labels: Words that lead there, for one to four models, e.g. `Compare 2 models`.
    """

    lang: str
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
    calculator_words: str = ""
    compare_link: str = ""
    compare_labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageView:
    """What the layout needs to know of one page.

    Attributes:
        kind: What it shows.
        key: Short id of its record.
        title: What the page is about, without the site's name.
        full_title: Text of `<title>`, with the site's name where there is room.
        description: Text of `<meta name="description">`, without markup, of the length that is shown.
        canonical: Full public address.
        alternates: The page in every published locale, this one included.
        graph_locale: The locale as Open Graph names it, e.g. `zh_CN`.
        default_alternate: Full public address for `hreflang="x-default"`; empty where there is none.
        breadcrumbs: The way from home to this page; the last one is the page itself.
        notice: What a reader is told of a page that is not wholly in its language; empty where it is.
    """

    kind: PageKind
    key: str
    title: str
    full_title: str
    description: str
    canonical: str
    alternates: tuple[AlternateView, ...]
    default_alternate: str
    graph_locale: str
    breadcrumbs: tuple[LinkView, ...]
    notice: str = ""


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
        name=catalog.site.name,
        summary=localizer.text(catalog.site.summary),
        home=home,
        navigation=(
            LinkView(localizer.ui("Models"), home),
            *_link_prices(context),
            LinkView(localizer.ui("Protocols"), f"{home}#protocols"),
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
        calculator_words=f"{home}{CALCULATOR_WORDS}",
        compare_link=context.href(PageKind.COMPARE),
        compare_labels=tuple(
            localizer.plural("Compare {count} model", "Compare {count} models", count, count=str(count))
            for count in range(1, MOST_COMPARED + 1)
        ),
    )


def _link_prices(context: ViewContext) -> tuple[LinkView, ...]:
    """Give the link to all prices, if there are any."""
    link = LinkView(context.localizer.ui("Prices"), context.href(PageKind.PRICING))
    return (link,) if price_pages(context.catalog) else ()


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


def build_page_view(
    context: ViewContext,
    kind: PageKind,
    key: str = "",
    *,
    title: str,
    description: tuple[str, ...],
    trail: tuple[LinkView, ...],
) -> PageView:
    """Give what the layout needs of one page; for every locale, without what only some of them have.

    Args:
        context: The catalog as its locale sees it.
        kind: What the page shows.
        key: Short id of its record.
        title: Title without the site's name.
        description: What the page is about, then what may be added to say enough; each without markup.
        trail: Breadcrumbs between home and the page, the page included.
    """
    home = LinkView(context.localizer.ui("Models"), context.href(PageKind.CATALOG))
    alternates = () if isinstance(context.locale, EveryLocale) else _build_alternates(context, kind, key)
    return PageView(
        kind=kind,
        key=key,
        title=title,
        full_title=context.localizer.when_said(fit_title, title, context.catalog.site.name),
        description=fit_description(description, context.locale),
        canonical=context.url(kind, key),
        alternates=alternates,
        default_alternate=_default_alternate(context, kind, alternates),
        graph_locale=graph_locale(context.locale),
        breadcrumbs=(home, *trail) if trail else (),
        notice="" if not alternates or context.is_translated(kind, key) else _build_notice(context),
    )


def _build_alternates(context: ViewContext, kind: PageKind, key: str) -> tuple[AlternateView, ...]:
    return tuple(
        AlternateView(
            lang=locale.tag,
            name=locale.name,
            href=context.href(kind, key, locale),
            url=context.url(kind, key, locale),
            is_current=locale.tag == context.locale.tag,
            is_translated=context.is_translated(kind, key, locale),
        )
        for locale in context.locales
    )


def _build_notice(context: ViewContext) -> str:
    source = babel.Locale.parse(context.localizer.source_tag, sep="-")
    language = source.get_display_name(context.locale.babel) or context.localizer.source_tag
    return context.localizer.ui(
        "Some texts on this page are not translated yet. They are shown in the original language ({language}).",
        language=language,
    )


def _default_alternate(context: ViewContext, kind: PageKind, alternates: tuple[AlternateView, ...]) -> str:
    """Give the page for readers of all other languages; empty on a page that is itself no translation."""
    translated = [item for item in alternates if item.is_translated]
    if kind is PageKind.NOT_FOUND or not any(item.is_current for item in translated):
        return ""
    if kind is PageKind.CATALOG:
        return f"{context.catalog.site.public_url}/"
    source = [item.url for item in translated if item.lang == context.localizer.source_tag]
    return source[0] if source else translated[0].url


@by_locale
def graph_locale(locale: Locale) -> str:
    """Give language and most likely territory, e.g. `zh_CN`. Source: Open Graph protocol, `og:locale`."""
    likely, language = get_global("likely_subtags"), locale.babel.language
    full = likely.get(str(locale.babel)) or likely.get(language, "")
    return f"{language}_{locale.babel.territory or full.rpartition('_')[2]}".rstrip("_")


def day_view(day: dt.date, locale: Locale) -> DateView:
    """Give a day for machines and readers."""
    return DateView(day.isoformat(), format_day(day, locale))


def day_or_month_view(written: str, locale: Locale) -> DateView:
    """Give a day or month for machines and readers."""
    return DateView(written, format_day_or_month(written, locale))
