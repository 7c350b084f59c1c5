"""How builds grow, as an SVG: pages against seconds, and pages against memory. Both axes are logarithmic."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape

from benchmarks.report import Result

_WIDTH, _HEIGHT, _MARGIN = 380, 260, 60
_COLOURS = ("#2f5fd0", "#c2410c", "#15803d", "#7e22ce", "#525252", "#be123c")


@dataclass(frozen=True, slots=True)
class _Panel:
    """One diagram: what it shows, and where it stands."""

    title: str
    value: Callable[[Result], float]
    left: int


_PANELS = (
    _Panel("wall seconds", lambda result: result.wall_seconds, 0),
    _Panel("peak MB", lambda result: result.peak_megabytes, _WIDTH + _MARGIN),
)


def draw_growth(results: Iterable[Result]) -> str:
    """Give the plot of cold builds."""
    cold = [result for result in results if result.kind == "cold"]
    names = list(dict.fromkeys(result.name for result in cold))
    width, height = 2 * (_WIDTH + _MARGIN) + _MARGIN, _HEIGHT + 2 * _MARGIN + 18 * len(names)
    view = f'viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="12"'
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" {view}>']
    parts.append(f'<rect width="{width}" height="{height}" fill="#fff"/>')
    for panel in _PANELS:
        parts += _draw_panel(panel, cold, names)
    for position, name in enumerate(names):
        y = _HEIGHT + 2 * _MARGIN + 18 * position - 12
        parts.append(f'<circle cx="{_MARGIN}" cy="{y - 4}" r="4" fill="{_COLOURS[position % len(_COLOURS)]}"/>')
        parts.append(f'<text x="{_MARGIN + 12}" y="{y}">{escape(name)}</text>')
    return "\n".join([*parts, "</svg>", ""])


def _draw_panel(panel: _Panel, results: list[Result], names: list[str]) -> list[str]:
    across = _Axis([result.pages for result in results], panel.left + _MARGIN, panel.left + _MARGIN + _WIDTH - 20)
    up = _Axis([panel.value(result) for result in results], _HEIGHT + _MARGIN // 2, _MARGIN // 2)
    left, bottom = panel.left + _MARGIN, _HEIGHT + _MARGIN // 2
    parts = [f'<text x="{left}" y="16" font-weight="bold">{panel.title}</text>']
    parts += [
        f'<text x="{across.place(tick):.0f}" y="{bottom + 18}" text-anchor="middle">{tick:,g}</text>'
        for tick in across.ticks()
    ]
    for tick in up.ticks():
        y = up.place(tick)
        parts.append(f'<path d="M{left} {y:.0f}h{_WIDTH - 20}" stroke="#ddd"/>')
        parts.append(f'<text x="{left - 8}" y="{y + 4:.0f}" text-anchor="end">{tick:,g}</text>')
    parts.append(f'<text x="{left + _WIDTH // 2}" y="{bottom + 36}" text-anchor="middle">pages</text>')
    for position, name in enumerate(names):
        own = sorted((result for result in results if result.name == name), key=lambda result: result.pages)
        points = [(across.place(result.pages), up.place(panel.value(result))) for result in own]
        colour = _COLOURS[position % len(_COLOURS)]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>' for x, y in points]
    return parts


class _Axis:
    """Places values between two ends of a line, a factor of ten always as far as any other."""

    def __init__(self, values: Iterable[float], start: float, end: float) -> None:
        kept = [max(value, 1e-3) for value in values] or [1.0]
        self._low, self._high = math.floor(math.log10(min(kept))), math.ceil(math.log10(max(kept)) + 1e-9)
        self._high += self._high == self._low
        self._start, self._end = start, end

    def place(self, value: float) -> float:
        share = (math.log10(max(value, 1e-3)) - self._low) / (self._high - self._low)
        return self._start + share * (self._end - self._start)

    def ticks(self) -> list[float]:
        return [10.0**power for power in range(self._low, self._high + 1)]
