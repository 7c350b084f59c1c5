"""The folder in which results are kept: where it is, and that it may fail."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.build.cache_folder import cache_file, read_kept, shared_cache_file, write_cache


def test_caches_lie_where_the_system_wants_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the folder the variable names, else in that of the user; a folder for each site."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    named = cache_file(tmp_path / "site", "records")
    monkeypatch.setenv("XDG_CACHE_HOME", "")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    usual = cache_file(tmp_path / "site", "records")

    assert named.parents[2] == tmp_path / "caches"
    assert usual.parents[2] == tmp_path / "home/.cache"
    assert named.parent.name == usual.parent.name
    assert cache_file(tmp_path / "other", "records").parent != usual.parent
    assert shared_cache_file("templates").parents[2] == tmp_path / "home/.cache"


def test_what_was_written_is_read(tmp_path: Path) -> None:
    """Nothing else is left in the folder; what is written again replaces it."""
    path = tmp_path / "a/b/records"
    write_cache(path, b"one")
    write_cache(path, b"two")

    assert read_kept(path) == b"two"
    assert list(path.parent.iterdir()) == [path]


def test_what_is_not_there_is_nothing(tmp_path: Path) -> None:
    """A missing file, and a folder in its place."""
    assert read_kept(tmp_path / "none") == b""
    assert read_kept(tmp_path) == b""


def test_what_cannot_be_written_is_not_kept(tmp_path: Path) -> None:
    """Where a file is in the way of a folder, or a folder in that of the file, nothing is left and nothing is said."""
    (tmp_path / "file").write_text("x")
    (tmp_path / "folder/records/x").mkdir(parents=True)

    write_cache(tmp_path / "file/records", b"one")
    write_cache(tmp_path / "folder/records", b"one")

    assert [path.name for path in (tmp_path / "folder").iterdir()] == ["records"]
    assert (tmp_path / "file").read_text() == "x"
