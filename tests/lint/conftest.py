"""What tests of rules share: what a rule says of one text, or of the small site after writing into it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal

import pytest

from site_builder.catalog.loader import load_catalog
from site_builder.diagnostics import Diagnostic
from site_builder.i18n.glossary import Glossary
from site_builder.lint.check import run_rules
from site_builder.lint.glossary_use import index_terms
from site_builder.lint.rule import Rule, TextRule, TranslationRule
from site_builder.lint.written_text import TextSlip, Translation, make_text

Form = Literal["plain", "inline", "block"]
FindIn = Callable[[Rule, Mapping[str, str]], list[Diagnostic]]


@pytest.fixture
def find_slips() -> Callable[..., list[TextSlip]]:
    """Give what a rule finds in a text, in order."""

    def find(
        rule: TextRule, text: str, tag: str = "en", form: Form = "inline", field: str = "summary"
    ) -> list[TextSlip]:
        return sorted(rule.check(make_text(text, tag, form, field)), key=lambda slip: (slip.start, slip.end))

    return find


@pytest.fixture
def mend(find_slips: Callable[..., list[TextSlip]]) -> Callable[..., str]:
    """Give a text after all mends of a rule, one after the other as `check --fix` makes them."""

    def apply(rule: TextRule, text: str, tag: str = "en") -> str:
        for _ in range(20):
            slip = next((slip for slip in find_slips(rule, text, tag) if slip.replacement is not None), None)
            if slip is None:
                return text
            text = text[: slip.start] + (slip.replacement or "") + text[slip.end :]
        raise AssertionError(text)

    return apply


@pytest.fixture
def compare() -> Callable[..., list[TextSlip]]:
    """Give what a rule finds in a translation beside its English source, in order."""

    def find(rule: TranslationRule, source: str, target: str, tag: str, names: tuple[str, ...] = ()) -> list[TextSlip]:
        terms = index_terms(Glossary())
        translation = Translation(make_text(source, "en"), make_text(target, tag), "catalog", terms, names)
        return sorted(rule.check(translation), key=lambda slip: (slip.start, slip.end))

    return find


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
