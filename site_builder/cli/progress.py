"""Bars that show on a terminal how far a command is."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from site_builder.build.run import Progress

_REFRESH_SECONDS = 0.1


@contextmanager
def show_progress() -> Iterator[Progress]:
    """Show a bar of rendered pages on a terminal; nothing elsewhere."""
    from site_builder.build.run import Progress

    if not sys.stderr.isatty():
        yield Progress()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("rendering"), BarColumn(), MofNCompleteColumn())
    # No refreshing thread: the build forks, and a lock that a thread holds then stays locked in the child.
    with Bar(*columns, console=Console(stderr=True), transient=True, auto_refresh=False) as bar:
        task = bar.add_task("render", total=None)
        shown_at = time.monotonic()

        def start(total: int) -> None:
            bar.update(task, total=total, refresh=True)

        def advance(count: int) -> None:
            nonlocal shown_at
            is_due = time.monotonic() - shown_at > _REFRESH_SECONDS
            bar.update(task, advance=count, refresh=is_due)
            shown_at = time.monotonic() if is_due else shown_at

        yield Progress(start, advance)


@contextmanager
def show_count(what: str, total: int) -> Iterator[Callable[[], None]]:
    """Show on a terminal how many of a number of things are done; give what to call when one is, from any thread."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=total)
        yield lambda: bar.update(task, advance=1)
