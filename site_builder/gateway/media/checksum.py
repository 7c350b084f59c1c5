"""The cyclic checks of sound files, which the standard library's `zlib.crc32` is not: they do not reflect bits."""

from __future__ import annotations


def checksum(content: bytes, *, width: int, polynomial: int) -> int:
    """Give the cyclic redundancy check that starts at 0, of `width` bits, with the highest bit first."""
    top, mask = 1 << (width - 1), (1 << width) - 1
    value = 0
    for byte in content:
        value ^= byte << (width - 8)
        for _ in range(8):
            value = ((value << 1) ^ polynomial if value & top else value << 1) & mask
    return value
