"""The settings of tools in `pyproject.toml` say what is so."""

from __future__ import annotations

import tomllib
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[1]
_MADE = {".venv", "dist"}
"""What `make` writes."""


def test_spelling_is_left_unchecked_only_in_what_there_is() -> None:
    """A folder that is gone, or written wrongly, would hide what is put there later."""
    settings = tomllib.loads((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    skipped = {path.removeprefix("./") for path in settings["tool"]["codespell"]["skip"].split(",")}

    assert {path for path in skipped - _MADE if not (_ROOT / path).exists()} == set()
