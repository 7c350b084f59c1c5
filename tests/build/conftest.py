"""What tests of builds share: the small site as its first build leaves it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from site_builder.build.pipeline import BuildOptions, build_site

_SMALL_SITE = Path(__file__).parent.parent / "sites" / "small"


@pytest.fixture(scope="session")
def _built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = shutil.copytree(_SMALL_SITE, tmp_path_factory.mktemp("built") / "site")
    assert build_site(BuildOptions(site, site / "dist", jobs=1)).is_published
    return site


@pytest.fixture
def built_site(_built_once: Path, tmp_path: Path) -> Path:
    """Give a fresh copy of the small site with its published folder `dist`."""
    return shutil.copytree(_built_once, tmp_path / "site")
