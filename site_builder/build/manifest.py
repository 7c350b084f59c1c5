"""What the last build published, and from what; kept inside the published folder.

Lying there it is swapped in together with the files it describes, so the two cannot disagree.
It also marks the folder as one that may be replaced.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from site_builder.build.manifest_name import MANIFEST_NAME
from site_builder.fingerprints import Fingerprint

_FORMAT = 3


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """One file of the last build.

    Attributes:
        inputs: Fingerprint of each input of its own, by name.
        size_bytes: Size of the file.
        common: Fingerprints of inputs that many files have; one object for all of them.
        anchors: Ids of the elements of a page, so that links to it are checked while it stays as it is.
    """

    inputs: Mapping[str, Fingerprint]
    size_bytes: int
    common: Mapping[str, Fingerprint] = field(default_factory=dict)
    anchors: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Manifest:
    """All files of the last build, by path below the published folder."""

    files: Mapping[str, PublishedFile]


def read_manifest(folder: Path) -> Manifest | None:
    """Read the manifest of a published folder; None if there is none that this program understands."""
    try:
        return unpack_manifest(json.loads((folder / MANIFEST_NAME).read_bytes()))
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None


def unpack_manifest(written: Mapping[str, Any]) -> Manifest | None:
    """Give the manifest that plain values say; None if it has another format.

    Raises:
        LookupError: They are other values.
        TypeError: The same.
        ValueError: The same, or they name a file outside of the folder.
        AttributeError: The same.
    """
    if written["format"] != _FORMAT:
        return None
    groups = [(_fingerprints(group["common"]), tuple(group["own"])) for group in written["groups"]]
    anchors = [frozenset(found) for found in written["anchors"]]
    if not all(map(_is_below, written["files"])):
        raise ValueError
    return Manifest({path: _read_file(entry, groups, anchors) for path, entry in written["files"].items()})


def _is_below(path: str) -> bool:
    """Whether a path stays in the folder it is below: nothing elsewhere is written or removed, whoever wrote this."""
    parts = PurePosixPath(path).parts
    return bool(parts) and ".." not in parts and not path.startswith("/")


def write_manifest(manifest: Manifest) -> bytes:
    """Give the bytes of a manifest: the same for the same files, whatever the clock says."""
    return json.dumps(pack_manifest(manifest), separators=(",", ":"), ensure_ascii=False).encode()


def pack_manifest(manifest: Manifest) -> Mapping[str, object]:
    """Give a manifest as plain values for JSON.

    Files with the same common inputs are a group, which says these once and the names of the others: of 5,000 models
    in three languages 8 MB, a fifth of what whole entries take. Anchors, which many pages have, are said once, too.
    """
    groups: list[dict[str, object]] = []
    numbers: dict[tuple[object, ...], int] = {}
    anchors: dict[frozenset[str], int] = {}
    files = {}
    for path, file in sorted(manifest.files.items()):
        key = (*file.common.items(), *file.inputs)
        if key not in numbers:
            numbers[key] = len(groups)
            groups.append({"common": dict(file.common), "own": list(file.inputs)})
        known = anchors.setdefault(file.anchors, len(anchors))
        files[path] = [numbers[key], file.size_bytes, known, *file.inputs.values()]
    return {"format": _FORMAT, "groups": groups, "anchors": list(map(sorted, anchors)), "files": files}


_Group = tuple[Mapping[str, Fingerprint], tuple[str, ...]]
"""Common inputs of files, and the names of those that each has of its own."""


def _read_file(entry: list[object], groups: list[_Group], anchors: list[frozenset[str]]) -> PublishedFile:
    group, size, ids, *own = entry
    if not isinstance(group, int) or not isinstance(size, int) or not isinstance(ids, int):
        raise TypeError
    common, names = groups[group]
    return PublishedFile(_fingerprints(dict(zip(names, own, strict=True))), size, common, anchors[ids])


def _fingerprints(written: object) -> Mapping[str, Fingerprint]:
    if not isinstance(written, dict):
        raise TypeError
    return written
