"""The pages of all current prices: a line per price, model by model."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from site_builder.catalog.catalog import Catalog, provider_of
from site_builder.fingerprints import Fingerprint, fingerprint_parts
from site_builder.i18n.numbers import format_number
from site_builder.pages.chrome import DateView, LinkView, day_view
from site_builder.pages.context import ViewContext
from site_builder.pages.page_view import PageView, build_page_view
from site_builder.pages.price_pages import price_pages
from site_builder.pages.prices import PriceRowView, build_price_row, host_of, sort_lines
from site_builder.pages.routes import PRICE_FILE, PageKind
from site_builder.records.pricing import PriceLine, Pricing


@dataclass(frozen=True, slots=True)
class PricedLineView:
    """A price, and the page that states it with the day it was last looked at."""

    price: PriceRowView
    source: LinkView
    checked: DateView


@dataclass(frozen=True, slots=True)
class PricedModelView:
    """All current prices of a model.

    Attributes:
        id: Short id, e.g. `google/gemini-3.1-pro`; also the anchor of its first line.
        href: Site-absolute path of the prices on its own page.
        currency: ISO 4217 code of its prices.
    """

    id: str
    name: str
    href: str
    maker: str
    currency: str
    lines: tuple[PricedLineView, ...]


@dataclass(frozen=True, slots=True)
class PricePartView:
    """One of several pages of prices: its makers, and where it is; `is_current` is the page itself."""

    link: LinkView
    is_current: bool


@dataclass(frozen=True, slots=True)
class PricingView:
    """A page of prices.

    Attributes:
        lead: What the page shows, and of which makers if it is one of several.
        count: Localized sentence with the number of prices on the page.
        models: The models of the page with their prices, in the order of the catalog.
        has_discount: Whether any price differs from the maker's.
        file: Site-absolute path of the file with all prices.
        parts: The pages that all prices are cut into: on the first page all of them, elsewhere the first, the one
            before and the one after. Empty if there is only one.
    """

    page: PageView
    lead: str
    count: str
    models: tuple[PricedModelView, ...]
    has_discount: bool
    file: str
    parts: tuple[PricePartView, ...]


def build_pricing_view(context: ViewContext, key: str) -> PricingView:
    """Give a page of prices; the first one has the empty key."""
    localizer = context.localizer
    priced = ((model, context.catalog.models[model].pricing) for model in price_pages(context.catalog)[key])
    models = tuple(_build_model(context, model, pricing) for model, pricing in priced if pricing)
    count = sum(len(model.lines) for model in models)
    title = localizer.ui("Prices of all models")
    parts = tuple(_build_parts(context, key))
    lead = localizer.ui("What every model costs: our price beside the maker's, for each condition, with its source.")
    if parts:
        lead = localizer.ui("This page has the prices of {makers}.", makers=_name_makers(context, key))
    return PricingView(
        page=build_page_view(
            context,
            PageKind.PRICING,
            key,
            title=localizer.ui("{title}: {makers}", title=title, makers=_name_makers(context, key)) if key else title,
            description=(
                lead,
                localizer.ui("Sort by price, filter by maker, calculate your own cost or download all prices as CSV."),
            ),
            trail=_build_trail(context, key),
        ),
        lead=lead,
        count=localizer.plural("{count} price", "{count} prices", count, count=format_number(count, context.locale)),
        models=models,
        has_discount=any(line.price.discount for model in models for line in model.lines),
        file=context.file_href(PRICE_FILE),
        parts=parts,
    )


def _build_trail(context: ViewContext, key: str) -> tuple[LinkView, ...]:
    first = LinkView(context.localizer.ui("Prices"), context.href(PageKind.PRICING))
    return (first, LinkView(_name_makers(context, key), context.href(PageKind.PRICING, key))) if key else (first,)


def _build_model(context: ViewContext, key: str, pricing: Pricing) -> PricedModelView:
    model = context.catalog.models[key]
    return PricedModelView(
        id=key,
        name=model.name,
        href=f"{context.href(PageKind.MODEL, key)}#pricing",
        maker=context.catalog.providers[provider_of(key)].name,
        currency=pricing.currency,
        lines=tuple(_build_line(context, pricing, line) for line in sort_lines(pricing.current_lines())),
    )


def _build_line(context: ViewContext, pricing: Pricing, line: PriceLine) -> PricedLineView:
    source, checked = line.source or pricing.source, line.checked or pricing.checked
    return PricedLineView(
        price=build_price_row(context, pricing, line),
        source=LinkView(host_of(source), source),
        checked=context.share(("day", checked), lambda: day_view(checked, context.locale)),
    )


def _build_parts(context: ViewContext, key: str) -> Iterator[PricePartView]:
    """Give the other pages; a few of them on all pages but the first, so that links stay in step with pages."""
    keys = list(price_pages(context.catalog))
    place = keys.index(key)
    shown = range(len(keys)) if place == 0 else sorted({0, place - 1, place, place + 1} & set(range(len(keys))))
    if len(keys) == 1:
        return
    for number in shown:
        link = LinkView(_name_makers(context, keys[number]), context.href(PageKind.PRICING, keys[number]))
        yield PricePartView(link, is_current=number == place)


def _name_makers(context: ViewContext, key: str) -> str:
    """Give the first and the last maker of a page: `Acme – Beta`."""
    return " – ".join(_makers(context.catalog, key))


def _makers(catalog: Catalog, key: str) -> tuple[str, ...]:
    """Give the names of the first and the last maker of a page, or the only one."""
    makers = [maker for maker, _ in groupby(price_pages(catalog)[key], provider_of)]
    return tuple(catalog.providers[maker].name for maker in dict.fromkeys((makers[0], makers[-1])))


def pricing_fingerprints(catalog: Catalog, key: str) -> list[Fingerprint]:
    """Give the fingerprints of what a page of prices shows: names and prices of its models, and the pages beside it."""
    keys = list(price_pages(catalog))
    shown = keys if key == "" else keys[max(0, keys.index(key) - 1) : keys.index(key) + 2]
    parts = [fingerprint_parts([other, *_makers(catalog, other)]) for other in (keys[0], *shown)]
    return [*parts, *(_model_fingerprint(catalog, model) for model in price_pages(catalog)[key])]


def _model_fingerprint(catalog: Catalog, key: str) -> Fingerprint:
    return _model_fingerprints(catalog)[key]


@functools.lru_cache(maxsize=1)
def _model_fingerprints(catalog: Catalog) -> Mapping[str, Fingerprint]:
    """Give the fingerprints of what is shown of each model, made once for all locales.

    Notes are not shown, and a current price is computed from current lines alone.
    """
    keys = (key for keys in price_pages(catalog).values() for key in keys)
    priced = ((key, catalog.models[key], catalog.models[key].pricing) for key in keys)
    return {key: _fingerprint(catalog, key, model.name, pricing) for key, model, pricing in priced if pricing}


def _fingerprint(catalog: Catalog, key: str, name: str, pricing: Pricing) -> Fingerprint:
    head = pricing.model_dump_json(include={"currency", "source", "checked"})
    lines = (line.model_dump_json(exclude={"note"}) for line in pricing.current_lines())
    return fingerprint_parts([key, name, catalog.providers[provider_of(key)].name, head, *lines])
