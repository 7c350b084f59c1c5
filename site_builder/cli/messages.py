"""`site-builder messages`: extract, update, status."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from site_builder.cli.options import SITE

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog as MessageCatalog

    from site_builder.authoring.messages import MessageState


@click.group()
def messages() -> None:
    """Translate the site: extract, update, status."""


@messages.command()
@SITE
def extract(site_folder: Path) -> None:
    """Write the templates of all there is to translate: locales/ui.pot and locales/catalog.pot."""
    from site_builder.authoring.messages import write_template

    for domain, template in _message_templates(site_folder).items():
        path = site_folder / "locales" / f"{domain}.pot"
        with _message_problems(site_folder):
            changed = write_template(path, template)
        click.echo(f"{path}: {len(template)} messages{'' if changed else ', unchanged'}")


@messages.command()
@SITE
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
@SITE
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
