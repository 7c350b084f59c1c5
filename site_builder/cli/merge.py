"""`site-builder merge`."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import click

from site_builder.cli.options import OUT, SITE


@click.command()
@SITE
@OUT
@click.argument("folders", metavar="DIR...", nargs=-1, required=True, type=click.Path(path_type=Path))
def merge(site_folder: Path, out: Path | None, folders: tuple[Path, ...]) -> None:
    """Publish the site whose shards are in the folders DIR; `build --shard` makes them."""
    from site_builder.build.merge import merge_shards
    from site_builder.lint.report import count_findings, format_text

    started = time.perf_counter()
    folder = out or site_folder / "dist"
    result = merge_shards(folders, folder, site_folder)
    if result.diagnostics:
        click.echo(format_text(result.diagnostics, site_folder), err=True)
    problems = count_findings(result.diagnostics)
    if not result.is_published:
        click.echo(f"merge: nothing was published: {problems}; {folder} is as it was", err=True)
        sys.exit(1)
    seconds = time.perf_counter() - started
    click.echo(f"merge: {result.page_count} pages of {len(folders)} shards, {problems}, {seconds:.2f} s → {folder}")
