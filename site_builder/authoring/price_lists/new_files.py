"""Writes new files of a site so that each is there whole, or not at all, and nothing is written over."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path


def write_new_files(folder: Path, files: Mapping[str, str]) -> None:
    """Write files that are not there yet; where one cannot be written, none is.

    Args:
        folder: What the paths are relative to.
        files: Text by path.

    Raises:
        OSError: A file cannot be written, or is there already; `filename` says which.
    """
    drafts: dict[Path, Path] = {}
    written: list[Path] = []
    try:
        for relative, text in files.items():
            path = folder / relative
            path.parent.mkdir(parents=True, exist_ok=True)
            drafts[path] = _write_draft(path, text)
        for path, draft in drafts.items():
            os.link(draft, path)  # unlike a rename, it fails where a file is
            written.append(path)
    except OSError:
        for path in written:
            path.unlink()
        raise
    finally:
        for draft in drafts.values():
            draft.unlink()


def _write_draft(path: Path, text: str) -> Path:
    """Write a hidden file beside a path, which no other command reads."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)
    os.chmod(name, 0o666 & ~_umask())  # noqa: PTH101 - drafts are private
    return Path(name)


def _umask() -> int:
    """Give the bits that new files of this process do not have."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
