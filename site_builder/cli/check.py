"""`site-builder check`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from site_builder.cli.options import SITE

if TYPE_CHECKING:
    from site_builder.diagnostics import Diagnostic
    from site_builder.lint.fixing import FileChange

_ROUNDS = 10
"""How often `--fix` looks again: edits that overlap are applied one after the other."""


def _explain(context: click.Context, _: click.Parameter, code: str | None) -> None:
    """Print the page of a code and end."""
    if code is None:
        return
    from site_builder.catalog.finding import suggest
    from site_builder.lint.explain import find_page, known_codes

    page = find_page(code)
    if page is None:
        raise click.UsageError(f"there is no code {code}{suggest(code, known_codes())}")
    click.echo(page, nl=False)
    context.exit()


@click.command()
@SITE
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--format",
    "report_format",
    type=click.Choice(["text", "json", "github", "sarif"]),
    default="text",
    show_default=True,
    help="How findings are printed: for people, for programs, as annotations on GitHub, for code scanning.",
)
@click.option("--fix", is_flag=True, help="Mend what can be mended by a program; shows the changes and asks first.")
@click.option("--yes", is_flag=True, help="With --fix: do not ask.")
@click.option(
    "--explain", metavar="CODE", is_eager=True, expose_value=False, callback=_explain, help="Print the page of a code."
)
def check(site_folder: Path, paths: tuple[Path, ...], report_format: str, *, fix: bool, yes: bool) -> None:
    """Say everything that is wrong with the site, without writing; PATHS limit what is reported."""
    from site_builder.diagnostics import has_errors

    if yes and not fix:
        raise click.UsageError("--yes answers what --fix asks; add --fix")
    wanted = [path.resolve() for path in paths]
    for path in wanted:
        if not _is_below(path, [site_folder.resolve()]):
            raise click.UsageError(f"{path} is not part of the site in {site_folder.resolve()}")
    found = _limit(_check_if_changed(site_folder), site_folder, wanted)
    if fix and _mend(found, site_folder, wanted, ask=not yes):
        found = _limit(_check_if_changed(site_folder), site_folder, wanted)
    _report(found, site_folder, report_format)
    if has_errors(found):
        sys.exit(1)


def _check_if_changed(site_folder: Path) -> tuple[Diagnostic, ...]:
    """Give everything that is wrong with the site; what was found last, if nothing has changed since."""
    from site_builder.build.kept_findings import read_findings, write_findings
    from site_builder.build.unchanged import Answer, LastRun

    last = LastRun(site_folder, "check")
    answer = last.recall()
    if answer is not None:
        return read_findings(answer.text)
    found = _check_site(site_folder)
    last.keep(Answer(write_findings(found), "", 0, is_good=True))
    return found


def _check_site(site_folder: Path) -> tuple[Diagnostic, ...]:
    from site_builder.build.checking import check_site

    try:
        return check_site(site_folder)
    except OSError as error:  # a process was killed, say, or there was no memory for one
        raise click.ClickException(f"the check was not finished: {error.strerror or error}") from None


def _report(found: tuple[Diagnostic, ...], site_folder: Path, report_format: str) -> None:
    from site_builder.lint.report import count_findings, format_text

    prefix = _prefix(site_folder)
    if report_format == "json":
        from site_builder.lint.report_json import format_json

        click.echo(format_json(found, prefix), nl=False)
    elif report_format == "sarif":
        from site_builder.lint.report_sarif import format_sarif

        click.echo(format_sarif(found, prefix), nl=False)
    elif report_format == "github":
        from site_builder.lint.report_github import format_github

        click.echo(format_github(found, prefix), nl=False)
        click.echo(f"check: {count_findings(found)}")
    else:
        click.echo(format_text(found, site_folder), nl=bool(found))
        click.echo(f"check: {count_findings(found)}")


def _mend(found: tuple[Diagnostic, ...], site_folder: Path, wanted: list[Path], *, ask: bool) -> bool:
    """Show what can be mended and write it; say whether anything was written."""
    from site_builder.lint.fixing import plan_fixes

    is_changed = False
    for _ in range(_ROUNDS):
        changes = plan_fixes(found, site_folder)
        if not changes:
            break
        click.echo("".join(change.diff() for change in changes), nl=False, err=True)
        count = sum(change.count for change in changes)
        words = f"{count} change{'' if count == 1 else 's'} in {len(changes)} file{'' if len(changes) == 1 else 's'}"
        if ask and not click.confirm(f"check: write {words}?", err=True):
            break
        for change in changes:
            _write(change, site_folder)
        click.echo(f"check: wrote {words}", err=True)
        is_changed = True
        found = _limit(_check_site(site_folder), site_folder, wanted)
    return is_changed


def _write(change: FileChange, site_folder: Path) -> None:
    from site_builder.lint.fixing import write_change

    try:
        if not write_change(change, site_folder):
            raise click.ClickException(f"{change.path} was edited meanwhile; run it again")
    except OSError as error:
        raise click.ClickException(f"{change.path} cannot be written: {error.strerror}") from None


def _limit(found: tuple[Diagnostic, ...], site_folder: Path, wanted: list[Path]) -> tuple[Diagnostic, ...]:
    """Leave out what is not in the wanted files and folders; all of it is wanted if none are named."""
    if not wanted:
        return found
    return tuple(item for item in found if _is_below((site_folder / item.span.path).resolve(), wanted))


def _prefix(site_folder: Path) -> str:
    """Give what leads from the current folder, which in CI is the root of the repository, to the site."""
    relative = Path(os.path.relpath(site_folder)).as_posix()
    return "" if relative == "." else f"{relative}/"


def _is_below(path: Path, folders: list[Path]) -> bool:
    return any(path == folder or folder in path.parents for folder in folders)
