"""The pages that the measurement of filters opens."""

from __future__ import annotations

from pathlib import Path

from benchmarks.browser_filters import ACTIONS, write_catalog


def test_a_catalog_has_its_home_page_rows_and_assets(tmp_path: Path) -> None:
    """As many rows as models, in the file of all rows, and the assets that the pages link to."""
    out = tmp_path / "out"

    write_catalog(tmp_path / "site", out, 6)

    rows = (out / "en/browse/rows.html").read_text(encoding="utf-8")
    home = (out / "en/index.html").read_text(encoding="utf-8")
    assert rows.count("<tr data-facts=") == home.count("<tr data-facts=") == 6
    assert all(f"/assets/{path.name}" in home for path in (out / "assets").glob("catalog.*"))


def test_actions_have_different_names() -> None:
    """Each is a row of the table of results."""
    assert len({action.name for action in ACTIONS}) == len(ACTIONS)
