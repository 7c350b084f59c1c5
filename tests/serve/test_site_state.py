"""The state of a site: what is served, what pages go by, and which errors there are."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest

from site_builder.diagnostics import Diagnostic, Severity, Span
from site_builder.serve.site_state import StateHolder
from site_builder.serve.site_version import SiteVersion

_PATIENCE_SECONDS = 20


def _find(line: int = 1, severity: Severity = Severity.ERROR) -> Diagnostic:
    return Diagnostic("a-code", Span("catalog/site.yaml", line), "it is wrong", "it must not be", "mend it", severity)


@pytest.fixture
def holder(small_site: Path) -> StateHolder:
    """Give the state of a site that was not read yet."""
    return StateHolder(small_site, "run")


def test_each_good_version_gives_pages_a_new_name(holder: StateHolder, version: SiteVersion) -> None:
    """A page of an earlier version, or of an earlier run, is out of date."""
    names = [holder.state.page_name, *(holder.take_reading(version, ()).page_name for _ in range(2))]

    assert names == ["run", "run-1", "run-2"]


def test_the_last_good_version_stays(holder: StateHolder, version: SiteVersion) -> None:
    """A reading with errors changes nothing about pages but that errors are known."""
    good = holder.take_reading(version, ())

    broken = holder.take_reading(None, (_find(),))

    assert (broken.site, broken.page_name, broken.is_current) == (version, good.page_name, False)
    assert broken.errors == (_find(),)


def test_without_a_good_version_each_reading_gives_a_new_page(holder: StateHolder) -> None:
    """The page that lists the errors is loaded again when they are others."""
    names = [holder.take_reading(None, (_find(line),)).page_name for line in (1, 2)]

    assert names == ["run-1", "run-2"]
    assert holder.state.errors == (_find(2),)


def test_findings_are_added_to_the_reading_they_belong_to(holder: StateHolder, version: SiteVersion) -> None:
    """Each error counts once; warnings are for the terminal; what was found about an older reading is void."""
    old = holder.take_reading(version, ())
    new = holder.take_reading(version, (_find(2),))

    late = holder.add_findings(old.reading, (_find(9),))
    first = holder.add_findings(new.reading, (_find(2), _find(1), _find(3, Severity.WARNING)))
    again = holder.add_findings(new.reading, (_find(1),))

    assert (late, first, again) == ((), (_find(1),), ())
    assert holder.state.errors == (_find(1), _find(2))
    assert holder.state.page_name == new.page_name


def test_browsers_are_told_what_the_terminal_shows(holder: StateHolder, version: SiteVersion) -> None:
    """The first errors as text, with the line of the file, and how many there are."""
    holder.take_reading(version, ())

    holder.take_reading(None, tuple(_find(line) for line in range(1, 61)))

    told = json.loads(holder.state.as_json())
    assert told["errorCount"] == 60
    assert len(told["errors"]) == 50
    assert told["errors"][0] == (
        "catalog/site.yaml:1:1: error[a-code]: it is wrong\n    1 | name: Small Gateway\n      | ^\n"
        "  why: it must not be\n  fix: mend it\n"
    )
    assert (told["pageName"], told["isCurrent"]) == ("run-1", False)
    assert "\n" not in holder.state.as_json()


def test_who_waits_hears_of_the_next_state(holder: StateHolder, version: SiteVersion) -> None:
    """A change wakes at once; without one the same state comes back after the time."""
    known = holder.state
    heard = []
    thread = threading.Thread(target=lambda: heard.append(holder.wait(known, _PATIENCE_SECONDS)))
    thread.start()

    state = holder.take_reading(version, ())
    thread.join(_PATIENCE_SECONDS)

    assert heard == [state]
    assert holder.wait(state, 0.01) is state


def test_nothing_new_wakes_nobody(holder: StateHolder, version: SiteVersion) -> None:
    """Rules that find nothing leave the state as it was."""
    state = holder.take_reading(version, ())

    holder.add_findings(state.reading, ())

    assert holder.state is state
