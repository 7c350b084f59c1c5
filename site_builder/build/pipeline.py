"""The build from end to end: read, plan, render, check, swap.

What makes pages is imported by `build_work.py`, while the rules are at work.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from site_builder.build.errors import BuildError
from site_builder.build.manifest_name import MANIFEST_NAME
from site_builder.build.plan import BuildPlan
from site_builder.build.processes import Work
from site_builder.build.publish import PublishedFolder, PublishError
from site_builder.build.run import Progress, run_with_rules
from site_builder.build.source import read_source
from site_builder.diagnostics import Diagnostic, Span

if TYPE_CHECKING:
    from site_builder.build.build_work import BuildWork


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What a caller may choose.

    Attributes:
        site_folder: The folder of the site.
        out: The folder to publish to.
        jobs: How many processes render; 0 decides by the amount of work.
        clean: Render everything, whatever the last build left.
    """

    site_folder: Path
    out: Path
    jobs: int = 0
    clean: bool = False


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build did.

    Attributes:
        diagnostics: Everything there is to say about the site, sorted.
        is_published: Whether the published folder is now what the site says.
        page_count: How many pages the site has.
        plan: What was rendered and why; None if the site could not be built.
        published: The paths of all files that are published.
    """

    diagnostics: tuple[Diagnostic, ...]
    is_published: bool
    page_count: int = 0
    plan: BuildPlan | None = None
    published: tuple[str, ...] = ()


def build_site(options: BuildOptions, progress: Progress | None = None) -> BuildResult:
    """Build a site and publish it in one step; on any error the published folder stays as it was."""
    return publish_to(options.out, options.site_folder, partial(_build_locked, options, progress or Progress()))


def publish_to(
    out: Path, site_folder: Path, fill: Callable[[PublishedFolder], BuildResult], mark: str = MANIFEST_NAME
) -> BuildResult:
    """Let a function publish to a folder while nobody else does; what keeps it from that becomes a finding.

    Args:
        out: The folder.
        site_folder: The folder of the site, which is never replaced.
        fill: Makes and publishes the files.
        mark: The file that says that this program made the folder.
    """
    target = PublishedFolder(Path(os.path.realpath(out)))  # a link stays one: what it leads to is replaced
    try:
        target.refuse_foreign(site_folder, mark)
        with target.locked():
            return fill(target)
    except PublishError as error:
        return BuildResult((_publish_problem(out, error.code, error.reason, error.fix),), is_published=False)
    except OSError as error:
        reason = f"it cannot be written: {error.strerror or error}"
        problem = _publish_problem(out, "out-unwritable", reason, "check the space and the rights on that disk")
        return BuildResult((problem,), is_published=False)


def _build_locked(options: BuildOptions, progress: Progress, target: PublishedFolder) -> BuildResult:
    source, diagnostics = read_source(options.site_folder, jobs=options.jobs, clean=options.clean)
    if source is None:
        return BuildResult(diagnostics, is_published=False)
    work: BuildWork

    def begin() -> Iterable[Work]:
        from site_builder.build import build_work  # noqa: PLC0415 - see above

        nonlocal work
        work = build_work.BuildWork(source, options, target, progress)
        return work.list_tasks()

    try:
        found, rendered = run_with_rules(source, begin, options.jobs, progress)
    except BuildError as error:
        return work.fail((*diagnostics, error.diagnostic))
    return work.finish((*diagnostics, *found), rendered)


def _publish_problem(out: Path, code: str, reason: str, fix: str) -> Diagnostic:
    return Diagnostic(code, Span(str(out)), reason, "what is published there stays as it was", fix)
