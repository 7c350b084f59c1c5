"""Points with names in as few rows as possible: each name beside its point, none on another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from site_builder.plots.text_width import cut_text, text_width

_BESIDE = 9
_GAP = 12


@dataclass(frozen=True, slots=True)
class LanePlace:
    """A point in its row.

    Attributes:
        lane: Number of the row, from 0.
        anchor: `start` if the name stands after the point, `end` if before it, for want of room.
        text: The name, cut if it is longer than any row.
    """

    lane: int
    anchor: Literal["start", "end"]
    text: str


def pack_lanes(points: Sequence[tuple[int, str]], width: int) -> tuple[LanePlace, ...]:
    """Give each point the first row that has room for it and its name.

    Names stay apart where the drawing is wider than `width`, as they only move away from each other.

    Args:
        points: Place of each from the left, in units of the drawing, and its name; from left to right.
        width: Width of the drawing at its narrowest.
    """
    ends: list[int] = []
    places = []
    for x, name in points:
        text = cut_text(name, max(x, width - x) - _BESIDE)
        long = text_width(text) + _BESIDE
        anchor: Literal["start", "end"] = "start" if x + long <= width else "end"
        left, right = (x - _BESIDE // 2, x + long) if anchor == "start" else (x - long, x + _BESIDE // 2)
        lane = next((number for number, end in enumerate(ends) if end + _GAP <= left), len(ends))
        ends[lane : lane + 1] = [right]
        places.append(LanePlace(lane, anchor, text))
    return tuple(places)
