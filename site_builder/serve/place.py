"""What stands at an address of a published folder, as a static host says it; what the files are is left to others."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import unquote

from site_builder.pages.routes import file_at

_NOT_FOUND_PAGE = "404.html"
_TYPES = {".html": "text/html", ".js": "text/javascript", ".css": "text/css"}
"""What a machine may have been set up to name otherwise, so that browsers refuse it."""


@dataclass(frozen=True, slots=True)
class Place:
    """What an address leads to.

    Attributes:
        status: What a host answers.
        path: The file it sends, below the published folder; None if it has none.
        location: The address with a slash at the end, where that of a folder lacks it.
    """

    status: HTTPStatus
    path: str | None = None
    location: str = ""


def find_place(has_file: Callable[[str], bool], base_path: str, address: str) -> Place:
    """Give what an address leads to: a file, the nearest `404.html`, or a folder's address.

    Args:
        has_file: Whether a file is published, by its path, e.g. `en/index.html`; only such paths are ever asked for
            as `..` and empty parts cannot make.
        base_path: Path part of the public URL, e.g. `/docs` or empty.
        address: Path and query as sent.
    """
    path, mark, query = address.partition("#")[0].partition("?")
    route = _route_below(base_path, path)
    if route is None:
        return _not_found(has_file, "")
    file = file_at(route)
    if path.endswith("/") or route:
        if has_file(file):
            return Place(HTTPStatus.OK, file)
        if not has_file(f"{file}/index.html"):
            return _not_found(has_file, route.partition("/")[0])
    return Place(HTTPStatus.MOVED_PERMANENTLY, location=f"{path}/{mark}{query}")


def guess_type(path: str) -> str:
    """Give the content type of a file by its name."""
    ending = path[path.rfind(".") :]
    kind = _TYPES.get(ending) or mimetypes.guess_type(path)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


def _route_below(base_path: str, path: str) -> str | None:
    """Give the part of a path below the base path; None if it lies elsewhere, or no file can have such a path."""
    below = path.removeprefix(base_path)
    if not path.startswith(base_path) or (below and not below.startswith("/")):
        return None
    route = unquote(below)[1:]
    parts = route.removesuffix("/").split("/") if route else []
    is_plain = not any(part in ("", ".", "..") or "\\" in part or "\0" in part for part in parts)
    return route if is_plain else None


def _not_found(has_file: Callable[[str], bool], first: str) -> Place:
    pages = (f"{first}/{_NOT_FOUND_PAGE}" if first else _NOT_FOUND_PAGE, _NOT_FOUND_PAGE)
    return Place(HTTPStatus.NOT_FOUND, next((page for page in pages if has_file(page)), None))
