"""The command line: commands, exit codes and progress, nothing else.

Exit 0: fine. 1: problems in the site, all printed. 2: wrong usage.
"""

from __future__ import annotations

import gc
import io
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

import site_builder

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog as MessageCatalog

    from site_builder.authoring.messages import MessageState
    from site_builder.build.pipeline import BuildResult
    from site_builder.build.workers import Progress

_REFRESH_SECONDS = 0.1

_SITE = click.option(
    "--site",
    "site_folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    show_default=True,
    help="Folder of the site.",
)
_OUT = click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=None,
    help="Folder to publish to.  [default: dist in the site]",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(site_builder.__version__, prog_name="site-builder")
def main() -> None:
    """Build a multilingual documentation site of AI models from reviewed YAML records."""
    gc.disable()  # a build keeps nearly all it makes until it ends: collecting costs a tenth of its time
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that lacks a letter is no reason to fail


@main.command()
@_SITE
@_OUT
@click.option("--jobs", type=click.IntRange(0, 256), default=0, help="Processes that render; 0 decides by itself.")
@click.option("--clean", is_flag=True, help="Render everything again.")
@click.option("--explain", is_flag=True, help="Say for each rendered file why it was.")
def build(site_folder: Path, out: Path | None, jobs: int, *, clean: bool, explain: bool) -> None:
    """Build the site and publish it in one step."""
    if not _build(site_folder, out, jobs=jobs, clean=clean, explain=explain):
        sys.exit(1)


@main.command()
@_SITE
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
def check(site_folder: Path, paths: tuple[Path, ...]) -> None:
    """Say everything that is wrong with the site, without writing; PATHS limit what is reported."""
    from site_builder.build.pipeline import check_site
    from site_builder.diagnostics import has_errors
    from site_builder.lint.report import count_findings, format_text

    found = check_site(site_folder)
    if paths:
        wanted = [path.resolve() for path in paths]
        for path in wanted:
            if not _is_below(path, [site_folder.resolve()]):
                raise click.UsageError(f"{path} is not part of the site in {site_folder.resolve()}")
        found = tuple(item for item in found if _is_below((site_folder / item.span.path).resolve(), wanted))
    click.echo(format_text(found, site_folder), nl=bool(found))
    click.echo(f"check: {count_findings(found)}")
    if has_errors(found):
        sys.exit(1)


@main.command()
@_SITE
@_OUT
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Port to listen on.")
def serve(site_folder: Path, out: Path | None, host: str, port: int) -> None:
    """Build the site, then show it on this machine until interrupted."""
    from urllib.parse import urlsplit

    from site_builder.build.inputs import read_site
    from site_builder.serve.static_server import make_server

    if not _build(site_folder, out, jobs=0, clean=False, explain=False):
        sys.exit(1)
    site, _ = read_site(site_folder)
    base_path = urlsplit(site.catalog.site.public_url).path.rstrip("/") if site else ""
    try:
        server = make_server(out or site_folder / "dist", host, port, base_path=base_path)
    except (OSError, TypeError) as error:  # a TypeError is what `socket` makes of a name that cannot be encoded
        reason = error.strerror if isinstance(error, OSError) else "that is no host name"
        raise click.UsageError(f"cannot listen on {host}:{port}: {reason}") from None
    gc.enable()
    click.echo(f"serving http://{host}:{server.server_address[1]}{base_path}/ — stop with Ctrl-C")
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        click.echo("stopped")
    finally:
        server.server_close()


@main.group()
def messages() -> None:
    """Translate the site: extract, update, status."""


@messages.command()
@_SITE
def extract(site_folder: Path) -> None:
    """Write the templates of all there is to translate: locales/ui.pot and locales/catalog.pot."""
    from site_builder.authoring.messages import write_template

    for domain, template in _message_templates(site_folder).items():
        path = site_folder / "locales" / f"{domain}.pot"
        with _message_problems(site_folder):
            changed = write_template(path, template)
        click.echo(f"{path}: {len(template)} messages{'' if changed else ', unchanged'}")


@messages.command()
@_SITE
@click.option("--locale", "tags", multiple=True, help="BCP 47 tag; starts a new language.  [default: all]")
def update(site_folder: Path, tags: tuple[str, ...]) -> None:
    """Bring the PO files up to date; translations are kept, changed sources become fuzzy."""
    from site_builder.authoring.messages import update_messages
    from site_builder.i18n.locale import is_known_tag

    for tag in tags:
        if not is_known_tag(tag):
            raise click.UsageError(f"CLDR does not know the language {tag}; write a BCP 47 tag such as de or zh-Hans")
    templates = _message_templates(site_folder)
    for tag in tags or _translated_tags(site_folder):
        for domain, template in templates.items():
            path = site_folder / "locales" / tag / "LC_MESSAGES" / f"{domain}.po"
            with _message_problems(site_folder):
                state = update_messages(path, template, tag)
            click.echo(_describe_state(state))


