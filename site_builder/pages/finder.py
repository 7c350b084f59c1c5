"""The filters of the catalog: what can be chosen, and how many models each choice has.

Values and counts come with the page, so that it can be read before any script runs; which rows a choice leaves is
decided in `templates/assets/js/catalog/`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from site_builder.i18n.numbers import currency_name, format_number
from site_builder.pages.context import ViewContext
from site_builder.pages.facets import FACETS, facet_models
from site_builder.pages.row_facts import capabilities_in_state
from site_builder.records.labels import field_labels
from site_builder.records.model import KINDS, STATUSES
from site_builder.records.specification import CAPABILITY_STATES as STATES
from site_builder.records.specification import MODALITIES, Capabilities

_CONTEXTS = (8_000, 32_000, 100_000, 128_000, 200_000, 400_000, 1_000_000, 2_000_000)
"""Sizes of the context window to choose from, in tokens: those that the windows of models cluster at."""


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """A value to choose: `value` as it stands in addresses, its localized label, and how many models have it."""

    value: str
    label: str
    count: str


@dataclass(frozen=True, slots=True)
class FacetView:
    """A facet to filter by; `id` is its name in addresses, e.g. `input`."""

    id: str
    title: str
    choices: tuple[ChoiceView, ...]


@dataclass(frozen=True, slots=True)
class FinderView:
    """All filters of a catalog.

    Attributes:
        facets: Those of which any number of values can be chosen, in page order; one with a single value is left out.
        capabilities: One for each capability that some record states: supported, not supported, unknown.
        contexts: Context windows that some model has at least, in tokens.
        currencies: ISO 4217 codes with their names, the one of most models first; none where all prices are in one.
    """

    facets: tuple[FacetView, ...]
    capabilities: tuple[FacetView, ...]
    contexts: tuple[ChoiceView, ...]
    currencies: tuple[ChoiceView, ...]


def build_finder(context: ViewContext) -> FinderView:
    """Give the filters of the whole catalog."""
    facets = (build_facet(context, facet) for facet in FACETS if facet != "capability")
    return FinderView(
        facets=tuple(facet for facet in facets if len(facet.choices) > 1),
        capabilities=_build_capabilities(context),
        contexts=_build_contexts(context),
        currencies=_build_currencies(context),
    )


def build_facet(context: ViewContext, facet: str) -> FacetView:
    """Give a facet with the values that some model has."""
    labels = _label_values(context, facet)
    return FacetView(
        facet,
        context.localizer.ui(FACETS[facet]),
        tuple(
            ChoiceView(value, labels[value], format_number(len(keys), context.locale))
            for value, keys in facet_models(context.catalog)[facet].items()
        ),
    )


def _label_values(context: ViewContext, facet: str) -> Mapping[str, str]:
    """Give the localized names of all values of a facet."""
    catalog = context.catalog
    if facet in ("provider", "protocol"):
        records = catalog.providers if facet == "provider" else catalog.protocols
        return {key: record.name for key, record in records.items()}
    labels: Mapping[str, Mapping[str, str]] = {
        "kind": KINDS,
        "input": MODALITIES,
        "output": MODALITIES,
        "status": STATUSES,
        "capability": {name: label.title for name, label in field_labels(Capabilities).items()},
    }
    return {value: context.localizer.ui(title) for value, title in labels[facet].items()}


def _build_capabilities(context: ViewContext) -> tuple[FacetView, ...]:
    models = context.catalog.models.values()
    counts = Counter(
        (name, state) for model in models for state in STATES for name in capabilities_in_state(model, state)
    )
    labels = _label_values(context, "capability")
    return tuple(
        FacetView(name, labels[name], _build_states(context, counts[name, "yes"], counts[name, "no"]))
        for name in Capabilities.model_fields
        if any((name, state) in counts for state in STATES)
    )


def _build_states(context: ViewContext, supported: int, denied: int) -> tuple[ChoiceView, ...]:
    """Give the three choices of a capability: what no record says is unknown, as what a record says is."""
    unknown = len(context.catalog.models) - supported - denied
    counts = {"can": ("yes", supported), "cannot": ("no", denied), "unknown": ("unknown", unknown)}
    return tuple(
        ChoiceView(name, context.localizer.ui(STATES[state].title), format_number(count, context.locale))
        for name, (state, count) in counts.items()
    )


def _build_contexts(context: ViewContext) -> tuple[ChoiceView, ...]:
    windows = [model.limits.context_window_tokens or 0 for model in context.catalog.models.values()]
    counts = {size: sum(window >= size for window in windows) for size in _CONTEXTS}
    return tuple(
        ChoiceView(str(size), format_number(size, context.locale), format_number(count, context.locale))
        for size, count in counts.items()
        if count
    )


def _build_currencies(context: ViewContext) -> tuple[ChoiceView, ...]:
    counts = Counter(model.pricing.currency for model in context.catalog.models.values() if model.pricing)
    codes = sorted(counts, key=lambda code: (-counts[code], code)) if len(counts) > 1 else []
    return tuple(
        ChoiceView(code, currency_name(code, context.locale), format_number(counts[code], context.locale))
        for code in codes
    )
