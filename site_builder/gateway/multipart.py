"""Takes a multipart form apart. Source: RFC 7578; RFC 2046, section 5.1; WHATWG HTML, "Multipart form data".

The standard library's parser of mail would do, but it reads parts within parts, which forms do not have, and slowly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote


class FormBrokenError(Exception):
    """The body is not a form; the message says why, for the caller."""


@dataclass(frozen=True, slots=True)
class FormPart:
    """One part of a form; `file_name` is None if it is a text."""

    name: str
    file_name: str | None
    content: bytes


def split_form(content_type: str, body: bytes) -> Iterator[FormPart]:
    """Give the parts of a form, in order.

    Args:
        content_type: Value of the header `Content-Type`, which names the boundary.
        body: The body.

    Raises:
        FormBrokenError: The boundary is missing or not the one of the body, or a part has no name.
    """
    boundary = _read_attribute(content_type, "boundary")
    pieces = (b"\r\n" + body).split(b"\r\n--" + (boundary or "").encode("latin-1", "replace"))
    if not boundary or not pieces[-1].startswith(b"--"):
        raise FormBrokenError("The body is not the form that `Content-Type` says; is its boundary right?")
    for piece in pieces[1:-1]:
        head, _, content = piece.partition(b"\r\n\r\n")
        disposition = _find_disposition(head.decode("utf-8", "replace"))
        name = _read_attribute(disposition, "name")
        if not name:
            raise FormBrokenError("A part of the form has no name.")
        yield FormPart(name, _read_file_name(disposition), content)


def _find_disposition(head: str) -> str:
    lines = (line.partition(":") for line in head.split("\r\n"))
    return next((value for name, _, value in lines if name.strip().lower() == "content-disposition"), "")


def _read_file_name(disposition: str) -> str | None:
    plain = _read_attribute(disposition, "filename")
    extended = _read_attribute(disposition, "filename*")
    return unquote(extended.rpartition("'")[2]) if plain is None and extended is not None else plain


def _read_attribute(header: str, name: str) -> str | None:
    """Give an attribute of a header; browsers escape a quote in it as `%22`, curl with a backslash."""
    match = re.search(rf';\s*{re.escape(name)}=(?:"((?:[^"\\]|\\.)*)"|([^\s;"]+))', header, re.IGNORECASE)
    if match is None:
        return None
    quoted, token = match.groups()
    return token if quoted is None else re.sub(r"\\(.)", r"\1", quoted).replace("%22", '"')
