"""`site-builder serve`."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from site_builder.cli.options import SITE

if TYPE_CHECKING:
    from http.server import ThreadingHTTPServer

    from site_builder.serve.http_server import Answer, Request


_OBJECTS_BETWEEN_COLLECTIONS = 200_000
"""As many as reading 5,000 models again makes at most: looking for garbage meanwhile takes a third of that time. The
preview collects it when it has nothing else to do."""


@click.command()
@SITE
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Port to listen on.")
def serve(site_folder: Path, host: str, port: int) -> None:
    """Show the site on this machine as it is edited; builds and writes nothing; stop with Ctrl-C."""
    from site_builder.serve.preview import Preview

    preview = Preview(site_folder, click.echo)
    server = _bind(preview.answer, host, port)
    preview.start()
    gc.freeze()  # what has been read stays: looking through 5,000 models for garbage takes a second, again and again
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    gc.enable()
    shown_host = f"[{host}]" if ":" in host else host
    click.echo(f"serving http://{shown_host}:{server.server_port}{preview.base_path}/ — stop with Ctrl-C")
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        click.echo("stopped")
    finally:
        server.server_close()
        preview.stop()


def _bind(answer: Callable[[Request], Answer], host: str, port: int) -> ThreadingHTTPServer:
    from site_builder.serve.http_server import make_server

    try:
        return make_server(answer, host, port)
    except (OSError, TypeError, UnicodeError) as error:  # the last two are what `socket` makes of impossible names
        reason = error.strerror if isinstance(error, OSError) else "that is no host name"
        raise click.UsageError(f"cannot listen on {host}:{port}: {reason}") from None
