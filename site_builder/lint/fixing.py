"""Applies the edits that findings bring along, and shows them as a diff."""

from __future__ import annotations

import codecs
import difflib
import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from site_builder.diagnostics import Diagnostic, Edit


@dataclass(frozen=True, slots=True)
class FileChange:
    """What mending makes of one file.

    Attributes:
        path: The file, as in `Span`.
        before: All its bytes now.
        after: All its bytes then.
        count: How many edits that is.
    """

    path: str
    before: bytes
    after: bytes
    count: int

    def diff(self) -> str:
        """Give the change in unified format."""
        before, after = (content.decode().splitlines(keepends=True) for content in (self.before, self.after))
        lines = difflib.unified_diff(before, after, f"a/{self.path}", f"b/{self.path}", n=1)
        return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def plan_fixes(diagnostics: Iterable[Diagnostic], site_folder: Path) -> tuple[FileChange, ...]:
    """Give what mending would make of each file; of edits that overlap, the first is taken.

    Raises:
        OSError: A file cannot be read.
    """
    edits: dict[str, set[Edit]] = {}
    for item in diagnostics:
        if item.edit is not None:
            edits.setdefault(item.edit.path, set()).add(item.edit)
    changes = (_plan_file(path, found, site_folder) for path, found in sorted(edits.items()))
    return tuple(change for change in changes if change.before != change.after)


def write_change(change: FileChange, site_folder: Path) -> bool:
    """Write a change in one step; leave the file alone, and say so, if it is not what it was planned for.

    Raises:
        OSError: The file cannot be written; it stays as it was.
    """
    path = site_folder / change.path
    if path.read_bytes() != change.before:
        return False
    path = Path(os.path.realpath(path))  # a link stays one: what it leads to is changed
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(change.after)
        os.chmod(name, path.stat().st_mode)  # noqa: PTH101 - symmetric to os.replace
        os.replace(name, path)  # noqa: PTH105 - as above
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
    return True


def _plan_file(path: str, edits: set[Edit], site_folder: Path) -> FileChange:
    before = (site_folder / path).read_bytes()
    mark = codecs.BOM_UTF8 if before.startswith(codecs.BOM_UTF8) else b""
    text = before.removeprefix(mark).decode()
    pieces, end, count = [], 0, 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end, edit.text)):
        if edit.start >= end and text[edit.start : edit.end] == edit.old:
            pieces += [text[end : edit.start], edit.text]
            end, count = edit.end, count + 1
    return FileChange(path, before, mark + "".join((*pieces, text[end:])).encode(), count)
