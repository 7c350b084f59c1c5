"""Assets: bundled, named by content, and replaced by a site's own files."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from rcssmin import cssmin

from site_builder.defaults import packaged_folder
from site_builder.outputs import assets
from site_builder.outputs.assets import bundle_assets

_PACKAGED = packaged_folder("templates") / "assets"


def _write(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content)


def test_names_are_made_from_contents(tmp_path: Path) -> None:
    """Every asset has twelve digits of its SHA-256 in its name, so that a host may cache it for ever."""
    bundle = bundle_assets(tmp_path, "")

    assert len(bundle.files) == 10
    for path, content in bundle.files.items():
        assert path.split(".")[-2] == hashlib.sha256(content).hexdigest()[:12]
        assert content


def test_a_bundle_holds_its_files_in_the_order_of_their_names(tmp_path: Path) -> None:
    """The style sheet is all `css/*.css`, one after the other, without what browsers do not need."""
    bundle = bundle_assets(tmp_path, "")

    expected = b"".join(path.read_bytes() for path in sorted((_PACKAGED / "css").glob("*.css")))
    assert bundle.files[bundle.view.stylesheet.removeprefix("/")] == cssmin(expected)
    assert len(cssmin(expected)) < len(expected)


def test_addresses_are_below_the_base_path(tmp_path: Path) -> None:
    """Pages link to assets from the root of the host; files do not know the base path."""
    plain, based = bundle_assets(tmp_path, ""), bundle_assets(tmp_path, "/docs")

    assert based.files == plain.files
    assert plain.view.icons.removeprefix("/") in plain.files
    assert based.view.icons == f"/docs{plain.view.icons}"


def test_a_sites_own_file_hides_the_packaged_one(tmp_path: Path) -> None:
    """A file of a bundle is replaced by name, a new one is put in at its place, and single files are replaced."""
    css = tmp_path / "templates/assets/css"
    first, *others = sorted(path.name for path in (_PACKAGED / "css").glob("*.css"))
    _write(css / first, "b { color: red; } /* mine */")
    for name in others:
        _write(css / name, "")
    _write(css / "00-first.css", "a { top: 0 }")
    _write(css / "99-last.css", "c { top: 1px }")
    _write(css / "notes.txt", "no style")
    (css / "folder.css").mkdir()
    _write(tmp_path / "templates/assets/js/theme.js", "// mine")

    bundle = bundle_assets(tmp_path, "")

    assert bundle.files[bundle.view.stylesheet.removeprefix("/")] == b"a{top:0}b{color:red}c{top:1px}"
    assert bundle.files[bundle.view.theme_script.removeprefix("/")] == b"// mine"


def test_a_missing_file_is_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where neither the site nor the package has a file, pages link to an empty one."""
    monkeypatch.setattr(assets, "packaged_folder", lambda name: tmp_path / "packaged" / name)

    bundle = bundle_assets(tmp_path, "")

    assert set(bundle.files.values()) == {b""}
    assert bundle.view.theme_script == "/assets/theme.e3b0c44298fc.js"


def test_a_folder_with_the_name_of_a_file_is_passed_over(tmp_path: Path) -> None:
    """The packaged file is used then."""
    (tmp_path / "templates/assets/js/theme.js").mkdir(parents=True)

    bundle = bundle_assets(tmp_path, "")

    assert bundle.files[bundle.view.theme_script.removeprefix("/")] == (_PACKAGED / "js/theme.js").read_bytes()
