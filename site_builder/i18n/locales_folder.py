"""Finds the files of a locale: the site's own first, then those that come with the package."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from site_builder.defaults import packaged_folder
from site_builder.fingerprints import Fingerprint, fingerprint_bytes
from site_builder.i18n.locale import Locale
from site_builder.i18n.messages import Messages, no_messages, read_messages

LOCALES_FOLDER = "locales"
MESSAGES_FOLDER = "LC_MESSAGES"
INTERFACE, PROSE = "ui", "catalog"
"""Domains: the texts of the program and its templates, in English; the prose of the records."""


@dataclass(frozen=True, slots=True)
class LocaleFiles:
    """Where a site keeps its languages; a file that is asked for again is parsed again only if it has changed.

    Attributes:
        site_folder: The folder of the site.
    """

    site_folder: Path
    _known: dict[Path, tuple[Fingerprint, Messages]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

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
        own = self.read_own(locale, domain)
        if domain != INTERFACE:
            return own  # the prose of the package's own records is no base for that of a site
        is_program = self.site_folder.resolve() == packaged_folder(LOCALES_FOLDER).parent
        merged = own if is_program else own.over(self.read_packaged_interface(locale))
        return merged if merged.sources else replace(merged, sources=self.interface_sources())

    def read_own(self, locale: Locale, domain: str) -> Messages:
        """Read the messages of a domain that the site itself has; a file that does not exist has none."""
        return self._read(self.site_folder / LOCALES_FOLDER, locale, domain)

    def read_packaged_interface(self, locale: Locale) -> Messages:
        """Read the interface texts of a locale that come with the package; none for most languages."""
        return self._read(packaged_folder(LOCALES_FOLDER), locale, INTERFACE)

    def interface_sources(self) -> frozenset[str]:
        """Give the texts of the program and its templates, those with a count by their singular."""
        path = packaged_folder(LOCALES_FOLDER) / f"{INTERFACE}.pot"
        return read_messages(path.name, path.read_bytes(), "en").sources

    def _read(self, folder: Path, locale: Locale, domain: str) -> Messages:
        parts = (locale.tag, MESSAGES_FOLDER, f"{domain}.po")
        path = folder.joinpath(*parts)
        if not path.is_file():
            return no_messages()
        content = path.read_bytes()
        fingerprint = fingerprint_bytes(content)
        known = self._known.get(path)
        if known is None or known[0] != fingerprint:
            messages = read_messages("/".join((LOCALES_FOLDER, *parts)), content, str(locale.babel))
            known = self._known[path] = (fingerprint, messages)
        return known[1]
