"""What tests of the preview share: reading a site as the preview does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from site_builder.build.inputs import assemble_site
from site_builder.build.source import read_source
from site_builder.serve.site_version import SiteVersion


@pytest.fixture
def read_version() -> Callable[[Path], SiteVersion]:
    """Give a function that reads a site without errors."""

    def read(site_folder: Path) -> SiteVersion:
        source, _ = read_source(site_folder, jobs=1)
        assert source is not None
        site, _ = assemble_site(source)
        assert site is not None
        return SiteVersion(site)

    return read


@pytest.fixture
def version(small_site: Path, read_version: Callable[[Path], SiteVersion]) -> SiteVersion:
    """Give the small site."""
    return read_version(small_site)
