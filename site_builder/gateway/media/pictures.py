"""One grey pixel in every format of pictures."""

from __future__ import annotations

import base64

PICTURE_TYPES = {
    "png": "image/png",
    "jpeg": "image/jpeg",
    "webp": "image/webp",
    "gif": "image/gif",
    "svg": "image/svg+xml",
}
"""Media type of each format."""

_SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><path fill="#a0a0a0" d="M0 0h1v1H0z"/></svg>\n'

_ENCODED = {
    "png": "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGNYsGABAAPEAeGUtBWxAAAAAElFTkSuQmCC",
    "webp": "UklGRh4AAABXRUJQVlA4TBEAAAAvAAAAAAdQ0IIWtP+BiOh/AAA=",
    "gif": "R0lGODdhAQABAIEAAKCgoAAAAAAAAAAAACwAAAAAAQABAAAIBAABBAQAOw==",
}


def _make_jpeg() -> bytes:
    """Give a grey picture of one block: all its coefficients are zero. Source: ITU-T T.81, annex B."""
    quantization = b"\xff\xdb\x00\x43\x00" + bytes([1]) * 64
    frame = b"\xff\xc0\x00\x0b\x08\x00\x01\x00\x01\x01\x01\x11\x00"
    codes = bytes([1]) + bytes(15) + b"\x00"
    tables = b"\xff\xc4\x00\x14\x00" + codes + b"\xff\xc4\x00\x14\x10" + codes
    scan = b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" + b"\x3f"
    return b"\xff\xd8" + quantization + frame + tables + scan + b"\xff\xd9"


PICTURES = {
    **{name: base64.b64decode(text) for name, text in _ENCODED.items()},
    "jpeg": _make_jpeg(),
    "svg": _SVG,
}
"""The file of each format."""


def encode_picture(name: str) -> str:
    """Give the file of a format as Base64."""
    return base64.b64encode(PICTURES[name]).decode()
