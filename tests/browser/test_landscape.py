"""The plots as a browser draws them: names apart, nothing outside, every point a link, everything in a table too."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]

_OVERLAPPING = """() => Array.from(document.querySelectorAll("main svg.drawing"))
  .filter((drawing) => drawing.checkVisibility()).flatMap((drawing) => {
    const texts = Array.from(drawing.querySelectorAll("text"))
      .map((text) => [text.textContent, text.getBoundingClientRect()]);
    return texts.flatMap(([one, box], index) => texts.slice(index + 1)
      .filter(([, other]) => box.left < other.right - 1 && other.left < box.right - 1
        && box.top < other.bottom - 3 && other.top < box.bottom - 3)
      .map(([other]) => `${one} on ${other}`));
  })"""
_OUTSIDE = """() => Array.from(document.querySelectorAll("main svg.drawing text, main svg.drawing circle:not(.target)"))
  .filter((element) => element.checkVisibility())
  .filter((element) => element.getBoundingClientRect().left < 0 || element.getBoundingClientRect().right > innerWidth)
  .map((element) => element.outerHTML)"""
_SHOWN = """() => Array.from(document.querySelectorAll("main svg.drawing"))
  .filter((drawing) => drawing.checkVisibility()).map((drawing) => drawing.classList[1])"""
_LINKS = """(within) => Array.from(document.querySelectorAll(within), (link) => link.getAttribute("href")).sort()"""


@pytest.mark.parametrize("width", [320, 390, 768, 1280, 1920])
@pytest.mark.parametrize("slug", ["zh", "ru", "en"])
def test_texts_of_plots_are_apart_and_inside(slug: str, width: int, open_page: OpenPage) -> None:
    """In every language and at every width: no text on another, none cut off, no page that scrolls sideways."""
    page = open_page(f"/{slug}/landscape/", width=width)

    assert page.evaluate(_OVERLAPPING) == []
    assert page.evaluate(_OUTSIDE) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize(("width", "size"), [(390, "narrow"), (1280, "wide")])
def test_one_size_of_each_plot_is_shown(width: int, size: str, open_page: OpenPage) -> None:
    """The one that fits its place; the other one is hidden from everybody."""
    page = open_page("/en/landscape/", width=width)

    assert set(page.evaluate(_SHOWN)) == {size}


def test_every_point_is_a_link_that_the_table_has_too(open_page: OpenPage) -> None:
    """Who cannot see the plot finds the same models, with their numbers, below it."""
    page = open_page("/en/landscape/")

    for plot in ("#terminal-bench-2\\.1", "#swe-bench-pro"):
        points = page.evaluate(_LINKS, f"{plot} .wide a")
        assert points == page.evaluate(_LINKS, f"{plot} .narrow a") == page.evaluate(_LINKS, f"{plot} table a")
    assert page.evaluate(_LINKS, "#releases .wide a") == page.evaluate(_LINKS, "#releases tbody th a")


def test_point_leads_to_its_model_by_keyboard(open_page: OpenPage) -> None:
    """A point is reached by Tab, says what it stands for, shows the focus, and Enter follows it."""
    page = open_page("/ru/landscape/")
    point = page.locator("#terminal-bench-2\\.1 .wide a").last

    point.focus()

    assert page.evaluate("document.activeElement.querySelector('title').textContent").startswith("GPT-5.5: 78,2")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.wait_for_url("**/ru/models/openai/gpt-5.5/")


def test_cells_of_the_matrix_are_words(open_page: OpenPage) -> None:
    """A symbol is for the eye; screen readers get the word."""
    page = open_page("/en/landscape/")

    words = page.evaluate("Array.from(document.querySelectorAll('.matrix td[data-state]'), (cell) => cell.textContent)")
    assert set(words) == {"Supported", "Not supported", "Unknown"}


def test_plots_follow_the_theme_and_forced_colors(open_page: OpenPage) -> None:
    """The best models have the accent, in the dark a lighter one; with forced colours the reader's own."""
    fill = "getComputedStyle(document.querySelector('.drawing .own > circle')).fill"

    assert open_page("/en/landscape/").evaluate(fill) == "rgb(29, 79, 191)"
    assert open_page("/en/landscape/", color_scheme="dark").evaluate(fill) == "rgb(141, 176, 255)"
    forced = open_page("/en/landscape/", forced_colors="active")
    assert forced.evaluate(f"{fill} === getComputedStyle(document.querySelector('.drawing .line')).stroke")
    assert forced.evaluate(fill) not in ("rgb(29, 79, 191)", "rgb(141, 176, 255)")
