"""The preview as a whole, without a browser: edits, mistakes, bugs, and what is told of them."""

from __future__ import annotations

import queue
import re
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from site_builder.build.source import read_source
from site_builder.diagnostics import Diagnostic
from site_builder.lint.pause import Pause, go_on
from site_builder.serve import preview as preview_module
from site_builder.serve.http_server import Request
from site_builder.serve.preview import Preview
from site_builder.serve.site_watch import SiteWatch

_PATIENCE_SECONDS = 30
_RECORD = "catalog/models/acme/mini.yaml"
_TIME = re.compile(r"read in \d+\.\d s")


class _Terminal:
    """Takes what the preview says, and waits for it."""

    def __init__(self) -> None:
        self._said: queue.Queue[str] = queue.Queue()
        self.say = self._said.put

    def wait_for(self, ending: str) -> str:
        """Give what is said until something ends so."""
        told: list[str] = []
        while True:
            try:
                told.append(_TIME.sub("read", self._said.get(timeout=_PATIENCE_SECONDS)))
            except queue.Empty:
                pytest.fail(f"nobody said {ending!r}, but {told}")
            if told[-1].endswith(ending):
                return told[-1]


@pytest.fixture
def terminal() -> _Terminal:
    """Give what the preview talks to."""
    return _Terminal()


@pytest.fixture
def start(small_site: Path, terminal: _Terminal) -> Iterator[Callable[[], Preview]]:
    """Give a function that starts a preview of the small site."""
    started = []

    def begin() -> Preview:
        preview = Preview(small_site, terminal.say)
        started.append(preview)
        preview.start()
        return preview

    yield begin
    for preview in started:
        preview.stop()


def _open(preview: Preview, address: str) -> str:
    return preview.answer(Request(address, {"Sec-Fetch-Dest": "document"})).body.decode()


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_an_edit_shows_and_is_told(small_site: Path, terminal: _Terminal, start: Callable[[], Preview]) -> None:
    """Of a record, of a translation and of a template; nothing is written to the site."""
    before = sorted(path for path in small_site.rglob("*"))
    preview = start()
    first = terminal.wait_for("no problems")
    assert "Acme Mini" in _open(preview, "/en/models/acme/mini/")

    _edit(small_site / _RECORD, "Acme Mini", "Acme Tiny")
    line = terminal.wait_for("no problems")
    assert "Acme Tiny" in _open(preview, "/en/models/acme/mini/")

    assert (first, line) == ("site: read, no problems", f"{_RECORD} changed: read, no problems")
    assert sorted(path for path in small_site.rglob("*")) == before


def test_the_last_good_version_is_shown_while_there_are_errors(
    small_site: Path, terminal: _Terminal, start: Callable[[], Preview]
) -> None:
    """In records, and in templates; mended, the site is shown as it is now."""
    preview = start()
    good = (small_site / _RECORD).read_text()

    (small_site / _RECORD).write_text(f"{good.replace('Acme Mini', 'Acme Tiny')}\nnonsense: [")
    broken = terminal.wait_for("stay as they were")
    shown = _open(preview, "/en/models/acme/mini/")
    (small_site / _RECORD).write_text(good.replace("Acme Mini", "Acme Tiny"))
    terminal.wait_for("no problems")
    mended = _open(preview, "/en/models/acme/mini/")
    (small_site / "templates/pages").mkdir(parents=True)
    (small_site / "templates/pages/model.html.j2").write_text("{% if %}")
    template = terminal.wait_for("stay as they were")

    assert f"{_RECORD}:22:12: error[yaml-syntax]" in broken
    assert "Acme Tiny" not in shown
    assert "Acme Tiny" in mended
    assert "templates/pages/model.html.j2:1:1: error[template-syntax]" in template
    assert _open(preview, "/en/models/acme/mini/") == mended


