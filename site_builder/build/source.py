"""Reads what a site is made from, but for its templates, and collects all that is wrong with it.

Imports no more than that takes, so that the rules are at work while what makes pages is imported: of the first check of
our own catalog, 0.15 of 1.4 s.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from errno import ENOTDIR
from functools import partial
from pathlib import Path
from typing import Protocol

from site_builder.build.minimum_coverage import find_below_minimum
from site_builder.build.published_locales import read_locales
from site_builder.build.reading import read_catalog
from site_builder.build.record_memory import RecordMemory
from site_builder.catalog.catalog import Catalog
from site_builder.catalog.glossary_file import read_glossary
from site_builder.diagnostics import Diagnostic, Span, has_errors
from site_builder.i18n.glossary import Glossary
from site_builder.i18n.locale import Locale
from site_builder.i18n.locales_folder import LOCALES_FOLDER, LocaleFiles
from site_builder.i18n.localizer import Localizer
from site_builder.i18n.messages import no_messages
from site_builder.lint.pause import Pause, go_on
from site_builder.pages.coverage import SiteCoverage
from site_builder.snippets.runs import SnippetRuns, read_runs


class Lint(Protocol):
    """Runs the rules."""

    def __call__(self, pause: Pause = go_on, /) -> tuple[Diagnostic, ...]:
        """Give what they find."""


@dataclass(frozen=True, slots=True)
class SiteSource:
    """What a site is made from, if it has no errors.

    Attributes:
        folder: The folder of the site.
        coverage: All records, and the words of every locale.
        runs: What is known of the snippets that were run.
        lint: Gives what the rules find, but for those about finished pages; it calls what it is given again and again,
            which may wait.
        clean: Whether it was read anew, whatever is kept; what belongs to it is then read anew, too.
    """

    folder: Path
    coverage: SiteCoverage
    runs: SnippetRuns
    lint: Lint
    clean: bool = False

    @property
    def catalog(self) -> Catalog:
        """All records."""
        return self.coverage.catalog


class SiteMemory:
    """What a process has read of a site, so that it reads again only what has changed.

    Attributes:
        records: The records.
        files: The languages.
    """

    def __init__(self, site_folder: Path) -> None:
        """Remember nothing yet."""
        self.records = RecordMemory()
        self.files = LocaleFiles(site_folder)


def read_source(
    site_folder: Path, *, jobs: int, clean: bool = False, memory: SiteMemory | None = None
) -> tuple[SiteSource | None, tuple[Diagnostic, ...]]:
    """Read a site; never raises for what an author wrote.

    Args:
        site_folder: The folder of the site.
        jobs: How many processes read; 0 for one per core.
        clean: Read everything, whatever is kept.
        memory: What this process has read before.

    Returns:
        What was read, or None if it has errors; and what there is to say about it, sorted. What is wrong with
        templates, and what rules find, is among it only if there are errors.
    """
    try:
        source, diagnostics = _read_source(site_folder, jobs, memory or SiteMemory(site_folder), clean=clean)
        if source is not None and not has_errors(diagnostics):
            return source, tuple(sorted(diagnostics))
        found = () if source is None else source.lint()
        return None, tuple(sorted((*diagnostics, *_check_templates(site_folder, clean=clean), *found)))
    except OSError as error:
        return None, (unreadable_file(site_folder, error),)


def _read_source(
    site_folder: Path, jobs: int, memory: SiteMemory, *, clean: bool
) -> tuple[SiteSource | None, tuple[Diagnostic, ...]]:
    """Give what was read, whether it has errors or not; None if there is no catalog."""
    loaded = read_catalog(site_folder, jobs, clean=clean, memory=memory.records)
    problems = loaded.diagnostics
    runs = read_runs(site_folder)
    if isinstance(runs, Diagnostic):
        problems += (runs,)
        runs = SnippetRuns()
    if loaded.catalog is None:
        return None, problems
    catalog, files = loaded.catalog, memory.files
    locales, found = read_locales(catalog, files)
    problems += (*found, *_find_no_folder(site_folder / LOCALES_FOLDER))
    localizers = {}
    for locale in locales:
        glossary = read_glossary(site_folder, locale.tag)
        problems += () if isinstance(glossary, Glossary) else glossary
        localizer = _make_localizer(catalog, locale, files, glossary if isinstance(glossary, Glossary) else Glossary())
        localizers[locale.tag] = localizer
        problems += (*localizer.interface.diagnostics, *localizer.prose.diagnostics)
    coverage = SiteCoverage(catalog, tuple(localizers.values()))
    lint = partial(_run_rules, site_folder, coverage, files, clean=clean)
    return SiteSource(site_folder, coverage, runs, lint, clean), (*problems, *find_below_minimum(coverage))


def _run_rules(
    site_folder: Path, coverage: SiteCoverage, files: LocaleFiles, pause: Pause = go_on, *, clean: bool
) -> tuple[Diagnostic, ...]:
    """Import the rules only now, in the process that runs them; a file that is gone since it was read is a finding."""
    from site_builder.build.linting import lint_site  # noqa: PLC0415 - see above

    try:
        return lint_site(site_folder, coverage, files, pause, clean=clean)
    except OSError as error:
        return (unreadable_file(site_folder, error),)


def _check_templates(site_folder: Path, *, clean: bool) -> tuple[Diagnostic, ...]:
    """Import what reads templates only now: a site without errors needs it later."""
    from site_builder.build.kept_code import read_code  # noqa: PLC0415 - see above
    from site_builder.outputs.own_files import find_unusable  # noqa: PLC0415

    return (*read_code(site_folder, clean=clean).templates.diagnostics, *find_unusable(site_folder))


def _find_no_folder(locales_folder: Path) -> Iterator[Diagnostic]:
    """Give a finding for what stands in the place of the folder of languages: the site's own would all be left out."""
    if os.path.lexists(locales_folder) and not locales_folder.is_dir():
        yield unreadable_file(
            locales_folder.parent, NotADirectoryError(ENOTDIR, "it is not a folder", str(locales_folder))
        )


def _make_localizer(catalog: Catalog, locale: Locale, files: LocaleFiles, glossary: Glossary) -> Localizer:
    source_tag = catalog.site.source_locale
    prose = no_messages() if locale.tag == source_tag else files.read_domain(locale, "catalog")
    return Localizer(locale, source_tag, files.read_domain(locale, "ui"), prose, glossary)


def unreadable_file(site_folder: Path, error: OSError) -> Diagnostic:
    """Give the diagnostic of a file of the site that cannot be read."""
    shown = os.path.relpath(os.fsdecode(error.filename), site_folder) if error.filename else "."
    return Diagnostic(
        "file-unreadable",
        Span(shown.replace(os.sep, "/")),
        f"the file cannot be read: {error.strerror or error}",
        "the site cannot be built without it",
        "check what it is, and that you may read it",
    )
