"""Reads the body of an HTTP/1.1 request from its connection, as long as it is not too large."""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BufferedIOBase

_LONGEST_LINE = 8_192


class BodyTooLargeError(Exception):
    """The body has more bytes than allowed."""


class BodyBrokenError(Exception):
    """The body does not come as its headers say; the message says what is wrong."""


def read_body_bytes(stream: BufferedIOBase, headers: Mapping[str, str], limit: int) -> bytes:
    """Give the body of a request; empty if its headers announce none.

    Args:
        stream: The connection, at the first byte after the headers.
        headers: By lower-case name.
        limit: Most bytes the body may have.

    Raises:
        BodyTooLargeError: It has more.
        BodyBrokenError: It is not of the length or the form that the headers say.
    """
    coding = headers.get("transfer-encoding", "").strip().lower()
    if coding:
        if coding != "chunked" or "content-length" in headers:
            raise BodyBrokenError("only `Transfer-Encoding: chunked` without a `Content-Length` is understood")
        return _read_chunks(stream, limit)
    announced = headers.get("content-length", "0").strip()
    if not (announced.isascii() and announced.isdigit()):
        raise BodyBrokenError("`Content-Length` is no number")
    length = int(announced[:_MOST_DIGITS])
    if length > limit or len(announced) > _MOST_DIGITS:
        raise BodyTooLargeError
    return _read_exactly(stream, length)


_MOST_DIGITS = 15


def _read_exactly(stream: BufferedIOBase, length: int) -> bytes:
    content = stream.read(length)
    if len(content) < length:
        raise BodyBrokenError("the body is shorter than announced")
    return content


def _read_chunks(stream: BufferedIOBase, limit: int) -> bytes:
    """Give a body that comes in chunks. Source: RFC 9112, section 7.1."""
    content = bytearray()
    while length := _read_size(stream):
        if len(content) + length > limit:
            raise BodyTooLargeError
        content += _read_exactly(stream, length)
        if stream.readline(_LONGEST_LINE).strip():
            raise BodyBrokenError("a chunk is longer than announced")
    while stream.readline(_LONGEST_LINE).strip():
        pass  # trailers say nothing that matters here
    return bytes(content)


def _read_size(stream: BufferedIOBase) -> int:
    line = stream.readline(_LONGEST_LINE).partition(b";")[0].strip()
    if not re.fullmatch(rb"[0-9A-Fa-f]{1,15}", line):
        raise BodyBrokenError("a chunk does not begin with its size")
    return int(line, 16)
