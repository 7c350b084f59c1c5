"""Hashes that say whether anything an artifact depends on has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import NewType

Fingerprint = NewType("Fingerprint", str)
"""A SHA-256 in hexadecimal, cut to 32 characters, e.g. `9f86d081884c7d659a2feaa0c55ad015`."""


def fingerprint_bytes(content: bytes) -> Fingerprint:
    """Give the fingerprint of one piece of content."""
    return Fingerprint(hashlib.sha256(content).hexdigest()[:32])


def fingerprint_parts(parts: Iterable[str]) -> Fingerprint:
    """Give one fingerprint of several texts, in their order.

    Each text is preceded by its length, so `["ab", "c"]` and `["a", "bc"]` differ.
    """
    digest = hashlib.sha256()
    for part in parts:
        content = part.encode()
        digest.update(b"%d:" % len(content))
        digest.update(content)
    return Fingerprint(digest.hexdigest()[:32])
