"""Fingerprints change with the content and with nothing else."""

from __future__ import annotations

from site_builder.fingerprints import fingerprint_bytes, fingerprint_parts


def test_fingerprint_is_the_start_of_a_sha_256() -> None:
    """Anybody can compute the same name again. Source: FIPS 180-4, SHA-256 of `abc`."""
    assert fingerprint_bytes(b"abc") == "ba7816bf8f01cfea414140de5dae2223"


def test_parts_keep_their_borders() -> None:
    """Moving a character from one part to the next is a change."""
    assert fingerprint_parts(["ab", "c"]) != fingerprint_parts(["a", "bc"])
    assert fingerprint_parts(["ab", ""]) != fingerprint_parts(["ab"])
    assert fingerprint_parts(["1:a"]) != fingerprint_parts(["", "a"])


def test_parts_keep_their_order() -> None:
    """The same parts in another order are another content; the same order is the same content."""
    assert fingerprint_parts(["a", "b"]) != fingerprint_parts(["b", "a"])
    assert fingerprint_parts(iter(["价", "b"])) == fingerprint_parts(["价", "b"])
