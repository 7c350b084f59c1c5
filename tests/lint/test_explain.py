"""Every code has a page, the same in the terminal and in the documentation."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

from site_builder.lint.all_rules import RULES
from site_builder.lint.codes import SUMMARIES, describe_code
from site_builder.lint.explain import find_page, known_codes

_REPOSITORY = Path(__file__).resolve().parents[2]


def test_pages_are_current() -> None:
    """After a change of rules or cases: `make reference`."""
    expected = runpy.run_path(str(_REPOSITORY / "tools/diagnostics_pages.py"))["make_pages"]()

    actual = {path.name: path.read_text(encoding="utf-8") for path in (_REPOSITORY / "docs/diagnostics").glob("*")}

    assert actual == expected


def test_every_case_has_a_page_and_shows_itself_there() -> None:
    """Codes without a broken site are those that only publishing can give."""
    cases = {path.parent.name.partition("--")[0] for path in (_REPOSITORY / "tests/invalid").glob("*/expected.txt")}

    assert cases <= set(known_codes())
    for code in cases:
        assert f"[{code}]: " in (find_page(code) or "")


def test_every_rule_has_a_page_with_both_examples() -> None:
    """The page of a rule is what its file says."""
    for rule in RULES:
        page = find_page(rule.name) or ""
        assert all(text in page for text in (rule.summary, rule.why, rule.bad.text.rstrip(), rule.good.text.rstrip()))


def test_summaries_are_sentences_of_codes_that_no_rule_has() -> None:
    """A code has one meaning, in one place."""
    names = tuple(rule.name for rule in RULES)

    assert [code for code in SUMMARIES if code in names or code.startswith(tuple(f"{name}-" for name in names))] == []
    assert [text for text in SUMMARIES.values() if not re.fullmatch(r"[A-Z`].*\.", text)] == []
    assert describe_code("price-magnitude") == next(rule for rule in RULES if rule.name == "price-magnitude").summary


def test_unknown_code_has_no_page() -> None:
    """Nor does what would lead out of the folder."""
    assert find_page("no-such-code") is None
    assert find_page("../README") is None
    assert find_page("README") is None
