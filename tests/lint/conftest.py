"""What tests of rules share: a way to write into the small site and see what one rule finds."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from site_builder.catalog.loader import load_catalog
from site_builder.diagnostics import Diagnostic
from site_builder.lint.check import run_rules
from site_builder.lint.rule import Rule

FindIn = Callable[[Rule, Mapping[str, str]], list[Diagnostic]]


@pytest.fixture
def find_in(small_site: Path) -> FindIn:
    """Give what finds with one rule in the small site, after top-level keys of its records are replaced.

    Paths are below `catalog/`, without ending: `{"models/acme/mini": "summary: Another one."}`.
    """

    def find(rule: Rule, changes: Mapping[str, str]) -> list[Diagnostic]:
        for name, text in changes.items():
            _replace_keys(small_site / f"catalog/{name}.yaml", text)
        loaded = load_catalog(small_site)
        assert loaded.catalog is not None, loaded.diagnostics
        return list(run_rules(loaded.catalog, (), rules=[rule]))

    return find


def _replace_keys(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text("".join((_top_level(before) | _top_level(f"{text}\n")).values()), encoding="utf-8")


def _top_level(text: str) -> dict[str, str]:
    """Give the lines of every top-level key; PyYAML's dumper would write YAML 1.1, where `yes` is a boolean."""
    pieces = re.split(r"^(?=[a-z_]+:)", text, flags=re.MULTILINE)
    return {piece.partition(":")[0]: piece for piece in pieces if piece}
