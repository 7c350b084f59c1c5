"""`site-builder schema`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from site_builder.cli.options import SITE


@click.command()
@SITE
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=None,
    help="Folder to write to.  [default: catalog/schemas in the site]",
)
def schema(site_folder: Path, out: Path | None) -> None:
    """Write the JSON Schemas that let an editor complete, explain and mark records."""
    from site_builder.authoring.schema import find_ids, write_schemas
    from site_builder.catalog.loader import load_catalog
    from site_builder.catalog.record_files import CATALOG_FOLDER, SCHEMAS_FOLDER
    from site_builder.lint.report import format_text

    catalog = site_folder / CATALOG_FOLDER
    if not catalog.is_dir():
        click.echo(format_text(load_catalog(site_folder).diagnostics, site_folder), err=True)
        sys.exit(1)
    try:
        changed = write_schemas(out or catalog / SCHEMAS_FOLDER, find_ids(catalog))
    except OSError as error:
        raise click.ClickException(f"{error.filename}: {error.strerror}") from None
    for path, is_changed in changed.items():
        click.echo(f"{path}: {'written' if is_changed else 'unchanged'}")
