"""What the frame around the content needs to know of one page: title, description, addresses, its other languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import babel
from babel.core import get_global

from site_builder.i18n.deferred import EveryLocale, by_locale
from site_builder.i18n.locale import Locale
from site_builder.pages.alternates import AlternateView, build_alternates, default_address
from site_builder.pages.chrome import LinkView
from site_builder.pages.routes import PageKind
from site_builder.pages.search_texts import fit_description, fit_title

if TYPE_CHECKING:
    from site_builder.pages.context import ViewContext


@dataclass(frozen=True, slots=True)
class PageView:
    """What the layout needs to know of one page.

    Attributes:
        kind: What it shows.
        key: Short id of its record.
        title: What the page is about, without the site's name.
        full_title: Text of `<title>`, with the site's name where there is room.
        description: Text of `<meta name="description">`, without markup, of the length that is shown.
        address: Full public address.
        canonical: The address that search engines should keep: its own, or that of the page in the source language if
            most of it is not translated, so that both say the same.
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
    address: str
    canonical: str
    alternates: tuple[AlternateView, ...]
    default_alternate: str
    graph_locale: str
    breadcrumbs: tuple[LinkView, ...]
    notice: str = ""


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
    alternates = () if isinstance(context.locale, EveryLocale) else build_alternates(context, kind, key)
    address = context.url(kind, key)
    return PageView(
        kind=kind,
        key=key,
        title=title,
        full_title=context.localizer.when_resolved(fit_title, title, context.catalog.site.name),
        description=fit_description(description, context.locale),
        address=address,
        canonical=_find_repeated(context, kind, key, alternates) or address,
        alternates=alternates,
        default_alternate=_default_alternate(context, kind, alternates),
        graph_locale=graph_locale(context.locale),
        breadcrumbs=(home, *trail) if trail else (),
        notice=find_notice(context, kind, key) if alternates else "",
    )


def _find_repeated(context: ViewContext, kind: PageKind, key: str, alternates: tuple[AlternateView, ...]) -> str:
    """Give the address of the page in the source language, if it says the same as this one; else nothing."""
    source = (item.url for item in alternates if item.lang == context.localizer.source_tag)
    return next(source, "") if alternates and context.repeats_source(kind, key) else ""


def find_notice(context: ViewContext, kind: PageKind, key: str) -> str:
    """Give what a reader is told of a page that is not wholly in its language; empty where it is."""
    if context.is_translated(kind, key):
        return ""
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
    return default_address(context, kind, translated)


@by_locale
def graph_locale(locale: Locale) -> str:
    """Give language and most likely territory, e.g. `zh_CN`. Source: Open Graph protocol, `og:locale`."""
    likely, language = get_global("likely_subtags"), locale.babel.language
    full = likely.get(str(locale.babel)) or likely.get(language, "")
    return f"{language}_{locale.babel.territory or full.rpartition('_')[2]}".rstrip("_")
