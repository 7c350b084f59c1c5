"""A real Chromium on the repository's own site, built once and served on this machine.

Whatever a test does, these fail it: a warning or an error on the console, a violation of the Content Security Policy
among them; an exception of a script; a request that fails; a request to another host. See `problems`.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright

from site_builder.build.pipeline import BuildOptions, build_site
from site_builder.serve.static_server import make_server

OpenPage = Callable[..., Page]

_ROOT = Path(__file__).parents[2]
_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
_KINDS = {
    "home": "",
    "pricing": "pricing/",
    "landscape": "landscape/",
    "translations": "translations/",
    "not-found": "404.html",
    "compare": "compare/",
    "pair": "compare/google/gemini-3.1-flash-lite/vs/google/gemini-3.1-pro/",
    "provider": "providers/google/",
    "protocol": "protocols/gemini-generate-content/",
    "model-list": "browse/capability/tool_calling/",
    "model": "models/google/gemini-3.1-flash-lite/",
}
_EVERY_PATH = {
    "chooser": "/",
    "root-not-found": "/404.html",
    **{f"{kind}-{slug}": f"/{slug}/{path}" for slug in ("zh", "ru", "en") for kind, path in _KINDS.items()},
}


@pytest.fixture(scope="session")
def site_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of the repository's own site, without a slash at the end."""
    out = tmp_path_factory.mktemp("browser") / "dist"
    result = build_site(BuildOptions(_ROOT, out, jobs=1))
    assert result.diagnostics == ()
    server = make_server(out, "127.0.0.1", 0)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Give Debian's Chromium, without a window."""
    program = shutil.which("chromium")
    assert program is not None, "no program `chromium`: install the Debian package of that name"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def problems() -> Iterator[list[str]]:
    """Give what went wrong in the pages of a test so far; what is still listed when the test ends fails it."""
    found: list[str] = []
    yield found
    assert found == []


@pytest.fixture
def open_page(chromium: Browser, site_url: str, problems: list[str]) -> Iterator[OpenPage]:
    """Give a function that opens a path, see `_opener`."""
    with _opener(chromium, site_url, problems) as open_path:
        yield open_path


@pytest.fixture(scope="module", params=list(_EVERY_PATH.values()), ids=list(_EVERY_PATH))
def every_page(request: pytest.FixtureRequest, chromium: Browser, site_url: str) -> Iterator[Page]:
    """Give one page of each kind in each language, opened once for all tests of a module that look at it."""
    problems: list[str] = []
    with _opener(chromium, site_url, problems) as open_path:
        yield open_path(request.param)
    assert problems == []


@contextmanager
def _opener(browser: Browser, site_url: str, problems: list[str]) -> Iterator[OpenPage]:
    """Give a function that opens a path in a browser without history.

    It takes the path, e.g. `/ru/`; `width` in CSS pixels; `choices`, what earlier visits stored; `prepare`, a function
    that gets the page before it is opened; `wait_until`; and options of Playwright's `new_context`. The browser
    prefers French, so the root page leads nowhere by itself.
    """
    contexts: list[BrowserContext] = []

    def open_path(
        path: str,
        *,
        width: int = 1280,
        choices: dict[str, str] | None = None,
        prepare: Callable[[Page], object] | None = None,
        **options: Any,  # noqa: ANN401 - as Playwright has them
    ) -> Page:
        entries = [{"name": name, "value": value} for name, value in (choices or {}).items()]
        state = {"cookies": [], "origins": [{"origin": site_url, "localStorage": entries}]}
        settings = {"locale": "fr-FR", "viewport": {"width": width, "height": 844}, "storage_state": state}
        wait_until = options.pop("wait_until", "load")
        contexts.append(browser.new_context(**{**settings, **options}))
        page = contexts[-1].new_page()
        _note_problems(page, site_url, problems)
        if prepare is not None:
            prepare(page)
        page.goto(site_url + path, wait_until=wait_until)
        return page

    yield open_path
    for context in contexts:
        context.close()


def _note_problems(page: Page, site_url: str, problems: list[str]) -> None:
    own = (f"{site_url}/", "data:")

    def note_message(message: ConsoleMessage) -> None:
        if message.type in ("warning", "error"):
            problems.append(message.text)

    def note_request(request: Request) -> None:
        if not request.url.startswith(own):
            problems.append(f"request to {request.url}")

    page.on("console", note_message)
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("request", note_request)
    page.on("requestfailed", lambda request: problems.append(f"{request.url} failed: {request.failure}"))
