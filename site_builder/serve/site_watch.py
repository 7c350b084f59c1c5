"""Notices which files of a site have changed.

A library says that something has; what it is, is found by looking at the files. So editors that save by renaming,
folders that are moved, changes that are taken back, and those that nobody was watching all come out right.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from watchfiles import watch
from watchfiles.main import FileChange

from site_builder.build.file_state import FileState, state_of
from site_builder.catalog.record_files import CATALOG_FOLDER, leads_back
from site_builder.i18n.locales_folder import LOCALES_FOLDER
from site_builder.outputs.templates import TEMPLATES_FOLDER
from site_builder.serve.precedence import Precedence

_FOLDERS = (CATALOG_FOLDER, LOCALES_FOLDER, TEMPLATES_FOLDER)
_PAUSE_MS = 500
"""How soon a folder is noticed that was not there: nothing can watch it."""


class SiteWatch:
    """Watches the files of a site, from the moment it is made."""

    def __init__(self, site_folder: Path, precedence: Precedence) -> None:
        """Look at the files now.

        Args:
            site_folder: The folder of the site.
            precedence: Is taken while it looks at them.
        """
        self._site_folder = site_folder.absolute()  # what was touched is told by absolute paths
        self._states = _look(self._site_folder)
        self._precedence = precedence
        self._polling: bool | None = None  # as WATCHFILES_FORCE_POLLING says

    def changes(self, stop: threading.Event) -> Iterator[tuple[str, ...]]:
        """Give the paths that have changed, sorted, whenever some have; ends when it is told to stop."""
        while not stop.is_set():
            folders = self._find_folders()
            is_new = True
            for touched in self._watch(folders, stop):
                if touched or is_new:  # something may have changed before the watch began
                    yield from self._compare()
                is_new = False
                is_replaced = any(path in folders for _, path in touched)
                if is_replaced or self._find_folders() != folders:
                    break

    def _find_folders(self) -> Mapping[str, int]:
        """Give the number of each folder that is there: another one in its place has to be watched anew."""
        paths = (str(self._site_folder / name) for name in _FOLDERS)
        found = ((path, _find_state(path)) for path in paths)
        return {path: state.number for path, state in found if state is not None}

    def _watch(self, folders: Collection[str], stop: threading.Event) -> Iterator[set[FileChange]]:
        """Give what was touched, and from time to time nothing; ends where the folders cannot be watched."""
        try:
            if folders:
                yield from watch(
                    *folders,
                    watch_filter=None,
                    stop_event=stop,
                    rust_timeout=_PAUSE_MS,
                    yield_on_timeout=True,
                    force_polling=self._polling,
                )
                return
        except FileNotFoundError:  # one was removed just now
            pass
        except (OSError, RuntimeError):  # the system has no watches left, say; looking at all files always works
            self._polling = True
        stop.wait(_PAUSE_MS / 1000)
        yield set()

    def _compare(self) -> Iterator[tuple[str, ...]]:
        with self._precedence.urgent():
            before, self._states = self._states, _look(self._site_folder)
        missing = object()
        paths = before.keys() | self._states.keys()
        changed = (path for path in paths if before.get(path, missing) != self._states.get(path, missing))
        found = tuple(sorted(changed))
        if found:
            yield found


def _look(site_folder: Path) -> Mapping[str, FileState | None]:
    """Give the state of every file, by its path as diagnostics show it; None where it cannot be had."""
    states = {}
    for name in _FOLDERS:
        for parent, folders, files in os.walk(site_folder / name, followlinks=True):
            folders[:] = [folder for folder in folders if not (_is_passing(folder) or leads_back(parent, folder))]
            shown = Path(parent).relative_to(site_folder).as_posix()
            states.update(
                {f"{shown}/{file}": _find_state(f"{parent}/{file}") for file in files if not _is_passing(file)}
            )
    return states


def _find_state(path: str) -> FileState | None:
    try:
        return state_of(path)
    except OSError:
        return None


def _is_passing(name: str) -> bool:
    """Whether a file is one that an editor or a file system keeps for itself."""
    return name.startswith((".", "#")) or name.endswith("~")
