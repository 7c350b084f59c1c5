"""The manifest: what it keeps, and what is done with one that cannot be read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from site_builder.build.manifest import Manifest, PublishedFile, read_manifest, write_manifest
from site_builder.build.manifest_name import MANIFEST_NAME
from site_builder.fingerprints import Fingerprint

_COMMON = {"template": Fingerprint("3"), "site": Fingerprint("4")}
_PAGE = PublishedFile({"record": Fingerprint("1")}, 10, _COMMON, frozenset({"top", "end"}))
_ALIKE = PublishedFile({"record": Fingerprint("5")}, 11, dict(_COMMON))
_ASSET = PublishedFile({"content": Fingerprint("2")}, 0)


def test_a_manifest_is_read_as_it_was_written(tmp_path: Path) -> None:
    """Inputs, sizes and anchors survive the round trip."""
    manifest = Manifest({"ru/index.html": _PAGE, "ru/a.html": _ALIKE, "assets/a.css": _ASSET})
    (tmp_path / MANIFEST_NAME).write_bytes(write_manifest(manifest))

    actual = read_manifest(tmp_path)

    assert actual == manifest


def test_files_with_the_same_common_inputs_share_them(tmp_path: Path) -> None:
    """They are read as one object, so that a plan compares them once; written, they are one group."""
    content = write_manifest(Manifest({"a": _PAGE, "b": _ALIKE, "c": _ASSET}))
    (tmp_path / MANIFEST_NAME).write_bytes(content)

    actual = read_manifest(tmp_path)

    assert actual is not None
    assert actual.files["a"].common is actual.files["b"].common
    assert len(json.loads(content)["groups"]) == 2


def test_files_with_other_names_of_inputs_are_no_group(tmp_path: Path) -> None:
    """The same common inputs with another input of its own, or none, are kept apart."""
    files = {
        "a": PublishedFile({"record": Fingerprint("1")}, 1, _COMMON),
        "b": PublishedFile({"content": Fingerprint("1")}, 1, _COMMON),
        "c": PublishedFile({}, 1, _COMMON),
        "d": PublishedFile({"record": Fingerprint("1")}, 1, {**_COMMON, "site": Fingerprint("5")}),
    }
    (tmp_path / MANIFEST_NAME).write_bytes(write_manifest(Manifest(files)))

    assert read_manifest(tmp_path) == Manifest(files)


@pytest.mark.parametrize("path", ["../a.html", "a/../../b", "/etc/x", "", "."])
def test_a_manifest_that_names_files_elsewhere_is_none(path: str, tmp_path: Path) -> None:
    """A build removes what the last one has published and this one has not; only ever in its folder."""
    (tmp_path / MANIFEST_NAME).write_bytes(write_manifest(Manifest({"a.html": _PAGE, path: _PAGE})))

    assert read_manifest(tmp_path) is None


def test_order_does_not_reach_the_bytes() -> None:
    """The same files in another order give the same bytes."""
    one = write_manifest(Manifest({"a": _PAGE, "b": _ASSET, "c": _ALIKE}))
    other = write_manifest(Manifest({"b": _ASSET, "c": _ALIKE, "a": _PAGE}))

    assert one == other


_GROUP = b'{"common":{},"own":["record"]}'


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b'{"format":3,"groups":[],"anchors":[],"files":{"a"', id="cut off"),
        pytest.param(b"\xff\xfe", id="not UTF-8"),
        pytest.param(b"[]", id="a list"),
        pytest.param(b"null", id="null"),
        pytest.param(b"{}", id="no format"),
        pytest.param(b'{"format":2,"groups":[],"anchors":[],"files":{}}', id="another format"),
        pytest.param(b'{"format":3,"anchors":[],"files":{}}', id="no groups"),
        pytest.param(b'{"format":3,"groups":[],"anchors":[]}', id="no files"),
        pytest.param(b'{"format":3,"groups":[],"anchors":[],"files":[]}', id="files are a list"),
        pytest.param(b'{"format":3,"groups":[1],"anchors":[],"files":{}}', id="a number for a group"),
        pytest.param(
            b'{"format":3,"groups":[{"common":[],"own":[]}],"anchors":[],"files":{}}', id="common inputs are a list"
        ),
        pytest.param(b'{"format":3,"groups":[{"common":{}}],"anchors":[],"files":{}}', id="no names of own inputs"),
        pytest.param(b'{"format":3,"groups":[%s],"anchors":[[]],"files":{"a":1}}' % _GROUP, id="a number for a file"),
        pytest.param(b'{"format":3,"groups":[%s],"anchors":[[]],"files":{"a":[]}}' % _GROUP, id="an empty file"),
        pytest.param(
            b'{"format":3,"groups":[%s],"anchors":[[]],"files":{"a":[1,10,0,"x"]}}' % _GROUP, id="no such group"
        ),
        pytest.param(
            b'{"format":3,"groups":[%s],"anchors":[[]],"files":{"a":["0",10,0,"x"]}}' % _GROUP, id="group is a text"
        ),
        pytest.param(
            b'{"format":3,"groups":[%s],"anchors":[[]],"files":{"a":[0,"10",0,"x"]}}' % _GROUP, id="size is a text"
        ),
        pytest.param(b'{"format":3,"groups":[%s],"anchors":[[]],"files":{"a":[0,10,0]}}' % _GROUP, id="no fingerprint"),
        pytest.param(
            b'{"format":3,"groups":[%s],"anchors":[[]],"files":{"a":[0,10,0,"x","y"]}}' % _GROUP,
            id="too many fingerprints",
        ),
        pytest.param(b'{"format":3,"groups":[%s],"files":{}}' % _GROUP, id="no anchors"),
        pytest.param(
            b'{"format":3,"groups":[%s],"anchors":[[]],"files":{"a":[0,10,"x","x"]}}' % _GROUP, id="anchors are a text"
        ),
        pytest.param(
            b'{"format":3,"groups":[%s],"anchors":[[]],"files":{"a":[0,10,1,"x"]}}' % _GROUP, id="no such anchors"
        ),
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
    actual = json.loads(write_manifest(Manifest({"ru/index.html": _PAGE, "ru/a.html": _ALIKE})))

    assert actual == {
        "format": 3,
        "groups": [{"common": {"template": "3", "site": "4"}, "own": ["record"]}],
        "anchors": [[], ["end", "top"]],
        "files": {"ru/a.html": [0, 11, 0, "5"], "ru/index.html": [0, 10, 1, "1"]},
    }
