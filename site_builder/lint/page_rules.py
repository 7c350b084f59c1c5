"""Runs rules over finished pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from site_builder.diagnostics import Diagnostic, Span
from site_builder.lint.rule import FinishedPage, PageRule
from site_builder.lint.rules.icon_only import ICON_ONLY
from site_builder.lint.rules.image_alt import IMAGE_ALT
from site_builder.lint.rules.section_duplicate import SECTION_DUPLICATE
from site_builder.lint.rules.section_empty import SECTION_EMPTY
from site_builder.lint.rules.snippet_key import SNIPPET_KEY
from site_builder.lint.slips import describe_slip
from site_builder.lint.written_text import TextSlip

PAGE_RULES: tuple[PageRule, ...] = (ICON_ONLY, IMAGE_ALT, SECTION_DUPLICATE, SECTION_EMPTY, SNIPPET_KEY)


def run_page_rules(page: FinishedPage, rules: Iterable[PageRule] = PAGE_RULES) -> Iterator[Diagnostic]:
    """Give the findings of rules about finished pages, in any order."""
    for rule in rules:
        for slip in rule.check(page):
            yield _place(rule, page, slip)


def _place(rule: PageRule, page: FinishedPage, slip: TextSlip) -> Diagnostic:
    start, html = slip.start, page.html
    column = start - html.rfind("\n", 0, start)
    return describe_slip(rule, slip, Span(page.path, html.count("\n", 0, start) + 1, column, max(1, slip.end - start)))
