"""Finds the names of models and makers in a text."""

from __future__ import annotations

import re

from site_builder.catalog.catalog import Catalog

_FIRST_WORD = re.compile(r"(?<!\w)\w+")
_GOES_ON = re.compile(r"\w|-\w|\.\d")


class CatalogNames:
    """The names of all models and makers of a catalog, by their first word."""

    def __init__(self, catalog: Catalog) -> None:
        """Take the names from the records."""
        names = {record.name for records in (catalog.providers, catalog.models) for record in records.values()}
        self._by_first_word: dict[str, list[str]] = {}
        for name in sorted(names, key=lambda name: (-len(name), name)):
            for first in _FIRST_WORD.findall(name)[:1]:
                self._by_first_word.setdefault(first, []).append(name)

    def find(self, prose: str) -> tuple[str, ...]:
        """Give each name once, in order; of names that begin at the same place, the longest."""
        found: dict[str, None] = {}
        for word in _FIRST_WORD.finditer(prose):
            for name in self._by_first_word.get(word[0], ()):
                if prose.startswith(name, word.start()) and not _GOES_ON.match(prose, word.start() + len(name)):
                    found[name] = None
                    break
        return tuple(found)
