"""What is known of the site at a moment, replaced as a whole: no request sees half of a change."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass, replace
from pathlib import Path

from site_builder.diagnostics import Diagnostic, Severity
from site_builder.lint.report import format_text
from site_builder.serve.site_version import SiteVersion

_SHOWN_ERRORS = 50
"""Errors that a browser shows: nobody mends more at once, and thousands would slow it down."""


@dataclass(frozen=True, slots=True)
class SiteState:
    """What is served, and what is wrong with the site.

    Attributes:
        site: The last version whose records and templates had no errors; None before there is one.
        page_name: What pages that are made now go by; one that goes by another name is out of date.
        reading: How often the site had been read.
        is_current: Whether `site` is what the files say now.
        errors: All that keeps the site from being built, as far as it is known.
        shown: The first of them as the terminal shows them.
    """

    site: SiteVersion | None
    page_name: str
    reading: int = 0
    is_current: bool = True
    errors: tuple[Diagnostic, ...] = ()
    shown: tuple[str, ...] = ()

    def as_json(self) -> str:
        """Give what the script in the pages is told, in one line."""
        told = {
            "pageName": self.page_name,
            "isCurrent": self.is_current,
            "errorCount": len(self.errors),
            "errors": self.shown,
        }
        return json.dumps(told)


class StateHolder:
    """Holds the state that is true now; safe for many threads."""

    def __init__(self, site_folder: Path, run: str) -> None:
        """Begin without a site.

        Args:
            site_folder: The folder of the site.
            run: A word that no other run of `serve` has: pages of an earlier run are out of date.
        """
        self._folder = site_folder
        self._run = run
        self._changed = threading.Condition()
        self._state = SiteState(None, run)

    @property
    def state(self) -> SiteState:
        """The state now."""
        return self._state

    def wait(self, known: SiteState, timeout_seconds: float) -> SiteState:
        """Give the state as soon as it is another than one that is known; that one if none comes in time."""
        with self._changed:
            self._changed.wait_for(lambda: self._state is not known, timeout_seconds)
            return self._state

    def take_reading(self, site: SiteVersion | None, found: tuple[Diagnostic, ...]) -> SiteState:
        """Go on with what was read, or with the last good version where that has errors; give the new state.

        Args:
            site: What was read; None if it cannot be shown.
            found: What there is to say about it.
        """
        with self._changed:
            last, reading = self._state, self._state.reading + 1
            has_new_pages = site is not None or last.site is None
            page_name = f"{self._run}-{reading}" if has_new_pages else last.page_name
            state = SiteState(site or last.site, page_name, reading, is_current=site is not None)
            return self._set(self._with_errors(state, found))

    def add_findings(self, reading: int, found: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
        """Add what was found out after a reading, by the rules or by making a page; void if it is not the last.

        Returns:
            The errors that were not known.
        """
        with self._changed:
            known = self._state
            if known.reading != reading:
                return ()
            state = self._set(self._with_errors(known, found))
            return tuple(error for error in state.errors if error not in known.errors)

    def _with_errors(self, state: SiteState, found: tuple[Diagnostic, ...]) -> SiteState:
        new = (item for item in found if item.severity is Severity.ERROR)
        errors = tuple(sorted(dict.fromkeys((*state.errors, *new))))
        shown = tuple(format_text((error,), self._folder) for error in errors[:_SHOWN_ERRORS])
        return replace(state, errors=errors, shown=shown)

    def _set(self, state: SiteState) -> SiteState:
        """Replace the state, and wake those who wait if there is anything new."""
        if state != self._state:
            self._state = state
            self._changed.notify_all()
        return self._state
