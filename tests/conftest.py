"""What tests of every area share: a small valid site that they may break."""

from __future__ import annotations

import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from site_builder.build import file_state

_SMALL_SITE = Path(__file__).parent / "sites" / "small"


@pytest.fixture(scope="session", autouse=True)
def _interruptible() -> None:
    """Let programs that tests start be interrupted, even where a shell runs the tests in the background.

    Such a shell ignores SIGINT, and what it starts inherits that; a handler does not reach them, so they begin anew.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what runs leave for the next one in a folder of the tests: none sees or leaves a cache elsewhere."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let files count as settled at once, so that nobody waits until what was read may be kept; in an empty cache."""
    monkeypatch.setattr(file_state, "_SETTLED_NANOSECONDS", -(10**15))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def small_site(tmp_path: Path) -> Path:
    """Give a fresh copy of `tests/sites/small`: two models, one of every other record, three locales, no problems."""
    return shutil.copytree(_SMALL_SITE, tmp_path / "site")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the flag that rewrites expected files; what it writes is reviewed as code."""
    parser.addoption("--update-expected", action="store_true", help="write what is printed now as what is expected")
