"""Everything that can be said about a site without writing: records, translations, templates, pages, links.

What makes pages is imported by `check_work.py`, while the rules are at work.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from site_builder.build.errors import BuildError
from site_builder.build.processes import Work
from site_builder.build.run import Progress, run_with_rules
from site_builder.build.source import read_source
from site_builder.diagnostics import Diagnostic

if TYPE_CHECKING:
    from site_builder.build.check_work import CheckWork


def check_site(site_folder: Path, jobs: int = 0) -> tuple[Diagnostic, ...]:
    """Give everything that is wrong with a site, sorted.

    Args:
        site_folder: The folder of the site.
        jobs: How many processes work; 0 decides by the amount of work.
    """
    source, diagnostics = read_source(site_folder, jobs=jobs)
    if source is None:
        return diagnostics
    work: CheckWork

    def begin() -> Iterable[Work]:
        from site_builder.build import check_work  # noqa: PLC0415 - see above

        nonlocal work
        work = check_work.CheckWork(source, jobs)
        return work.list_tasks()

    try:
        found, made = run_with_rules(source, begin, jobs, Progress())
    except BuildError as error:
        return tuple(sorted((*diagnostics, error.diagnostic)))
    return tuple(sorted((*diagnostics, *found, *work.finish(found, made))))
