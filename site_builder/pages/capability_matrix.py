"""What models can do: one row per model, one column per capability."""

from __future__ import annotations

from dataclasses import dataclass

from site_builder.catalog.catalog import provider_of
from site_builder.pages.chrome import LinkView
from site_builder.pages.context import ViewContext
from site_builder.pages.landscape_survey import CapabilityRow, Survey
from site_builder.pages.routes import PageKind
from site_builder.records.labels import field_labels
from site_builder.records.specification import CAPABILITY_STATES, Capabilities


@dataclass(frozen=True, slots=True)
class CapabilityCellView:
    """What a model says of a capability: `state` is yes, no, unknown or empty, `label` the localized word for it."""

    state: str
    label: str


@dataclass(frozen=True, slots=True)
class CapabilityRowView:
    """A model with its cells, in the order of the columns."""

    model: LinkView
    maker: LinkView
    cells: tuple[CapabilityCellView, ...]


@dataclass(frozen=True, slots=True)
class CapabilityMatrixView:
    """The matrix.

    Attributes:
        columns: Localized names of the capabilities.
        states: What a symbol stands for, one per state.
        rows: The models, by maker and name.
    """

    columns: tuple[str, ...]
    states: tuple[CapabilityCellView, ...]
    rows: tuple[CapabilityRowView, ...]


def build_capability_matrix(context: ViewContext, survey: Survey) -> CapabilityMatrixView | None:
    """Give the matrix of models and capabilities; None if no model states any."""
    if not survey.rows:
        return None
    labels = field_labels(Capabilities)
    return CapabilityMatrixView(
        columns=tuple(context.localizer.ui(labels[name].title) for name in survey.capabilities),
        states=tuple(_build_cell(context, state) for state in CAPABILITY_STATES),
        rows=tuple(_build_row(context, row) for row in survey.rows),
    )


def _build_row(context: ViewContext, row: CapabilityRow) -> CapabilityRowView:
    return CapabilityRowView(
        model=LinkView(row.name, context.href(PageKind.MODEL, row.key)),
        maker=LinkView(row.maker, context.href(PageKind.PROVIDER, provider_of(row.key))),
        cells=tuple(_build_cell(context, state) for state in row.states),
    )


def _build_cell(context: ViewContext, state: str | None) -> CapabilityCellView:
    if state is None:
        return CapabilityCellView("", "")
    return CapabilityCellView(state, context.localizer.ui(CAPABILITY_STATES[state].title))
