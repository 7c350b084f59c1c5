"""The manifest: what it keeps, and what is done with one that cannot be read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from site_builder.build.manifest import MANIFEST_NAME, Manifest, PublishedFile, read_manifest, write_manifest
from site_builder.fingerprints import Fingerprint
from site_builder.outputs.links import PageLinks

_PAGE = PublishedFile({"record": Fingerprint("1")}, 10, PageLinks(("/ru/",), ("main", "main")))
_ASSET = PublishedFile({"content": Fingerprint("2")}, 0, None)


def test_a_manifest_is_read_as_it_was_written(tmp_path: Path) -> None:
    """Inputs, sizes and links survive the round trip."""
    manifest = Manifest({"ru/index.html": _PAGE, "assets/a.css": _ASSET})
    (tmp_path / MANIFEST_NAME).write_bytes(write_manifest(manifest))

    actual = read_manifest(tmp_path)

    assert actual == manifest


def test_order_does_not_reach_the_bytes() -> None:
    """The same files in another order give the same bytes."""
    one = write_manifest(Manifest({"a": _PAGE, "b": _ASSET}))
    other = write_manifest(Manifest({"b": _ASSET, "a": _PAGE}))

    assert one == other


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b'{"format":1,"files":{"a"', id="cut off"),
        pytest.param(b"\xff\xfe", id="not UTF-8"),
        pytest.param(b"[]", id="a list"),
        pytest.param(b"null", id="null"),
        pytest.param(b"{}", id="no format"),
        pytest.param(b'{"format":0,"files":{}}', id="another format"),
        pytest.param(b'{"format":1}', id="no files"),
        pytest.param(b'{"format":1,"files":[]}', id="files are a list"),
        pytest.param(b'{"format":1,"files":{"a":1}}', id="a number for a file"),
        pytest.param(b'{"format":1,"files":{"a":{"inputs":[],"size":1}}}', id="inputs are a list"),
        pytest.param(b'{"format":1,"files":{"a":{"inputs":{},"size":"1"}}}', id="size is a text"),
        pytest.param(b'{"format":1,"files":{"a":{"inputs":{}}}}', id="no size"),
        pytest.param(b'{"format":1,"files":{"a":{"inputs":{},"size":1,"links":{"to":[]}}}}', id="no anchors"),
        pytest.param(b"[" * 200_000, id="too deep"),
    ],
)
def test_what_cannot_be_understood_is_no_manifest(tmp_path: Path, content: bytes) -> None:
    """A damaged manifest means that everything is rendered again, never an error."""
    (tmp_path / MANIFEST_NAME).write_bytes(content)

    assert read_manifest(tmp_path) is None


def test_a_folder_without_manifest_has_none(tmp_path: Path) -> None:
    """Neither an empty folder nor a missing one is an error."""
    assert read_manifest(tmp_path) is None
    assert read_manifest(tmp_path / "missing") is None


def test_the_manifest_is_compact_json() -> None:
    """The written form is what other programs may read."""
    actual = json.loads(write_manifest(Manifest({"ru/index.html": _PAGE})))

    assert actual == {
        "format": 1,
        "files": {
            "ru/index.html": {"inputs": {"record": "1"}, "size": 10, "links": {"to": ["/ru/"], "ids": ["main", "main"]}}
        },
    }
