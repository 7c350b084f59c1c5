"""What holds on every kind of page, in every language."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page, Route

from site_builder.pages.routes import PageKind
from tests.browser.conftest import EVERY_KIND, LET_ALL_IN, watch_kind

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]

_MODEL = "/ru/models/google/gemini-3.1-flash-lite/"
_IN_RUSSIAN = {name: key for name, key in EVERY_KIND.items() if key[1] in ("", "ru")}
"""Every kind of page, in the language with the longest words."""
_WIDE_ELEMENTS = """() => document.documentElement.scrollWidth <= innerWidth ? [] :
  Array.from(document.querySelectorAll("body *"))
    .filter((element) => element.getBoundingClientRect().right > innerWidth && !element.closest(".scroll, pre, .toc"))
    .map((element) => element.outerHTML.slice(0, 80))
    .concat(`the page is ${document.documentElement.scrollWidth} wide`)"""
_PARSED = """new Promise((resolve) => {
  const look = () => document.readyState === "loading" || resolve();
  document.addEventListener("readystatechange", look);
  look();
})"""
_FIRST_PAINT = """new Promise((resolve) => {
  const observer = new PerformanceObserver((list) => {
    if (list.getEntriesByName("first-contentful-paint").length) resolve();
  });
  observer.observe({ type: "paint", buffered: true });
})"""
_TWO_FRAMES = "new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))"
_MARK_HEADINGS = """() => {
  const headings = Array.from(document.querySelectorAll("main :is(h1, h2, h3, h4), main table"));
  window.marked = headings.filter((heading) => heading.getClientRects().length)
    .map((heading) => [heading, heading.getBoundingClientRect().top]);
}"""
_MOVED_HEADINGS = """() => marked
  .map(([heading, top]) => [heading, heading.getBoundingClientRect().top - top])
  .filter(([heading, moved]) => heading.getClientRects().length && Math.abs(moved) > 0.5)
  .map(([heading, moved]) => `${moved}: ${heading.textContent.trim().slice(0, 40)}`)"""
_LOW_CONTRAST = """([selector, least]) => {
  const context = Object.assign(document.createElement("canvas"), { width: 1, height: 1 })
    .getContext("2d", { willReadFrequently: true });
  const luminance = (layers) => {
    for (const layer of layers) {
      context.fillStyle = layer;
      context.fillRect(0, 0, 1, 1);
    }
    const [red, green, blue] = Array.from(context.getImageData(0, 0, 1, 1).data, (byte) => {
      const part = byte / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const behind = new Map([[null, []]]);
  const layersBehind = (element) => {
    if (!behind.has(element)) {
      const color = getComputedStyle(element).backgroundColor;
      const below = layersBehind(element.parentElement);
      behind.set(element, color === "rgba(0, 0, 0, 0)" ? below : [...below, color]);
    }
    return behind.get(element);
  };
  const known = new Map();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let seen = 0;
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || !element.closest(selector)) continue;
    if (element.closest(".visually-hidden") || !element.checkVisibility()) continue;
    seen += 1;
    const layers = layersBehind(element);
    const color = getComputedStyle(element).color;
    const key = [color, ...layers].join();
    if (known.has(key)) continue;
    const [dark, light] = [luminance(layers), luminance([...layers, color])].sort((one, other) => one - other);
    const ratio = (light + 0.05) / (dark + 0.05);
    known.set(key, ratio < least ? `${ratio.toFixed(2)}: ${texts.currentNode.data.trim().slice(0, 40)}` : null);
  }
  return seen ? Array.from(known.values()).filter(Boolean) : ["no text at all"];
}"""
_MOVING = """() => Array.from(document.querySelectorAll("*"), (element) => [element, getComputedStyle(element)])
  .filter(([, { transitionDuration, animationName, scrollBehavior }]) =>
    transitionDuration !== "0s" || animationName !== "none" || scrollBehavior !== "auto")
  .map(([element]) => element.outerHTML.slice(0, 80))"""
_NOT_PRINTED = """() => {
  const content = "main :is(h1, h2, h3, h4, p, li, dt, dd, pre, td, th)";
  const onScreenOnly = ".needs-script, .rail-key, .charts, .parameters thead, .wide-only, .of-maker .maker-cell"
    + ", [hidden]:not([data-tab])";
  const isMissing = (element) => element.textContent.trim() && !element.checkVisibility();
  const hidden = Array.from(document.querySelectorAll(content))
    .filter((element) => isMissing(element) && !element.closest(onScreenOnly));
  const cut = Array.from(document.querySelectorAll("main pre, main .scroll"))
    .filter((box) => box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1);
  return [...hidden, ...cut].map((element) => element.outerHTML.slice(0, 120));
}"""
_PRINTED_CHROME = """() => Array.from(document.querySelectorAll(
    "button:not(.sort), select, input, dialog, [role=tablist], .skip-link, .site-header, .site-footer, .toc"
    + ", .page-bar"))
  .filter((element) => element.getClientRects().length)
  .map((element) => element.outerHTML.slice(0, 80))"""
_LOOSE_TABS = """() => {
  const loose = Array.from(document.querySelectorAll("[role=tablist]")).filter((list) => {
    const chosen = list.querySelectorAll("[role=tab][aria-selected=true][tabindex='0']");
    const stops = list.querySelectorAll("[tabindex='0']");
    return !list.getAttribute("aria-label") || chosen.length !== 1 || stops.length !== 1;
  });
  const lost = Array.from(document.querySelectorAll("[role=tab]")).filter((tab) => {
    const panel = document.getElementById(tab.getAttribute("aria-controls"));
    const isShown = tab.getAttribute("aria-selected") === "true";
    return panel?.getAttribute("role") !== "tabpanel" || panel.getAttribute("aria-labelledby") !== tab.id
      || panel.hasAttribute("hidden") === isShown;
  });
  return [...loose, ...lost].map((element) => element.outerHTML.slice(0, 100));
}"""
_SMALL_TARGETS = """() => {
  const targets = document.querySelectorAll("button, summary, select, input, nav a, .button, .icon-link");
  return Array.from(targets)
    .filter((target) => target.checkVisibility())
    .map((target) => [target, (target.closest("label") || target).getBoundingClientRect()])
    .filter(([, box]) => box.width < 24 || box.height < 24)
    .map(([target, box]) => `${box.width} x ${box.height}: ${target.outerHTML.slice(0, 80)}`);
}"""


def test_page_fits_every_width(every_page: Page) -> None:
    """No page scrolls sideways, from the smallest phone to a desktop."""
    wide = {}
    for width in (320, 390, 768, 1280):
        every_page.set_viewport_size({"width": width, "height": 844})
        wide[width] = every_page.evaluate(_WIDE_ELEMENTS)

    assert wide == {320: [], 390: [], 768: [], 1280: []}


@pytest.mark.parametrize("width", [390, 1280])
def test_targets_can_be_hit(every_page: Page, width: int) -> None:
    """Buttons, fields and links of menus are at least 24 by 24 pixels. Source: WCAG 2.2, 2.5.8."""
    every_page.set_viewport_size({"width": width, "height": 844})

    assert every_page.evaluate(_SMALL_TARGETS) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_has_contrast(every_page: Page, scheme: Literal["light", "dark"]) -> None:
    """Every text has a contrast of at least 4.5 to 1 against what is behind it, in both themes."""
    every_page.emulate_media(color_scheme=scheme, reduced_motion="reduce")

    assert every_page.evaluate(_LOW_CONTRAST, ["body", 4.5]) == []


def test_forced_colors_leave_text_readable(every_page: Page) -> None:
    """In a high-contrast mode every text keeps a contrast of 4.5 to 1."""
    every_page.emulate_media(forced_colors="active", reduced_motion="reduce")

    assert every_page.evaluate(_LOW_CONTRAST, ["body", 4.5]) == []


def test_less_motion_means_none(every_page: Page) -> None:
    """For readers who want no motion nothing fades, moves or scrolls smoothly."""
    every_page.emulate_media(reduced_motion="reduce")

    assert every_page.evaluate(_MOVING) == []


def test_paper_has_the_content_alone(every_page: Page) -> None:
    """On A4, all of the content is there, hidden tabs included, none of the controls, and nothing is cut off."""
    every_page.set_viewport_size({"width": 720, "height": 1000})
    every_page.emulate_media(media="print")

    assert every_page.evaluate(_NOT_PRINTED) == []
    assert every_page.evaluate(_PRINTED_CHROME) == []


def test_tabs_are_wired(every_page: Page) -> None:
    """Each list of tabs has a name and one chosen tab, the only one to tab to; tabs and panels name each other.

    Source: ARIA Authoring Practices, tabs pattern.
    """
    assert every_page.evaluate(_LOOSE_TABS) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_prose_has_more_contrast(open_page: OpenPage, scheme: str) -> None:
    """Prose has a contrast of at least 7 to 1, in both themes."""
    page = open_page(_MODEL, color_scheme=scheme)

    assert page.evaluate(_LOW_CONTRAST, [".prose, .lead", 7]) == []


def test_nothing_moves_while_the_page_loads(every_page: Page) -> None:
    """The cumulative layout shift of every page is 0."""
    assert every_page.evaluate("shiftsOfLoading") == []


@pytest.mark.parametrize("key", _IN_RUSSIAN.values(), ids=_IN_RUSSIAN)
def test_nothing_moves_when_scripts_arrive(
    open_page: OpenPage, kind_paths: dict[tuple[PageKind, str], str], key: tuple[PageKind, str]
) -> None:
    """Although the script comes only after the first paint, nothing shifts then, neither on the screen nor below it."""
    scripts: list[Route] = []

    def release_when_parsed(route: Route) -> None:
        route.request.frame.evaluate(_PARSED)
        route.continue_()

    def hold(page: Page) -> None:
        watch_kind(key[0])(page)
        page.route("**/assets/site.*.css", release_when_parsed)
        page.route("**/assets/site.*.js", lambda route: scripts.append(route))  # noqa: PLW0108 - Playwright marks it

    moved = {}
    for width in (320, 1280):
        page = open_page(kind_paths[key], width=width, prepare=hold, wait_until="commit")
        page.evaluate(_FIRST_PAINT)
        page.evaluate(LET_ALL_IN)
        page.evaluate(_MARK_HEADINGS)
        while scripts:
            scripts.pop().continue_()
        page.wait_for_load_state("load")
        page.evaluate(_TWO_FRAMES)
        moved[width] = page.evaluate("shifts") + page.evaluate(_MOVED_HEADINGS)

    assert moved == {320: [], 1280: []}


@pytest.mark.parametrize("path", ["/", _MODEL])
def test_page_refuses_inline_code(open_page: OpenPage, problems: list[str], path: str) -> None:
    """A script or a style written into a page is not obeyed, and the browser says so."""
    page = open_page(path)

    page.evaluate("""() => {
      const script = document.createElement("script");
      script.textContent = "window.intruder = true";
      document.body.append(script);
      document.body.insertAdjacentHTML("beforeend", '<p id="red" style="color: red">red</p>');
    }""")
    color = page.evaluate("getComputedStyle(document.getElementById('red')).color")
    refused = [problem for problem in problems if "Content Security Policy" in problem]
    problems.clear()

    assert page.evaluate("window.intruder") is None
    assert color != "rgb(255, 0, 0)"
    assert len(refused) == 2


def test_style_sheet_says_what_its_sources_say(open_page: OpenPage, published: Path) -> None:
    """What is left out of the style sheet changes no rule, as the browser reads them."""
    sources = sorted((Path(__file__).parents[2] / "templates/assets/css").glob("*.css"))
    (sheet,) = (published / "assets").glob("site.*.css")
    read = """(text) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      // Of custom properties browsers keep the spaces as they are written.
      return Array.from(sheet.cssRules, (rule) => rule.cssText.replace(/\\s*([,()/])\\s*/g, "$1"));
    }"""
    page = open_page("/")

    written, served = (
        page.evaluate(read, text)
        for text in ("".join(path.read_text(encoding="utf-8") for path in sources), sheet.read_text(encoding="utf-8"))
    )

    assert len(written) > 400
    assert served == written
