"""Leaves out the findings a site has made an exception for, and reports exceptions that nothing needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from site_builder.catalog.catalog import Catalog, RecordId
from site_builder.catalog.finding import Finding, place_finding, suggest
from site_builder.diagnostics import Diagnostic
from site_builder.lint.rule import Rule
from site_builder.records.lint_exceptions import LintException

EXCEPTIONS_ID = RecordId("lint-exceptions")


def apply_exceptions(
    catalog: Catalog, diagnostics: Iterable[Diagnostic], rules: Iterable[Rule]
) -> tuple[tuple[Diagnostic, ...], frozenset[LintException]]:
    """Give the findings that no exception covers, and the exceptions that covered one.

    Only findings of rules can be excepted; what a record class refuses is always an error.
    """
    exceptions = catalog.lint_exceptions.exceptions if catalog.lint_exceptions else ()
    names = tuple(rule.name for rule in rules)
    kept, used = [], set[LintException]()
    for item in diagnostics:
        covering = [exception for exception in exceptions if _is_covered(item, exception)]
        if covering and _rule_of(item.code, names):
            used.update(covering)
        else:
            kept.append(item)
    return tuple(kept), frozenset(used)


def find_unused(catalog: Catalog, used: frozenset[LintException], rules: Iterable[Rule]) -> tuple[Diagnostic, ...]:
    """Give a finding for every exception from one of these rules that covered nothing."""
    names = tuple(rule.name for rule in rules)
    return _diagnose(
        catalog,
        lambda item: item not in used and _rule_of(item.rule, names) is not None,
        lambda item: Finding(
            "exception-unused",
            (),
            f"`{item.rule}` finds nothing in {item.record}",
            "an exception outlives its reason unnoticed, and would hide the next mistake",
            "remove it from the list",
            replacement="",
        ),
    )


def find_unknown(catalog: Catalog, rules: Iterable[Rule]) -> tuple[Diagnostic, ...]:
    """Give a finding for every exception from something that is no rule."""
    names = tuple(rule.name for rule in rules)
    return _diagnose(
        catalog,
        lambda item: _rule_of(item.rule, names) is None,
        lambda item: Finding(
            "exception-rule-unknown",
            (),
            f"there is no rule `{item.rule}`{suggest(item.rule, names)}",
            "only findings of rules can be excepted; what a record class refuses has to be mended",
            "write the code in brackets of the finding, or remove the exception",
        ),
    )


def _diagnose(
    catalog: Catalog, is_meant: Callable[[LintException], bool], find: Callable[[LintException], Finding]
) -> tuple[Diagnostic, ...]:
    """Give the finding of every exception that is meant, at its place in the file."""
    if catalog.lint_exceptions is None:
        return ()
    file = catalog.files[EXCEPTIONS_ID]
    return tuple(
        place_finding(file, replace(find(item), place=("exceptions", index)))
        for index, item in enumerate(catalog.lint_exceptions.exceptions)
        if is_meant(item)
    )


def _is_covered(diagnostic: Diagnostic, exception: LintException) -> bool:
    path = diagnostic.span.path
    named = {path, path.removeprefix("catalog/").removesuffix(".yaml")}
    return exception.record in named and _rule_of(diagnostic.code, (exception.rule,)) is not None


def _rule_of(code: str, names: tuple[str, ...]) -> str | None:
    return next((name for name in names if code == name or code.startswith(f"{name}-")), None)
