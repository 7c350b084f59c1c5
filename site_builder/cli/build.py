"""`site-builder build`."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from site_builder.cli.options import OUT, SITE
from site_builder.cli.progress import show_progress

if TYPE_CHECKING:
    from site_builder.build.pipeline import BuildResult
    from site_builder.build.shard import Shard
    from site_builder.build.unchanged import Answer


def _read_shard(_context: click.Context, _parameter: click.Parameter, text: str | None) -> Shard | None:
    from site_builder.build.shard import parse_shard

    shard = None if text is None else parse_shard(text)
    if text is not None and shard is None:
        raise click.BadParameter(f"`{text}` is no shard; write e.g. 1/4, the first of four")
    return shard


@click.command()
@SITE
@OUT
@click.option("--jobs", type=click.IntRange(0, 256), default=0, help="Processes that render; 0 decides by itself.")
@click.option("--clean", is_flag=True, help="Render everything again.")
@click.option("--explain", is_flag=True, help="Say for each rendered file why it was.")
@click.option(
    "--shard", metavar="I/N", callback=_read_shard, help="Build the I-th of N parts, into --out; see `merge`."
)
def build(site_folder: Path, out: Path | None, jobs: int, shard: Shard | None, *, clean: bool, explain: bool) -> None:
    """Build the site and publish it in one step."""
    if shard is not None:
        if explain:
            raise click.UsageError("--explain compares with the last build, and a shard is built from scratch")
        if out is None:
            raise click.UsageError("a shard needs a folder of its own; add e.g. --out shards/1")
        if not _build_shard(shard, site_folder, out, jobs=jobs, clean=clean):
            sys.exit(1)
    elif not publish_site(site_folder, out, jobs=jobs, clean=clean, explain=explain):
        sys.exit(1)


def publish_site(site_folder: Path, out: Path | None, *, jobs: int, clean: bool, explain: bool) -> bool:
    """Build and say what was done; give whether the published folder is right."""
    from site_builder.build.unchanged import LastRun

    started = time.perf_counter()
    folder = out or site_folder / "dist"
    last = LastRun(site_folder, f"build {os.path.realpath(folder)}", folder)
    answer = None if clean else last.recall()
    rendered, removed = 0, 0
    if answer is None:
        from site_builder.build.pipeline import BuildOptions, build_site

        with show_progress() as progress:
            result = build_site(BuildOptions(site_folder, folder, jobs=jobs, clean=clean), progress)
        answer = _describe(result, site_folder)
        if result.plan:
            rendered = sum(1 for artifact, _ in result.plan.stale if artifact.path.endswith(".html"))
            removed = len(result.plan.removed)
            if explain:
                for artifact, reason in result.plan.stale:
                    click.echo(f"{artifact.path}: {reason}")
        if answer.is_good:
            last.keep(answer, result.published)
    if answer.text:
        click.echo(answer.text, err=True)
    if not answer.is_good:
        click.echo(f"build: nothing was published: {answer.problems}; {folder} is as it was", err=True)
        return False
    gone = f", {removed} file{'' if removed == 1 else 's'} removed" if removed else ""
    seconds = time.perf_counter() - started
    click.echo(
        f"build: {answer.page_count} pages, {rendered} rendered{gone}, {answer.problems}, {seconds:.2f} s → {folder}"
    )
    return True


def _build_shard(shard: Shard, site_folder: Path, out: Path, *, jobs: int, clean: bool) -> bool:
    """Build one shard and say what was done; give whether there is one now."""
    from site_builder.build.pipeline import BuildOptions
    from site_builder.build.shard_build import build_shard

    started = time.perf_counter()
    with show_progress() as progress:
        result = build_shard(BuildOptions(site_folder, out, jobs=jobs, clean=clean), shard, progress)
    answer = _describe(result, site_folder)
    if answer.text:
        click.echo(answer.text, err=True)
    if not answer.is_good:
        click.echo(f"build: shard {shard} was not built: {answer.problems}", err=True)
        return False
    seconds = time.perf_counter() - started
    click.echo(f"build: shard {shard}, {answer.page_count} pages, {answer.problems}, {seconds:.2f} s → {out}")
    return True


def _describe(result: BuildResult, site_folder: Path) -> Answer:
    from site_builder.build.unchanged import Answer
    from site_builder.lint.report import count_findings, format_text

    text = format_text(result.diagnostics, site_folder) if result.diagnostics else ""
    return Answer(text, count_findings(result.diagnostics), result.page_count, result.is_published)
