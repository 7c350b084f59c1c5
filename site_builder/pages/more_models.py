"""Models a reader may want instead, found by what the records say: same family, same maker, next in price."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from site_builder.catalog.catalog import Catalog, provider_of
from site_builder.pages.chrome import LinkView
from site_builder.pages.context import ViewContext
from site_builder.pages.routes import PageKind
from site_builder.records.labels import message
from site_builder.records.model import Model

_MOST = 5

REASONS: dict[str, str] = {
    "family": message("Same family"),
    "provider": message("Same maker"),
    "price": message("Similar price"),
}


@dataclass(frozen=True, slots=True)
class MoreModelsView:
    """Links to models for one reason: `id` is family, provider or price."""

    id: str
    title: str
    links: tuple[LinkView, ...]


def more_models(catalog: Catalog, key: str) -> dict[str, tuple[str, ...]]:
    """Give the keys of at most five other models per reason; reasons without models are left out."""
    model = catalog.models[key]
    named = {key, *model.related}
    others = {name: other for name, other in catalog.models.items() if name not in named and other.status != "retired"}
    family = [name for name, other in others.items() if other.family == model.family]
    maker = [name for name in others if provider_of(name) == provider_of(key) and name not in family]
    similar = [name for name in _by_price(model, others) if name not in family and name not in maker]
    found = {"family": family, "provider": maker, "price": similar}
    return {reason: tuple(names[:_MOST]) for reason, names in found.items() if names}


def build_more_models(context: ViewContext, key: str) -> tuple[MoreModelsView, ...]:
    """Give the links of all reasons that have any."""
    models = context.catalog.models
    return tuple(
        MoreModelsView(
            reason,
            context.localizer.ui(REASONS[reason]),
            tuple(LinkView(models[name].name, context.href(PageKind.MODEL, name)) for name in names),
        )
        for reason, names in more_models(context.catalog, key).items()
    )


def _by_price(model: Model, others: Mapping[str, Model]) -> list[str]:
    """Give models of the same kind by the distance of their output price, where both are in one currency and unit."""
    own = _output_price(model)
    if own is None:
        return []
    measure, amount = own
    prices = {name: _output_price(other) for name, other in others.items() if other.kind == model.kind}
    distances = {name: abs(price[1] - amount) for name, price in prices.items() if price and price[0] == measure}
    return sorted(distances, key=lambda name: (distances[name], name))


def _output_price(model: Model) -> tuple[tuple[str, str], Decimal] | None:
    """Give the normal price of output, after its currency and unit."""
    line = model.pricing.base_line("output") if model.pricing else None
    if model.pricing is None or line is None or line.amount is None:
        return None
    return (model.pricing.currency_of(line), line.unit_id), line.amount
