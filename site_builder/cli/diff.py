"""`site-builder diff`."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from site_builder.cli.import_models import read_list
from site_builder.cli.options import LIST, LIST_FILE, SITE

if TYPE_CHECKING:
    from site_builder.authoring.price_lists.comparison import Comparison
    from site_builder.catalog.catalog import Catalog


@click.command()
@SITE
@LIST
@LIST_FILE
@click.option(
    "--model",
    "patterns",
    multiple=True,
    metavar="PATTERN",
    help="Only these records, as provider/model with * and ?; may be repeated.",
)
@click.option(
    "--provider",
    "sellers",
    multiple=True,
    help="Compare with what this seller of the list says; may be repeated.  [default: the makers themselves]",
)
@click.option("--additions", is_flag=True, help="Also print what only the list says.")
@click.option(
    "--format",
    "report_format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How differences are printed: for people, for programs.",
)
def diff(
    site_folder: Path,
    list_id: str,
    file: Path,
    *,
    patterns: tuple[str, ...],
    sellers: tuple[str, ...],
    additions: bool,
    report_format: str,
) -> None:
    """Say what a public price list and the records say differently; exit code 1 if anything."""
    from site_builder.authoring.price_lists.comparison import compare_catalog
    from site_builder.authoring.price_lists.drift_report import format_drift_json, format_drift_text
    from site_builder.authoring.price_lists.selection import Selection

    price_list = read_list(list_id, file)
    catalog = _load(site_folder)
    _require(patterns, sellers, catalog, {listed.seller for listed in price_list.models})
    selection = Selection(patterns, sellers or price_list.kind.sellers)
    comparison = compare_catalog(catalog.models, price_list.models, selection)
    if not additions:
        comparison = replace(comparison, compared=tuple(replace(item, additions=()) for item in comparison.compared))
    if report_format == "json":
        relative = Path(os.path.relpath(site_folder)).as_posix()
        prefix = "" if relative == "." else f"{relative}/"
        click.echo(format_drift_json(comparison, catalog, price_list.kind, prefix), nl=False)
    else:
        text = format_drift_text(comparison, catalog, price_list.kind, site_folder)
        click.echo(text, nl=bool(text))
        click.echo(f"diff: {_count(comparison)}")
    if not comparison.is_equal:
        sys.exit(1)


def _load(site_folder: Path) -> Catalog:
    """Load the catalog; print what is wrong with it, and end with 1."""
    from site_builder.catalog.loader import load_catalog
    from site_builder.lint.report import format_text

    loaded = load_catalog(site_folder)
    if loaded.catalog is None:
        click.echo(format_text(loaded.diagnostics, site_folder), err=True)
        sys.exit(1)
    return loaded.catalog


def _require(patterns: tuple[str, ...], sellers: tuple[str, ...], catalog: Catalog, known: set[str]) -> None:
    """End with wrong usage where a pattern matches no record, or the list has no such seller."""
    from fnmatch import filter as matching

    from site_builder.catalog.finding import suggest

    for pattern in patterns:
        if not matching(catalog.models, pattern.lower()):
            raise click.UsageError(f"no model of the catalog matches `{pattern}`{suggest(pattern, catalog.models)}")
    for seller in sellers:
        if seller not in known:
            raise click.UsageError(f"the list has no provider `{seller}`{suggest(seller, known)}")


def _count(comparison: Comparison) -> str:
    drifts = sum(len(item.drifts) for item in comparison.compared)
    additions = sum(len(item.additions) for item in comparison.compared)
    drifted = sum(bool(item.drifts) for item in comparison.compared)
    parts = [
        f"{drifts} differences in {drifted} of {len(comparison.compared)} models",
        f"{additions} facts only in the list" if additions else "",
        f"{len(comparison.resold)} models only from other sellers" if comparison.resold else "",
        f"{len(comparison.unlisted)} not in the list" if comparison.unlisted else "",
    ]
    return ", ".join(part for part in parts if part)
