"""`site-builder new`: begin a model, provider, protocol or benchmark."""

from __future__ import annotations

import shlex
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from site_builder.cli.options import SITE

if TYPE_CHECKING:
    from site_builder.authoring.new_record import RecordKind


@click.group()
def new() -> None:
    """Begin a record: valid at once, with all its other fields as comments to take over."""


@new.command()
@SITE
@click.argument("model_id", metavar="PROVIDER/ID")
@click.option(
    "--protocol",
    "protocols",
    multiple=True,
    help="What it is served through; may be repeated.  [default: as other models of the maker]",
)
def model(site_folder: Path, model_id: str, protocols: tuple[str, ...]) -> None:
    """Begin a model, e.g. acme/chat-large."""
    _write_record(site_folder, "model", model_id, protocols)


@new.command()
@SITE
@click.argument("provider_id", metavar="ID")
def provider(site_folder: Path, provider_id: str) -> None:
    """Begin a maker of models, e.g. acme."""
    _write_record(site_folder, "provider", provider_id)


@new.command()
@SITE
@click.argument("protocol_id", metavar="ID")
def protocol(site_folder: Path, protocol_id: str) -> None:
    """Begin an API contract, e.g. acme-chat."""
    _write_record(site_folder, "protocol", protocol_id)


@new.command()
@SITE
@click.argument("benchmark_id", metavar="ID")
def benchmark(site_folder: Path, benchmark_id: str) -> None:
    """Begin a test that models are measured with, e.g. my-test."""
    _write_record(site_folder, "benchmark", benchmark_id)


def _write_record(site_folder: Path, kind: RecordKind, record_id: str, protocols: tuple[str, ...] = ()) -> None:
    from site_builder.authoring.new_record import RefusedRecordError, begin_record

    today = datetime.now().astimezone().date()
    try:
        record = begin_record(site_folder, kind, record_id, today=today, protocols=protocols)
        path = site_folder / record.path
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(record.text)
    except RefusedRecordError as error:
        raise click.UsageError(str(error)) from None
    except OSError as error:
        raise click.ClickException(f"{error.filename}: {error.strerror}") from None
    at_site = "" if site_folder == Path() else f" --site {shlex.quote(str(site_folder))}"
    click.echo(path)
    if record.made_up:
        click.echo(f"  replace what is made up: {', '.join(record.made_up)}")
    click.echo(f"  compare the first values with the source: {', '.join(record.first)}")
    click.echo(
        f"  then: site-builder check{at_site} · site-builder serve{at_site} · site-builder messages extract{at_site}"
    )
