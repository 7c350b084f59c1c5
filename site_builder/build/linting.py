"""Runs all rules that need no finished page over a site, but for what the site has made exceptions for."""

from __future__ import annotations

from pathlib import Path

from site_builder.build.cache_folder import cache_file, read_kept, write_cache
from site_builder.diagnostics import Diagnostic
from site_builder.i18n.locales_folder import LocaleFiles
from site_builder.lint.all_rules import RULES
from site_builder.lint.check import run_rules
from site_builder.lint.clean_texts import CleanTexts
from site_builder.lint.exceptions import apply_exceptions, find_unknown, find_unused
from site_builder.lint.pause import Pause
from site_builder.lint.rule import PageRule
from site_builder.outputs.program import program_fingerprint
from site_builder.pages.coverage import SiteCoverage


def lint_site(
    site_folder: Path, coverage: SiteCoverage, files: LocaleFiles, pause: Pause, *, clean: bool
) -> tuple[Diagnostic, ...]:
    """Give what the rules find, and the exceptions that none of them needs.

    Args:
        site_folder: The folder of the site.
        coverage: All records, and the words of every locale.
        files: Where the translations are.
        pause: Called between two looks; it may wait.
        clean: Look at every text, whatever rules have passed before.
    """
    catalog, path = coverage.catalog, cache_file(site_folder, "clean-texts")
    rules = tuple(rule for rule in RULES if not isinstance(rule, PageRule))
    passed = CleanTexts(b"" if clean else read_kept(path), program_fingerprint())
    found = run_rules(catalog, coverage.localizers, files, rules, passed, pause)
    written = passed.write()
    if written is not None:
        write_cache(path, written)
    kept, used = apply_exceptions(catalog, found, rules)
    return (*kept, *find_unused(catalog, used, rules), *find_unknown(catalog, RULES))
