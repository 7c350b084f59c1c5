"""Models side by side: which rows there are, in which order, where the models differ and which of them is ahead.

The interactive comparison has the same rows by the same rules, in `assets/js/compare/`, from the same frame.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from site_builder.i18n.text import Text
from site_builder.pages.compared_model import Cell, CellView, ComparedModel
from site_builder.pages.context import ViewContext
from site_builder.pages.scores import DIRECTIONS
from site_builder.records.labels import GROUPS, field_labels, message
from site_builder.records.meters import METERS
from site_builder.records.model import Model
from site_builder.records.specification import Capabilities, Limits


@dataclass(frozen=True, slots=True)
class FrameRowView:
    """A row before any model is in it.

    Attributes:
        id: Which cells stand in it: a field of the record, a meter or a benchmark.
        label: What is compared.
        notes: What else to know of it, e.g. what a benchmark measures.
        better: `higher` or `lower` where one model can be ahead, else empty.
    """

    id: str
    label: Text
    notes: tuple[Text, ...] = ()
    better: str = ""


@dataclass(frozen=True, slots=True)
class FrameGroupView:
    """Rows under one heading; of the group `pricing` one for each meter, whatever the conditions."""

    id: str
    title: str
    rows: tuple[FrameRowView, ...]


@dataclass(frozen=True, slots=True)
class ComparedCellView:
    """What one model has in a row: `content`, or what only this row says as `text`, or neither.

    `mark` is localized, e.g. `Lowest`, or empty.
    """

    content: CellView | None
    text: Text | None = None
    mark: str = ""


@dataclass(frozen=True, slots=True)
class ComparedRowView:
    """A row: one cell per model, in their order; `differs` tells whether these do not all say the same."""

    label: Text
    notes: tuple[Text, ...]
    cells: tuple[ComparedCellView, ...]
    differs: bool


@dataclass(frozen=True, slots=True)
class ComparedGroupView:
    """Rows under one heading."""

    id: str
    title: str
    rows: tuple[ComparedRowView, ...]


_FIRST = {
    "summary": message("Summary"),
    "provider": message("Provider"),
    "api_id": message("Model id"),
    "status": message("Status"),
    "kind": message("Kind"),
}
"""Rows before those of labelled fields."""


def build_frame(context: ViewContext) -> tuple[FrameGroupView, ...]:
    """Give every row there can be, by group, but those that only a record or a condition makes."""
    return context.share("comparison frame", lambda: tuple(_list_groups(context)))


def _list_groups(context: ViewContext) -> Iterator[FrameGroupView]:
    localizer = context.localizer
    rows: dict[str, list[FrameRowView]] = {name: [] for name in GROUPS}
    rows["model"] = [FrameRowView(name, Text(localizer.ui(title))) for name, title in _FIRST.items()]
    for name, field in {**field_labels(Model), **field_labels(Limits)}.items():
        rows[field.group].append(FrameRowView(name, Text(localizer.ui(field.title))))
    kinds = {"input_modalities": "Input modalities", "output_modalities": "Output modalities"}
    rows["modalities"] += [FrameRowView(name, Text(localizer.ui(title))) for name, title in kinds.items()]
    rows["model"].append(FrameRowView("protocols", Text(localizer.ui("Protocols"))))
    for name, title in GROUPS.items():
        yield FrameGroupView(name, localizer.ui(title), tuple(rows[name]))
    meters = (FrameRowView(name, Text(localizer.ui(meter.label)), (), "lower") for name, meter in METERS.items())
    yield FrameGroupView("pricing", localizer.ui("Pricing"), tuple(meters))
    features = field_labels(Capabilities).items()
    capabilities = (FrameRowView(name, Text(localizer.ui(field.title))) for name, field in features)
    yield FrameGroupView("capabilities", localizer.ui("Capabilities"), tuple(capabilities))
    yield FrameGroupView("benchmarks", localizer.ui("Benchmarks"), tuple(_list_benchmarks(context)))


def _list_benchmarks(context: ViewContext) -> Iterator[FrameRowView]:
    for key, benchmark in context.catalog.benchmarks.items():
        name, measures = context.localizer.texts(benchmark.name, benchmark.measures)
        direction = Text(context.localizer.ui(DIRECTIONS[benchmark.direction]))
        yield FrameRowView(key, name, (measures, direction), benchmark.direction)


def build_side_by_side(context: ViewContext, models: tuple[ComparedModel, ...]) -> tuple[ComparedGroupView, ...]:
    """Give the rows in which any of the models has something, by group; groups without rows are left out."""
    lowest_price, best = context.localizer.ui("Lowest"), context.localizer.ui("Best")
    groups = (
        ComparedGroupView(
            group.id,
            group.title,
            tuple(
                _fill_prices(group, models, lowest_price) if group.id == "pricing" else _fill_group(group, models, best)
            ),
        )
        for group in build_frame(context)
    )
    return tuple(group for group in groups if group.rows)


def _fill_group(group: FrameGroupView, models: tuple[ComparedModel, ...], best: str) -> Iterator[ComparedRowView]:
    columns = tuple(_cells_of(group.id, model) for model in models)
    for row in group.rows:
        cells = tuple(column.get(row.id) for column in columns)
        if any(cells):
            yield _make_row(row.label, row.notes, cells, row.better, best)
    if group.id == "other":
        for written in dict.fromkeys(written for model in models for written in model.other_facts):
            facts = tuple(model.other_facts.get(written) for model in models)
            label = next(fact[0] for fact in facts if fact)
            yield _make_row(label, (), tuple(fact[1] if fact else None for fact in facts), "", "")


def _cells_of(group_id: str, model: ComparedModel) -> Mapping[str, Cell]:
    return {"capabilities": model.capabilities, "benchmarks": model.scores}.get(group_id, model.facts)


def _fill_prices(group: FrameGroupView, models: tuple[ComparedModel, ...], mark: str) -> Iterator[ComparedRowView]:
    """Give the rows of prices: meters in their usual order, the normal price first, then those of most models."""
    order = {row.id: place for place, row in enumerate(group.rows)}
    found = Counter(key for model in models for key in model.prices)
    for key in sorted(found, key=lambda key: (order[key.meter], bool(key.condition), -found[key])):
        frame = group.rows[order[key.meter]]
        note = Text(" · ".join(words for words in (key.condition, key.unit) if words))
        cells = tuple(model.prices.get(key) for model in models)
        yield _make_row(frame.label, (note,), cells, frame.better, mark)


def _make_row(
    label: Text, notes: tuple[Text, ...], cells: tuple[Cell | None, ...], better: str, mark: str
) -> ComparedRowView:
    best = _find_best(better, [cell for cell in cells if cell]) if better else None
    return ComparedRowView(
        label,
        notes,
        tuple(
            ComparedCellView(cell.view, mark=mark if best is not None and cell.number == best else "")
            if cell
            else ComparedCellView(None)
            for cell in cells
        ),
        differs=len({cell.said if cell else None for cell in cells}) > 1,
    )


def _find_best(better: str, cells: list[Cell]) -> Decimal | None:
    """Give the best of two or more numbers that are not all the same, on equal terms.

    None where there is none to name: of a price that `Varies` nobody knows whether it is lower.
    """
    numbers = [cell.number for cell in cells if cell.number is not None]
    if len(numbers) < len(cells) or len(set(numbers)) < 2:  # noqa: PLR2004 - of one there is no best
        return None
    if any(cell.terms != cells[0].terms for cell in cells):
        return None
    return min(numbers) if better == "lower" else max(numbers)
