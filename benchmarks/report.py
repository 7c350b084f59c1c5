"""What was measured, as values for JSON and as tables for people."""

from __future__ import annotations

import dataclasses
import importlib.metadata
import os
import platform
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_LIBRARIES = ("site-builder", "hugo", "jinja2", "pydantic", "pyyaml", "babel", "markdown-it-py", "pygments")
_TITLES = {"cold": "Cold build", "edit": "Build after an edit", "check": "Check"}
_HEAD = "| models | {what} | pages | wall s | CPU s | CPU ms a page | peak MB | MB | files |"


@dataclass(frozen=True, slots=True)
class Result:
    """The median of some runs.

    Attributes:
        kind: `cold`, `edit` or `check`.
        name: Who built, or what was edited.
        model_count: Size of the site.
        pages: Pages written; for edits, pages rendered.
        files: All files written; 0 where it is not counted.
        bytes: Their size together.
        wall_seconds: Median.
        cpu_seconds: Median of user and system time of all processes.
        peak_megabytes: Most memory of all processes together in any run.
        walls: Wall time of each run.
    """

    kind: str
    name: str
    model_count: int
    pages: int
    files: int
    bytes: int
    wall_seconds: float
    cpu_seconds: float
    peak_megabytes: float
    walls: tuple[float, ...]

    @property
    def cpu_milliseconds_per_page(self) -> float:
        """CPU time for each page."""
        return 1000 * self.cpu_seconds / self.pages if self.pages else 0.0

    def as_values(self) -> dict[str, Any]:
        """Give the values for JSON, rounded to what can be told apart."""
        values = dataclasses.asdict(self)
        values |= {name: round(value, 3) for name, value in values.items() if isinstance(value, float)}
        return values | {"walls": [round(wall, 3) for wall in self.walls]}


def write_table(results: Iterable[Result]) -> str:
    """Give Markdown tables, one for each kind."""
    kept = tuple(results)
    lines = []
    for kind, title in _TITLES.items():
        rows = [result for result in kept if result.kind == kind]
        if rows:
            head = _HEAD.format(what={"cold": "builder", "edit": "edited", "check": "command"}[kind])
            lines += [f"### {title}", "", head, "|" + "---|" * head.count(" | ") + "---|"]
            lines += [_row(result) for result in rows] + [""]
    return "\n".join(lines)


def _row(result: Result) -> str:
    cells = [
        f"{result.model_count:,}",
        result.name,
        f"{result.pages:,}" if result.kind != "check" else "",
        f"{result.wall_seconds:.2f}",
        f"{result.cpu_seconds:.2f}",
        f"{result.cpu_milliseconds_per_page:.2f}" if result.kind == "cold" else "",
        f"{result.peak_megabytes:.0f}",
        f"{result.bytes / 1e6:.1f}" if result.files else "",
        f"{result.files:,}" if result.files else "",
    ]
    return f"| {' | '.join(cells)} |"


def describe_machine() -> dict[str, str]:
    """Give the processor, memory and versions, as the tables need beside them."""
    described = {
        "processor": _find("/proc/cpuinfo", "model name"),
        "cores": str(os.cpu_count()),
        "memory": _find("/proc/meminfo", "MemTotal"),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
    }
    for library in _LIBRARIES:
        try:
            described[library] = importlib.metadata.version(library)
        except importlib.metadata.PackageNotFoundError:
            described[library] = "not installed"
    return described


def _find(path: str, name: str) -> str:
    """Give the value of the first line that starts with a name; empty where the system has no such file."""
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(name)), "")
