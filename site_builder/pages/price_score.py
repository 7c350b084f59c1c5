"""Price against score: one plot per benchmark, drawn once for narrow and once for wide places, and its table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from site_builder.i18n.numbers import exact, format_number, format_percentage, format_round_money
from site_builder.i18n.text import Text
from site_builder.pages.card import AmountView, amount_view
from site_builder.pages.chrome import LinkView
from site_builder.pages.context import ViewContext
from site_builder.pages.landscape_survey import MOST_POINTS, PricedBenchmark, PricedScore
from site_builder.pages.routes import PageKind
from site_builder.pages.scores import DIRECTIONS, format_score
from site_builder.plots.box import Box, Line
from site_builder.plots.labels import Anchor, Label, Mark, place_labels
from site_builder.plots.scale import LinearScale, LogScale
from site_builder.plots.text_width import text_width
from site_builder.plots.ticks import linear_ticks, log_ends, log_ticks
from site_builder.records.benchmark import Benchmark

_SIZES = {"narrow": (320, 300, 5, 5), "wide": (500, 320, 8, 7)}
"""Width and height of each drawing, and how many values may stand along its axes at most."""
_MARGIN = 12
"""Between the edge of the drawing or an axis and the points."""
_TICK_GAP = 8
_FOOT = 24
"""Room for the values below."""


@dataclass(frozen=True, slots=True)
class TickView:
    """A value along an axis, at a place in units of the drawing."""

    place: int
    text: str


@dataclass(frozen=True, slots=True)
class PlotPointView:
    """A model in a plot, in units of the drawing.

    Attributes:
        text: What it stands for: name, result and price.
        name: The name; empty where there was no place for it.
        name_x: Where the name is anchored; `anchor` says with which part.
        name_y: Base line of the name.
        leader: Path data of the line from the point to its name; empty if they are together.
    """

    href: str
    text: str
    x: int
    y: int
    is_efficient: bool
    name: str
    name_x: int
    name_y: int
    anchor: Anchor
    leader: str


@dataclass(frozen=True, slots=True)
class PriceScoreDrawingView:
    """A plot at one size, `narrow` or `wide`.

    Attributes:
        left: Where the axis of scores begins; lines go from there to `width`.
        bottom: Where the axis of prices is.
        foot: Base line of the values along it.
        frontier: Path data of the line of the best result at each price.
    """

    size: str
    width: int
    height: int
    left: int
    bottom: int
    foot: int
    prices: tuple[TickView, ...]
    scores: tuple[TickView, ...]
    frontier: str
    points: tuple[PlotPointView, ...]


@dataclass(frozen=True, slots=True)
class PricedRowView:
    """A row of the table; `label` is name, result and price in one line."""

    label: str
    model: LinkView
    score: AmountView
    conditions: Text | None
    input_price: AmountView
    output_price: AmountView
    mixed: AmountView
    is_efficient: bool


@dataclass(frozen=True, slots=True)
class PriceScoreView:
    """A benchmark.

    Attributes:
        direction: Which way is better, in words.
        currency: Code of the currency of all prices.
        label: What the plot shows, in one sentence.
        note: Which models were left out for want of room; empty if none.
        rows: The table, from the cheapest model on.
    """

    id: str
    name: Text
    measures: Text
    direction: str
    currency: str
    label: str
    note: str
    drawings: tuple[PriceScoreDrawingView, ...]
    rows: tuple[PricedRowView, ...]


def build_price_score(context: ViewContext, plot: PricedBenchmark) -> PriceScoreView:
    """Give the plot of a benchmark."""
    localizer, benchmark = context.localizer, plot.benchmark
    name, measures = localizer.texts(benchmark.name, benchmark.measures)
    rows = tuple(_build_row(context, plot, point) for point in plot.points)
    return PriceScoreView(
        id=plot.id,
        name=name,
        measures=measures,
        direction=localizer.ui(DIRECTIONS[benchmark.direction]),
        currency=plot.currency,
        label=localizer.ui("Price against score: {benchmark}", benchmark=name.markdown),
        note=localizer.ui(
            "Only the {count} newest models with a result and a price are shown.",
            count=format_number(MOST_POINTS, context.locale),
        )
        if plot.is_cut
        else "",
        drawings=tuple(_draw(context, plot, rows, size) for size in _SIZES),
        rows=rows,
    )


def _build_row(context: ViewContext, plot: PricedBenchmark, point: PricedScore) -> PricedRowView:
    score = AmountView(exact(point.score), format_score(context, plot.benchmark, point.score))
    mixed = amount_view(context, point.mixed, plot.currency)
    return PricedRowView(
        label=context.localizer.ui("{facet}: {value}", facet=point.name, value=f"{score.text} · {mixed.text}"),
        model=LinkView(point.name, context.href(PageKind.MODEL, point.key)),
        score=score,
        conditions=None if point.conditions is None else context.localizer.text(point.conditions),
        input_price=amount_view(context, point.input_price, plot.currency),
        output_price=amount_view(context, point.output_price, plot.currency),
        mixed=mixed,
        is_efficient=point.is_efficient,
    )


def _draw(
    context: ViewContext, plot: PricedBenchmark, rows: Sequence[PricedRowView], size: str
) -> PriceScoreDrawingView:
    width, height, most_prices, most_scores = _SIZES[size]
    prices = [point.mixed for point in plot.points]
    scores = [point.score for point in plot.points]
    score_ticks = linear_ticks(min(scores), max(scores), most_scores)
    texts = [_format_tick(context, plot.benchmark, tick) for tick in score_ticks]
    left, bottom = max(map(text_width, texts)) + 6, height - _FOOT
    across = LogScale(*log_ends(min(prices), max(prices)), left + _MARGIN, width - _MARGIN)
    up = _up_scale(plot.benchmark, score_ticks, bottom)
    places = [(across.place(point.mixed), up.place(point.score)) for point in plot.points]
    efficient = [place for place, point in zip(places, plot.points, strict=True) if point.is_efficient]
    corners = _staircase(efficient, width)
    return PriceScoreDrawingView(
        size=size,
        width=width,
        height=height,
        left=left,
        bottom=bottom,
        foot=height - 6,
        prices=_price_ticks(across, most_prices, lambda tick: format_round_money(tick, plot.currency, context.locale)),
        scores=tuple(TickView(up.place(tick), text) for tick, text in zip(score_ticks, texts, strict=True)),
        frontier="M" + "L".join(f"{x} {y}" for x, y in corners),
        points=_name_points(plot, rows, places, corners, Box(left, 0, width, bottom)),
    )


def _price_ticks(across: LogScale, most: int, write: Callable[[Decimal], str]) -> tuple[TickView, ...]:
    """Give the finest row of values below the plot whose texts stand apart; one that would stick out is left out."""
    right = across.end + _MARGIN
    rows = (
        [TickView(across.place(tick), write(tick)) for tick in log_ticks(across.low, across.high, number)]
        for number in range(most, 0, -1)
    )
    row = next(row for row in rows if all(_end(before) + _TICK_GAP <= _start(after) for before, after in pairwise(row)))
    return tuple(tick for tick in row if _end(tick) <= right)


def _start(tick: TickView) -> int:
    return tick.place - text_width(tick.text) // 2


def _end(tick: TickView) -> int:
    return tick.place + text_width(tick.text) // 2


def _up_scale(benchmark: Benchmark, ticks: Sequence[Decimal], bottom: int) -> LinearScale:
    """Give the scale of scores: the better end is at the top, whichever it is."""
    ends = (bottom - _MARGIN, _MARGIN) if benchmark.direction == "higher" else (_MARGIN, bottom - _MARGIN)
    return LinearScale(ticks[0], ticks[-1], *ends)


def _format_tick(context: ViewContext, benchmark: Benchmark, tick: Decimal) -> str:
    write = format_percentage if benchmark.unit == "percent" else format_number
    return write(tick, context.locale)


def _staircase(places: Sequence[tuple[int, int]], right: int) -> list[tuple[int, int]]:
    """Give the corners of the line that keeps its height up to the next point, and goes on to the right edge."""
    corners = [places[0]]
    for x, y in places[1:]:
        corners += [(x, corners[-1][1]), (x, y)]
    return [*corners, (right, corners[-1][1])]


def _name_points(
    plot: PricedBenchmark,
    rows: Sequence[PricedRowView],
    places: Sequence[tuple[int, int]],
    corners: Sequence[tuple[int, int]],
    frame: Box,
) -> tuple[PlotPointView, ...]:
    """Give the points from left to right; the names of efficient and of good models are placed first."""
    order = sorted(range(len(places)), key=lambda index: (not plot.points[index].is_efficient, places[index][1], index))
    marks = [Mark(*places[index], plot.points[index].name) for index in order]
    lines = [Line(*start, *end) for start, end in pairwise(corners)]
    labels = dict(zip(order, place_labels(marks, frame, lines), strict=True))
    return tuple(_point(plot.points[index], rows[index], place, labels[index]) for index, place in enumerate(places))


def _point(point: PricedScore, row: PricedRowView, place: tuple[int, int], label: Label | None) -> PlotPointView:
    leader = label.leader if label else None
    return PlotPointView(
        href=row.model.href,
        text=row.label,
        x=place[0],
        y=place[1],
        is_efficient=point.is_efficient,
        name=point.name if label else "",
        name_x=label.x if label else 0,
        name_y=label.y if label else 0,
        anchor=label.anchor if label else "start",
        leader=f"M{leader.x1} {leader.y1}L{leader.x2} {leader.y2}" if leader else "",
    )
