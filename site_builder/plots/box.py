"""Upright rectangles and straight lines in a drawing, and whether they touch."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in whole units; y grows downwards."""

    left: int
    top: int
    right: int
    bottom: int

    def overlaps(self, other: Box) -> bool:
        """Whether two boxes have an area in common; to share an edge is not to overlap."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def is_within(self, frame: Box) -> bool:
        """Whether a box does not stick out of another one."""
        return (
            frame.left <= self.left
            and frame.top <= self.top
            and self.right <= frame.right
            and self.bottom <= frame.bottom
        )


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line between two points."""

    x1: int
    y1: int
    x2: int
    y2: int

    def crosses(self, box: Box) -> bool:
        """Whether a part of the line is inside a box."""
        if not self._surroundings().overlaps(box):
            return False
        corners = ((box.left, box.top), (box.right, box.top), (box.left, box.bottom), (box.right, box.bottom))
        sides = [self._side(x, y) for x, y in corners]
        return min(sides) < 0 < max(sides)

    def meets(self, other: Line) -> bool:
        """Whether two lines cross each other; to end on the other one is not to cross it."""
        ends = self._side(other.x1, other.y1), self._side(other.x2, other.y2)
        own = other._side(self.x1, self.y1), other._side(self.x2, self.y2)
        return min(ends) < 0 < max(ends) and min(own) < 0 < max(own)

    def _surroundings(self) -> Box:
        """Give the box around the line, one unit wider so that an upright line has one too."""
        return Box(
            min(self.x1, self.x2) - 1, min(self.y1, self.y2) - 1, max(self.x1, self.x2) + 1, max(self.y1, self.y2) + 1
        )

    def _side(self, x: int, y: int) -> int:
        """Give on which side of the line, drawn on without end, a point lies: below 0, above 0, or on it."""
        return (self.x2 - self.x1) * (y - self.y1) - (self.y2 - self.y1) * (x - self.x1)
