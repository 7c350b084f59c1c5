"""Two models side by side: facts derived from both records, judgements written by hand."""

from __future__ import annotations

from dataclasses import dataclass

from site_builder.i18n.text import Text
from site_builder.pages.card import PricePairEntryView, build_card, build_headline_prices
from site_builder.pages.chrome import LinkView
from site_builder.pages.context import ViewContext
from site_builder.pages.facts import count_amount
from site_builder.pages.modalities import list_modalities
from site_builder.pages.pairs import pair_of
from site_builder.pages.routes import PageKind
from site_builder.records.comparison import Comparison
from site_builder.records.labels import field_labels
from site_builder.records.model import Model
from site_builder.records.specification import Limits


@dataclass(frozen=True, slots=True)
class ComparisonRowView:
    """One line of a comparison; `differs` marks rows whose sides are not equal."""

    aspect: Text
    this: Text
    other: Text
    differs: bool


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """This model beside another; `pair` is the page that compares the two in full, if they are two."""

    other: LinkView
    pair: str
    rows: tuple[ComparisonRowView, ...]
    takeaway: Text


def build_comparison(context: ViewContext, key: str, comparison: Comparison) -> ComparisonView:
    """Give a model beside another one."""
    written = []
    for row in comparison.rows:
        aspect, left, right = context.localizer.texts(row.aspect, row.this, row.other)
        written.append(ComparisonRowView(aspect, left, right, differs=row.this != row.other))
    card = build_card(context, comparison.model)
    return ComparisonView(
        other=LinkView(card.name, card.href),
        pair="" if comparison.model == key else context.href(PageKind.PAIR, pair_of(key, comparison.model)),
        rows=(*_derive_rows(context, key, comparison.model), *written),
        takeaway=context.localizer.text(comparison.takeaway),
    )


def _derive_rows(context: ViewContext, this: str, other: str) -> list[ComparisonRowView]:
    sides = zip(_facts(context, this), _facts(context, other), strict=True)
    return [
        ComparisonRowView(Text(label), Text(left), Text(right), differs=left != right)
        for (label, left), (_, right) in sides
        if left and right
    ]


def _facts(context: ViewContext, key: str) -> tuple[tuple[str, str], ...]:
    """Give what can be compared: label and text, in the same order for every model; empty where nothing is known."""
    return context.share(("comparable", key), lambda: _build_facts(context, context.catalog.models[key]))


def _build_facts(context: ViewContext, model: Model) -> tuple[tuple[str, str], ...]:
    localizer = context.localizer
    facts = [(localizer.ui("Price"), _price_pair(context, model))]
    for name, field in field_labels(Limits).items():
        number = getattr(model.limits, name)
        text = count_amount(context, number, field.unit).text if number and field.unit else ""
        facts.append((localizer.ui(field.title), text))
    facts.append((localizer.ui("Input modalities"), list_modalities(localizer, model.modalities.input)))
    return tuple(facts)


def _price_pair(context: ViewContext, model: Model) -> str:
    entries = build_headline_prices(context, model)
    units = {entry.unit for entry in entries if entry.unit}  # a state has none
    if len(units) != 1:
        return ""
    prices = context.localizer.join(_describe_price(context, entry) for entry in entries)
    return context.localizer.ui("{prices} {unit}", prices=prices, unit=units.pop())


def _describe_price(context: ViewContext, entry: PricePairEntryView) -> str:
    price = entry.amount.text if entry.amount else entry.state
    price = f"{entry.prefix} {price}" if entry.prefix else price
    return context.localizer.ui("{meter} {price}", meter=entry.label, price=price)
