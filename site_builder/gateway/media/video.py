"""The smallest MP4 file: a container of no length, without a track."""

from __future__ import annotations

import struct

_IDENTITY = struct.pack(">9I", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)


def make_video() -> bytes:
    """Give an MP4 file that players open and show nothing of. Source: ISO/IEC 14496-12, 4.3 and 8.2."""
    kind = _box(b"ftyp", b"isom" + struct.pack(">I", 512) + b"isommp42")
    head = struct.pack(">5I", 0, 0, 0, 1000, 0) + struct.pack(">IH10x", 0x10000, 0x100) + _IDENTITY + bytes(24)
    movie = _box(b"moov", _box(b"mvhd", head + struct.pack(">I", 1)))
    return kind + movie + _box(b"mdat", b"")


def _box(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", 8 + len(content)) + name + content
