"""Answers the requests of browsers: files of the site, the preview's own script and events, and error pages."""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable
from html import escape
from http import HTTPStatus
from pathlib import Path

from site_builder.build.errors import BuildError
from site_builder.diagnostics import Diagnostic
from site_builder.lint.report import format_text
from site_builder.serve.error_page import write_error_page
from site_builder.serve.event_stream import tell_states
from site_builder.serve.http_server import Answer, Request
from site_builder.serve.place import find_place, guess_type
from site_builder.serve.site_state import SiteState, StateHolder

_OWN_FOLDER = "/_preview/"
"""Where the preview's own addresses are, below whatever base path: open pages must hear that it has changed. Names of
published files do not begin with `_` but for those that tell a host what to do."""
_SCRIPT = "preview.js"
_EVENTS = "events"
_HTML = guess_type("index.html")
_HEAD_END = re.compile(rb"</head>|\Z")
_POLICY = b'http-equiv="Content-Security-Policy"'


class Answers:
    """Gives the answer to any request, from any thread."""

    def __init__(self, site_folder: Path, holder: StateHolder, say: Callable[[str], None]) -> None:
        """Take what is served.

        Args:
            site_folder: The folder of the site.
            holder: Holds what is known of it.
            say: Is told what goes wrong when a page is made, for the terminal.
        """
        self._folder = site_folder
        self._holder = holder
        self._say = say
        self._script = Path(__file__).with_name(_SCRIPT).read_bytes()

    def answer(self, request: Request) -> Answer:
        """Give the answer; whatever goes wrong becomes a page that says so."""
        own = request.address.partition("?")[0].partition(_OWN_FOLDER)[2]
        if own == _EVENTS:
            return Answer(HTTPStatus.OK, "text/event-stream", events=tell_states(self._holder))
        if own == _SCRIPT:
            return Answer(HTTPStatus.OK, guess_type(_SCRIPT), self._script)
        state = self._holder.state
        try:
            answered = _answer_from(state, request.address)
            if request.is_navigation:
                self._look_at_page(state, request.address)
        except BuildError as error:
            answered = self._refuse_template(state, error.diagnostic)
        except Exception:  # noqa: BLE001 - a bug; it is shown, and the next request may well be answered
            self._say(traceback.format_exc())
            answered = _error_answer("This page cannot be made", "A bug of site-builder; the terminal shows it.")
        if answered.content_type == _HTML and request.is_navigation:
            return _with_script(answered, state)
        return answered

    def _look_at_page(self, state: SiteState, address: str) -> None:
        """Tell what is wrong with a page that somebody opens, if it is made from the files as they are."""
        if state.site is None or not state.is_current:
            return
        place = find_place(state.site.has_file, state.site.base_path, address)
        found = state.site.find_problems(place.path) if place.path else ()
        new = self._holder.add_findings(state.reading, found) if found else ()
        if new:
            self._say(format_text(new, self._folder))

    def _refuse_template(self, state: SiteState, error: Diagnostic) -> Answer:
        text = format_text((error,), self._folder)
        if state.is_current and self._holder.add_findings(state.reading, (error,)):
            self._say(text)
        return _error_answer("This page cannot be made", text)


def _answer_from(state: SiteState, address: str) -> Answer:
    if state.site is None:
        return _error_answer("The site has errors", "\n".join(state.shown), HTTPStatus.SERVICE_UNAVAILABLE)
    place = find_place(state.site.has_file, state.site.base_path, address)
    if place.path is None:
        return Answer(place.status, "text/plain", location=place.location)
    return Answer(place.status, guess_type(place.path), state.site.read(place.path))


def _error_answer(title: str, text: str, status: HTTPStatus = HTTPStatus.INTERNAL_SERVER_ERROR) -> Answer:
    return Answer(status, _HTML, write_error_page(title, text))


def _with_script(answer: Answer, state: SiteState) -> Answer:
    """Let a page hear of changes, if its policy lets it connect to where it comes from: a redirect's does not."""
    head = answer.body.partition(b"</head>")[0]
    if _POLICY in head and b"connect-src" not in head:
        return answer
    base_path = state.site.base_path if state.site else ""
    source = escape(f"{base_path}{_OWN_FOLDER}{_SCRIPT}?page={state.page_name}")
    script = f'<script src="{source}" defer></script>\n'.encode()
    body = _HEAD_END.sub(lambda end: script + end[0], answer.body, count=1)
    return Answer(answer.status, answer.content_type, body)