def test_the_rules_stand_aside_while_an_edit_is_read(
    small_site: Path, terminal: _Terminal, start: Callable[[], Preview], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever they were looking at; they go on when it is shown."""
    preview = start()
    terminal.wait_for("no problems")
    begun, told_to_end = threading.Event(), threading.Event()
    order: list[str] = []

    def look(pause: Pause = go_on, /) -> tuple[Diagnostic, ...]:
        begun.set()
        assert told_to_end.wait(_PATIENCE_SECONDS)
        pause()
        order.append("ruled")
        return ()

    def read_slowly(*arguments: Any, **options: Any) -> Any:  # noqa: ANN401 - as the function has them
        source, found = read_source(*arguments, **options)
        if begun.is_set():
            told_to_end.set()
            time.sleep(0.1)
            order.append("read")
        return (replace(source, lint=look) if source else None), found

    monkeypatch.setattr(preview_module, "read_source", read_slowly)
    _edit(small_site / _RECORD, "Acme Mini", "Acme Tiny")
    assert begun.wait(_PATIENCE_SECONDS)
    _edit(small_site / _RECORD, "Acme Tiny", "Acme Small")
    terminal.wait_for("no problems")

    assert order[:2] == ["read", "ruled"]
    assert "Acme Small" in _open(preview, "/en/models/acme/mini/")


def test_a_site_with_errors_is_served(small_site: Path, terminal: _Terminal, start: Callable[[], Preview]) -> None:
    """It starts with a page of its errors, below no base path, and goes over to the site."""
    config = small_site / "catalog/site.yaml"
    _edit(config, "models.example.com", "models.example.com/docs")
    _edit(config, "key_variable", "key_varable")
    preview = start()
    said = terminal.wait_for("nothing to show yet")
    page, base_path = _open(preview, "/en/"), preview.base_path

    _edit(config, "key_varable", "key_variable")
    terminal.wait_for("no problems")

    assert "error[field-unknown]" in said
    assert "error[field-unknown]" in page
    assert (base_path, preview.base_path) == ("", "/docs")
    assert "Acme Mini" in _open(preview, "/docs/en/")


def test_what_rules_find_comes_after_the_page(
    small_site: Path, terminal: _Terminal, start: Callable[[], Preview]
) -> None:
    """An error that only rules see does not keep an edit from being shown, and browsers are told of it."""
    preview = start()
    terminal.wait_for("no problems")

    _edit(small_site / _RECORD, "Acme Mini", "Acme Small")
    said = terminal.wait_for("1 error")

    assert f"{_RECORD}:3:9: error[version-family]" in said
    assert "Acme Small" in _open(preview, "/en/models/acme/mini/")
    events = preview.answer(Request("/_preview/events")).events
    assert isinstance(events, Iterator)
    assert b"version-family" in list(zip(range(2), events, strict=False))[1][1]


def test_a_warning_is_told_once(small_site: Path, terminal: _Terminal, start: Callable[[], Preview]) -> None:
    """The next edit does not bring it again."""
    start()
    terminal.wait_for("no problems")

    _edit(small_site / _RECORD, "A quick model for easy questions.", "A quick model for “easy questions.")
    first = terminal.wait_for("warnings")
    _edit(small_site / _RECORD, '"0.20"', '"0.21"')
    second = terminal.wait_for("told before")

    assert "warning[text-balance]" in first
    assert second == f"{_RECORD} changed: read, 3 warnings, 3 told before"


def test_a_bug_ends_nothing(
    small_site: Path, terminal: _Terminal, start: Callable[[], Preview], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A failure to read the site is shown; the next edit is read."""
    preview = start()
    terminal.wait_for("no problems")

    with monkeypatch.context() as patch:
        patch.setattr(preview_module, "assemble_site", lambda source: source.nonsense)
        _edit(small_site / _RECORD, '"0.20"', '"0.21"')
        bug = terminal.wait_for("'nonsense'\n")
    _edit(small_site / _RECORD, '"0.21"', '"0.22"')
    terminal.wait_for("no problems")

    assert bug.startswith("Traceback")
    assert "$0.22" in _open(preview, "/en/models/acme/mini/")


def test_of_several_readings_the_last_is_checked(
    small_site: Path, terminal: _Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Edits that are quicker than the rules are one line, with all files that have changed since the last one."""
    preview = Preview(small_site, terminal.say)
    monkeypatch.setattr(SiteWatch, "changes", lambda *_: iter(()))
    for changed in (("b.yaml",), ("c.yaml", "a.yaml"), ("b.yaml",)):
        preview.read(changed, jobs=1)

    preview.start()
    line = terminal.wait_for("no problems")
    preview.stop()

    assert line == "a.yaml, b.yaml, c.yaml changed: read, no problems"
