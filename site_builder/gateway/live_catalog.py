"""The catalog as it is now: read again when a file changed, kept as it was while one is broken."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from site_builder.catalog.catalog import Catalog
from site_builder.catalog.loader import LoadedCatalog, load_catalog
from site_builder.catalog.record_files import CATALOG_FOLDER

_Snapshot = tuple[tuple[str, int, int], ...]


class LiveCatalog:
    """Gives the catalog of a site; safe for many threads.

    Args:
        site_folder: Folder of the site.
        catalog: Its catalog, read just now.
        report: Is told what reading gave each time a file changed.
    """

    def __init__(self, site_folder: Path, catalog: Catalog, report: Callable[[LoadedCatalog], None]) -> None:
        self._folder = site_folder
        self._catalog = catalog
        self._report = report
        self._snapshot = _take_snapshot(site_folder)
        self._lock = threading.Lock()

    def read(self) -> Catalog:
        """Give the catalog, after reading it again if a file changed; the last good one if it is broken now."""
        with self._lock:
            snapshot = _take_snapshot(self._folder)
            if snapshot != self._snapshot:
                self._snapshot = snapshot
                loaded = load_catalog(self._folder)
                self._catalog = loaded.catalog or self._catalog
                self._report(loaded)
            return self._catalog


def _take_snapshot(site_folder: Path) -> _Snapshot:
    """Give path, time and size of every record, which differ after any edit."""
    found = []
    for path in (site_folder / CATALOG_FOLDER).rglob("*.yaml"):
        try:
            status = path.stat()
        except OSError:  # removed just now, or not to be read
            continue
        found.append((str(path), status.st_mtime_ns, status.st_size))
    return tuple(sorted(found))
