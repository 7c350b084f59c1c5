"""`site-builder gateway`."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from site_builder.cli.options import SITE

if TYPE_CHECKING:
    from http.server import ThreadingHTTPServer

    from site_builder.catalog.catalog import Catalog
    from site_builder.catalog.loader import LoadedCatalog
    from site_builder.gateway.live_catalog import LiveCatalog

_LOOPBACK = ("127.", "localhost", "::1")


@click.command()
@SITE
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8080, show_default=True, help="Port to listen on.")
@click.option("--key", default=None, help="The only API key to accept.  [default: any key]")
def gateway(site_folder: Path, host: str, port: int, key: str | None) -> None:
    """Serve every protocol of the catalog on this machine, to test clients against; stop with Ctrl-C."""
    from site_builder.catalog.loader import load_catalog
    from site_builder.gateway.live_catalog import LiveCatalog

    if key is not None and not key.strip():
        raise click.UsageError("--key is empty; leave it out to accept any key")
    loaded = load_catalog(site_folder)
    if loaded.catalog is None:
        _show_problems(loaded, site_folder)
        sys.exit(1)

    def tell(read: LoadedCatalog) -> None:
        if read.catalog is None:
            _show_problems(read, site_folder)
            click.echo("gateway: the catalog is broken; what it was before is served", err=True)
        else:
            click.echo("gateway: the catalog has changed and was read again")

    live = LiveCatalog(site_folder, loaded.catalog, tell)
    server = _bind(live, host, port, key)
    gc.enable()
    _introduce(loaded.catalog, host, server.server_port, key)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        click.echo("stopped")
    finally:
        server.server_close()


def _bind(live: LiveCatalog, host: str, port: int, key: str | None) -> ThreadingHTTPServer:
    from site_builder.gateway.log_line import write_log_line
    from site_builder.gateway.server import make_server

    try:
        return make_server(
            live.read, host, port, key=key, observe=lambda exchange: click.echo(write_log_line(exchange))
        )
    except (OSError, UnicodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "that is no host name"
        raise click.UsageError(f"cannot listen on {host}:{port}: {reason}") from None


def _introduce(catalog: Catalog, host: str, port: int, key: str | None) -> None:
    """Say where the gateway is, and how clients are pointed at it."""
    from site_builder.gateway.sdk_set_up import list_base_urls, list_set_ups

    url = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
    base_urls = tuple(list_base_urls(catalog, url))
    width = max((len(protocol_id) for protocol_id, _ in base_urls), default=0)
    lines = [
        f"gateway: {url} — stop with Ctrl-C",
        *(f"  {protocol_id:{width}}  {base_url}" for protocol_id, base_url in base_urls),
        "",
        "in Python, one of:",
        *(f"  client = {line}" for line in list_set_ups(catalog, url, key or catalog.site.key_example)),
        "",
        "Only this key is accepted." if key else "Any key is accepted.",
        "The header `x-example-error: CODE` plays a documented error, e.g. `rate_limit_exceeded`.",
    ]
    if not host.startswith(_LOOPBACK):
        lines.append(f"Other machines can reach it at {host}.")
    click.echo("\n".join(lines))


def _show_problems(loaded: LoadedCatalog, site_folder: Path) -> None:
    from site_builder.lint.report import count_findings, format_text

    click.echo(format_text(loaded.diagnostics, site_folder), err=True)
    click.echo(f"gateway: {count_findings(loaded.diagnostics)}", err=True)
