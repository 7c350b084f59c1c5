"""The preview: reads the site whenever a file of it changes, and tells browsers and the terminal what came of it.

Two threads work beside the server. One reads, so that an edit shows as soon as it can; the other runs the rules on what
was read last, which takes longer and keeps nobody waiting: it stands aside while something is read or answered.
"""

from __future__ import annotations

import gc
import secrets
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

from site_builder.build.inputs import assemble_site
from site_builder.build.source import SiteMemory, SiteSource, read_source
from site_builder.diagnostics import Diagnostic
from site_builder.serve.answers import Answers
from site_builder.serve.http_server import Answer, Request
from site_builder.serve.precedence import Precedence
from site_builder.serve.site_state import SiteState, StateHolder
from site_builder.serve.site_version import SiteVersion
from site_builder.serve.site_watch import SiteWatch
from site_builder.serve.told import ToldFindings


@dataclass(frozen=True, slots=True)
class _Reading:
    """What reading the site gave; the rules have not seen it yet, but where it has no `source`."""

    seconds: float
    source: SiteSource | None
    state: SiteState
    found: tuple[Diagnostic, ...]


class Preview:
    """A site that is shown while it is worked on."""

    def __init__(self, site_folder: Path, say: Callable[[str], None]) -> None:
        """Begin without knowing anything of the site.

        Args:
            site_folder: The folder of the site.
            say: Is told what the terminal should show; from any thread.
        """
        self._folder = site_folder
        self._say = say
        self._told = ToldFindings(site_folder)
        self._memory = SiteMemory(site_folder)
        self._holder = StateHolder(site_folder, secrets.token_hex(4))
        self._last: _Reading
        self._unchecked: SimpleQueue[tuple[str, ...] | None] = SimpleQueue()
        self._stop = threading.Event()
        self._precedence = Precedence()
        self._watch = SiteWatch(site_folder, self._precedence)
        self._follower = threading.Thread(target=self._follow, daemon=True)
        self._answers = Answers(site_folder, self._holder, say)

    @property
    def base_path(self) -> str:
        """Path part of the public URL, e.g. `/docs`; empty while it is not known."""
        site = self._holder.state.site
        return site.base_path if site else ""

    def answer(self, request: Request) -> Answer:
        """Answer a browser; from any thread."""
        with self._precedence.urgent():
            return self._answers.answer(request)

    def start(self) -> None:
        """Read the site on all cores, then begin to watch it and to run the rules."""
        self.read((), jobs=0)
        self._follower.start()
        threading.Thread(target=self._check_all, daemon=True).start()

    def read(self, changed: tuple[str, ...], *, jobs: int) -> None:
        """Read the site, show it if it has no errors, and have the rules run on it.

        Args:
            changed: The files that have changed; none at first.
            jobs: How many processes read; 0 for one per core.
        """
        started = time.perf_counter()
        source, found = read_source(self._folder, jobs=jobs, memory=self._memory)
        site = None
        if source is not None:
            inputs, problems = assemble_site(source)
            site, found = SiteVersion(inputs) if inputs else None, (*found, *problems)
        state = self._holder.take_reading(site, found)
        self._last = _Reading(time.perf_counter() - started, source, state, found)
        self._unchecked.put(changed)

    def stop(self) -> None:
        """End the threads; what the rules are looking at is of no use any more, so nobody waits for them."""
        self._stop.set()
        self._unchecked.put(None)
        self._follower.join()  # it runs code in Rust, which may abort the program where its thread is killed

    def _follow(self) -> None:
        for changed in self._watch.changes(self._stop):
            with self._surviving(), self._precedence.urgent():
                self.read(changed, jobs=1)  # a process with threads cannot be forked

    def _check_all(self) -> None:
        """Check the last reading whenever there is one; a terminal that is held up holds no others in memory."""
        changed: set[str] = set()
        while (more := self._unchecked.get()) is not None:
            changed.update(more)
            if self._unchecked.empty():
                with self._surviving():
                    self._check(self._last, tuple(sorted(changed)))
                changed.clear()
                gc.collect()  # versions nobody is shown any more; `serve` lets none be looked for while an edit is read

    def _check(self, reading: _Reading, changed: tuple[str, ...]) -> None:
        found = reading.found
        if reading.source is not None:
            found = tuple(sorted((*found, *reading.source.lint(self._precedence.stand_aside))))
        self._holder.add_findings(reading.state.reading, found)
        self._say(self._told.word(changed, reading.seconds, reading.state, found))
        if reading.state.is_current and reading.state.site is not None:
            reading.state.site.keep_templates(self._folder)

    @contextmanager
    def _surviving(self) -> Iterator[None]:
        """Show a bug and go on: the next edit may take back what led to it."""
        try:
            yield
        except Exception:  # noqa: BLE001 - whatever it is
            self._say(traceback.format_exc())
