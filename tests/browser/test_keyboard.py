"""What a reader without a mouse meets: skip link, order, visible focus."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from site_builder.pages.routes import PageKind
from tests.browser.conftest import EVERY_KIND, LET_ALL_IN, watch_kind

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]

_MODEL = "/ru/models/google/gemini-3.1-flash-lite/"
_FOCUS = """() => {
  const element = document.activeElement;
  if (element === document.body) return null;
  const box = element.getClientRects()[0];
  const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
  const left = Math.max(box.left, 0), right = Math.min(box.right, innerWidth);
  const isSeen = [top + 2, (top + bottom) / 2, bottom - 2].some((y) => {
    const hit = document.elementFromPoint((left + right) / 2, y);
    return hit && (element.contains(hit) || hit.contains(element));
  });
  const style = getComputedStyle(element.closest("label:has(#theme), .compare-field") || element);
  const isMarked = style.outlineStyle === "solid" && parseFloat(style.outlineWidth) >= 2;
  return [isSeen && bottom > top, isMarked, element.outerHTML.slice(0, 100)];
}"""


_WALKS = {name: key for name, key in EVERY_KIND.items() if key[1] in ("", "en")}
_LIST_STOPS = (
    "() => { const looked = "
    + _FOCUS
    + """;
  const candidates = document.querySelectorAll(
    "a[href], button, input, select, textarea, summary, pre[tabindex='0'], [role=region][tabindex='0']");
  const canFocus = (stop) => stop.tabIndex >= 0 && !stop.disabled && stop.checkVisibility();
  window.stops = Array.from(candidates).filter(canFocus);
  window.walk = [];
  document.addEventListener("keydown", () => {
    if (document.activeElement !== document.body) walk.push([document.activeElement, looked()]);
  }, true);
  return stops.length;
}"""
)
_READ_WALK = """() => {
  const describe = (element) => element.outerHTML.slice(0, 100);
  const seen = new Set(walk.map(([element]) => element));
  const isInOrder = (at) => !at
    || walk[at - 1][0].compareDocumentPosition(walk[at][0]) & Node.DOCUMENT_POSITION_FOLLOWING;
  return {
    missed: stops.filter((stop) => !seen.has(stop)).map(describe),
    bad: walk.filter(([, look], at) => !look[0] || !look[1] || !isInOrder(at)).map(([, look]) => look),
    left: document.activeElement === document.body,
  };
}"""


def test_skip_link_leads_into_the_page(open_page: OpenPage) -> None:
    """The first stop is a link that shows itself, and puts the focus behind header and section list."""
    page = open_page(_MODEL)
    link = page.locator(".skip-link")
    is_hidden = link.evaluate("(link) => link.getBoundingClientRect().bottom <= 0")

    page.keyboard.press("Tab")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert is_hidden
    assert page.evaluate("document.getElementById('main').contains(document.activeElement)")


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
def test_focus_is_seen_at_every_stop(open_page: OpenPage, width: int, key: str) -> None:
    """Forwards and backwards, what has the focus is on the screen, outlined, and not behind the sticky section list."""
    page = open_page(_MODEL, width=width)
    page.evaluate(LET_ALL_IN)  # parts that take their place move what is below them until the next frame
    if key == "Shift+Tab":
        page.locator(".site-footer a").last.focus()

    unseen = []
    for _ in range(80):
        page.keyboard.press(key)
        is_seen, is_marked, element = page.evaluate(_FOCUS)
        if not (is_seen and is_marked):
            unseen.append((is_seen, is_marked, element))

    assert unseen == []


@pytest.mark.parametrize("key", _WALKS.values(), ids=_WALKS)
def test_every_stop_is_reached_in_order_and_left_again(
    open_page: OpenPage, kind_paths: dict[tuple[PageKind, str], str], key: tuple[PageKind, str]
) -> None:
    """On every kind of page Tab goes in order through all that takes the focus, each stop seen and marked, and out."""
    page = open_page(
        kind_paths[key], width=390, reduced_motion="reduce", prepare=watch_kind(key[0]), wait_until="networkidle"
    )  # filters of prices are shown once their script is there
    page.evaluate(LET_ALL_IN)
    stops = page.evaluate(_LIST_STOPS)

    for _ in range(stops + 1):
        page.keyboard.press("Tab")

    assert page.evaluate(_READ_WALK) == {"missed": [], "bad": [], "left": True}


def test_code_and_wide_tables_are_scrolled_with_keys(open_page: OpenPage) -> None:
    """What scrolls sideways can have the focus, has a name if it is a region, and moves with the arrows."""
    page = open_page(_MODEL, width=390)
    region = page.locator("#pricing .scroll")

    region.focus()
    page.keyboard.press("ArrowRight")

    expect(region).to_be_focused()
    assert region.get_attribute("aria-label") == "Цены"
    assert region.evaluate(
        "(region) => new Promise((resolve) => { const look = () => region.scrollLeft > 0 ? resolve(true)"
        " : requestAnimationFrame(look); look(); })"
    )


def test_table_that_fits_is_no_stop(open_page: OpenPage) -> None:
    """A table region takes the focus only while there is something to scroll."""
    page = open_page(_MODEL, width=1280)
    region = page.locator("#pricing .scroll").first

    expect(region).not_to_have_attribute("tabindex", "0")
    page.set_viewport_size({"width": 390, "height": 844})

    expect(region).to_have_attribute("tabindex", "0")
