"""`site-builder import`."""

from __future__ import annotations

import re
import shlex
import sys
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import click

from site_builder.cli.options import LIST, LIST_FILE, SITE

if TYPE_CHECKING:
    from site_builder.authoring.price_lists.import_plan import ImportPlan, Terms
    from site_builder.authoring.price_lists.import_site import ImportSite
    from site_builder.authoring.price_lists.listed_model import ListedModel
    from site_builder.authoring.price_lists.price_list import PriceList


@click.command("import")
@SITE
@LIST
@LIST_FILE
@click.option(
    "--model",
    "patterns",
    multiple=True,
    metavar="PATTERN",
    help="What to import, by the list's name or as provider/model, with * and ?; may be repeated.",
)
@click.option("--provider", "sellers", multiple=True, help="Only what this seller of the list sells; may be repeated.")
@click.option("--maker", default="", help="Who makes what the list names no maker of, by the id of its record.")
@click.option(
    "--protocol",
    "protocols",
    multiple=True,
    help="What the models are served through; may be repeated.  [default: as others of the kind and the maker]",
)
@click.option("--factor", default="1", show_default=True, help="What you charge for each unit of the listed price.")
@click.option("--source", default="", metavar="URL", help="Page that states the prices.  [default: the list]")
@click.option("--checked", metavar="DAY", help="Day the list was fetched.  [default: of the last change of FILE]")
@click.option("--list", "only_list", is_flag=True, help="Write nothing; list what the catalog lacks.")
def import_models(  # noqa: PLR0913 - one for each option
    site_folder: Path,
    list_id: str,
    file: Path,
    *,
    patterns: tuple[str, ...],
    sellers: tuple[str, ...],
    maker: str,
    protocols: tuple[str, ...],
    factor: str,
    source: str,
    checked: str | None,
    only_list: bool,
) -> None:
    """Make records of a public price list: each valid at once; a record that is there is never written over."""
    from site_builder.authoring.price_lists.import_plan import Terms, plan_import
    from site_builder.authoring.price_lists.selection import Selection, select_models

    if not (patterns or sellers or only_list):
        raise click.UsageError(
            "say what to import: `--model 'openai/*'`, `--provider NAME`; `--list` shows what there is, "
            "and `--model '*'` is all of it"
        )
    _require_forms(maker, source, checked, factor)
    price_list = read_list(list_id, file)
    selected = select_models(price_list.models, Selection(patterns, sellers, maker))
    _require_matches(price_list, patterns, sellers, selected)
    site = _read_site(site_folder, protocols)
    terms = Terms(source, checked or _last_change(file), tuple(dict.fromkeys(protocols)), Decimal(factor))
    plan = plan_import(price_list, selected, site, terms)
    if only_list:
        _list(plan)
    else:
        _write(plan, site_folder, terms)


def read_list(list_id: str, file: Path) -> PriceList:
    """Read a price list; print what keeps it from being read, and end with 1."""
    from site_builder.authoring.price_lists.json_file import BrokenListError
    from site_builder.authoring.price_lists.price_list import read_price_list
    from site_builder.lint.report import format_text

    try:
        return read_price_list(list_id, file)
    except BrokenListError as error:
        click.echo(format_text(error.diagnostics, Path()), err=True)
        sys.exit(1)
    except OSError as error:
        raise click.ClickException(f"{file}: {error.strerror}") from None


def _require_forms(maker: str, source: str, checked: str | None, factor: str) -> None:
    """End with wrong usage where an option has a value that no record could have."""
    from pydantic import TypeAdapter, ValidationError

    from site_builder.records.base import Day, HttpsUrl, Slug

    forms = (
        ("--maker", maker, TypeAdapter[str](Slug), "write the id of a provider, e.g. `acme`"),
        ("--source", source, TypeAdapter[str](HttpsUrl), "write a public https address"),
        ("--checked", checked, TypeAdapter(Day), "write a day, e.g. `2026-11-01`"),
    )
    for option, value, adapter, fix in (form for form in forms if form[1]):
        try:
            adapter.validate_python(value)
        except ValidationError:
            raise click.UsageError(f"{option} cannot be `{value}`; {fix}") from None
    if not re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,6})?", factor):
        raise click.UsageError(f"--factor cannot be `{factor}`; write a decimal of 0 or more, e.g. `0.8`")


