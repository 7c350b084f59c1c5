"""`site-builder build`."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from site_builder.cli.options import OUT, SITE
from site_builder.cli.progress import show_progress

if TYPE_CHECKING:
    from site_builder.build.pipeline import BuildResult


@click.command()
@SITE
@OUT
@click.option("--jobs", type=click.IntRange(0, 256), default=0, help="Processes that render; 0 decides by itself.")
@click.option("--clean", is_flag=True, help="Render everything again.")
@click.option("--explain", is_flag=True, help="Say for each rendered file why it was.")
def build(site_folder: Path, out: Path | None, jobs: int, *, clean: bool, explain: bool) -> None:
    """Build the site and publish it in one step."""
    if not publish_site(site_folder, out, jobs=jobs, clean=clean, explain=explain):
        sys.exit(1)


def publish_site(site_folder: Path, out: Path | None, *, jobs: int, clean: bool, explain: bool) -> bool:
    """Build and say what was done; give whether the published folder is right."""
    from site_builder.build.pipeline import BuildOptions, build_site
    from site_builder.lint.report import format_text

    started = time.perf_counter()
    options = BuildOptions(site_folder, out or site_folder / "dist", jobs=jobs, clean=clean)
    with show_progress() as progress:
        result = build_site(options, progress)
    if result.diagnostics:
        click.echo(format_text(result.diagnostics, site_folder), err=True)
    if explain and result.plan:
        for artifact, reason in result.plan.stale:
            click.echo(f"{artifact.path}: {reason}")
    click.echo(_summarize(result, options.out, time.perf_counter() - started), err=not result.is_published)
    return result.is_published


def _summarize(result: BuildResult, out: Path, seconds: float) -> str:
    from site_builder.lint.report import count_findings

    problems = count_findings(result.diagnostics)
    if not result.is_published or result.plan is None:
        return f"build: nothing was published: {problems}; {out} is as it was"
    rendered = sum(1 for artifact, _ in result.plan.stale if artifact.path.endswith(".html"))
    gone = len(result.plan.removed)
    removed = f", {gone} file{'' if gone == 1 else 's'} removed" if gone else ""
    return f"build: {result.page_count} pages, {rendered} rendered{removed}, {problems}, {seconds:.2f} s → {out}"
