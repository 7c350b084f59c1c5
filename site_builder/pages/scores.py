"""Benchmark results: tables, and bars whose lengths are computed here."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from decimal import Decimal

from site_builder.i18n.numbers import exact, format_change, format_number, format_score_percent
from site_builder.i18n.text import Text
from site_builder.pages.chrome import DateView, LinkView, day_or_month_view
from site_builder.pages.context import ViewContext
from site_builder.pages.prices import host_of
from site_builder.pages.routes import PageKind
from site_builder.records.benchmark import Benchmark
from site_builder.records.labels import message
from site_builder.records.model import Model
from site_builder.records.score import Score


@dataclass(frozen=True, slots=True)
class ScoreView:
    """One result.

    Attributes:
        model: Name of the model.
        href: Its page; empty for this page's own model.
        is_own: Whether it is this page's model.
        value: Exact result, e.g. `86.9`; empty if there is none.
        text: What readers see: `86.9%`, or the localized `Not supported`; empty for no result.
        conditions: What was different about the run, if anything.
        percent_of_scale: Length of the bar, a whole number from 0 to 100.
    """

    model: str
    href: str
    is_own: bool
    value: str
    text: str
    conditions: Text | None
    percent_of_scale: int


@dataclass(frozen=True, slots=True)
class BenchmarkRowView:
    """One benchmark: `scores` has one entry per column of the table, in its order."""

    id: str
    name: Text
    href: str
    measures: Text
    direction: str
    scores: tuple[ScoreView, ...]


@dataclass(frozen=True, slots=True)
class RelativeScoreView:
    """A change against another version: `text` is e.g. `-26.8%`."""

    id: str
    name: Text
    measures: Text
    baseline: str
    value: str
    text: str
    is_better: bool


@dataclass(frozen=True, slots=True)
class BenchmarksView:
    """All results of a model beside its rivals'.

    Attributes:
        columns: Models in column order, this page's own first; `href` is empty for it.
        rows: One per benchmark.
        relative: Changes against other versions.
        note: What the results mean together.
        sources: Pages that state the results; the label is the host name.
        reported: Dates of the results, without repetition.
    """

    columns: tuple[LinkView, ...]
    rows: tuple[BenchmarkRowView, ...]
    relative: tuple[RelativeScoreView, ...]
    note: Text | None
    sources: tuple[LinkView, ...]
    reported: tuple[DateView, ...]


_DIRECTIONS = {"higher": message("Higher is better"), "lower": message("Lower is better")}


def build_benchmarks(context: ViewContext, key: str) -> BenchmarksView | None:
    """Give the results of a model beside its rivals'; None if it has none."""
    model = context.catalog.models[key]
    if not model.benchmarks:
        return None
    models = {key: model} | {rival: context.catalog.models[rival] for rival in model.rivals}
    absolute = [score for score in model.benchmarks if score.baseline is None]
    relative = [score for score in model.benchmarks if score.baseline is not None]
    rows = tuple(_build_row(context, score.benchmark, models, key) for score in absolute)
    shown = [name for column, name in enumerate(models) if name == key or any(row.scores[column].text for row in rows)]
    kept = [index for index, name in enumerate(models) if name in shown]
    return BenchmarksView(
        columns=tuple(LinkView(models[name].name, _href(context, name, key)) for name in shown) if rows else (),
        rows=tuple(_keep_columns(row, kept) for row in rows),
        relative=tuple(_build_relative(context, score) for score in relative),
        note=None if model.benchmark_note is None else context.localizer.text(model.benchmark_note),
        sources=tuple(LinkView(host_of(url), url) for url in dict.fromkeys(score.source for score in model.benchmarks)),
        reported=tuple(
            day_or_month_view(reported, context.locale)
            for reported in dict.fromkeys(score.reported for score in model.benchmarks)
        ),
    )


def _href(context: ViewContext, key: str, own_key: str) -> str:
    return "" if key == own_key else context.href(PageKind.MODEL, key)


def _build_row(context: ViewContext, benchmark_id: str, models: dict[str, Model], own_key: str) -> BenchmarkRowView:
    benchmark = context.catalog.benchmarks[benchmark_id]
    results = {key: _find_score(model, benchmark_id) for key, model in models.items()}
    scale = _scale(benchmark, [score.score for score in results.values() if score and score.score is not None])
    return BenchmarkRowView(
        id=benchmark_id,
        name=context.localizer.text(benchmark.name),
        href=benchmark.url or "",
        measures=context.localizer.text(benchmark.measures),
        direction=context.localizer.ui(_DIRECTIONS[benchmark.direction]),
        scores=tuple(
            _build_score(context, benchmark, score, LinkView(models[key].name, _href(context, key, own_key)), scale)
            for key, score in results.items()
        ),
    )


def _keep_columns(row: BenchmarkRowView, kept: list[int]) -> BenchmarkRowView:
    return dataclasses.replace(row, scores=tuple(row.scores[index] for index in kept))


def _find_score(model: Model, benchmark_id: str) -> Score | None:
    return next(
        (score for score in model.benchmarks if score.benchmark == benchmark_id and score.baseline is None), None
    )


def _scale(benchmark: Benchmark, scores: list[Decimal]) -> Decimal:
    """Give the score a full bar stands for: the best there can be, or else the best shown."""
    return benchmark.maximum or max(scores, default=Decimal(1)) or Decimal(1)


def _build_score(
    context: ViewContext, benchmark: Benchmark, score: Score | None, owner: LinkView, scale: Decimal
) -> ScoreView:
    value, text, length = "", "", 0
    if score is not None and score.score is not None:
        value, text = exact(score.score), _format_score(context, benchmark, score.score)
        length = min(100, max(0, round(score.score / scale * 100)))
    elif score is not None:
        text = context.localizer.ui("Not supported")
    return ScoreView(
        model=owner.label,
        href=owner.href,
        is_own=not owner.href,
        value=value,
        text=text,
        conditions=context.localizer.text(score.conditions) if score and score.conditions else None,
        percent_of_scale=length,
    )


def _build_relative(context: ViewContext, score: Score) -> RelativeScoreView:
    benchmark = context.catalog.benchmarks[score.benchmark]
    change = score.score or Decimal(0)
    return RelativeScoreView(
        id=score.benchmark,
        name=context.localizer.text(benchmark.name),
        measures=context.localizer.text(benchmark.measures),
        baseline=score.baseline or "",
        value=exact(change),
        text=format_change(change, context.locale),
        is_better=(change > 0) == (benchmark.direction == "higher"),
    )


def _format_score(context: ViewContext, benchmark: Benchmark, score: Decimal) -> str:
    if benchmark.unit == "percent":
        digits = max(0, -int(score.as_tuple().exponent))
        return format_score_percent(score, digits, context.locale)
    return format_number(score, context.locale)
