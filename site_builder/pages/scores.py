"""Benchmark results: tables, and bars whose lengths are computed here."""

from __future__ import annotations

from collections.abc import Mapping
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
from site_builder.records.score import NamedScore, Score


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
    """One result of the model beside those of others.

    Attributes:
        id: Id of the benchmark.
        scores: One per column of the table, in its order.
        has_chart: Whether any of them is a number, so that there is a bar to draw.
    """

    id: str
    name: Text
    href: str
    measures: Text
    direction: str
    scores: tuple[ScoreView, ...]
    has_chart: bool


@dataclass(frozen=True, slots=True)
class OwnScoreView:
    """A model's own result on the benchmark `id`; `value` is empty where `text` says it in words."""

    id: str
    value: str
    text: str
    conditions: Text | None


@dataclass(frozen=True, slots=True)
class RelativeScoreView:
    """A change against another version: `text` is e.g. `-26.8%`; `is_better` is None for no change."""

    id: str
    name: Text
    measures: Text
    baseline: str
    value: str
    text: str
    is_better: bool | None


@dataclass(frozen=True, slots=True)
class BenchmarksView:
    """All results of a model beside its rivals'.

    Attributes:
        columns: Models in column order, this page's own first; `href` is empty for it.
        rows: One per result of the model: two where a benchmark was run under two conditions.
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


DIRECTIONS = {"higher": message("Higher is better"), "lower": message("Lower is better")}
"""Which way is better, in words."""


_Result = Score | NamedScore


@dataclass(frozen=True, slots=True)
class _Column:
    """A model of the table: its name, its page, and its result beside each of the model's own, in their order."""

    name: str
    href: str
    is_own: bool
    results: tuple[_Result | None, ...]


def build_benchmarks(context: ViewContext, key: str) -> BenchmarksView | None:
    """Give the results of a model beside its rivals'; None if it has none."""
    model = context.catalog.models[key]
    if not model.benchmarks:
        return None
    own = _absolute_scores(model)
    columns = [column for column in _list_columns(context, key, own) if column.is_own or any(column.results)]
    return BenchmarksView(
        columns=tuple(LinkView(column.name, column.href) for column in columns) if own else (),
        rows=tuple(_build_row(context, score.benchmark, number, columns) for number, score in enumerate(own)),
        relative=tuple(_build_relative(context, score) for score in model.benchmarks if score.baseline is not None),
        note=None if model.benchmark_note is None else context.localizer.text(model.benchmark_note),
        sources=tuple(LinkView(host_of(url), url) for url in dict.fromkeys(score.source for score in model.benchmarks)),
        reported=tuple(
            day_or_month_view(reported, context.locale)
            for reported in dict.fromkeys(score.reported for score in model.benchmarks)
        ),
    )


def build_own_scores(context: ViewContext, model: Model) -> tuple[OwnScoreView, ...]:
    """Give a model's own results, changes against other versions left out, in the order of its record."""
    return tuple(
        OwnScoreView(
            id=score.benchmark,
            value="" if score.score is None else exact(score.score),
            text=_say_score(context, context.catalog.benchmarks[score.benchmark], score),
            conditions=None if score.conditions is None else context.localizer.text(score.conditions),
        )
        for score in _absolute_scores(model)
    )


def _list_columns(context: ViewContext, key: str, own: tuple[Score, ...]) -> list[_Column]:
    """Give this model, its rivals that have records, then those known by name only."""
    models = context.catalog.models
    columns = [_Column(models[key].name, "", is_own=True, results=own)]
    for rival in models[key].rivals:
        scores = _absolute_scores(models[rival])
        results = tuple(_match_score(score, scores) for score in own)
        columns.append(_Column(models[rival].name, context.href(PageKind.MODEL, rival), is_own=False, results=results))
    for name in dict.fromkeys(other.name for score in own for other in score.others):
        named = tuple(next((other for other in score.others if other.name == name), None) for score in own)
        columns.append(_Column(name, "", is_own=False, results=named))
    return columns


def _absolute_scores(model: Model) -> tuple[Score, ...]:
    return tuple(score for score in model.benchmarks if score.baseline is None)


def _match_score(score: Score, others: tuple[Score, ...]) -> Score | None:
    """Give another model's result on the same benchmark, the one under the same conditions if there is one."""
    alike = [other for other in others if other.benchmark == score.benchmark]
    return min(alike, key=lambda other: other.conditions != score.conditions, default=None)


def _build_row(context: ViewContext, benchmark_id: str, number: int, columns: list[_Column]) -> BenchmarkRowView:
    benchmark = context.catalog.benchmarks[benchmark_id]
    results = [column.results[number] for column in columns]
    scores = [result.score for result in results if result and result.score is not None]
    conditions = dict.fromkeys(result.conditions for result in results if result and result.conditions)
    name, measures, *localized = context.localizer.texts(benchmark.name, benchmark.measures, *conditions)
    said = dict(zip(conditions, localized, strict=True))
    return BenchmarkRowView(
        id=benchmark_id,
        name=name,
        href=benchmark.url or "",
        measures=measures,
        direction=context.localizer.ui(DIRECTIONS[benchmark.direction]),
        scores=tuple(
            _build_score(context, benchmark, column, result, _scale(benchmark, scores), said)
            for column, result in zip(columns, results, strict=True)
        ),
        has_chart=bool(scores),
    )


def _scale(benchmark: Benchmark, scores: list[Decimal]) -> Decimal:
    """Give the score a full bar stands for: the best there can be, or else the best shown."""
    return benchmark.maximum or max(scores, default=Decimal(1)) or Decimal(1)


def _build_score(
    context: ViewContext,
    benchmark: Benchmark,
    column: _Column,
    result: _Result | None,
    scale: Decimal,
    conditions: Mapping[str, Text],
) -> ScoreView:
    value, length = "", 0
    if result is not None and result.score is not None:
        value = exact(result.score)
        length = min(100, max(0, round(result.score / scale * 100)))
    return ScoreView(
        model=column.name,
        href=column.href,
        is_own=column.is_own,
        value=value,
        text="" if result is None else _say_score(context, benchmark, result),
        conditions=conditions.get(result.conditions or "") if result else None,
        percent_of_scale=length,
    )


def _build_relative(context: ViewContext, score: Score) -> RelativeScoreView:
    benchmark = context.catalog.benchmarks[score.benchmark]
    change = score.score or Decimal(0)
    name, measures = context.localizer.texts(benchmark.name, benchmark.measures)
    return RelativeScoreView(
        id=score.benchmark,
        name=name,
        measures=measures,
        baseline=score.baseline or "",
        value=exact(change),
        text=format_change(change, context.locale),
        is_better=(change > 0) == (benchmark.direction == "higher") if change else None,
    )


def _say_score(context: ViewContext, benchmark: Benchmark, result: _Result) -> str:
    if result.score is None:
        return context.localizer.ui("Not supported")
    return format_score(context, benchmark, result.score)


def format_score(context: ViewContext, benchmark: Benchmark, score: Decimal) -> str:
    """Give a result in the unit of its benchmark, with all its digits: `86.9%`."""
    if benchmark.unit == "percent":
        digits = max(0, -int(score.as_tuple().exponent))
        return format_score_percent(score, digits, context.locale)
    return format_number(score, context.locale)
