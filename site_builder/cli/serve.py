"""`site-builder serve`."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

import click

from site_builder.cli.build import publish_site
from site_builder.cli.options import OUT, SITE


@click.command()
@SITE
@OUT
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Port to listen on.")
def serve(site_folder: Path, out: Path | None, host: str, port: int) -> None:
    """Build the site, then show it on this machine until interrupted."""
    from urllib.parse import urlsplit

    from site_builder.build.source import read_source
    from site_builder.serve.static_server import make_server

    if not publish_site(site_folder, out, jobs=0, clean=False, explain=False):
        sys.exit(1)
    source, _ = read_source(site_folder, jobs=1)
    base_path = urlsplit(source.catalog.site.public_url).path.rstrip("/") if source else ""
    try:
        server = make_server(out or site_folder / "dist", host, port, base_path=base_path)
    except (OSError, TypeError) as error:  # a TypeError is what `socket` makes of a name that cannot be encoded
        reason = error.strerror if isinstance(error, OSError) else "that is no host name"
        raise click.UsageError(f"cannot listen on {host}:{port}: {reason}") from None
    gc.enable()
    click.echo(f"serving http://{host}:{server.server_address[1]}{base_path}/ — stop with Ctrl-C")
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        click.echo("stopped")
    finally:
        server.server_close()
