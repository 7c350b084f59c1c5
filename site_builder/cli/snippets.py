"""`site-builder snippets`: verify, list."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

import click

from site_builder.cli.options import SITE
from site_builder.cli.progress import show_count

if TYPE_CHECKING:
    from site_builder.catalog.catalog import Catalog
    from site_builder.proving.cases import Selection
    from site_builder.proving.verify import CaseResult
    from site_builder.snippets.runs import SnippetRuns

_VARIANTS = ("basic", "streaming", "tools", "structured_output", "image_input", "reasoning")


@click.group()
def snippets() -> None:
    """Prove the code on the pages: verify, list."""


_MODEL = click.option("--model", "models", multiple=True, help="Only this model, e.g. google/gemini-3.1-pro.")
_PROTOCOL = click.option("--protocol", "protocols", multiple=True, help="Only this protocol.")
_LANGUAGE = click.option("--language", "languages", multiple=True, help="Only this language, e.g. python.")
_VARIANT = click.option("--variant", "variants", multiple=True, type=click.Choice(_VARIANTS), help="Only this variant.")


@snippets.command()
@SITE
@_MODEL
@_PROTOCOL
@_LANGUAGE
@_VARIANT
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print the results.")
@click.option("--jobs", type=click.IntRange(1, 64), default=2, show_default=True, help="Snippets that run at a time.")
@click.option("--python", default=sys.executable, help="Python that has the SDKs.  [default: the one that runs this]")
@click.option(
    "--node-modules",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=None,
    help="Folder of the npm packages.  [default: .venv/node/node_modules in the site, if it is there]",
)
@click.option("--write/--no-write", default=True, help="Whether the site remembers what was run.  [default: write]")
def verify(  # noqa: PLR0913 - one argument per option
    site_folder: Path,
    models: tuple[str, ...],
    protocols: tuple[str, ...],
    languages: tuple[str, ...],
    variants: tuple[str, ...],
    *,
    form: str,
    jobs: int,
    python: str,
    node_modules: Path | None,
    write: bool,
) -> None:
    """Run every distinct snippet against the local gateway, and remember for the pages which are right."""
    from site_builder.proving.cases import list_cases
    from site_builder.proving.programs import find_programs
    from site_builder.proving.report import format_json, format_table
    from site_builder.proving.verify import verify_cases

    catalog, runs = _read(site_folder)
    cases = list_cases(catalog, _select(catalog, models, protocols, languages, variants))
    toolbox = find_programs(python, node_modules or _find_node_modules(site_folder))
    with show_count("running", len(cases)) as tell:
        results = verify_cases(catalog, cases, toolbox, jobs=jobs, tell=tell)
    click.echo(format_json(results) if form == "json" else format_table(results))
    if write:
        _remember(site_folder, catalog, runs, results)
    if any(result.failures for result in results):
        sys.exit(1)


@snippets.command("list")
@SITE
@_MODEL
@_PROTOCOL
@_LANGUAGE
@_VARIANT
def list_snippets(
    site_folder: Path,
    models: tuple[str, ...],
    protocols: tuple[str, ...],
    languages: tuple[str, ...],
    variants: tuple[str, ...],
) -> None:
    """List every snippet on the pages, with the run that proves it."""
    from site_builder.proving.cases import list_cases

    catalog, runs = _read(site_folder)
    cases = list_cases(catalog, _select(catalog, models, protocols, languages, variants))
    proven = shown = 0
    for case in cases:
        found = runs.find(case.protocol_id, case.key)
        what = ", ".join(f"{run.date} {run.tool}" for run in found) or "not run"
        for use in case.uses:
            click.echo(f"{use.page} {case.name} {case.key[:8]} {what}")
        shown += len(case.uses)
        proven += len(case.uses) if found else 0
    click.echo(f"{shown} snippets, {len(cases)} distinct; {proven} have been run, {shown - proven} have not")


def _read(site_folder: Path) -> tuple[Catalog, SnippetRuns]:
    """Give the site and its record of runs; what is wrong with either is printed and ends the command."""
    from site_builder.catalog.loader import load_catalog
    from site_builder.lint.report import format_text
    from site_builder.snippets.runs import SnippetRuns, read_runs

    loaded, runs = load_catalog(site_folder), read_runs(site_folder)
    problems = loaded.diagnostics if isinstance(runs, SnippetRuns) else (*loaded.diagnostics, runs)
    if loaded.catalog is None or not isinstance(runs, SnippetRuns):
        click.echo(format_text(problems, site_folder), err=True)
        sys.exit(1)
    return loaded.catalog, runs


def _select(
    catalog: Catalog,
    models: tuple[str, ...],
    protocols: tuple[str, ...],
    languages: tuple[str, ...],
    variants: tuple[str, ...],
) -> Selection:
    from site_builder.proving.cases import Selection
    from site_builder.snippets.language import LANGUAGES

    _check_names("--model", models, catalog.models)
    _check_names("--protocol", protocols, catalog.protocols)
    _check_names("--language", languages, [language.id for language in LANGUAGES])
    return Selection(models, protocols, languages, variants)


def _check_names(option: str, names: tuple[str, ...], known: Collection[str]) -> None:
    from site_builder.catalog.finding import suggest

    for name in names:
        if name not in known:
            raise click.UsageError(f"{option} {name}: there is none{suggest(name, known)}")


def _find_node_modules(site_folder: Path) -> Path | None:
    folder = site_folder / ".venv" / "node" / "node_modules"
    return folder if folder.is_dir() else None


def _remember(site_folder: Path, catalog: Catalog, runs: SnippetRuns, results: tuple[CaseResult, ...]) -> None:
    from site_builder.proving.cases import list_cases
    from site_builder.proving.record import record_results
    from site_builder.snippets.runs import RUNS_PATH, write_runs

    today = dt.datetime.now(dt.UTC).date()
    recorded = record_results(runs, results, list_cases(catalog), today)
    path, text = site_folder / RUNS_PATH, write_runs(recorded)
    is_new = not path.exists() or path.read_text(encoding="utf-8") != text
    if is_new:
        path.write_text(text, encoding="utf-8")
    click.echo(f"{path}: {'written' if is_new else 'unchanged'}", err=True)
