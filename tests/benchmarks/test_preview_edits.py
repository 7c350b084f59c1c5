"""The benchmark of the preview waits for pages that show what was edited."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import preview_edits
from benchmarks.preview_edits import measure_preview
from benchmarks.site_files import write_site


def test_edits_are_seen_in_the_preview(tmp_path: Path) -> None:
    """The text of each edit is on the page that ends its measurement."""
    write_site(tmp_path / "site", 25)

    first, seconds = measure_preview(tmp_path / "site", tmp_path / "cache", edits=2, pause_seconds=0.1)

    assert first > 0
    assert len(seconds) == 2
    assert "Edited 1 times." in "".join(path.read_text() for path in (tmp_path / "site/catalog/models").rglob("*.yaml"))


def test_a_page_that_never_comes_is_no_figure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A site that cannot be shown ends the measurement."""
    monkeypatch.setattr(preview_edits, "_LIMIT_SECONDS", 1)
    tmp_path.joinpath("site").mkdir()

    with pytest.raises(TimeoutError, match="no page"):
        measure_preview(tmp_path / "site", tmp_path / "cache", edits=1, pause_seconds=0)
