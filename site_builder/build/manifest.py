"""What the last build published, and from what; kept inside the published folder.

Lying there it is swapped in together with the files it describes, so the two cannot disagree.
It also marks the folder as one that may be replaced.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from site_builder.fingerprints import Fingerprint
from site_builder.outputs.links import PageLinks

MANIFEST_NAME = ".site-builder.json"
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """One file of the last build.

    Attributes:
        inputs: Fingerprint of each input, by name.
        size_bytes: Size of the file.
        links: Links and anchors, for HTML pages.
    """

    inputs: Mapping[str, Fingerprint]
    size_bytes: int
    links: PageLinks | None


@dataclass(frozen=True, slots=True)
class Manifest:
    """All files of the last build, by path below the published folder."""

    files: Mapping[str, PublishedFile]


def read_manifest(folder: Path) -> Manifest | None:
    """Read the manifest of a published folder; None if there is none that this program understands."""
    try:
        written = json.loads((folder / MANIFEST_NAME).read_bytes())
        if written["format"] != _FORMAT:
            return None
        return Manifest({path: _read_file(entry) for path, entry in written["files"].items()})
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None


def write_manifest(manifest: Manifest) -> bytes:
    """Give the bytes of a manifest: the same for the same files, whatever the clock says."""
    files = {path: _write_file(file) for path, file in sorted(manifest.files.items())}
    return json.dumps({"format": _FORMAT, "files": files}, separators=(",", ":"), ensure_ascii=False).encode()


def _read_file(entry: dict[str, object]) -> PublishedFile:
    inputs, size = entry["inputs"], entry["size"]
    if not isinstance(inputs, dict) or not isinstance(size, int):
        raise TypeError
    links = entry.get("links")
    if not isinstance(links, dict):
        return PublishedFile(inputs, size, None)
    return PublishedFile(inputs, size, PageLinks(tuple(links["to"]), tuple(links["ids"])))


def _write_file(file: PublishedFile) -> dict[str, object]:
    entry: dict[str, object] = {"inputs": dict(file.inputs), "size": file.size_bytes}
    if file.links is not None:
        entry["links"] = {"to": file.links.links, "ids": file.links.anchors}
    return entry
