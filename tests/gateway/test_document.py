"""What docs/gateway.md shows works."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from site_builder.gateway.running import RunningGateway
from site_builder.gateway.server import MAX_BODY_BYTES
from tests.gateway.conftest import KEY

_ROOT = Path(__file__).parents[2]
_TEXT = (_ROOT / "docs/gateway.md").read_text(encoding="utf-8")
_BLOCKS = re.findall(r"^```python\n(.*?)^```$", _TEXT, re.MULTILINE | re.DOTALL)
_EXAMPLE = "I answer questions, write and edit text, and help with code."


@pytest.mark.parametrize(
    ("block", "expected"),
    list(zip(_BLOCKS, [_EXAMPLE, f"{_EXAMPLE}\n", f"{_EXAMPLE}\n", "rate_limit_exceeded 1\n", ""], strict=True)),
)
def test_each_example_runs(gateway: RunningGateway, block: str, expected: str) -> None:
    """Every Python example prints what it should, with the address and the key of a running gateway."""
    code = block.replace("http://127.0.0.1:8080", gateway.url).replace('api_key="any"', f'api_key="{KEY}"')

    done = subprocess.run(
        [sys.executable, "-c", code], check=False, capture_output=True, text=True, cwd=_ROOT, timeout=60
    )

    assert (done.returncode, done.stderr, done.stdout) == (0, "", expected)


def test_the_limit_is_as_told() -> None:
    """The document names the size of the largest body."""
    assert f"{MAX_BODY_BYTES // 1024**2} MiB" in _TEXT
