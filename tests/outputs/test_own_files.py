"""A site's own templates and assets are used, or it is said why not."""

from __future__ import annotations

import os
from errno import EACCES
from pathlib import Path

import pytest

from site_builder.build.inputs import read_site
from site_builder.outputs.own_files import find_unusable


def _found(site: Path) -> list[tuple[str, str]]:
    return [(item.span.path, item.message.partition(": ")[2]) for item in find_unusable(site)]


def test_a_site_without_templates_has_none_that_cannot_be_used(tmp_path: Path) -> None:
    """The folder may be missing."""
    assert _found(tmp_path) == []


@pytest.mark.parametrize("is_link", [True, False])
def test_what_is_no_folder_of_templates_is_a_finding(tmp_path: Path, *, is_link: bool) -> None:
    """A file, or a link that leads nowhere, in the place of the folder."""
    if is_link:
        (tmp_path / "templates").symlink_to("nowhere")
    else:
        (tmp_path / "templates").write_text("")

    assert _found(tmp_path) == [("templates", "it is not a folder")]


def test_files_that_cannot_be_read_are_findings(tmp_path: Path) -> None:
    """Packaged ones would take their place; what editors keep for themselves is passed over."""
    css = tmp_path / "templates/assets/css"
    css.mkdir(parents=True)
    (css / "90-own.css").write_bytes(b"/* r\xe9sum */")
    (css / "95-own.css").write_text("/* café */", encoding="utf-8")
    (css / "logo.bin").write_bytes(b"\xff")
    (css / ".#95-own.css").symlink_to("nowhere")
    (tmp_path / "templates/footer.html.j2").symlink_to("nowhere")

    assert sorted(_found(tmp_path)) == [
        ("templates/assets/css/90-own.css", "it is not UTF-8"),
        ("templates/footer.html.j2", "No such file or directory"),
    ]


def test_a_folder_that_may_not_be_read_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody knows which templates are in it."""
    (tmp_path / "templates/pages").mkdir(parents=True)
    scan = os.scandir

    def refuse(path: str) -> object:
        if Path(path).name == "pages":
            raise PermissionError(EACCES, "Permission denied", path)
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)

    assert _found(tmp_path) == [("templates/pages", "Permission denied")]


@pytest.mark.parametrize("is_broken", [True, False])
def test_a_site_says_so_with_what_else_is_wrong(small_site: Path, *, is_broken: bool) -> None:
    """Whether its records have errors or not."""
    (small_site / "templates").symlink_to("nowhere")
    if is_broken:
        (small_site / "catalog/providers/acme.yaml").write_text("name: [")

    found = read_site(small_site)[1]

    assert ("template-unreadable", "templates") in {(item.code, item.span.path) for item in found}
