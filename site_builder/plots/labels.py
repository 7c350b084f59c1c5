"""Where the names of points stand, so that none lies on another, on a point or outside.

Names are placed one after the other, the most important first: beside the point, then above or below it, at last
further away with a line that leads to it. A name for which there is no place is left out; its point tells it otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from site_builder.plots.box import Box, Line
from site_builder.plots.text_width import text_width

Anchor = Literal["start", "middle", "end"]
"""Which part of a text stands at its x, as SVG says it."""

_RADIUS = 7
"""What a point takes up around itself, a little air included."""
_ASCENT, _DESCENT = 10, 4
"""What a line of text takes up above and below its base line, at a size of 13."""
_BESIDE = 9
_FAR = (24, 38, 54)


@dataclass(frozen=True, slots=True)
class Mark:
    """A point that has a name."""

    x: int
    y: int
    text: str


@dataclass(frozen=True, slots=True)
class Label:
    """A name in its place.

    Attributes:
        x: Where the text is anchored.
        y: Its base line.
        box: What it takes up.
        leader: The line to its point, if it stands away from it.
    """

    x: int
    y: int
    anchor: Anchor
    box: Box
    leader: Line | None = None


def place_labels(marks: Sequence[Mark], frame: Box, lines: Sequence[Line] = ()) -> tuple[Label | None, ...]:
    """Give a place for the name of each point, None where there is none.

    Args:
        marks: The points, the most important first.
        frame: Where names may stand.
        lines: What is drawn too and better left free; a name stands on it rather than away from its point.
    """
    points = [Box(mark.x - _RADIUS, mark.y - _RADIUS, mark.x + _RADIUS, mark.y + _RADIUS) for mark in marks]
    placed: list[Label | None] = []
    for mark, own in zip(marks, points, strict=True):
        others = [point for point in points if point != own]
        free = (label for label in _candidates(mark) if _is_free(label, frame, others, placed))
        placed.append(_choose(free, lines))
    return tuple(placed)


def _is_free(label: Label, frame: Box, points: Sequence[Box], placed: Sequence[Label | None]) -> bool:
    if not label.box.is_within(frame) or any(label.box.overlaps(point) for point in points):
        return False
    if label.leader and any(label.leader.crosses(point) for point in points):
        return False
    return not any(other and _touch(label, other) for other in placed)


def _choose(free: Iterator[Label], lines: Sequence[Line]) -> Label | None:
    """Give the first place that hides no line; but rather one beside the point that does than one away from it."""
    second_best: Label | None = None
    for label in free:
        if label.leader and second_best and not second_best.leader:
            break
        if not any(line.crosses(label.box) or (label.leader and label.leader.meets(line)) for line in lines):
            return label
        second_best = second_best or label
    return second_best


def _touch(label: Label, other: Label) -> bool:
    if label.box.overlaps(other.box):
        return True
    crossings = ((label.leader, other.box), (other.leader, label.box))
    return any(leader.crosses(box) for leader, box in crossings if leader)


def _candidates(mark: Mark) -> Iterator[Label]:
    """Give the places a name may have, the best first."""
    middle, width = mark.y + (_ASCENT - _DESCENT) // 2, text_width(mark.text)
    yield _label(mark.x + _BESIDE, middle, "start", width)
    yield _label(mark.x - _BESIDE, middle, "end", width)
    for y in (mark.y - _BESIDE - _DESCENT + 1, mark.y + _BESIDE + _ASCENT - 1):
        yield _label(mark.x, y, "middle", width)
    for distance in (_BESIDE, *_FAR):
        yield from _aslant(mark, distance, width)


def _aslant(mark: Mark, distance: int, width: int) -> Iterator[Label]:
    """Give places to the four sides aslant of a point; those that are away from it have a leader."""
    sides: tuple[tuple[Anchor, int], ...] = (("start", 1), ("end", -1))
    for anchor, across in sides:
        for y, edge in (
            (mark.y - distance, mark.y - distance + _DESCENT),
            (mark.y + distance + _DESCENT, mark.y + distance + _DESCENT - _ASCENT),
        ):
            x = mark.x + across * (distance // 2)
            leader = Line(mark.x, mark.y, x, edge) if distance > _BESIDE else None
            yield _label(x, y, anchor, width, leader)


def _label(x: int, y: int, anchor: Anchor, width: int, leader: Line | None = None) -> Label:
    left = {"start": x, "middle": x - width // 2, "end": x - width}[anchor]
    return Label(x, y, anchor, Box(left - 1, y - _ASCENT, left + width + 1, y + _DESCENT), leader)
