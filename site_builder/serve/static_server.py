"""A static web server for looking at a published folder; not for production."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

_CHARSETS = {".html": "text/html; charset=utf-8", ".txt": "text/plain; charset=utf-8", ".js": "text/javascript"}


class _Handler(SimpleHTTPRequestHandler):
    """Serves files below the base path of the site; an unknown address gets the nearest `404.html`."""

    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, **_CHARSETS}  # noqa: RUF012 - as the base class has it

    def __init__(self, *args: object, base_path: str, **kwargs: object) -> None:
        self._base_path = base_path
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]

    def translate_path(self, path: str) -> str:
        """Map an address to a file."""
        return super().translate_path(path.removeprefix(self._base_path) or "/")

    def end_headers(self) -> None:
        """Let browsers ask again each time: the next build may have changed the page."""
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Send the site's own page for addresses that do not exist."""
        page = self._not_found_page()
        if code != HTTPStatus.NOT_FOUND or page is None:
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

    def _not_found_page(self) -> bytes | None:
        first = urlsplit(self.path).path.removeprefix(self._base_path).strip("/").partition("/")[0]
        root = Path(self.directory)
        for path in (root / first / "404.html", root / "404.html"):
            if path.is_file() and root in path.resolve().parents:
                return path.read_bytes()
        return None


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
    return ThreadingHTTPServer((host, port), handler)
