"""Options that several commands take."""

from __future__ import annotations

from pathlib import Path

import click

SITE = click.option(
    "--site",
    "site_folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    show_default=True,
    help="Folder of the site.",
)
OUT = click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=None,
    help="Folder to publish to.  [default: dist in the site]",
)
LIST = click.argument("list_id", metavar="LIST", type=click.Choice(["models.dev", "litellm", "openrouter"]))
LIST_FILE = click.argument("file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
