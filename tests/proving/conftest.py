"""What tests of proving share: a small catalog, and the programs of this machine."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from site_builder.catalog.catalog import Catalog
from site_builder.catalog.loader import load_catalog
from site_builder.proving.programs import Toolbox, find_programs

NODE_MODULES = Path(
    os.environ.get("SNIPPET_NODE_MODULES", Path(__file__).parents[2] / ".venv" / "node" / "node_modules")
)
"""Packages of `tests/snippets/package.json`, as `make test` installs them."""


@pytest.fixture
def catalog(small_site: Path) -> Catalog:
    """Give the catalog of the small site."""
    loaded = load_catalog(small_site)
    assert loaded.catalog is not None, loaded.diagnostics
    return loaded.catalog


@pytest.fixture(scope="session")
def toolbox() -> Toolbox:
    """Give the programs that run snippets here."""
    assert (NODE_MODULES / "openai").is_dir(), f"no npm packages in {NODE_MODULES}: run `make test`"
    return find_programs(sys.executable, NODE_MODULES)
