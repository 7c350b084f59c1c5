"""What stands in the column of a model beside others: its facts, prices, capabilities and results, each as a cell.

Made once per model and locale for all the pages that compare it. Which rows there are is left to `side_by_side.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from site_builder.catalog.catalog import Catalog, provider_of
from site_builder.fingerprints import Fingerprint, fingerprint_parts
from site_builder.i18n.text import Text
from site_builder.pages.card import AmountView
from site_builder.pages.chrome import LinkView
from site_builder.pages.context import ViewContext
from site_builder.pages.facts import FactView, build_capabilities, build_specifications
from site_builder.pages.prices import PriceRowView, build_price_rows
from site_builder.pages.routes import PageKind
from site_builder.pages.scores import build_own_scores
from site_builder.records.model import KINDS, STATUSES, Model
from site_builder.records.pricing import Pricing


@dataclass(frozen=True, slots=True)
class ItemView:
    """One thing that a cell says; of amount, text and words exactly one is set.

    Attributes:
        amount: A number with its unit or currency.
        text: Prose of the record.
        words: Localized words, or an id where `is_code`.
        href: Where the words lead, if anywhere.
        state: Of a capability: yes, no or unknown.
        notes: What else to know, e.g. the conditions of a result.
    """

    amount: AmountView | None = None
    text: Text | None = None
    words: str = ""
    is_code: bool = False
    href: str = ""
    state: str = ""
    notes: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class CellView:
    """What a model has in a row."""

    items: tuple[ItemView, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell, and what it is compared by.

    Attributes:
        said: Equal for cells that say the same, notes aside.
        number: Where it is a single number.
        terms: What must be equal to compare two numbers: currency of a price, conditions of a result.
    """

    view: CellView
    said: tuple[object, ...]
    number: Decimal | None
    terms: object


@dataclass(frozen=True, slots=True)
class PriceKey:
    """Which prices stand in one row: those of one meter, under one condition, per one unit; both localized."""

    meter: str
    condition: str
    unit: str


@dataclass(frozen=True, slots=True)
class ComparedModel:
    """The cells of a model, by what tells the row.

    Attributes:
        link: Its name and page.
        facts: By the id of the row.
        other_facts: Facts without a field of their own, by their label as the record writes it; with the localized one.
        prices: The current ones, in the order of the price table.
        capabilities: By the field of the record.
        scores: By the id of the benchmark: a model may have two results under two conditions.
    """

    link: LinkView
    facts: Mapping[str, Cell]
    other_facts: Mapping[str, tuple[Text, Cell]]
    prices: Mapping[PriceKey, Cell]
    capabilities: Mapping[str, Cell]
    scores: Mapping[str, Cell]


def build_compared_model(context: ViewContext, key: str) -> ComparedModel:
    """Give the cells of a model."""
    return context.share(("compared", key), lambda: _build(context, key))


def _build(context: ViewContext, key: str) -> ComparedModel:
    model = context.catalog.models[key]
    specifications = build_specifications(context, model)
    pricing = model.pricing
    rows = () if pricing is None else build_price_rows(context, pricing)
    return ComparedModel(
        link=LinkView(model.name, context.href(PageKind.MODEL, key)),
        facts=dict(_list_facts(context, key, model, specifications)),
        other_facts={
            written.label: (fact.label, _fact_cell(fact))
            for written, fact in zip(
                model.facts, (fact for fact in specifications if fact.group == "other"), strict=True
            )
        },
        prices={PriceKey(row.meter, row.condition, row.unit): _price_cell(row, pricing) for row in rows},
        capabilities={
            item.id: _cell(ItemView(words=item.state_label, state=item.state))
            for item in build_capabilities(context, model.capabilities)
        },
        scores=_build_scores(context, model),
    )


def _cell(*items: ItemView, terms: object = None) -> Cell:
    said = tuple((item.amount, item.text, item.words) for item in items)
    amount = items[0].amount if len(items) == 1 else None
    return Cell(CellView(items), said, Decimal(amount.value) if amount else None, terms)


def _list_facts(
    context: ViewContext, key: str, model: Model, specifications: tuple[FactView, ...]
) -> Iterator[tuple[str, Cell]]:
    localizer, maker = context.localizer, provider_of(key)
    name = context.catalog.providers[maker].name
    yield "summary", _cell(ItemView(text=localizer.text(model.summary)))
    yield "provider", _cell(ItemView(words=name, href=context.href(PageKind.PROVIDER, maker)))
    yield "api_id", _cell(ItemView(words=model.api_id, is_code=True))
    yield "status", _cell(ItemView(words=localizer.ui(STATUSES[model.status])))
    yield "kind", _cell(ItemView(words=localizer.ui(KINDS[model.kind])))
    for fact in specifications:
        if fact.group != "other":
            yield fact.id, _fact_cell(fact)
    protocols = context.catalog.protocols
    yield (
        "protocols",
        _cell(
            *(
                ItemView(words=protocols[served.protocol].name, href=context.href(PageKind.PROTOCOL, served.protocol))
                for served in model.protocols
            )
        ),
    )


def _fact_cell(fact: FactView) -> Cell:
    return _cell(ItemView(amount=fact.amount, text=fact.text, words=fact.words, is_code=fact.code))


def _price_cell(row: PriceRowView, pricing: Pricing | None) -> Cell:
    notes = [Text(words) for words in (row.allowance, row.remark) if words]
    notes += [row.note] if row.note else []
    return _cell(
        ItemView(amount=row.amount, words=row.state, notes=tuple(notes)),
        terms=row.currency or (pricing and pricing.currency),
    )


def _build_scores(context: ViewContext, model: Model) -> Mapping[str, Cell]:
    items: dict[str, list[ItemView]] = {}
    for score in build_own_scores(context, model):
        amount = AmountView(score.value, score.text) if score.value else None
        notes = (score.conditions,) if score.conditions else ()
        item = ItemView(amount=amount, words="" if amount else score.text, notes=notes)
        items.setdefault(score.id, []).append(item)
    return {key: _cell(*results, terms=results[0].notes) for key, results in items.items()}


_FIELDS = {
    "name", "family", "api_id", "kind", "status", "released", "deprecated", "retires", "summary", "modalities",
    "limits", "capabilities", "knowledge_cutoff", "architecture", "license", "reasoning_levels", "facts", "pricing",
    "benchmarks", "comparisons",
}  # fmt: skip
"""What a page that compares a model may show of its record, protocols aside."""


def compared_fingerprint(catalog: Catalog, key: str) -> Fingerprint:
    """Give the fingerprint of all that a page which compares a model may show of it and of what it refers to."""
    model = catalog.models[key]
    protocols = (f"{item.protocol}={catalog.protocols[item.protocol].name}" for item in model.protocols)
    benchmarks = (catalog.benchmarks[name].model_dump_json() for name in dict.fromkeys(_benchmarks(model)))
    maker = catalog.providers[provider_of(key)].name
    return fingerprint_parts([key, maker, model.model_dump_json(include=_FIELDS), *protocols, *benchmarks])


def _benchmarks(model: Model) -> tuple[str, ...]:
    return tuple(score.benchmark for score in model.benchmarks)
