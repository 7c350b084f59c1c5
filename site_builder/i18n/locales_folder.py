"""Finds the files of a locale: the site's own first, then those that come with the package."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from site_builder.defaults import packaged_folder
from site_builder.i18n.locale import Locale
from site_builder.i18n.messages import Messages, no_messages, read_messages

LOCALES_FOLDER = "locales"
MESSAGES_FOLDER = "LC_MESSAGES"


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
        """Read the messages of a domain; a file that does not exist has none."""
        found = self.find(locale.tag, MESSAGES_FOLDER, f"{domain}.po")
        if found is None:
            return no_messages()
        shown, path = found
        return read_messages(shown, path.read_bytes(), str(locale.babel))
