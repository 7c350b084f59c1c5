"""Edits are applied to files as they are now, and to nothing else in them."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from site_builder.diagnostics import Diagnostic, Edit, Span
from site_builder.lint.fixing import plan_fixes, write_change


def _found(*edits: Edit | None) -> list[Diagnostic]:
    return [Diagnostic("x-y", Span("a.yaml"), "message", "why", "fix", edit=edit) for edit in edits]


def test_edits_of_one_file_are_one_change(tmp_path: Path) -> None:
    """Offsets count in the file as it is; the rest of it stays, and a finding without an edit changes nothing."""
    (tmp_path / "a.yaml").write_bytes("a: один # kept\nb: two\n".encode())

    (change,) = plan_fixes(
        _found(Edit("a.yaml", 18, 21, "two", "2"), None, Edit("a.yaml", 3, 7, "один", "1")), tmp_path
    )

    assert change.after == b"a: 1 # kept\nb: 2\n"
    assert change.count == 2
    assert change.diff() == (
        "--- a/a.yaml\n+++ b/a.yaml\n@@ -1,2 +1,2 @@\n-a: один # kept\n-b: two\n+a: 1 # kept\n+b: 2\n"
    )


def test_of_overlapping_edits_the_first_is_taken(tmp_path: Path) -> None:
    """The other is for the next round."""
    (tmp_path / "a.yaml").write_bytes(b"abc\n")

    (change,) = plan_fixes(_found(Edit("a.yaml", 1, 3, "bc", "X"), Edit("a.yaml", 0, 2, "ab", "Y")), tmp_path)

    assert (change.after, change.count) == (b"Yc\n", 1)


def test_edit_of_something_else_is_void(tmp_path: Path) -> None:
    """A file that was edited since is not written into."""
    (tmp_path / "a.yaml").write_bytes(b"abc")

    assert plan_fixes(_found(Edit("a.yaml", 0, 1, "b", "X")), tmp_path) == ()


def test_the_same_edit_twice_is_one(tmp_path: Path) -> None:
    """A text that two rules mend in the same way is mended once; a file without a last line end is shown as such."""
    (tmp_path / "a.yaml").write_bytes(b"abc")

    (change,) = plan_fixes(_found(Edit("a.yaml", 0, 1, "a", "X"), Edit("a.yaml", 0, 1, "a", "X")), tmp_path)

    assert change.count == 1
    assert change.diff().endswith("-abc\n\\ No newline at end of file\n+Xbc\n\\ No newline at end of file\n")


def test_byte_order_mark_and_line_ends_stay(tmp_path: Path) -> None:
    """Offsets count after the mark, and a line end of Windows is two characters."""
    (tmp_path / "a.yaml").write_bytes(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n")

    (change,) = plan_fixes(_found(Edit("a.yaml", 9, 10, "2", "3")), tmp_path)

    assert change.after == b"\xef\xbb\xbfa: 1\r\nb: 3\r\n"


def test_change_is_written_with_the_rights_of_the_file(tmp_path: Path) -> None:
    """Nothing else is left in the folder, and a link still leads to the file."""
    path = tmp_path / "a.yaml"
    path.write_bytes(b"abc")
    path.chmod(0o640)
    (tmp_path / "link.yaml").symlink_to(path)
    (change,) = plan_fixes(_found(Edit("link.yaml", 0, 1, "a", "X")), tmp_path)

    assert write_change(change, tmp_path)

    assert path.read_bytes() == b"Xbc"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert (tmp_path / "link.yaml").is_symlink()
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["a.yaml", "link.yaml"]


def test_file_edited_meanwhile_is_left_alone(tmp_path: Path) -> None:
    """What was shown as a diff is what is written, or nothing is."""
    (tmp_path / "a.yaml").write_bytes(b"abc")
    (change,) = plan_fixes(_found(Edit("a.yaml", 0, 1, "a", "X")), tmp_path)
    (tmp_path / "a.yaml").write_bytes(b"abcd")

    assert not write_change(change, tmp_path)

    assert (tmp_path / "a.yaml").read_bytes() == b"abcd"


def test_failed_writing_leaves_the_file_and_nothing_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk costs nothing that was there."""
    (tmp_path / "a.yaml").write_bytes(b"abc")
    (change,) = plan_fixes(_found(Edit("a.yaml", 0, 1, "a", "X")), tmp_path)

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", refuse)
    with pytest.raises(OSError, match="No space"):
        write_change(change, tmp_path)

    assert [(entry.name, entry.read_bytes()) for entry in tmp_path.iterdir()] == [("a.yaml", b"abc")]
