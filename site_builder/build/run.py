"""Runs the rules of a site and, at the same time, what makes its pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from site_builder.build.processes import Work, run_tasks, usable_processes
from site_builder.build.source import SiteSource
from site_builder.diagnostics import Diagnostic

if TYPE_CHECKING:
    from site_builder.build.workers import MadeFile

WORTH_FORKING = 48
"""Pages below which one process is as fast."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Who wants to know how far a build is: the number of files to make, then each batch done."""

    start: Callable[[int], None] = lambda _: None
    advance: Callable[[int], None] = lambda _: None


def run_with_rules(
    source: SiteSource, begin: Callable[[], Iterable[Work]], jobs: int, progress: Progress
) -> tuple[tuple[Diagnostic, ...], tuple[MadeFile, ...]]:
    """Give what the rules find, and what is known of all files that tasks have made, by path.

    Nothing is published before the rules have been heard, and of two cores both are busy: rules look at a whole site
    even where few pages are made, so they begin before it is known which.

    Args:
        source: The site.
        begin: Gives the tasks; called once, when the rules are at work.
        jobs: How many processes work; 0 decides by the amount of work.
        progress: Told of each batch of files.

    Raises:
        BuildError: A template has an error.
        OSError: A page cannot be written.
    """

    def list_tasks() -> Iterator[Work]:
        yield source.lint
        yield from begin()

    def report(task: int, results: int) -> None:
        if task:
            progress.advance(results)

    size = len(source.catalog.models) * len(source.catalog.site.locales)
    processes = usable_processes(jobs, max(size, 2) if jobs or size >= WORTH_FORKING else 1)
    found, *made = run_tasks(list_tasks(), processes=processes, report=report)
    return tuple(found), tuple(sorted(chain.from_iterable(made), key=lambda file: file.path))
