"""`site-builder messages`: extract, update, status."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from site_builder.cli.options import SITE

if TYPE_CHECKING:
    from site_builder.catalog.catalog import Catalog
    from site_builder.i18n.locale import Locale


@click.group()
def messages() -> None:
    """Translate the site: extract, update, status."""


@messages.command()
@SITE
def extract(site_folder: Path) -> None:
    """Write the templates of all there is to translate: locales/catalog.pot, and locales/ui.pot for own templates."""
    from site_builder.authoring.messages import write_template
    from site_builder.authoring.site_messages import extract_messages

    with _message_problems(site_folder):
        for domain, template in extract_messages(site_folder, _load_catalog(site_folder)).items():
            path = site_folder / "locales" / f"{domain}.pot"
            changed = write_template(path, template)
            click.echo(f"{path}: {len(template)} messages{'' if changed else ', unchanged'}")


@messages.command()
@SITE
@click.option("--locale", "tags", multiple=True, help="BCP 47 tag; starts a new language.  [default: all]")
@click.option("--draft-from", help="Locale to draft what is missing from, by script: zh-Hans for zh-Hant.")
def update(site_folder: Path, tags: tuple[str, ...], draft_from: str | None) -> None:
    """Bring the PO files up to date; translations are kept, changed sources become fuzzy."""
    from site_builder.authoring.messages import update_messages
    from site_builder.authoring.new_locale import make_locale, start_locale
    from site_builder.authoring.script_draft import draft_messages, is_convertible
    from site_builder.authoring.site_messages import messages_for
    from site_builder.i18n.locales_folder import LocaleFiles

    locales = _locales(tags)
    catalog = _load_catalog(site_folder)
    if draft_from is not None and not (tags and all(is_convertible(draft_from, tag) for tag in tags)):
        raise click.UsageError("--draft-from zh-Hans needs --locale zh-Hant: two scripts of one language")
    with _message_problems(site_folder):
        for locale in locales or _translated_locales(site_folder, catalog):
            if start_locale(site_folder, locale):
                path = site_folder / "locales" / locale.tag / "locale.yaml"
                click.echo(f"{path}: started; list {locale.tag} in site.yaml")
            for domain, template in messages_for(site_folder, catalog, locale).items():
                path = site_folder / "locales" / locale.tag / "LC_MESSAGES" / f"{domain}.po"
                state = update_messages(path, template, locale)
                if draft_from is not None:
                    source = LocaleFiles(site_folder).read_domain(make_locale(draft_from), domain)
                    state = draft_messages(path, source, locale, convert=_converter(draft_from, locale.tag))
                counts = f"{state.translated} of {state.total} translated, {state.stale} stale, {state.missing} missing"
                click.echo(f"{locale.tag} {domain}: {counts}")


@messages.command()
@SITE
@click.option("--locale", "tags", multiple=True, help="BCP 47 tag.  [default: all]")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--verbose", "-v", is_flag=True, help="Name every page and every missing text.")
def status(site_folder: Path, tags: tuple[str, ...], form: str, *, verbose: bool) -> None:
    """Say how far each language is, what is stale, and which pages it reaches; exit 1 if anything is unfinished."""
    from site_builder.authoring.status_report import format_status, format_status_json
    from site_builder.authoring.translation_status import read_status

    locales = _locales(tags)
    catalog = _load_catalog(site_folder)
    with _message_problems(site_folder):
        statuses = read_status(site_folder, catalog, locales or _translated_locales(site_folder, catalog))
    click.echo(format_status_json(statuses) if form == "json" else format_status(statuses, is_verbose=verbose))
    if not all(item.is_complete for item in statuses):
        sys.exit(1)


@messages.command()
@SITE
def pseudo(site_folder: Path) -> None:
    """Write the pseudo-locale qps: list it in site.yaml and build to see what is not translatable or overflows."""
    from site_builder.authoring.new_locale import make_locale, start_locale
    from site_builder.authoring.pseudo_locale import write_pseudo_messages
    from site_builder.authoring.site_messages import messages_for
    from site_builder.i18n.locale import PSEUDO_TAG

    locale = make_locale(PSEUDO_TAG)
    catalog = _load_catalog(site_folder)
    with _message_problems(site_folder):
        start_locale(site_folder, locale)
        for domain, template in messages_for(site_folder, catalog, locale).items():
            path = site_folder / "locales" / PSEUDO_TAG / "LC_MESSAGES" / f"{domain}.po"
            click.echo(f"{path}: {write_pseudo_messages(path, template, locale)} messages")


def _load_catalog(site_folder: Path) -> Catalog:
    """Give the records of a site; end with the problems of one that cannot be read."""
    from site_builder.catalog.loader import load_catalog
    from site_builder.lint.report import format_text

    loaded = load_catalog(site_folder)
    if loaded.catalog is None:
        click.echo(format_text(loaded.diagnostics, site_folder), err=True)
        sys.exit(1)
    return loaded.catalog


def _converter(source_tag: str, tag: str) -> Callable[[str], str]:
    from site_builder.authoring.script_draft import load_converter

    try:
        return load_converter(source_tag, tag)
    except ImportError:
        raise click.ClickException("drafts need OpenCC: pip install 'site-builder[draft]'") from None


def _locales(tags: Iterable[str]) -> tuple[Locale, ...]:
    from site_builder.authoring.new_locale import make_locale
    from site_builder.i18n.locale import is_known_tag

    for tag in tags:
        if not is_known_tag(tag):
            raise click.UsageError(f"CLDR does not know the language {tag}; write a BCP 47 tag such as de or zh-Hans")
    return tuple(map(make_locale, tags))


@contextmanager
def _message_problems(site_folder: Path) -> Iterator[None]:
    """Print what keeps a template or a file of messages from being read or written, and end with 1."""
    from site_builder.authoring.messages import BrokenMessagesError
    from site_builder.lint.report import format_text

    try:
        yield
    except BrokenMessagesError as error:
        click.echo(format_text(error.diagnostics, site_folder), err=True)
        sys.exit(1)
    except OSError as error:
        raise click.ClickException(f"{error.filename}: {error.strerror}") from None


def _translated_locales(site_folder: Path, catalog: Catalog) -> tuple[Locale, ...]:
    """Give the languages a site is published in or has begun to translate to, sorted."""
    from site_builder.i18n.locale import is_known_tag

    begun = {path.parent.name for path in (site_folder / "locales").glob("*/LC_MESSAGES")}
    return _locales(sorted(filter(is_known_tag, begun | {*catalog.site.locales})))
