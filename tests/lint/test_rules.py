"""Every rule is documented by a bad and a good example, and both do what they say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from site_builder.build.checking import check_site
from site_builder.diagnostics import Diagnostic
from site_builder.lint.all_rules import RULES
from site_builder.lint.page_rules import run_page_rules
from site_builder.lint.rule import Example, FinishedPage, PageRule, Rule

_BY_NAME = [pytest.param(rule, id=rule.name) for rule in RULES]


def _show(site: Path, rule: Rule, example: Example) -> list[Diagnostic]:
    """Write an example into a site, or show it to a rule about pages; give the findings of the rule."""
    if isinstance(rule, PageRule):
        found = tuple(run_page_rules(FinishedPage(f"en/{example.path}", example.text, "en"), [rule]))
    else:
        _write(site / example.path, example.text)
        found = check_site(site)
    return [item for item in found if item.code == rule.name or item.code.startswith(f"{rule.name}-")]


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    if path.suffix == ".po":
        path.write_text(f"{before}\n{text}", encoding="utf-8")
        return
    blocks = _top_level(before) | _top_level(text)
    path.write_text("".join(blocks.values()), encoding="utf-8")


def _top_level(text: str) -> dict[str, str]:
    """Give the lines of every top-level key; PyYAML's dumper would write YAML 1.1, where `yes` is a boolean."""
    pieces = re.split(r"^(?=[a-z_]+:)", text, flags=re.MULTILINE)
    return {piece.partition(":")[0]: piece for piece in pieces if piece}


@pytest.mark.parametrize("rule", _BY_NAME)
def test_bad_example_is_reported(rule: Rule, small_site: Path) -> None:
    """A rule finds what its documentation calls bad, with the severity it documents."""
    found = _show(small_site, rule, rule.bad)

    assert found
    assert {item.severity for item in found} == {rule.severity}


@pytest.mark.parametrize("rule", _BY_NAME)
def test_good_example_is_not_reported(rule: Rule, small_site: Path) -> None:
    """A rule is silent about what its documentation calls good."""
    assert _show(small_site, rule, rule.good) == []


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.fixes], ids=lambda rule: rule.name)
def test_rule_that_says_it_fixes_offers_an_edit(rule: Rule, small_site: Path) -> None:
    """What `--fix` is documented to mend comes with the change that mends it."""
    assert any(item.edit is not None for item in _show(small_site, rule, rule.bad))


def test_names_are_unique_and_none_begins_with_another() -> None:
    """The name of a rule is enough to know whose finding a code is."""
    names = [rule.name for rule in RULES]

    assert len(set(names)) == len(names)
    assert [(name, other) for name in names for other in names if other.startswith(f"{name}-")] == []


@pytest.mark.parametrize("rule", _BY_NAME)
def test_documentation_is_written_for_readers(rule: Rule) -> None:
    """Summary and reason are whole sentences, and the two examples differ."""
    assert rule.summary.startswith(("Finds ", "Compares "))
    assert rule.summary.endswith(".")
    assert rule.why.endswith(".")
    assert rule.bad != rule.good
