"""Which view each kind of page has."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from site_builder.i18n.deferred import LocaleNeededError
from site_builder.pages.catalog_page import build_catalog_view
from site_builder.pages.changes_page import build_changes_view
from site_builder.pages.code_page import build_code_view
from site_builder.pages.compare_page import build_compare_view
from site_builder.pages.context import ViewContext
from site_builder.pages.guide_pages import build_not_found_view, build_redirect_view
from site_builder.pages.landscape_page import build_landscape_view
from site_builder.pages.model_list_page import build_model_list_view, build_rows_view
from site_builder.pages.model_page import build_model_view
from site_builder.pages.pair_page import build_pair_view
from site_builder.pages.pricing_page import build_pricing_view
from site_builder.pages.protocol_page import build_protocol_view
from site_builder.pages.provider_page import build_provider_view
from site_builder.pages.routes import Page, PageKind
from site_builder.pages.translations_page import build_translations_view

_RECORD_VIEWS: Mapping[PageKind, Callable[[ViewContext, str], object]] = {
    PageKind.MODEL: build_model_view,
    PageKind.MODEL_CODE: build_code_view,
    PageKind.PROVIDER: build_provider_view,
    PageKind.PROTOCOL: build_protocol_view,
    PageKind.PRICING: build_pricing_view,
    PageKind.MODEL_LIST: build_model_list_view,
    PageKind.PAIR: build_pair_view,
    PageKind.REDIRECT: build_redirect_view,
}
"""What makes the view of a page that has a key, which it is given: one about a record, or a part of all prices."""


def build_view(context: ViewContext, page: Page) -> object:
    """Give the view of a page that belongs to a locale."""
    if page.kind in _RECORD_VIEWS:
        return _RECORD_VIEWS[page.kind](context, page.key)
    return _WITHOUT_KEY[page.kind](context)


def build_latest_view(context: ViewContext, page: Page) -> object:
    """Give the same; the last one of a context is remembered, for what is made of it after the page.

    Raises:
        LocaleNeededError: The view needs words, and the context is that of all locales.
    """
    if not is_latest(context, page):
        try:
            view = build_view(context, page)
        except LocaleNeededError:
            view = None
        context.latest.update(subject=(page.kind, page.key), view=view)
    if context.latest["view"] is None:
        raise LocaleNeededError
    return context.latest["view"]


def is_latest(context: ViewContext, page: Page) -> bool:
    """Whether the view of a page is the one that a context remembers."""
    return context.latest.get("subject") == (page.kind, page.key)


_WITHOUT_KEY: Mapping[PageKind, Callable[[ViewContext], object]] = {
    PageKind.CATALOG: build_catalog_view,
    PageKind.LANDSCAPE: build_landscape_view,
    PageKind.MODEL_ROWS: build_rows_view,
    PageKind.CHANGES: build_changes_view,
    PageKind.COMPARE: build_compare_view,
    PageKind.TRANSLATIONS: build_translations_view,
    PageKind.NOT_FOUND: build_not_found_view,
}
