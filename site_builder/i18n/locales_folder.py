"""Finds the files of a locale: the site's own first, then those that come with the package."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path

from site_builder.defaults import packaged_folder
from site_builder.i18n.locale import Locale
from site_builder.i18n.messages import Messages, no_messages, read_messages

LOCALES_FOLDER = "locales"
MESSAGES_FOLDER = "LC_MESSAGES"
INTERFACE, PROSE = "ui", "catalog"
"""Domains: the texts of the program and its templates, in English; the prose of the records."""


@dataclass(frozen=True, slots=True)
class LocaleFiles:
    """Where a site keeps its languages.

    Attributes:
        site_folder: The folder of the site.
    """

    site_folder: Path

    def find(self, tag: str, *parts: str) -> tuple[str, Path] | None:
        """Give a file of a locale, as shown to readers and as a path; None if nobody has it."""
        shown = "/".join((LOCALES_FOLDER, tag, *parts))
        for folder in (self.site_folder / LOCALES_FOLDER, packaged_folder(LOCALES_FOLDER)):
            path = folder.joinpath(tag, *parts)
            if path.is_file():
                return shown, path
        return None

    def read_domain(self, locale: Locale, domain: str) -> Messages:
        """Read the messages of a domain: the site's own, and the packaged ones of texts that the site has none of.

        Only the locale's own folder is looked into: a script or a region never borrows from another.
        """
        parts = (locale.tag, MESSAGES_FOLDER, f"{domain}.po")
        paths = [(self.site_folder / LOCALES_FOLDER).joinpath(*parts)]
        if domain == INTERFACE:  # the prose of the package's own records is no base for that of a site
            paths.append(packaged_folder(LOCALES_FOLDER).joinpath(*parts))
        files = dict.fromkeys(path.resolve() for path in paths if path.is_file())
        shown = "/".join((LOCALES_FOLDER, *parts))
        found = [read_messages(shown, path.read_bytes(), str(locale.babel)) for path in files]
        if not found:
            return no_messages(self.interface_sources() if domain == INTERFACE else ())
        return functools.reduce(Messages.over, found)

    def interface_sources(self) -> frozenset[str]:
        """Give the texts of the program and its templates, those with a count by their singular."""
        path = packaged_folder(LOCALES_FOLDER) / f"{INTERFACE}.pot"
        return read_messages(path.name, path.read_bytes(), "en").sources
