"""How far each language of a site is: counts by domain and page, and every text that is stale or missing."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from babel.messages.catalog import Catalog as MessageCatalog

from site_builder.authoring.messages import BrokenMessagesError, previous_sources
from site_builder.authoring.site_messages import interface_messages
from site_builder.catalog.catalog import Catalog
from site_builder.catalog.prose import ProseUse, prose_by_record, prose_line
from site_builder.i18n.coverage import Coverage, cover
from site_builder.i18n.locale import Locale
from site_builder.i18n.locales_folder import INTERFACE, LOCALES_FOLDER, MESSAGES_FOLDER, PROSE, LocaleFiles
from site_builder.i18n.messages import Messages
from site_builder.pages.page_prose import page_prose, prose_pages
from site_builder.pages.routes import PageKind

_ALIKE = 0.6
"""How like its old source a changed one must be, from 0 to 1; msgmerge and Babel take the same."""


@dataclass(frozen=True, slots=True)
class UnfinishedText:
    """A text that a language does not say.

    Attributes:
        domain: `ui` or `catalog`.
        source: The text, as it is now.
        is_stale: Whether there is a translation, of an older source or one marked fuzzy.
        previous: The source that was translated, where it is known.
        places: Where the text stands, e.g. `catalog/site.yaml:12`.
        pages: Pages that show it, e.g. `models/google/gemini-3.1-pro`; empty for the interface, which all may show.
    """

    domain: str
    source: str
    is_stale: bool
    previous: str
    places: tuple[str, ...]
    pages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LanguageStatus:
    """How far a site is in one language.

    Attributes:
        tag: BCP 47 tag.
        domains: Counts by domain; those the language needs.
        pages: Counts of prose by page, e.g. `models/google/gemini-3.1-pro`, in page order.
        texts: What is stale, then what is missing, each in the order of the records.
    """

    tag: str
    domains: Mapping[str, Coverage]
    pages: Mapping[str, Coverage]
    texts: tuple[UnfinishedText, ...]

    @property
    def is_complete(self) -> bool:
        """Whether everything is translated."""
        return all(coverage.is_complete for coverage in self.domains.values())


@dataclass(frozen=True, slots=True)
class _Domain:
    """What there is to translate in a domain: each source text with its places and the pages that show it."""

    places: Mapping[str, tuple[str, ...]]
    pages: Mapping[str, tuple[str, ...]]


def read_status(site_folder: Path, catalog: Catalog, locales: Collection[Locale]) -> tuple[LanguageStatus, ...]:
    """Give how far a site is in each of some languages.

    Raises:
        BrokenMessagesError: A PO file cannot be read.
    """
    files = LocaleFiles(site_folder)
    prose = _prose_domain(catalog)
    interface = _interface_domain(interface_messages(site_folder))
    return tuple(_read_language(files, catalog, locale, prose=prose, interface=interface) for locale in locales)


def _read_language(
    files: LocaleFiles, catalog: Catalog, locale: Locale, *, prose: _Domain, interface: _Domain
) -> LanguageStatus:
    domains, pages = {}, {}
    texts: list[UnfinishedText] = []
    if locale.tag != catalog.site.source_locale:
        messages, found = _compare(files, locale, PROSE, prose)
        domains[PROSE] = cover(frozenset(prose.places), messages)
        pages = {
            page_name(kind, key): cover(page_prose(catalog, kind, key), messages) for kind, key in prose_pages(catalog)
        }
        texts += found
    if locale.tag.partition("-")[0] != "en":
        messages, found = _compare(files, locale, INTERFACE, interface)
        domains[INTERFACE] = cover(frozenset(interface.places), messages)
        texts += found
    texts.sort(key=lambda text: not text.is_stale)
    return LanguageStatus(locale.tag, domains, pages, tuple(texts))


def page_name(kind: PageKind, key: str) -> str:
    """Give the part of a page's address that all languages share: `models/google/gemini-3.1-pro`; `/` for the home."""
    return f"{kind}s/{key}" if key else "/"


def _prose_domain(catalog: Catalog) -> _Domain:
    uses: dict[str, list[ProseUse]] = {}
    for found in prose_by_record(catalog).values():
        for use in found:
            uses.setdefault(use.source, []).append(use)
    pages: dict[str, list[str]] = {}
    for kind, key in prose_pages(catalog):
        for source in page_prose(catalog, kind, key):
            pages.setdefault(source, []).append(page_name(kind, key))
    places = {
        source: tuple("{}:{}".format(*prose_line(catalog, use)) for use in found) for source, found in uses.items()
    }
    return _Domain(places, {source: tuple(names) for source, names in pages.items()})


def _interface_domain(template: MessageCatalog) -> _Domain:
    entries = [message for message in template if message.id]
    return _Domain(
        {
            message.id if isinstance(message.id, str) else message.id[0]: tuple(
                f"{path}:{line}" for path, line in message.locations
            )
            for message in entries
        },
        {},
    )


def _compare(
    files: LocaleFiles, locale: Locale, name: str, domain: _Domain
) -> tuple[Messages, tuple[UnfinishedText, ...]]:
    """Give the messages of a domain with all that is stale in it, and the texts that are stale or missing."""
    messages = files.read_domain(locale, name)
    broken = tuple(item for item in messages.diagnostics if item.code == "po-syntax")
    if broken:
        raise BrokenMessagesError(broken)
    unfinished = [source for source in domain.places if not messages.has(source)]
    previous = dict(_changed_sources(unfinished, messages, domain))
    path = files.site_folder / LOCALES_FOLDER / locale.tag / MESSAGES_FOLDER / f"{name}.po"
    previous |= previous_sources(path, locale)
    stale = messages.stale | previous.keys()
    texts = tuple(
        UnfinishedText(
            domain=name,
            source=source,
            is_stale=source in stale,
            previous=previous.get(source, ""),
            places=domain.places[source],
            pages=domain.pages.get(source, ()),
        )
        for source in unfinished
    )
    return replace(messages, stale=frozenset(stale)), texts


def _changed_sources(unfinished: list[str], messages: Messages, domain: _Domain) -> Iterator[tuple[str, str]]:
    """Give each text that was changed since `messages update` last ran, with what it was."""
    gone = [source for source in (*messages.singular, *sorted(messages.counted)) if source not in domain.places]
    for source in unfinished:
        if source not in messages.sources:
            for match in difflib.get_close_matches(source, gone, n=1, cutoff=_ALIKE):
                yield source, match