@messages.command()
@_SITE
def status(site_folder: Path) -> None:
    """Say how far each language is; exit 1 if anything is missing or stale."""
    from site_builder.authoring.messages import message_states

    templates = _message_templates(site_folder)
    with _message_problems(site_folder):
        states = message_states(site_folder / "locales", templates, _translated_tags(site_folder))
    for state in states:
        click.echo(_describe_state(state))
    if any(state.translated < state.total for state in states):
        sys.exit(1)


def _build(site_folder: Path, out: Path | None, *, jobs: int, clean: bool, explain: bool) -> bool:
    """Build and say what was done; give whether the published folder is right."""
    from site_builder.build.pipeline import BuildOptions, build_site
    from site_builder.lint.report import format_text

    started = time.perf_counter()
    options = BuildOptions(site_folder, out or site_folder / "dist", jobs=jobs, clean=clean)
    with _progress() as progress:
        result = build_site(options, progress)
    if result.diagnostics:
        click.echo(format_text(result.diagnostics, site_folder), err=True)
    if explain and result.plan:
        for artifact, reason in result.plan.stale:
            click.echo(f"{artifact.path}: {reason}")
    click.echo(_summarize(result, options.out, time.perf_counter() - started), err=not result.is_published)
    return result.is_published


def _summarize(result: BuildResult, out: Path, seconds: float) -> str:
    from site_builder.lint.report import count_findings

    problems = count_findings(result.diagnostics)
    if not result.is_published or result.plan is None:
        return f"build: nothing was published: {problems}; {out} is as it was"
    rendered = sum(1 for artifact, _ in result.plan.stale if artifact.path.endswith(".html"))
    gone = len(result.plan.removed)
    removed = f", {gone} file{'' if gone == 1 else 's'} removed" if gone else ""
    return f"build: {result.page_count} pages, {rendered} rendered{removed}, {problems}, {seconds:.2f} s → {out}"


@contextmanager
def _progress() -> Iterator[Progress]:
    """Show a bar on a terminal; nothing elsewhere."""
    from site_builder.build.workers import Progress

    if not sys.stderr.isatty():
        yield Progress()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("rendering"), BarColumn(), MofNCompleteColumn())
    # No refreshing thread: the build forks, and a lock that a thread holds then stays locked in the child.
    with Bar(*columns, console=Console(stderr=True), transient=True, auto_refresh=False) as bar:
        task = bar.add_task("render", total=None)
        shown_at = time.monotonic()

        def start(total: int) -> None:
            bar.update(task, total=total, refresh=True)

        def advance(count: int) -> None:
            nonlocal shown_at
            is_due = time.monotonic() - shown_at > _REFRESH_SECONDS
            bar.update(task, advance=count, refresh=is_due)
            shown_at = time.monotonic() if is_due else shown_at

        yield Progress(start, advance)


def _is_below(path: Path, folders: list[Path]) -> bool:
    return any(path == folder or folder in path.parents for folder in folders)


def _message_templates(site_folder: Path) -> dict[str, MessageCatalog]:
    """Give what there is to translate, by domain; end with the problems of a site that cannot be read.

    Interface texts belong to the program; only its own repository, which has their templates, extracts them.
    """
    from site_builder.authoring.extraction import extract_interface, extract_prose
    from site_builder.catalog.loader import load_catalog
    from site_builder.defaults import packaged_folder
    from site_builder.lint.report import format_text

    loaded = load_catalog(site_folder)
    if loaded.catalog is None:
        click.echo(format_text(loaded.diagnostics, site_folder), err=True)
        sys.exit(1)
    templates = {"catalog": extract_prose(loaded.catalog)}
    own_templates = site_folder / "templates"
    if own_templates.resolve() == packaged_folder("templates").resolve():
        templates["ui"] = extract_interface(own_templates)
    return templates


@contextmanager
def _message_problems(site_folder: Path) -> Iterator[None]:
    """Print what keeps a file of messages from being read or written, and end with 1."""
    from site_builder.authoring.messages import BrokenMessagesError
    from site_builder.lint.report import format_text

    try:
        yield
    except BrokenMessagesError as error:
        click.echo(format_text(error.diagnostics, site_folder), err=True)
        sys.exit(1)
    except OSError as error:
        raise click.ClickException(f"{error.filename}: {error.strerror}") from None


def _translated_tags(site_folder: Path) -> tuple[str, ...]:
    from site_builder.i18n.locale import is_known_tag

    tags = sorted(path.parent.name for path in (site_folder / "locales").glob("*/LC_MESSAGES"))
    return tuple(tag for tag in tags if is_known_tag(tag))


def _describe_state(state: MessageState) -> str:
    counts = f"{state.translated} of {state.total} translated, {state.stale} stale, {state.missing} missing"
    return f"{state.locale} {state.domain}: {counts}"
