"""Runs all rules over a catalog."""

from __future__ import annotations

from site_builder.catalog.catalog import Catalog
from site_builder.diagnostics import Diagnostic
from site_builder.i18n.localizer import Localizer
from site_builder.lint.rule import LintContext
from site_builder.lint.rules import RULES


def run_rules(catalog: Catalog, localizers: tuple[Localizer, ...]) -> tuple[Diagnostic, ...]:
    """Give the findings of every rule, sorted."""
    context = LintContext(catalog, localizers)
    return tuple(sorted(finding for rule in RULES for finding in rule.check(context)))
