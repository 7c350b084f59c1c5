"""Pages of a site that readers call by many names: prices, calculator, comparison, changes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from site_builder.catalog.catalog import Catalog
from site_builder.pages.changes import has_changes
from site_builder.pages.context import ViewContext
from site_builder.pages.landscape_page import present_sections as landscape_sections
from site_builder.pages.price_pages import price_pages
from site_builder.pages.routes import PageKind
from site_builder.records.labels import message


@dataclass(frozen=True, slots=True)
class NamedPage:
    """A page and what readers type to find it.

    Attributes:
        title: Its localized title.
        href: Site-absolute path, with an anchor where a part of a page is meant.
        names: Localized names; a reader who types one of them wants this page before any model.
    """

    title: str
    href: str
    names: tuple[str, ...]


_NAMES: dict[PageKind, tuple[str, str]] = {
    PageKind.PRICING: (message("Prices of all models"), message("price, prices, pricing, price list, cost")),
    PageKind.COMPARE: (message("Compare models"), message("compare, comparison, versus, vs")),
    PageKind.LANDSCAPE: (message("Model landscape"), message("landscape, plots, charts, graphs")),
    PageKind.CHANGES: (message("What changed"), message("changes, changelog, news, releases, retirements, feed")),
}
"""Title and names of each page; translators write the names of their language, with commas between."""

_COMMA = re.compile(r"\s*[,，、]\s*")  # noqa: RUF001 - translators write the commas of their language

_CALCULATOR = (message("Calculate the cost"), message("calculator, cost calculator, price calculator"))


def list_named_pages(context: ViewContext) -> Iterator[NamedPage]:
    """Give the pages that the site has."""
    has_prices = bool(price_pages(context.catalog))
    for kind, (title, names) in _NAMES.items():
        if _is_there(context.catalog, kind):
            yield _name(context, title, context.href(kind), names)
    if has_prices:
        title, names = _CALCULATOR
        yield _name(context, title, f"{context.href(PageKind.PRICING)}#calculator", names)


def _is_there(catalog: Catalog, kind: PageKind) -> bool:
    match kind:
        case PageKind.PRICING:
            return bool(price_pages(catalog))
        case PageKind.LANDSCAPE:
            return bool(landscape_sections(catalog))
        case PageKind.CHANGES:
            return has_changes(catalog)
    return True


def _name(context: ViewContext, title: str, href: str, names: str) -> NamedPage:
    ui = context.localizer.ui
    return NamedPage(ui(title), href, tuple(_COMMA.split(ui(names))))
