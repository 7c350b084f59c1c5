"""Points with names are packed into rows without touching."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from site_builder.plots.lanes import LanePlace, pack_lanes
from site_builder.plots.text_width import text_width

_NAMES = st.text("abcM W模Ж-.5", min_size=1, max_size=60)
_POINTS = st.lists(st.tuples(st.integers(0, 600), _NAMES), max_size=30).map(sorted)


def test_points_share_a_row_where_there_is_room() -> None:
    """The second name would stand on the first, so it has its own row; the third fits behind the first."""
    places = pack_lanes([(0, "One"), (10, "Two"), (100, "Three")], 600)

    assert places == (LanePlace(0, "start", "One"), LanePlace(1, "start", "Two"), LanePlace(0, "start", "Three"))


def test_name_at_the_right_edge_stands_before_its_point() -> None:
    """It would stick out behind it."""
    assert pack_lanes([(595, "One")], 600) == (LanePlace(0, "end", "One"),)


def test_name_longer_than_the_drawing_is_cut() -> None:
    """It fits the longer side of its point."""
    (place,) = pack_lanes([(100, "M" * 60)], 300)

    assert place.text.endswith("…")
    assert text_width(place.text) <= 200


@given(_POINTS, st.integers(600, 1200))
def test_names_are_apart_in_any_wider_drawing(points: list[tuple[int, str]], width: int) -> None:
    """What is packed for the narrowest drawing holds for every wider one."""
    ends: dict[int, int] = {}

    for (x, _), place in zip(points, pack_lanes(points, 600), strict=True):
        at, long = x * width // 600, text_width(place.text) + 9
        left, right = (at - 4, at + long) if place.anchor == "start" else (at - long, at + 4)
        assert left >= ends.get(place.lane, -9)
        ends[place.lane] = right
        assert right <= width + 4