def _require_matches(
    price_list: PriceList, patterns: Iterable[str], sellers: Iterable[str], selected: tuple[ListedModel, ...]
) -> None:
    """End with wrong usage where a pattern or a seller matches nothing of the list."""
    from site_builder.authoring.price_lists.selection import Selection, names_of, select_models
    from site_builder.catalog.finding import suggest

    known = {listed.seller for listed in price_list.models}
    for seller in sellers:
        if seller not in known:
            raise click.UsageError(f"the list has no provider `{seller}`{suggest(seller, known)}")
    for pattern in patterns:
        if not select_models(selected, Selection((pattern,))):
            names = {name for listed in price_list.models for name in names_of(listed)[:2]}
            raise click.UsageError(f"nothing in the list matches `{pattern}`{suggest(pattern, names)}")


def _read_site(site_folder: Path, protocols: tuple[str, ...]) -> ImportSite:
    from site_builder.authoring.price_lists.import_site import RefusedImportError, read_import_site

    try:
        return read_import_site(site_folder, protocols)
    except RefusedImportError as error:
        raise click.UsageError(str(error)) from None
    except OSError as error:
        raise click.ClickException(f"{error.filename}: {error.strerror}") from None


def _last_change(file: Path) -> str:
    return datetime.fromtimestamp(file.stat().st_mtime, UTC).date().isoformat()


def _list(plan: ImportPlan) -> None:
    """Print what could be imported, and what could not."""
    models = [file for file in plan.files if file.path.startswith("catalog/models/")]
    for file in models:
        click.echo(file.path.removeprefix("catalog/models/").removesuffix(".yaml"))
    click.echo(f"import: {len(models)} models that the catalog lacks{_describe_others(plan)}", err=True)


def _write(plan: ImportPlan, site_folder: Path, terms: Terms) -> None:
    from site_builder.authoring.price_lists.new_files import write_new_files
    from site_builder.lint.report import format_text

    try:
        write_new_files(site_folder, {file.path: file.text for file in plan.files})
    except OSError as error:
        raise click.ClickException(f"nothing was written: {error.filename}: {error.strerror}") from None
    for file in plan.files:
        click.echo(site_folder / file.path)
        if file.remark:
            click.echo(f"  {file.remark}")
    if plan.diagnostics:
        click.echo(format_text(plan.diagnostics, Path()), err=True)
    _report(plan, site_folder, terms)
    if plan.diagnostics or (plan.left_out and not plan.files and not plan.present):
        sys.exit(1)


def _report(plan: ImportPlan, site_folder: Path, terms: Terms) -> None:
    """Print what was left out with the reasons, what was assumed, and what to do next."""
    by_reason: dict[str, list[str]] = defaultdict(list)
    for item in plan.left_out:
        by_reason[item.reason].append(f"{item.list_id} ({item.other})" if item.other else item.list_id)
    for reason, names in sorted(by_reason.items()):
        click.echo(f"left out, {reason}: {', '.join(names)}", err=True)
    if plan.present:
        click.echo(f"there already, see `site-builder diff`: {', '.join(plan.present)}", err=True)
    at_site = "" if site_folder == Path() else f" --site {shlex.quote(str(site_folder))}"
    click.echo(f"import: wrote {len(plan.files)} records{_describe_others(plan)}", err=True)
    if plan.files:
        said = "what the list says" if terms.factor == 1 else f"{terms.factor} times what the list says"
        click.echo(f"  `amount` is {said}: compare it, the status and the protocols with what you sell", err=True)
        click.echo(f"  then: site-builder check{at_site} · site-builder messages extract{at_site}", err=True)


def _describe_others(plan: ImportPlan) -> str:
    counts = {
        "there already": len(plan.present),
        "of other sellers": plan.repeated,
        "left out": len(plan.left_out),
        "malformed values": len(plan.diagnostics),
    }
    return "".join(f", {count} {words}" for words, count in counts.items() if count)
