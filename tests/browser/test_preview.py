"""The preview in a browser: edits show by themselves, errors are listed over the page until they are mended."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, expect

from site_builder.serve.http_server import make_server
from site_builder.serve.preview import Preview

pytestmark = pytest.mark.browser

_PACKAGES = Path(
    os.environ.get("BROWSER_NODE_MODULES", Path(__file__).parents[2] / ".venv" / "browser" / "node_modules")
)
_PATIENCE_MS = 20_000
_RECORD = "catalog/models/acme/mini.yaml"
_MODEL = "en/models/acme/mini/"
_FIND_VIOLATIONS = """async () => (await axe.run("#site-builder-preview", { preload: false })).violations
  .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join("; ")}`)"""
_HIDE = """(isHidden) => {
  Object.defineProperty(document, "hidden", { configurable: true, get: () => isHidden });
  document.dispatchEvent(new Event("visibilitychange"));
}"""


@contextmanager
def _serving(site_folder: Path) -> Iterator[str]:
    """Serve a preview; give its address with a slash at the end."""
    preview = Preview(site_folder, lambda _: None)
    server = make_server(preview.answer, "127.0.0.1", 0)
    preview.start()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{preview.base_path}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        preview.stop()


@contextmanager
def _running(site_folder: Path, port: int) -> Iterator[None]:
    """Run the program, which closes all connections when it ends."""
    command = [sys.executable, "-m", "site_builder", "serve", "--site", str(site_folder), "--port", str(port)]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("serving ")
        yield
        process.send_signal(signal.SIGINT)


@pytest.fixture
def url(small_site: Path) -> Iterator[str]:
    """Give the address of a preview of the small site."""
    with _serving(small_site) as address:
        yield address


@pytest.fixture
def page(chromium: Browser, problems: list[str]) -> Iterator[Page]:
    """Give a page of a browser without history; what its console says is a problem."""

    def note(message: ConsoleMessage) -> None:
        if message.type in ("warning", "error"):
            problems.append(message.text)

    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(_PATIENCE_MS)
    page = context.new_page()
    page.on("console", note)
    page.on("pageerror", lambda error: problems.append(str(error)))
    yield page
    context.close()


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def _expect_text(page: Page, selector: str, text: str) -> None:
    expect(page.locator(selector)).to_contain_text(text, timeout=_PATIENCE_MS)


def _expect_scrolled_to(page: Page, top: int) -> None:
    """Wait for the place; `wait_for_function` would have the page run text as code, which its policy refuses."""
    deadline = time.monotonic() + _PATIENCE_MS / 1000
    while page.evaluate("scrollY") != top:
        assert time.monotonic() < deadline
        page.wait_for_timeout(50)


def _errors(page: Page) -> Locator:
    return page.get_by_role("region", name="Errors of the site")


def test_an_edit_shows_by_itself_where_the_reader_was(url: str, page: Page, small_site: Path) -> None:
    """Of a record, of a translation and of a template; the page is where it was scrolled to."""
    page.goto(f"{url}ru/models/acme/mini/")
    page.mouse.wheel(0, 400)
    _expect_scrolled_to(page, 400)

    _edit(small_site / _RECORD, '"0.20"', '"0.21"')
    _expect_text(page, ".facts", "0,21")
    _expect_scrolled_to(page, 400)
    _edit(small_site / "locales/ru/LC_MESSAGES/catalog.po", "Быстрая модель", "Проворная модель")
    _expect_text(page, ".lead", "Проворная модель")
    (small_site / "templates/partials").mkdir(parents=True)
    (small_site / "templates/partials/footer.html.j2").write_text("<footer>ours</footer>")
    _expect_text(page, "footer", "ours")
    shutil.rmtree(small_site / "templates")
    expect(page.get_by_text("ours", exact=True)).to_have_count(0, timeout=_PATIENCE_MS)


def test_errors_are_listed_until_they_are_mended(url: str, page: Page, small_site: Path) -> None:
    """With place, line, reason and fix; the page below is the last good one, and new errors take the place of old."""
    page.goto(f"{url}{_MODEL}")
    record = small_site / _RECORD
    good = record.read_text()

    record.write_text(good.replace("status:", "status_:"))
    expect(_errors(page).get_by_role("listitem")).to_have_count(1, timeout=_PATIENCE_MS)
    texts = _errors(page).get_by_role("listitem").locator("p, pre").all_inner_texts()
    announced = page.get_by_role("alert").inner_text()
    record.write_text(good.replace("status:", "status_:").replace('"0.20"', '"-0.20"').replace("Mini", "Tiny"))
    expect(_errors(page).get_by_role("listitem")).to_have_count(2, timeout=_PATIENCE_MS)
    expect(page.locator("h1")).to_contain_text("Acme Mini")
    record.write_text(good.replace("Mini", "Tiny"))
    expect(_errors(page)).to_have_count(0, timeout=_PATIENCE_MS)
    _expect_text(page, "h1", "Acme Tiny")

    assert texts == [
        f"{_RECORD}:4:1 error[field-unknown]",
        "unknown field `status_`; did you mean `status`?",
        "    4 | status_: preview\n      | ^^^^^^^",
        "why: this record has no such field, so nothing would be shown of it",
        "fix: rename it to `status`",
    ]
    assert " ".join(announced.split()) == "1 error The page is as it was before."


def test_an_error_that_rules_find_is_listed_over_the_new_page(url: str, page: Page, small_site: Path) -> None:
    """The page shows the edit; a build would refuse it."""
    page.goto(f"{url}{_MODEL}")

    _edit(small_site / _RECORD, "Acme Mini", "Acme Small")

    _expect_text(page, "h1", "Acme Small")
    expect(_errors(page)).to_contain_text("error[version-family]", timeout=_PATIENCE_MS)
    expect(page.get_by_role("alert")).to_contain_text("The site does not pass the check.")


@pytest.mark.parametrize("way", ["key", "button"])
def test_the_list_can_be_dismissed(way: str, url: str, page: Page, small_site: Path) -> None:
    """By Escape or the button; it stays away on other pages, until there are other errors."""
    page.goto(f"{url}{_MODEL}")
    _edit(small_site / _RECORD, "status:", "status_:")
    expect(_errors(page)).to_be_visible(timeout=_PATIENCE_MS)

    if way == "key":
        page.keyboard.press("Escape")
    else:
        _errors(page).get_by_role("button", name="Dismiss").click()
    expect(_errors(page)).to_have_count(0)
    with page.expect_response("**/_preview/events"):
        page.goto(f"{url}en/")
    expect(_errors(page)).to_have_count(0)
    _edit(small_site / _RECORD, "name:", "name_:")

    expect(_errors(page)).to_contain_text("error[field-unknown]", timeout=_PATIENCE_MS)


def test_escape_belongs_to_an_open_dialog_first(url: str, page: Page, small_site: Path) -> None:
    """Who closes the search does not lose sight of the errors."""
    page.goto(f"{url}{_MODEL}")
    _edit(small_site / _RECORD, "status:", "status_:")
    expect(_errors(page)).to_be_visible(timeout=_PATIENCE_MS)
    page.keyboard.press("/")
    expect(page.locator("#search")).to_be_visible()

    page.keyboard.press("Escape")
    expect(page.locator("#search")).to_be_hidden()

    expect(_errors(page)).to_have_count(1)


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_list_is_legible_anywhere(
    width: int, scheme: Literal["light", "dark"], url: str, page: Page, small_site: Path
) -> None:
    """Nothing for axe to find in it, nothing is wider than the window, and the page can still be seen."""
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{url}{_MODEL}")
    _edit(small_site / _RECORD, "status:", "status_:")
    _edit(small_site / _RECORD, '"0.20"', f'"-{"1" * 200}"')
    expect(_errors(page).get_by_role("listitem")).to_have_count(2, timeout=_PATIENCE_MS)
    page.evaluate((_PACKAGES / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))

    found = page.evaluate(_FIND_VIOLATIONS)
    box = _errors(page).bounding_box()

    assert found == []
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert box["y"] > 100
    assert box["y"] + box["height"] <= 800
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_page_that_cannot_be_made_comes_back(url: str, page: Page, small_site: Path, problems: list[str]) -> None:
    """Of a broken template the page says file and line; mended, it is there."""
    page.goto(f"{url}{_MODEL}")
    template = small_site / "templates/pages/model.html.j2"
    template.parent.mkdir(parents=True)

    template.write_text("<p>{{ nonsense }}</p>")
    _expect_text(page, "h1", "This page cannot be made")
    _expect_text(page, "main pre", "templates/pages/model.html.j2:1:1: error[template-error]")
    expect(_errors(page)).to_contain_text("'nonsense' is undefined", timeout=_PATIENCE_MS)
    template.write_text(
        '{% extends "default/pages/model.html.j2" %}{% block call_to_action %}<p>ours</p>{% endblock %}'
    )

    _expect_text(page, "h1", "Acme Mini")
    expect(page.get_by_text("ours", exact=True)).to_be_visible()
    assert [problem for problem in problems if "500" not in problem] == []
    problems.clear()


def test_a_site_that_begins_with_errors_is_shown_once_they_are_mended(
    page: Page, small_site: Path, problems: list[str]
) -> None:
    """A page of the preview lists what is wrong, follows while it is mended bit by bit, and gives way to the site."""
    config = small_site / "catalog/site.yaml"
    _edit(config, "key_variable:", "key_varable:")
    _edit(small_site / _RECORD, "status:", "status_:")

    with _serving(small_site) as url:
        page.goto(f"{url}{_MODEL}")
        expect(_errors(page)).to_contain_text("2 errors", timeout=_PATIENCE_MS)
        _expect_text(page, "h1", "The site has errors")
        _edit(config, "key_varable:", "key_variable:")
        expect(_errors(page)).to_contain_text("1 error", timeout=_PATIENCE_MS)
        _edit(small_site / _RECORD, "status_:", "status:")
        _expect_text(page, "h1", "Acme Mini")
        page.goto("about:blank")

    assert [problem for problem in problems if "503" not in problem] == []
    problems.clear()


def test_a_hidden_tab_lets_go_and_catches_up(url: str, page: Page, small_site: Path) -> None:
    """It holds no connection while nobody looks at it, and is up to date when somebody does."""
    with page.expect_response("**/_preview/events"):
        page.goto(f"{url}{_MODEL}")

    with page.expect_event("requestfailed", lambda request: request.url.endswith("/_preview/events")):
        page.evaluate(_HIDE, arg=True)
    _edit(small_site / _RECORD, '"0.20"', '"0.21"')
    page.evaluate(_HIDE, arg=False)

    _expect_text(page, ".facts", "0.21")


def test_many_tabs_starve_nobody(chromium: Browser, url: str, small_site: Path) -> None:
    """More tabs than a browser has connections to a host: the one that is looked at is up to date."""
    context = chromium.new_context()
    pages = []
    for _ in range(8):
        pages.append(context.new_page())
        pages[-1].goto(f"{url}{_MODEL}")
        pages[-1].evaluate(_HIDE, arg=True)
    pages[-1].evaluate(_HIDE, arg=False)

    _edit(small_site / _RECORD, '"0.20"', '"0.21"')

    _expect_text(pages[-1], ".facts", "0.21")
    context.close()


def test_a_page_outlives_the_server(page: Page, small_site: Path, problems: list[str]) -> None:
    """Started again at the same address, the preview finds its pages."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    with _running(small_site, port), page.expect_response("**/_preview/events"):
        page.goto(f"http://127.0.0.1:{port}/{_MODEL}")
    _edit(small_site / _RECORD, '"0.20"', '"0.21"')

    with _running(small_site, port):
        _expect_text(page, ".facts", "0.21")
        page.goto("about:blank")

    assert [problem for problem in problems if "ERR_" not in problem] == []
    problems.clear()


def test_a_new_base_path_reaches_open_pages(url: str, page: Page, small_site: Path, problems: list[str]) -> None:
    """A page of the old one is then none; its 404 page is the site's own, and follows when it is taken back."""
    page.goto(f"{url}{_MODEL}")
    config = small_site / "catalog/site.yaml"

    _edit(config, "models.example.com", "models.example.com/docs")
    expect(page.locator("body.chooser")).to_be_visible(timeout=_PATIENCE_MS)
    page.goto(f"{url}docs/{_MODEL}")
    _expect_text(page, "h1", "Acme Mini")
    _edit(small_site / _RECORD, '"0.20"', '"0.21"')
    _expect_text(page, ".facts", "0.21")

    assert [problem for problem in problems if "404" not in problem] == []
    problems.clear()
