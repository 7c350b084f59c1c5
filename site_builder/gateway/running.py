"""Runs a gateway inside this process, for tests of clients and of snippets."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from site_builder.catalog.catalog import Catalog
from site_builder.gateway.server import Exchange, make_server


@dataclass(slots=True)
class RunningGateway:
    """A gateway that runs.

    Attributes:
        url: Its address without a slash at the end, e.g. `http://127.0.0.1:40123`.
        exchanges: Every request with its answer, in the order they were answered; may be cleared.
    """

    url: str
    exchanges: list[Exchange] = field(default_factory=list)


@contextmanager
def running_gateway(catalog: Catalog, *, key: str | None = None) -> Iterator[RunningGateway]:
    """Serve a catalog on a free port of this machine until the block ends.

    Args:
        catalog: What to serve.
        key: The only right key; None to take any that is not empty.
    """
    running = RunningGateway("")
    server = make_server(lambda: catalog, "127.0.0.1", 0, key=key, observe=running.exchanges.append)
    running.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield running
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
