"""The same page in the other languages of a site: where it is, and whether it is truly in that language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from site_builder.pages.routes import PageKind

if TYPE_CHECKING:
    from site_builder.pages.context import ViewContext


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


def build_alternates(context: ViewContext, kind: PageKind, key: str) -> tuple[AlternateView, ...]:
    """Give a page in every published locale, that of the context included, in the order of the language switch."""
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


def default_address(context: ViewContext, kind: PageKind, translated: Sequence[AlternateView]) -> str:
    """Give the full public address of a page for readers of all other languages: `hreflang="x-default"`.

    Args:
        context: The catalog as any locale sees it.
        kind: What the page shows.
        translated: The page in each locale that it is truly in; at least one.
    """
    if kind is PageKind.CATALOG:
        return f"{context.catalog.site.public_url}/"
    source = [item.url for item in translated if item.lang == context.localizer.source_tag]
    return source[0] if source else translated[0].url
