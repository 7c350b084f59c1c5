"""The wheel: it carries templates and locales, and builds a site anywhere."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

_REPOSITORY = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the wheel of this repository."""
    if importlib.util.find_spec("hatchling") is None:
        pytest.skip("hatchling is not installed")
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=_REPOSITORY, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def _files(folder: str, pattern: str) -> set[str]:
    found = (
        path for path in (_REPOSITORY / folder).glob(pattern) if path.is_file() and "__pycache__" not in path.parts
    )
    return {path.relative_to(_REPOSITORY).as_posix() for path in found}


def test_the_wheel_has_the_package_its_templates_and_its_messages_and_nothing_else(wheel: Path) -> None:
    """Templates, assets, `locale.yaml`, messages and the starter are package data; our own records are not."""
    packaged = (
        _files("templates", "**/*")
        | _files("locales", "*/locale.yaml")
        | _files("locales", "*/LC_MESSAGES/ui.po")
        | _files("locales", "ui.pot")
        | _files("docs/diagnostics", "*.md")
        | _files("starter", "**/*")
    )
    expected = (
        _files("site_builder", "**/*.py")
        | _files("site_builder", "lint/contracts/*.json")
        | _files("site_builder", "serve/*.js")
        | {f"site_builder/_packaged/{path}" for path in packaged}
    )

    names = set(zipfile.ZipFile(wheel).namelist())

    assert {name for name in names if ".dist-info/" not in name} == expected
    assert "site_builder/_packaged/templates/layouts/base.html.j2" in expected
    assert "site_builder/_packaged/locales/ru/LC_MESSAGES/ui.po" in expected
    assert "site_builder/_packaged/starter/catalog/protocols/openai-chat-completions.yaml" in expected


def _install(wheel: Path, folder: Path) -> dict[str, str]:
    """Unpack the wheel; give the environment in which Python finds it, and not the checkout."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    variables = {name: value for name, value in os.environ.items() if not name.startswith("COV")}  # it measures a copy
    return {**variables, "PYTHONPATH": str(folder)}


def test_a_site_outside_the_repository_is_built_by_an_installed_wheel(wheel: Path, small_site: Path) -> None:
    """Installed, the program needs nothing of its repository, and publishes what the checkout publishes."""
    installed = small_site.parent / "installed"
    environment = _install(wheel, installed)
    command = [sys.executable, "-P", "-m", "site_builder", "build", "--site", str(small_site)]
    where = "import site_builder; print(site_builder.__file__)"

    used = subprocess.run(
        [sys.executable, "-P", "-c", where], cwd=small_site.parent, env=environment, check=True, capture_output=True
    )
    subprocess.run(
        [*command, "--out", "wheel"], cwd=small_site.parent, env=environment, check=True, capture_output=True
    )
    subprocess.run(
        [*command, "--out", str(small_site.parent / "checkout")],
        cwd=_REPOSITORY,
        check=True,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(_REPOSITORY)},
    )

    pages = {
        path.relative_to(small_site.parent / "wheel"): path.read_bytes()
        for path in (small_site.parent / "wheel").rglob("*.html")
    }
    assert Path(used.stdout.decode().strip()) == installed / "site_builder/__init__.py"
    assert len(pages) == 74
    assert pages == {
        path.relative_to(small_site.parent / "checkout"): path.read_bytes()
        for path in (small_site.parent / "checkout").rglob("*.html")
    }


def test_a_site_is_begun_and_extended_by_an_installed_wheel(wheel: Path, tmp_path: Path) -> None:
    """Installed, `init` writes a site in all its languages, which builds without a finding; `new` goes on."""
    environment = _install(wheel, tmp_path / "installed")
    site = tmp_path / "site"
    site.mkdir()
    locales = ("--locale", "en", "--locale", "zh-Hans", "--locale", "ru")

    def run(*arguments: str) -> str:
        command = [sys.executable, "-P", "-m", "site_builder", *arguments]
        return subprocess.run(command, cwd=site, env=environment, check=True, capture_output=True, text=True).stdout

    run("init", ".", *locales)
    built = run("build")
    checked = run("check")
    run("new", "provider", "zed")
    run("new", "model", "zed/large")
    extended = run("build")

    assert checked == "check: no problems\n"
    assert "74 pages, 74 rendered, no problems" in built
    assert "83 pages" in extended
    assert (site / "dist/zh/models/zed/large/index.html").is_file()
    assert not any(path.is_symlink() for path in site.rglob("*"))
