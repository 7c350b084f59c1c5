"""Days of release on an axis of time, maker by maker: points with names in as few rows as there is room for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from site_builder.catalog.catalog import provider_of
from site_builder.pages.chrome import DateView, LinkView, day_view
from site_builder.pages.context import ViewContext
from site_builder.pages.landscape_survey import Release
from site_builder.pages.routes import PageKind
from site_builder.pages.time_axis import WHOLE, MonthView, build_months
from site_builder.plots.lanes import LanePlace, pack_lanes
from site_builder.plots.scale import TimeScale, format_tenths

_SIZES = {"narrow": (276, 5), "wide": (600, 12)}
"""The least width of each drawing, and how many months may stand along its axis at most."""
_LANE = 22
_PAD = 3


@dataclass(frozen=True, slots=True)
class ReleasePointView:
    """A model in its row.

    Attributes:
        text: What it stands for: name and day.
        name: The name, cut if it is longer than the drawing.
        x: Place of the point as a percentage of the width, e.g. `33.3`.
        y: Middle of the row in pixels; `base` the base line of the name.
        offset: How far the name begins or ends from the point, in pixels.
    """

    href: str
    text: str
    name: str
    x: str
    y: int
    base: int
    offset: int
    anchor: Literal["start", "end"]


@dataclass(frozen=True, slots=True)
class ReleaseDrawingView:
    """The releases of a maker at one size, `narrow` or `wide`; `height` is in pixels."""

    size: str
    height: int
    points: tuple[ReleasePointView, ...]


@dataclass(frozen=True, slots=True)
class MakerReleasesView:
    """A maker with its releases."""

    maker: LinkView
    drawings: tuple[ReleaseDrawingView, ...]


@dataclass(frozen=True, slots=True)
class TimelineAxisView:
    """The months along the axis at one size, `narrow` or `wide`."""

    size: str
    months: tuple[MonthView, ...]


@dataclass(frozen=True, slots=True)
class ReleaseRowView:
    """A row of the table."""

    model: LinkView
    maker: LinkView
    day: DateView


@dataclass(frozen=True, slots=True)
class TimelineView:
    """When models were released.

    Attributes:
        axes: One per size.
        makers: Those with the newest model first.
        rows: The same as a table, the newest first.
    """

    axes: tuple[TimelineAxisView, ...]
    makers: tuple[MakerReleasesView, ...]
    rows: tuple[ReleaseRowView, ...]


def build_timeline(context: ViewContext, releases: tuple[Release, ...]) -> TimelineView | None:
    """Give the releases on an axis of time; None if there are none."""
    if not releases:
        return None
    scale = TimeScale(releases[0].day.replace(day=1), releases[-1].day, 0, WHOLE)
    makers: dict[str, list[Release]] = {}
    for release in releases:
        makers.setdefault(provider_of(release.key), []).append(release)
    newest_first = sorted(makers, key=lambda maker: makers[maker][-1].day, reverse=True)
    return TimelineView(
        axes=tuple(
            TimelineAxisView(size, build_months(scale, most, context.locale)) for size, (_, most) in _SIZES.items()
        ),
        makers=tuple(
            MakerReleasesView(
                maker=_maker_link(context, makers[maker][0]),
                drawings=tuple(_draw(context, scale, makers[maker], size) for size in _SIZES),
            )
            for maker in newest_first
        ),
        rows=tuple(_build_row(context, release) for release in reversed(releases)),
    )


def _build_row(context: ViewContext, release: Release) -> ReleaseRowView:
    model = LinkView(release.name, context.href(PageKind.MODEL, release.key))
    return ReleaseRowView(model, _maker_link(context, release), day_view(release.day, context.locale))


def _maker_link(context: ViewContext, release: Release) -> LinkView:
    return LinkView(release.maker, context.href(PageKind.PROVIDER, provider_of(release.key)))


def _draw(context: ViewContext, scale: TimeScale, releases: Sequence[Release], size: str) -> ReleaseDrawingView:
    width = _SIZES[size][0]
    places = [scale.place(release.day) for release in releases]
    names = [release.name for release in releases]
    lanes = pack_lanes([(x * width // WHOLE, name) for x, name in zip(places, names, strict=True)], width)
    points = (_build_point(context, release, x, lane) for release, x, lane in zip(releases, places, lanes, strict=True))
    return ReleaseDrawingView(size, _height(lanes), tuple(points))


def _height(lanes: Iterable[LanePlace]) -> int:
    return 2 * _PAD + _LANE * (1 + max(lane.lane for lane in lanes))


def _build_point(context: ViewContext, release: Release, x: int, lane: LanePlace) -> ReleasePointView:
    middle = _PAD + _LANE * lane.lane + _LANE // 2
    return ReleasePointView(
        href=context.href(PageKind.MODEL, release.key),
        text=context.localizer.ui(
            "{facet}: {value}", facet=release.name, value=day_view(release.day, context.locale).text
        ),
        name=lane.text,
        x=format_tenths(x),
        y=middle,
        base=middle + 4,
        offset=9 if lane.anchor == "start" else -9,
        anchor=lane.anchor,
    )
