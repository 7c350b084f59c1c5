"""A static web server for looking at a published folder in a browser: for tests and measurements."""

from __future__ import annotations

from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

from site_builder.serve.http_server import Answer, Request, make_server
from site_builder.serve.place import find_place, guess_type


def make_folder_server(folder: Path, host: str, port: int, *, base_path: str = "") -> ThreadingHTTPServer:
    """Give a server for a published folder, bound but not yet running.

    Args:
        folder: The published folder; another may take its place at any time.
        host: Address to listen on, e.g. `127.0.0.1`.
        port: Port to listen on; 0 for any free one.
        base_path: Path part of the site's public URL.

    Raises:
        OSError: The address is in use or not allowed.
    """
    return make_server(partial(_answer, folder, base_path), host, port)


def _answer(folder: Path, base_path: str, request: Request) -> Answer:
    place = find_place(partial(_has_file, folder), base_path, request.address)
    if place.path is None:
        return Answer(place.status, "text/plain", location=place.location)
    return Answer(place.status, guess_type(place.path), (folder / place.path).read_bytes())


def _has_file(folder: Path, path: str) -> bool:
    try:
        return (folder / path).is_file()
    except OSError:  # no file system takes such a name
        return False
