"""What a lint rule is: a name, its scope, and a check that gives findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from site_builder.catalog.catalog import Catalog
from site_builder.diagnostics import Diagnostic
from site_builder.i18n.localizer import Localizer


@dataclass(frozen=True, slots=True)
class LintContext:
    """What a rule may look at: all records, and the words of every published locale."""

    catalog: Catalog
    localizers: tuple[Localizer, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """One check of sense.

    Attributes:
        name: Kebab-case; the codes of its findings start with it.
        summary: What it finds, in one sentence.
        check: Gives the findings, in any order.
    """

    name: str
    summary: str
    check: Callable[[LintContext], Iterator[Diagnostic]]
