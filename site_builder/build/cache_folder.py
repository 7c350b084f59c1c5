"""Where results are kept between runs, outside of the site: losing them costs time and nothing else."""

from __future__ import annotations

import contextlib
import hashlib
import os
from pathlib import Path


def cache_file(site_folder: Path, name: str) -> Path:
    """Give the file in which something about a site is kept.

    Source: XDG Base Directory Specification 0.8, `XDG_CACHE_HOME`.

    Args:
        site_folder: The folder of the site; each has files of its own.
        name: What is kept, e.g. `records`.
    """
    site = hashlib.sha256(os.fsencode(os.path.realpath(site_folder))).hexdigest()[:16]
    return _base() / site / name


def shared_cache_file(name: str) -> Path:
    """Give the file in which something is kept that is the same for many sites."""
    return _base() / "shared" / name


def _base() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")  # noqa: PTH111 - unlike Path, never fails
    return Path(base) / "site-builder"


def read_kept(path: Path) -> bytes:
    """Give what such a file holds; nothing if it cannot be read."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


def write_cache(path: Path, content: bytes) -> None:
    """Write such a file in one step; where it cannot be written, nothing is kept."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(content)
        temporary.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
