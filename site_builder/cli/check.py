"""`site-builder check`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from site_builder.cli.options import SITE


@click.command()
@SITE
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
def check(site_folder: Path, paths: tuple[Path, ...]) -> None:
    """Say everything that is wrong with the site, without writing; PATHS limit what is reported."""
    from site_builder.build.pipeline import check_site
    from site_builder.diagnostics import has_errors
    from site_builder.lint.report import count_findings, format_text

    found = check_site(site_folder)
    if paths:
        wanted = [path.resolve() for path in paths]
        for path in wanted:
            if not _is_below(path, [site_folder.resolve()]):
                raise click.UsageError(f"{path} is not part of the site in {site_folder.resolve()}")
        found = tuple(item for item in found if _is_below((site_folder / item.span.path).resolve(), wanted))
    click.echo(format_text(found, site_folder), nl=bool(found))
    click.echo(f"check: {count_findings(found)}")
    if has_errors(found):
        sys.exit(1)


def _is_below(path: Path, folders: list[Path]) -> bool:
    return any(path == folder or folder in path.parents for folder in folders)
