"""A static web server for looking at a published folder; not for production."""

from __future__ import annotations

import os
import sys
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote

_CHARSETS = {".html": "text/html; charset=utf-8", ".txt": "text/plain; charset=utf-8", ".js": "text/javascript"}


class _Handler(SimpleHTTPRequestHandler):
    """Serves files below the base path of the site; an unknown address gets the nearest `404.html`."""

    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, **_CHARSETS}  # noqa: RUF012 - as the base class has it

    def __init__(self, *args: object, base_path: str, **kwargs: object) -> None:
        self._base_path = base_path
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]

    def translate_path(self, path: str) -> str:
        """Map an address to a file; one outside the base path or that no file can have to none."""
        below = self._below_base(path)
        if below is None or "\0" in unquote(below):
            return f"{self.directory}/404.html/"
        return super().translate_path(below)

    def list_directory(self, path: str | os.PathLike[str]) -> None:
        """Refuse to list a folder, as a static host does."""
        del path
        self.send_error(HTTPStatus.NOT_FOUND)

    def end_headers(self) -> None:
        """Let browsers ask again each time: the next build may have changed the page."""
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Send the site's own page for addresses that do not exist."""
        page = self._not_found_page() if code == HTTPStatus.NOT_FOUND else None
        if page is None:
            super().send_error(code, message, explain)
            return
        self.send_response(HTTPStatus.NOT_FOUND)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(page)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - name of the base class
        """Keep quiet."""

    def _below_base(self, address: str) -> str | None:
        """Give the part of an address below the base path; None if it lies elsewhere."""
        path = address.partition("?")[0].partition("#")[0]
        below = path.removeprefix(self._base_path) or "/"
        return below if path.startswith(self._base_path) and below.startswith("/") else None

    def _not_found_page(self) -> bytes | None:
        first = (self._below_base(self.path) or "").strip("/").partition("/")[0]
        root = Path(self.directory)
        for path in (root / first / "404.html", root / "404.html"):
            if os.path.isfile(path) and root in path.resolve().parents:  # noqa: PTH113 - false for impossible names too
                return path.read_bytes()
        return None


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - as the base class has it
        """Keep quiet about browsers that hang up."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def make_server(folder: Path, host: str, port: int, *, base_path: str = "") -> ThreadingHTTPServer:
    """Give a server for a published folder, bound but not yet running.

    Args:
        folder: The published folder.
        host: Address to listen on, e.g. `127.0.0.1`.
        port: Port to listen on; 0 for any free one.
        base_path: Path part of the site's public URL.

    Raises:
        OSError: The address is in use or not allowed.
    """
    handler = partial(_Handler, directory=str(folder.resolve()), base_path=base_path)
    return _Server((host, port), handler)
