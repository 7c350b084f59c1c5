"""Writing new files: all of them whole, or none."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.authoring.price_lists.new_files import write_new_files


def test_files_are_written_as_others_are(tmp_path: Path) -> None:
    """With their folders, the usual rights, and nothing left beside them."""
    other = tmp_path / "other"
    other.write_text("", encoding="utf-8")

    write_new_files(tmp_path, {"a/b.yaml": "ä\n", "c.yaml": ""})

    assert (tmp_path / "a/b.yaml").read_bytes() == b"\xc3\xa4\n"
    assert (tmp_path / "c.yaml").stat().st_mode == other.stat().st_mode
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["b.yaml"]


def test_file_that_is_there_stays_and_no_other_is_written(tmp_path: Path) -> None:
    """What was written before it is taken back."""
    (tmp_path / "b.yaml").write_text("mine", encoding="utf-8")

    with pytest.raises(FileExistsError):
        write_new_files(tmp_path, {"a.yaml": "new", "b.yaml": "new"})

    assert {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()} == {"b.yaml": "mine"}


def test_folder_that_cannot_be_made_writes_nothing(tmp_path: Path) -> None:
    """Also the drafts of others are gone."""
    (tmp_path / "folder").write_text("", encoding="utf-8")

    with pytest.raises(OSError, match="folder"):
        write_new_files(tmp_path, {"a.yaml": "new", "folder/b.yaml": "new"})

    assert [path.name for path in tmp_path.iterdir()] == ["folder"]
