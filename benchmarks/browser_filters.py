"""Measures how long the catalog takes from a filter to the next paint: `python -m benchmarks.browser_filters`.

Makes the home page of a generated catalog with the file of all its rows, opens it in Chromium with a slowed CPU, and
filters it as a reader does: by keys and clicks. The browser itself says how long each took, from the event to the next
paint. Source: W3C Event Timing API, `duration`, to the nearest 8 ms.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Page as BrowserPage
from playwright.sync_api import expect, sync_playwright

from benchmarks.site_files import write_site
from benchmarks.static_server import make_folder_server
from site_builder.catalog.loader import load_catalog
from site_builder.i18n.locale import Locale
from site_builder.i18n.localizer import Localizer
from site_builder.i18n.messages import no_messages
from site_builder.outputs.assets import bundle_assets
from site_builder.outputs.html import HtmlRenderer
from site_builder.outputs.templates import LocaleTemplates, template_loader
from site_builder.pages.context import ViewContext
from site_builder.pages.routes import Page, PageKind

_LIMIT_MS = 100
_ENGLISH = Locale("en", "en", "English")
_KINDS = (PageKind.CATALOG, PageKind.MODEL_ROWS)
_OBSERVE = """
window.timings = [];
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) timings.push(duration);
}).observe({ type: "event", durationThreshold: 16 });
window.longTasks = [];
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) longTasks.push(duration);
}).observe({ type: "longtask" });
"""
_PAINTED = "() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))"
_PACE = """() => {
  const start = performance.now();
  let sum = 0;
  for (let number = 0; number < 1e8; number += 1) sum += number % 7;
  return sum && performance.now() - start;
}"""
_SETTLED = 2000
"""Milliseconds after which the rows below the screen have followed."""


@dataclass(frozen=True, slots=True)
class Action:
    """Something a reader does; `name` is what tables call it."""

    name: str
    act: Callable[[BrowserPage], object]


def _press(key: str) -> Callable[[BrowserPage], object]:
    return lambda page: page.locator("input[name=q]").press(key)


def _choose(facet: str, value: str) -> Callable[[BrowserPage], object]:
    def act(page: BrowserPage) -> None:
        box = page.locator(f"input[name={facet}][value={value}]")
        if not box.is_visible():
            page.locator(f"[data-facet={facet}] > summary").click()
        box.click()

    return act


def _sort(name: str) -> Callable[[BrowserPage], object]:
    return lambda page: page.locator(f"th[data-sort={name}] > button").press("Enter")


def _type_mix(page: BrowserPage) -> None:
    if not page.locator("[data-part=input]").is_visible():
        page.locator("[data-facet=cost] > summary").click()
    page.locator("[data-part=input]").press("7")


ACTIONS = (
    Action("type a letter", _press("a")),
    Action("take it back", _press("Backspace")),
    Action("choose a status", _choose("status", "preview")),
    Action("choose a second status", _choose("status", "stable")),
    Action("choose a kind of input", _choose("input", "image")),
    Action("sort by name", _sort("name")),
    Action("sort by input price", _sort("input-price")),
    Action("enter tokens", _type_mix),
    Action("sort by cost", _sort("cost")),
    Action("remove all filters", lambda page: page.locator("form.filters [type=reset]").click()),
)
"""What is measured, each from the state the one before has left."""


def write_catalog(folder: Path, out: Path, model_count: int) -> None:
    """Write a generated site, and of its English pages those that the filters need.

    Raises:
        ValueError: The generated site has errors.
    """
    write_site(folder, model_count)
    loaded = load_catalog(folder)
    if loaded.catalog is None:
        raise ValueError(f"{loaded.diagnostics[0]}")
    assets = bundle_assets(folder, "")
    localizer = Localizer(_ENGLISH, _ENGLISH.tag, no_messages(), no_messages())
    context = ViewContext(loaded.catalog, localizer, (_ENGLISH,), assets.view)
    renderer = HtmlRenderer(
        {_ENGLISH.tag: context}, {_ENGLISH.tag: LocaleTemplates(template_loader(folder), localizer)}
    )
    pages = [Page(kind, "", _ENGLISH) for kind in _KINDS]
    files = {page.path: renderer.render(page).content() for page in pages} | dict(assets.files)
    for path, content in files.items():
        (out / path).parent.mkdir(parents=True, exist_ok=True)
        (out / path).write_bytes(content)


def measure_actions(page: BrowserPage, rounds: int) -> Mapping[str, list[float]]:
    """Give for each action the milliseconds from event to paint, one number of each round."""
    times: dict[str, list[float]] = {action.name: [] for action in ACTIONS}
    for _ in range(rounds):
        for action in ACTIONS:
            page.evaluate("timings.length = 0")
            action.act(page)
            page.evaluate(_PAINTED)
            page.wait_for_timeout(_SETTLED)
            times[action.name].append(page.evaluate("Math.max(0, ...timings)"))
    return times


def measure_first_use(page: BrowserPage) -> tuple[float, float]:
    """Give the time from the first click to a sorted table, and the longest task on the way, in milliseconds."""
    started = page.evaluate("longTasks.length = 0, performance.now()")
    page.locator("th[data-sort=context] > button").click()
    expect(page.locator("th[aria-sort]")).to_be_visible(timeout=60_000)
    page.evaluate(_PAINTED)
    first = page.evaluate("performance.now()") - started, page.evaluate("Math.max(0, ...longTasks)")
    page.locator("th[data-sort=context] > button").click(click_count=1)
    page.locator("th[data-sort=context] > button").click(click_count=1)
    return first


@contextmanager
def _serve(folder: Path) -> Iterator[str]:
    server = make_folder_server(folder, "127.0.0.1", 0)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


def _measure(out: Path, slowdown: int, rounds: int) -> bool:
    """Print what was measured; give whether every action kept within the limit."""
    with _serve(out) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.add_init_script(_OBSERVE)
        page.goto(f"{address}/{_ENGLISH.slug}/")
        pace = page.evaluate(_PACE)
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
        ready, longest = measure_first_use(page)
        times = measure_actions(page, rounds)
        print(
            f"Chromium {browser.version}, CPU slowed {slowdown} times; 100 million additions, not slowed: {pace:.0f} ms"
        )
        print(f"first use: {ready:.0f} ms until sorted, longest task {longest:.0f} ms")
        browser.close()
    print("| action | event to paint, median ms | longest ms |\n|---|---|---|")
    for name, values in times.items():
        print(f"| {name} | {median(values):.0f} | {max(values):.0f} |")
    return all(median(values) < _LIMIT_MS for values in times.values())


def main() -> None:
    """Measure what the arguments name; exit code 1 if a median is at or above the limit."""
    parser = argparse.ArgumentParser(description="Measure the filters of a large catalog in a slowed browser.")
    parser.add_argument("--models", type=int, default=5000, help="how many models (5000)")
    parser.add_argument("--slowdown", type=int, default=4, help="how many times slower the CPU is (4)")
    parser.add_argument("--rounds", type=int, default=5, help="how often each action is done (5)")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="site-builder-filters-") as work:
        out = Path(work, "out")
        write_catalog(Path(work, "site"), out, arguments.models)
        is_fast = _measure(out, arguments.slowdown, arguments.rounds)
    sys.exit(not is_fast)


if __name__ == "__main__":
    main()
