"""A real Chromium on the repository's own site, built once and served on this machine.

Whatever a test does, these fail it: a warning or an error on the console, a violation of the Content Security Policy
among them; an exception of a script; a request that fails; a request to another host. See `problems`.
"""

from __future__ import annotations

import re
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Route, sync_playwright

from benchmarks.static_server import make_folder_server
from site_builder.build.pipeline import BuildOptions, build_site
from site_builder.catalog.loader import load_catalog
from site_builder.i18n.locale import Locale
from site_builder.pages.routes import PageKind, list_pages

OpenPage = Callable[..., Page]

_ROOT = Path(__file__).parents[2]
_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
_LOCALES = (
    Locale("en", "en", "English"),
    Locale("zh-Hans", "zh", "简体中文"),
    Locale("ru", "ru", "Русский"),
)
"""From the locale whose slimmest pages are looked at to the one, with the longest words, whose fullest are."""
_ROOT_KINDS = (PageKind.CHOOSER, PageKind.ROOT_NOT_FOUND)
_KINDS_OF_BIG_SITES = (PageKind.MODEL_ROWS,)
"""Pages that a catalog of this size has no need of; `test_big_catalog` looks at them."""
EVERY_KIND = {
    **{str(kind): (kind, "") for kind in _ROOT_KINDS},
    **{
        f"{kind}-{locale.slug}": (kind, locale.slug)
        for locale in _LOCALES
        for kind in PageKind
        if kind not in (*_ROOT_KINDS, *_KINDS_OF_BIG_SITES)
    },
}
"""Every kind of page in every language, a new kind at once; see `kind_paths`."""
_WATCH_SHIFTS = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries())
    shifts.push(`${entry.value}: ${entry.sources.map((source) => source.node?.className || source.node?.nodeName)}`);
}).observe({ type: "layout-shift", buffered: true });
"""
_NOTE_SHIFTS = """new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => {
  window.shiftsOfLoading = Array.from(shifts);
  resolve();
})))"""
LET_ALL_IN = """new Promise((resolve) => {
  const parts = document.querySelectorAll(".columns > section, .api-reference > .scroll");
  for (const part of parts) part.classList.add("laid");
  for (const row of document.querySelectorAll("tbody > tr")) row.style.contentVisibility = "visible";
  requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(resolve)));
})"""
"""What is far from the screen takes its place at once, which the page does bit by bit; resolves when it is laid out."""
_REFRESH = re.compile(rb'<meta http-equiv="refresh"[^>]*>')


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of the repository's own site, built."""
    out = tmp_path_factory.mktemp("browser") / "dist"
    result = build_site(BuildOptions(_ROOT, out, jobs=1))
    assert result.diagnostics == ()
    return out


@pytest.fixture(scope="session")
def kind_paths(published: Path) -> dict[tuple[PageKind, str], str]:
    """Give the path of one page of each kind in each language, e.g. `/ru/providers/google/`.

    By size it is the first of its kind in English, the middle one in Chinese and the last one in Russian: what a page
    may lack, what it mostly has, and all that it can have.
    """
    catalog = load_catalog(_ROOT).catalog
    assert catalog is not None
    pages: dict[tuple[PageKind, str], list[tuple[int, str]]] = {}
    for page in list_pages(catalog, _LOCALES):
        size = (published / page.path).stat().st_size
        pages.setdefault((page.kind, page.locale.slug if page.locale else ""), []).append((size, page.route))
    order = {locale.slug: at for at, locale in enumerate(_LOCALES)}
    paths = {}
    for (kind, slug), found in pages.items():
        paths[kind, slug] = sorted(found)[(len(found) - 1) * order.get(slug, 0) // 2][1]
    return paths


@pytest.fixture(scope="session")
def site_url(published: Path) -> Iterator[str]:
    """Give the address of the repository's own site, without a slash at the end."""
    server = make_folder_server(published, "127.0.0.1", 0)
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


@pytest.fixture(scope="module", params=list(EVERY_KIND.values()), ids=list(EVERY_KIND))
def opened_kind(
    request: pytest.FixtureRequest, chromium: Browser, site_url: str, kind_paths: dict[tuple[PageKind, str], str]
) -> Iterator[Page]:
    """Give one page of each kind in each language, opened once for all tests of a module that look at it."""
    problems: list[str] = []
    assert request.param in kind_paths, "the repository's own site has no such page"
    with _opener(chromium, site_url, problems) as open_path:
        page = open_path(kind_paths[request.param], prepare=watch_kind(request.param[0]))
        page.evaluate(_NOTE_SHIFTS)
        if page.evaluate("shiftsOfLoading.length"):  # what always moves does so again
            page.reload()  # Chromium shows a page before `main` is whole where it gets little time, see `rel=expect`
            page.evaluate(_NOTE_SHIFTS)
        yield page
    assert problems == []


@pytest.fixture
def every_page(opened_kind: Page) -> Page:
    """Give one page of each kind in each language, on a light desktop; `shiftsOfLoading` has what moved."""
    opened_kind.set_viewport_size({"width": 1280, "height": 844})
    opened_kind.emulate_media(
        media="screen", color_scheme="light", forced_colors="none", reduced_motion="no-preference"
    )
    return opened_kind


def watch_kind(kind: PageKind) -> Callable[[Page], None]:
    """Give a function that lets a page note in `window.shifts` what moves, and keeps a redirect from leaving."""

    def stay(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, body=_REFRESH.sub(b"", response.body()))

    def prepare(page: Page) -> None:
        page.add_init_script(_WATCH_SHIFTS)
        if kind is PageKind.REDIRECT:
            page.route("**/models/**", stay)

    return prepare


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

    def note_failure(request: Request) -> None:
        has_left = request.failure == "net::ERR_ABORTED" and not request.is_navigation_request()
        if not has_left:  # a reader who goes on does not wait for the pictures of the page before
            problems.append(f"{request.url} failed: {request.failure}")

    page.on("console", note_message)
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("request", note_request)
    page.on("requestfailed", note_failure)
