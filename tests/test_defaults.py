"""Packaged folders are found in a checkout and in an installed wheel."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder import defaults


def test_checkout_has_its_folders_at_the_top() -> None:
    """Beside the package lie the templates that a wheel would carry inside."""
    folder = defaults.packaged_folder("templates")

    assert folder.name == "templates"
    assert (folder / "layouts" / "base.html.j2").is_file()


def test_wheel_carries_its_folders_inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installed package prefers what came with it to a folder that happens to lie beside it."""
    (tmp_path / "site_builder" / "_packaged" / "locales").mkdir(parents=True)
    (tmp_path / "locales").mkdir()
    monkeypatch.setattr(defaults, "_PACKAGE", tmp_path / "site_builder")

    assert defaults.packaged_folder("locales") == tmp_path / "site_builder" / "_packaged" / "locales"
    assert defaults.packaged_folder("templates") == tmp_path / "templates"
