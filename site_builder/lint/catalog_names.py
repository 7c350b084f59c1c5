"""Finds the names of models and makers in a text."""

from __future__ import annotations

import re

from site_builder.catalog.catalog import Catalog
from site_builder.lint.name_index import NameIndex

_BEGINS = re.compile(r"(?<!\w)")
_GOES_ON = re.compile(r"\w|-\w|\.\d")


class CatalogNames:
    """The names of all models and makers of a catalog."""

    def __init__(self, catalog: Catalog) -> None:
        """Take the names from the records."""
        self._names = {record.name for records in (catalog.providers, catalog.models) for record in records.values()}
        self._index = NameIndex(self._names)

    def sorted(self) -> list[str]:
        """Give all names, each once."""
        return sorted(self._names)

    def find(self, prose: str) -> tuple[str, ...]:
        """Give each name once, in order; of names that begin at the same place, the longest."""
        found: dict[int, str] = {}
        for start, name in self._index.find(prose):
            if start not in found and _BEGINS.match(prose, start) and not _GOES_ON.match(prose, start + len(name)):
                found[start] = name
        return tuple(dict.fromkeys(found.values()))
