"""`site-builder init`."""

from __future__ import annotations

import shlex
from pathlib import Path

import click


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--name", default="Example Gateway", show_default=True, help="Name of the gateway that owns the site.")
@click.option(
    "--locale",
    "tags",
    multiple=True,
    default=("en",),
    show_default=True,
    help="BCP 47 tag of a language to publish; may be repeated, the first one stands first.",
)
def init(folder: Path, name: str, tags: tuple[str, ...]) -> None:
    """Start a small whole site in DIR, which builds at once; nothing in DIR is written over."""
    from site_builder.authoring.starter_site import RefusedSiteError, begin_site, untranslated_tags

    try:
        files = begin_site(folder, name, tags)
        for path, text in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            with (folder / path).open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
    except RefusedSiteError as error:
        raise click.UsageError(str(error)) from None
    except OSError as error:
        raise click.ClickException(f"{error.filename}: {error.strerror}") from None
    for path in files:
        click.echo(folder / path)
    at = shlex.quote(str(folder))
    click.echo(f"Next: cd {at}, then `site-builder serve` to look at it; README.md says how to make it yours.")
    for tag in untranslated_tags(files, tags):
        click.echo(f"No translation into {tag} comes with it: run `site-builder messages update --locale {tag}`.")
