"""Rectangles and lines touch or do not."""

from __future__ import annotations

import pytest

from site_builder.plots.box import Box, Line

BOX = Box(10, 10, 20, 20)


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (Box(15, 15, 30, 30), True),
        (Box(12, 12, 13, 13), True),
        (Box(20, 10, 30, 20), False),
        (Box(10, 0, 20, 10), False),
        (Box(30, 30, 40, 40), False),
    ],
)
def test_boxes_overlap_where_they_share_an_area(other: Box, expected: bool) -> None:  # noqa: FBT001
    """An edge in common is none."""
    assert BOX.overlaps(other) is other.overlaps(BOX) is expected


def test_box_is_within_a_frame_that_it_does_not_leave() -> None:
    """It may reach the frame's edges."""
    assert BOX.is_within(BOX)
    assert BOX.is_within(Box(0, 0, 30, 30))
    assert not BOX.is_within(Box(11, 0, 30, 30))
    assert not BOX.is_within(Box(0, 0, 30, 19))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (Line(0, 15, 30, 15), True),
        (Line(15, 0, 15, 30), True),
        (Line(0, 0, 30, 30), True),
        (Line(15, 15, 15, 15), False),
        (Line(0, 12, 12, 0), False),
        (Line(0, 5, 30, 5), False),
        (Line(0, 15, 9, 15), False),
        (Line(10, 0, 10, 30), False),
    ],
)
def test_line_crosses_a_box_that_it_goes_through(line: Line, expected: bool) -> None:  # noqa: FBT001
    """To pass a corner, to end before it or to run along an edge is not to go through."""
    assert line.crosses(BOX) is expected


def test_lines_meet_where_they_cross() -> None:
    """To end on another line, or to stop short of it, is not to cross it."""
    line = Line(0, 0, 10, 0)

    assert line.meets(Line(5, -5, 5, 5))
    assert not line.meets(Line(5, 0, 5, 5))
    assert not line.meets(Line(15, -5, 15, 5))
    assert not line.meets(Line(0, 5, 10, 5))
